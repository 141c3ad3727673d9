/** How a face comes to be known, and that one which the service knows is never forgotten here. */
import { describe, expect, test } from 'vitest';
import { toVerificationError } from '#domain/errors.ts';
import type { EnrolledFace, IdentityProvider } from '#domain/ports.ts';
import { callerWith } from '#test/support/callers.ts';
import { arrived } from '#test/support/images.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, staying } from '#test/support/services.ts';

const ada = callerWith('ada');
const input = { userId: null, email: null, firstName: null, lastName: null, phoneNumber: null };

/** A service that enrols whoever comes, and recognises them afterwards. */
async function stage() {
  let enrolments = 0;
  const provider: IdentityProvider = {
    ...scriptedProvider(),
    matchFace: async () => ({ faceIds: ['face-1'], records: [], account: null, confidence: null }),
    enrollFace: async () => {
      enrolments += 1;
      return { faceId: 'face-1', account: null };
    },
  };
  const built = await createTestServices(provider);
  const { services } = built;
  return {
    ...built,
    enrolments: () => enrolments,
    enrol: (caller = ada, change = {}) =>
      services.enrollFace(caller, { ...input, selfie: arrived('selfie'), ...change }, staying),
    logIn: async () =>
      (await services.faceLogin(callerWith(null, []), { selfie: arrived('selfie'), userId: null }, staying)).userId,
  };
}

test('whoever is enrolled can log in, and the audit trail says so', async () => {
  const { enrol, logIn, ledger } = await stage();
  expect(await enrol()).toMatchObject({ faceId: 'face-1' });
  expect(await logIn()).toBe('ada');
  const { items } = await ledger.auditPage({ userId: 'ada' }, { limit: 5, from: 'newest' });
  expect(items).toMatchObject([{ kind: 'face.enrolled', actor: 'ada', userId: 'ada' }]);
});

test('enrolling somebody else needs the scope for it, and the face is that user’s', async () => {
  const { enrol, logIn } = await stage();
  await expect(enrol(ada, { userId: 'bob' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await enrol(callerWith('backend', ['kyc:verify', 'kyc:act']), { userId: 'bob' });
  expect(await logIn()).toBe('bob');
});

test('nobody is enrolled while the ledger cannot remember it', async () => {
  const { enrol, ledger, enrolments } = await stage();
  const selfie = arrived('selfie');
  await ledger.close();
  await expect(enrol(ada, { selfie })).rejects.toThrow();
  expect([selfie.isReleased, enrolments()]).toEqual([true, 0]);
});

describe('a client that leaves', () => {
  /** A service that is asked, and answers when the test says so; it may be given up until then, like any. */
  async function leaving(options: { hasBegunToSend: boolean }) {
    const answer = Promise.withResolvers<EnrolledFace>();
    const asked = Promise.withResolvers<void>();
    const provider: IdentityProvider = {
      ...scriptedProvider(),
      enrollFace: (_request, { signal, onSending }) => {
        if (options.hasBegunToSend) onSending?.();
        signal?.addEventListener('abort', () => answer.reject(toVerificationError({ code: 'PROVIDER_UNREACHABLE' })));
        asked.resolve();
        return answer.promise;
      },
    };
    const { services, ledger, underWay } = await createTestServices(provider);
    const client = new AbortController();
    const selfie = arrived('selfie');
    const answered = services.enrollFace(ada, { ...input, selfie }, client.signal).catch(({ code }) => code);
    await asked.promise;
    client.abort();
    answer.resolve({ faceId: 'face-1', account: null });
    return { ledger, underWay, selfie, answered };
  }

  test('before anything was sent, enrols nothing', async () => {
    const { ledger, selfie, answered } = await leaving({ hasBegunToSend: false });
    expect(await answered).toBe('PROVIDER_UNREACHABLE');
    expect(await ledger.faceOwners({ faceIds: ['face-1'], accountIds: [] })).toEqual([]);
    expect(selfie.isReleased).toBe(true);
  });

  test('after that, is remembered all the same, and a process that stops waits for it', async () => {
    const { ledger, underWay, selfie } = await leaving({ hasBegunToSend: true });
    expect(underWay.size).toBe(1);
    await underWay.idle();
    expect(await ledger.faceOwners({ faceIds: ['face-1'], accountIds: [] })).toEqual(['ada']);
    expect(selfie.isReleased).toBe(true);
  });

  test('and none begins once the process is about to stop', async () => {
    const { services, underWay } = await createTestServices(scriptedProvider());
    underWay.close();
    const selfie = arrived('selfie');
    await expect(services.enrollFace(ada, { ...input, selfie }, staying)).rejects.toMatchObject({
      code: 'PROVIDER_UNREACHABLE',
    });
    expect(selfie.isReleased).toBe(true);
  });
});
