/** Who is logged in by a face, and who is not. */
import { describe, expect, test } from 'vitest';
import type { FaceMatches } from '#domain/ports.ts';
import type { FaceAccount } from '#domain/record.ts';
import type { ServicesOptions } from '#services/create-services.ts';
import { newAttempt } from '#test/support/attempts.ts';
import { callerWith, everything } from '#test/support/callers.ts';
import { arrived } from '#test/support/images.ts';
import { record } from '#test/support/run-operation.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, staying } from '#test/support/services.ts';

const nobody: FaceMatches = { faceIds: [], records: [], account: null, confidence: null };
const stranger = callerWith(null, []);

function account(change: Partial<FaceAccount> = {}): FaceAccount {
  return {
    userId: 'account-1',
    email: null,
    userType: 'Member',
    role: null,
    status: 'ACTIVE',
    blocked: false,
    faceId: 'face-1',
    createdAtMs: null,
    ...change,
  };
}

async function stage(matches: FaceMatches, faceLogin: Partial<ServicesOptions['faceLogin']> = {}) {
  const provider = { ...scriptedProvider(), matchFace: async () => matches };
  const built = await createTestServices(provider, {
    faceLogin: { subject: 'ledger', minConfidence: 0, openSession: null, checkLimit: async () => {}, ...faceLogin },
  });
  const { services, ledger } = built;
  return {
    ...built,
    logIn: (userId: string | null = null) =>
      services.faceLogin(stranger, { selfie: arrived('selfie'), userId }, staying).then(
        (success) => success.userId,
        (error) => error.code,
      ),
    enrolled: (userId: string, faceId: string | null, accountId: string | null = null) =>
      ledger.addFace({ id: `${userId} ${faceId} ${accountId}`, userId, actor: userId, faceId, accountId, atMs: 1 }),
    async verified(ownerId: string, requestId: string) {
      const attempt = newAttempt({ ownerId, generation: 'v3' });
      await ledger.begin(attempt);
      await ledger.settle(attempt.id, {
        state: 'COMPLETED',
        decision: 'ACCEPTED',
        requestId,
        atMs: attempt.createdAtMs,
      });
    },
  };
}

describe('an enrolled face', () => {
  test('logs in the user whom it was enrolled for, by the face or by the service’s account', async () => {
    for (const matches of [
      { ...nobody, faceIds: ['face-1'] },
      { ...nobody, faceIds: ['face-1'], account: account() },
      { ...nobody, faceIds: ['another id'], account: account() },
    ]) {
      const { enrolled, logIn } = await stage(matches);
      await enrolled('ada', 'face-1', 'account-1');
      expect(await logIn()).toBe('ada');
      expect(await logIn('ada')).toBe('ada');
      expect(await logIn('bob')).toBe('FACE_NOT_RECOGNIZED');
    }
  });

  test('that was enrolled elsewhere leads to nobody here', async () => {
    const { logIn } = await stage({ ...nobody, faceIds: ['face-1'], account: account() });
    expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
  });

  test('is forgotten with its user', async () => {
    const { enrolled, logIn, ledger } = await stage({ ...nobody, faceIds: ['face-1'] });
    await enrolled('ada', 'face-1');
    await ledger.eraseUser('ada', { actor: 'ada', atMs: 2 });
    expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
  });

  test('whose record the provider has deleted logs nobody in', async () => {
    const matched = record({ requestId: 'request-1' });
    for (const [isActive, answer] of [
      [true, 'ada'],
      [false, 'FACE_NOT_RECOGNIZED'],
    ] as const) {
      const { verified, logIn } = await stage({ ...nobody, records: [{ ...matched, isActive }] });
      await verified('ada', 'request-1');
      expect(await logIn()).toBe(answer);
    }
  });

  test('and the records of the same user are one user; of two users they are nobody', async () => {
    const matches = { ...nobody, faceIds: ['face-1'], records: [record({ requestId: 'request-1' })] };
    const { enrolled, verified, logIn } = await stage(matches);
    await verified('ada', 'request-1');
    await enrolled('ada', 'face-1');
    expect(await logIn()).toBe('ada');
    await enrolled('bob', 'face-1');
    expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
  });
});

describe('several faces that look alike', () => {
  const twoFaces = { ...nobody, faceIds: ['face-1', 'face-2'], account: account() };

  test('are nobody when they belong to two users, or one of them to somebody unknown', async () => {
    const { enrolled, logIn } = await stage(twoFaces);
    await enrolled('ada', 'face-1', 'account-1');
    expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
    await enrolled('bob', 'face-2');
    expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
    expect(await logIn('ada')).toBe('FACE_NOT_RECOGNIZED');
  });

  test('are one user when both were enrolled for that one', async () => {
    const { enrolled, logIn } = await stage(twoFaces);
    await enrolled('ada', 'face-1', 'account-1');
    await enrolled('ada', 'face-2', 'account-2');
    expect(await logIn()).toBe('ada');
  });

  test('log nobody in as the account that the service happened to name', async () => {
    const { logIn } = await stage(twoFaces, { subject: 'account' });
    expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
  });
});

describe('with FACE_LOGIN_SUBJECT=account', () => {
  test('the service’s own user id is the user, whether or not anybody was enrolled here', async () => {
    const { logIn } = await stage({ ...nobody, faceIds: ['face-1'], account: account() }, { subject: 'account' });
    expect(await logIn()).toBe('account-1');
    expect(await logIn('account-1')).toBe('account-1');
    expect(await logIn('ada')).toBe('FACE_NOT_RECOGNIZED');
  });

  test('a match without an account is nobody', async () => {
    const { verified, logIn } = await stage({ ...nobody, records: [record()] }, { subject: 'account' });
    await verified('ada', 'request-1');
    expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
  });
});

test('a blocked account is told so, and is not logged in, whoever it belongs to', async () => {
  for (const subject of ['ledger', 'account'] as const) {
    const { enrolled, logIn } = await stage(
      { ...nobody, faceIds: ['face-1'], account: account({ blocked: true }) },
      { subject },
    );
    await enrolled('ada', 'face-1', 'account-1');
    expect(await logIn()).toBe('ACCOUNT_BLOCKED');
  }
});

test.each([
  [0.9, 0.95, 'ada'],
  [0.95, 0.95, 'ada'],
  [0.96, 0.95, 'FACE_NOT_RECOGNIZED'],
  [0.1, null, 'FACE_NOT_RECOGNIZED'],
  [0, null, 'ada'],
])('at least %d is wanted, and the service says %s: %s', async (minConfidence, confidence, answer) => {
  const { enrolled, logIn } = await stage(
    { ...nobody, faceIds: ['face-1'], account: account(), confidence },
    { minConfidence },
  );
  await enrolled('ada', 'face-1');
  expect(await logIn()).toBe(answer);
});

test('too low a confidence does not even tell that an account is blocked', async () => {
  const matches = { ...nobody, faceIds: ['face-1'], account: account({ blocked: true }), confidence: 0.3 };
  const { logIn } = await stage(matches, { minConfidence: 0.9 });
  expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
});

test('a search names every user whom a face may be, the enrolled ones too', async () => {
  const matches = {
    ...nobody,
    faceIds: ['face-1', 'face-2'],
    records: [record({ requestId: 'request-1' })],
    account: account(),
  };
  const { services, enrolled, verified } = await stage(matches);
  await verified('ada', 'request-1');
  await enrolled('ada', 'face-1');
  await enrolled('bob', 'face-2');
  const answer = await services.searchByFace(callerWith('clerk', everything), { selfie: arrived('selfie') }, staying);
  expect([...answer.userIds].sort()).toEqual(['ada', 'bob']);
});
