/** That the ledger follows the provider whenever records are read, whoever reads them and why; and that part of a verification is not the whole. */
import { describe, expect, test } from 'vitest';
import { toVerificationError } from '#domain/errors.ts';
import type { FaceMatches, NewAttempt, RecordKey } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import type { KycDecision } from '#domain/verification.ts';
import { newAttempt } from '#test/support/attempts.ts';
import { callerWith, everything } from '#test/support/callers.ts';
import { arrived } from '#test/support/images.ts';
import { record } from '#test/support/run-operation.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const clerk = callerWith('clerk', everything);

/** A record of V2, which names no request. */
const document = (referenceId: string, decision: KycDecision | null) =>
  record({ id: referenceId, referenceId, requestId: null, decision });

/** Ada's completed verification under V2; the provider has these records of it. */
async function stage(decision: KycDecision, ...onRecord: readonly VerificationRecord[]) {
  return stageWith({}, decision, ...onRecord);
}

async function stageWith(
  made: Partial<NewAttempt>,
  decision: KycDecision | null,
  ...onRecord: readonly VerificationRecord[]
) {
  const asked: RecordKey[] = [];
  const script = {
    find: (_key: RecordKey): readonly VerificationRecord[] => onRecord,
    matches: { faceIds: [], records: onRecord, account: null, confidence: null } as FaceMatches,
  };
  const provider = {
    ...scriptedProvider(),
    findRecords: async (key: RecordKey) => {
      asked.push(key);
      return script.find(key);
    },
    matchFace: async () => script.matches,
  };
  const built = await createTestServices(provider);
  const attempt = newAttempt(made);
  await built.ledger.begin(attempt);
  const ids = { requestId: 'request-1', referenceId: 'reference-1' };
  await built.ledger.settle(attempt.id, { state: 'COMPLETED', decision, ...ids, atMs: attempt.createdAtMs });
  return {
    ...built,
    asked,
    script,
    decision: async () => (await built.ledger.attempts([attempt.id])).get(attempt.id)?.decision,
    reader: built.services.recordReader(clerk, staying),
    search: () => built.services.searchByFace(clerk, { selfie: arrived('selfie') }, staying),
  };
}

describe.each(['DECLINED', 'REVIEW'] as const)('a single document that was %s and is accepted by hand', (before) => {
  test('is followed when a clerk reads the record by its own key', async () => {
    const { reader, decision } = await stage(before, document('reference-1', 'ACCEPTED'));
    await reader.byKey({ kind: 'referenceId', value: 'reference-1' });
    expect(await decision()).toBe('ACCEPTED');
  });

  test('is followed when a face match shows it', async () => {
    const { search, decision } = await stage(before, document('reference-1', 'ACCEPTED'));
    expect(await search()).toMatchObject({ userIds: ['ada'] });
    expect(await decision()).toBe('ACCEPTED');
  });

  test('is followed when the rest of a direct answer is read', async () => {
    const { reader, decision } = await stage(before, document('reference-1', 'ACCEPTED'));
    await reader.complete({ ...document('reference-1', before), isPartial: true });
    expect(await decision()).toBe('ACCEPTED');
  });
});

describe('some of several documents', () => {
  const two = [document('reference-1', 'ACCEPTED'), document('reference-2', 'ACCEPTED')];
  const all = [...two, document('reference-3', 'DECLINED')];

  test('that are accepted do not make the whole so: the others are asked for first', async () => {
    const { script, search, decision, asked } = await stage('DECLINED', ...all);
    script.matches = { ...script.matches, records: two };
    expect(await search()).toMatchObject({ userIds: [] });
    expect(asked).toEqual([{ kind: 'requestId', value: 'request-1' }]);
    expect(await decision()).toBe('DECLINED');
  });

  test('make the whole worse without a further question', async () => {
    const { script, search, decision, asked } = await stage('ACCEPTED', ...all);
    script.matches = { ...script.matches, records: [document('reference-1', 'DECLINED')] };
    expect(await search()).toMatchObject({ userIds: [] });
    expect(await decision()).toBe('DECLINED');
    expect(asked).toEqual([]);
  });

  test('decide nothing, and fail nobody’s request, while the others cannot be read', async () => {
    const { script, search, decision } = await stage('DECLINED', ...two);
    script.find = () => {
      throw toVerificationError({ code: 'PROVIDER_UNREACHABLE' });
    };
    expect(await search()).toMatchObject({ userIds: [] });
    expect(await decision()).toBe('DECLINED');
  });
});

describe('where the number of documents is known', () => {
  const accepted = document('reference-1', 'ACCEPTED');

  test('the record of the only one is enough: no further question', async () => {
    const { search, decision, asked } = await stageWith({ documentCount: 1 }, 'DECLINED', accepted);
    expect(await search()).toMatchObject({ userIds: ['ada'] });
    expect([await decision(), asked]).toEqual(['ACCEPTED', []]);
  });

  test.each(['DECLINED', null] as const)(
    'fewer records than documents make a %s no better, whoever reads them',
    async (before) => {
      const { search, reader, reconciler, ledger, decision } = await stageWith({ documentCount: 2 }, before, accepted);
      const [attempt] = await ledger.attemptsByProviderIds(['request-1']);
      if (attempt === undefined) throw new Error('it was begun');
      await search();
      await reader.ofVerification(attempt);
      await reader.byKey({ kind: 'requestId', value: 'request-1' });
      await reconciler.refresh(attempt, 0);
      expect(await decision()).toBe(before);
    },
  );

  test('all of them do', async () => {
    const all = [accepted, document('reference-2', 'ACCEPTED')];
    const { search, decision } = await stageWith({ documentCount: 2 }, 'DECLINED', ...all);
    await search();
    expect(await decision()).toBe('ACCEPTED');
  });

  test('one that is worse needs no others', async () => {
    const { search, decision } = await stageWith({ documentCount: 2 }, 'ACCEPTED', document('reference-1', 'REVIEW'));
    await search();
    expect(await decision()).toBe('REVIEW');
  });
});

test('what says the same as the ledger causes no further question', async () => {
  const { search, asked } = await stage('ACCEPTED', document('reference-1', 'ACCEPTED'));
  expect(await search()).toMatchObject({ userIds: ['ada'] });
  expect(asked).toEqual([]);
});

test('records that came with the answer were weighed with it: selecting them does not weigh them again', async () => {
  // One of two documents could not be read, so that the whole is no yes; the other's record alone would be one.
  const readable = { ...document('reference-1', 'ACCEPTED'), isPartial: true };
  const outcome = { kind: 'decided', decision: null, requestId: 'request-9', referenceId: null } as const;
  const provider = scriptedProvider({ verify: () => ({ ...outcome, records: [readable] }) });
  const { services, ledger } = await createTestServices(provider);
  const ada = callerWith('ada');
  const { verification, records } = await services.verifyKyc(ada, kycInput(), staying);
  const reader = services.recordReader(ada, staying);
  reader.prime(verification, records);
  expect(await reader.ofVerification(verification)).toEqual([readable]);
  expect((await ledger.attempts([verification.id])).get(verification.id)).toMatchObject({ decision: null });
});

describe('a link that its person has used', () => {
  const link = { id: 'link-1', url: 'https://apps.example.test/link-1', expiresAtMs: null };

  async function waiting(...onRecord: readonly VerificationRecord[]) {
    const asked: RecordKey[] = [];
    const provider = {
      ...scriptedProvider(),
      findRecords: async (key: RecordKey) => {
        asked.push(key);
        return onRecord;
      },
      matchFace: async () => ({ faceIds: [], records: onRecord.slice(0, 1), account: null, confidence: null }),
    };
    const built = await createTestServices(provider);
    const attempt = newAttempt({ kind: 'link' });
    await built.ledger.begin(attempt);
    const verification = await built.ledger.settle(attempt.id, { state: 'AWAITING_PERSON', link, atMs: 1 });
    if (verification === null) throw new Error('it was begun');
    return {
      ...built,
      asked,
      verification,
      reader: built.services.recordReader(clerk, staying),
      now: async () => (await built.ledger.attempts([attempt.id])).get(attempt.id),
    };
  }
  const used = (decision: KycDecision | null, referenceId = 'reference-1') => ({
    ...document(referenceId, decision),
    link: link.id,
  });

  test('is settled by whoever reads its records', async () => {
    for (const read of ['of the attempt', 'by the link', 'by a face'] as const) {
      const { reader, services, verification, now } = await waiting(used('ACCEPTED'));
      if (read === 'of the attempt') await reader.ofVerification(verification);
      if (read === 'by the link') await reader.byKey({ kind: 'link', value: link.id });
      if (read === 'by a face') await services.searchByFace(clerk, { selfie: arrived('selfie') }, staying);
      expect(await now(), read).toMatchObject({ state: 'COMPLETED', decision: 'ACCEPTED', referenceId: 'reference-1' });
    }
  });

  test('goes on waiting while nothing is decided', async () => {
    const { reader, verification, now } = await waiting(used(null));
    await reader.ofVerification(verification);
    expect(await now()).toMatchObject({ state: 'AWAITING_PERSON' });
  });

  test('is not settled by some of its documents: the others are asked for first', async () => {
    const { services, now, asked } = await waiting(used('ACCEPTED'), used('DECLINED', 'reference-2'));
    await services.searchByFace(clerk, { selfie: arrived('selfie') }, staying);
    expect(asked).toEqual([{ kind: 'link', value: link.id }]);
    expect(await now()).toMatchObject({ state: 'COMPLETED', decision: 'DECLINED' });
  });
});

test('a link that was used twice under V3 is not settled by the one use that a face match shows', async () => {
  const link = { id: 'link-1', url: 'https://apps.example.test/link-1', expiresAtMs: null };
  const tries = (['DECLINED', 'ACCEPTED'] as const).map((decision, index) =>
    record({ decision, requestId: `request-${index}`, referenceId: null, link: link.id, createdAtMs: index }),
  );
  const provider = {
    ...scriptedProvider({ generation: 'v3' }),
    findRecords: async () => tries,
    matchFace: async () => ({ faceIds: [], records: tries.slice(0, 1), account: null, confidence: null }),
  };
  const { services, ledger } = await createTestServices(provider);
  const attempt = newAttempt({ kind: 'link', generation: 'v3' });
  await ledger.begin(attempt);
  await ledger.settle(attempt.id, { state: 'AWAITING_PERSON', link, atMs: 1 });
  await services.searchByFace(clerk, { selfie: arrived('selfie') }, staying);
  expect((await ledger.attempts([attempt.id])).get(attempt.id)).toMatchObject({
    decision: 'ACCEPTED',
    requestId: 'request-1',
  });
});

test('an attempt that is under way, or failed, is left alone by records that somebody reads', async () => {
  for (const state of ['PENDING', 'FAILED'] as const) {
    const { ledger, reader } = await stage('ACCEPTED', document('reference-9', 'ACCEPTED'));
    const attempt = newAttempt({ idempotencyKey: 'k' });
    const { verification } = await ledger.begin(attempt);
    const failed = { state: 'FAILED', failure: { code: 'FACE_BLURRED' }, referenceId: 'reference-9' } as const;
    if (state === 'FAILED') await ledger.settle(attempt.id, { ...failed, atMs: 1 });
    await reader.byKey({ kind: 'referenceId', value: 'reference-9' });
    await reader.ofVerification({ ...verification, referenceId: 'reference-9' });
    expect((await ledger.attempts([attempt.id])).get(attempt.id)).toMatchObject({ state, decision: null });
  }
});
