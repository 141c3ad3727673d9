/** What one verification costs, and what a client is told, whatever the provider does. */
import { describe, expect, test } from 'vitest';
import type { WholeLedger } from '#domain/ledger.ts';
import type { SubmissionOutcome } from '#domain/ports.ts';
import { openLedger } from '#ledger/ledger.ts';
import { callerWith } from '#test/support/callers.ts';
import { arrived, faulty } from '#test/support/images.ts';
import { accepted, refused, scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const ada = callerWith('ada');
describe('without a key', () => {
  test('answers what the provider decided, and names the user as the owner', async () => {
    const { services } = await createTestServices(scriptedProvider());
    const { verification } = await services.verifyKyc(ada, kycInput({ reference: 'case 7' }), staying);
    expect(verification).toMatchObject({
      state: 'COMPLETED',
      decision: 'ACCEPTED',
      ownerId: 'ada',
      reference: 'case 7',
      requestId: 'request-1',
    });
  });

  test('lets go of every image, also when one of them cannot be sent', async () => {
    const provider = scriptedProvider();
    const { services } = await createTestServices(provider);
    const good = kycInput();
    await services.verifyKyc(ada, good, staying);
    expect(good.selfie).toMatchObject({ isReleased: true });
    const selfie = arrived('selfie');
    const bad = kycInput({ selfie, documents: [{ type: null, front: faulty('IMAGE_CORRUPT'), back: null }] });
    await expect(services.verifyKyc(ada, bad, staying)).rejects.toMatchObject({
      name: 'InvalidImageError',
      code: 'IMAGE_CORRUPT',
      path: 'input.documents.0.front',
    });
    expect(selfie.isReleased).toBe(true);
    expect(provider.submissions).toHaveLength(1);
  });

  test('an image that cannot be sent leaves nothing behind in the ledger', async () => {
    const { services, ledger } = await createTestServices(scriptedProvider());
    await expect(
      services.verifyKyc(ada, kycInput({ selfie: faulty('IMAGE_EMPTY'), idempotencyKey: 'k' }), staying),
    ).rejects.toMatchObject({ code: 'IMAGE_EMPTY' });
    expect(await ledger.count({})).toBe(0);
  });

  test('names the only document that was sent as the rejected one', async () => {
    const verify = (): SubmissionOutcome => ({
      kind: 'refused',
      failure: { code: 'DOCUMENT_REJECTED', providerCode: '8002' },
      taken: true,
      requestId: null,
      referenceId: null,
    });
    const { services } = await createTestServices(scriptedProvider({ verify }));
    await expect(services.verifyKyc(ada, kycInput(), staying)).rejects.toMatchObject({
      documentType: 'ID_CARD',
      attempt: { state: 'FAILED', failure: { documentType: 'ID_CARD' } },
    });
  });

  test('somebody else’s verification needs the scope to act for others', async () => {
    const { services } = await createTestServices(scriptedProvider());
    await expect(services.verifyKyc(ada, kycInput({ userId: 'bob' }), staying)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const backend = callerWith('backend', ['kyc:verify', 'kyc:act']);
    const { verification } = await services.verifyKyc(backend, kycInput({ userId: 'bob' }), staying);
    expect(verification.ownerId).toBe('bob');
  });

  test.each([
    ['no document', [], 'input.documents'],
    ['four documents', Array.from({ length: 4 }, () => 'ID_CARD' as const), 'input.documents'],
    ['two without a type', [null, 'PASSPORT' as const], 'input.documents.0.type'],
    ['the same type twice', ['PASSPORT' as const, 'PASSPORT' as const], 'input.documents.1.type'],
    ['an unnamed type among several', ['PASSPORT' as const, 'OTHER' as const], 'input.documents.1.type'],
  ])('%s is a mistake of the caller and costs no call', async (_case, types, path) => {
    const provider = scriptedProvider();
    const { services } = await createTestServices(provider);
    const documents = types.map((type) => ({ type, front: arrived('front'), back: null }));
    await expect(services.verifyKyc(ada, kycInput({ documents }), staying)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      path,
    });
    expect(provider.submissions).toHaveLength(0);
  });

  test('a verified user is not paid for again when the caller says so', async () => {
    const provider = scriptedProvider();
    const { services } = await createTestServices(provider);
    const first = await services.verifyKyc(ada, kycInput(), staying);
    await expect(services.verifyKyc(ada, kycInput({ onlyIfUnverified: true }), staying)).rejects.toMatchObject({
      name: 'AlreadyVerifiedError',
      attempt: { id: first.verification.id },
    });
    expect(provider.submissions).toHaveLength(1);
  });

  test('the twenty-first verification of a day is refused, with the time to wait', async () => {
    let nowMs = 1_800_000_000_000;
    const provider = scriptedProvider();
    const { services } = await createTestServices(provider, { verifyPerOwnerPerDay: 2, clock: () => nowMs });
    await services.verifyKyc(ada, kycInput(), staying);
    nowMs += 3_600_000;
    await services.verifyKyc(ada, kycInput(), staying);
    await expect(services.verifyKyc(ada, kycInput(), staying)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 23 * 3600,
    });
    nowMs += 23 * 3_600_000 + 1;
    await services.verifyKyc(ada, kycInput(), staying);
    expect(provider.submissions).toHaveLength(3);
  });
});

describe('a ledger that is away when the provider has decided', () => {
  const setUp = async (failures: number, fault: () => Error) => {
    const real = await openLedger({ url: 'sqlite::memory:', mode: 'sandbox', clock: Date.now });
    let left = failures;
    const ledger: WholeLedger = {
      ...real,
      settle: async (...settlement) => {
        if (left > 0) {
          left -= 1;
          throw fault();
        }
        return real.settle(...settlement);
      },
    };
    const faults: unknown[] = [];
    const built = await createTestServices(scriptedProvider(), {
      ledger,
      answerWithinMs: 10,
      onUnrecorded: (found) => faults.push(found),
    });
    return { ...built, faults };
  };

  test('gets the decision when it is back, and the operator hears of it once', async () => {
    const { services, ledger, underWay, faults } = await setUp(3, () => new Error('the disk is full'));
    await expect(services.verifyKyc(ada, kycInput({ idempotencyKey: 'k' }), staying)).rejects.toMatchObject({
      code: 'VERIFICATION_IN_PROGRESS',
    });
    await underWay.idle();
    expect(await ledger.attemptByKey('ada', 'verification', 'k')).toMatchObject({ decision: 'ACCEPTED' });
    expect(faults).toEqual([expect.objectContaining({ message: 'the disk is full' })]);
  });

  test('is not tried again with what it will never take', async () => {
    const { services, underWay, faults } = await setUp(1, () => new TypeError('not storable'));
    await expect(services.verifyKyc(ada, kycInput(), staying)).rejects.toThrow(/not storable|still being decided/);
    await underWay.idle();
    expect(faults).toEqual([]);
  });
});

describe('a client that leaves', () => {
  test('before anything was sent, costs nothing', async () => {
    const provider = scriptedProvider({
      verify: (_submission, { signal }) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve({ ...refused('PROVIDER_TRY_AGAIN', false) }));
        }),
    });
    const { services, ledger } = await createTestServices(provider);
    const client = new AbortController();
    const answer = services.verifyKyc(ada, kycInput({ idempotencyKey: 'k' }), client.signal);
    while (provider.submissions.length === 0) await new Promise(setImmediate);
    client.abort();
    await expect(answer).rejects.toMatchObject({ code: 'PROVIDER_TRY_AGAIN' });
    expect((await ledger.attemptByKey('ada', 'verification', 'k'))?.state).toBe('FAILED');
  });

  test('after the sending began, still gets what was paid for into the ledger', async () => {
    const answer = Promise.withResolvers<SubmissionOutcome>();
    let aborted = false;
    const provider = scriptedProvider({
      verify: (_submission, { signal, onSending }) => {
        onSending?.();
        signal?.addEventListener('abort', () => {
          aborted = true;
        });
        return answer.promise;
      },
    });
    const { services, ledger, underWay } = await createTestServices(provider);
    const client = new AbortController();
    const answered = services.verifyKyc(ada, kycInput({ idempotencyKey: 'k' }), client.signal);
    while (provider.submissions.length === 0) await new Promise(setImmediate);
    client.abort();
    answer.resolve(accepted());
    await answered;
    await underWay.idle();
    expect(aborted).toBe(false);
    expect((await ledger.attemptByKey('ada', 'verification', 'k'))?.state).toBe('COMPLETED');
  });

  test('is told to come back when the decision takes long, and the attempt goes on', async () => {
    const answer = Promise.withResolvers<SubmissionOutcome>();
    const provider = scriptedProvider({ verify: () => answer.promise });
    const { services, underWay } = await createTestServices(provider, { answerWithinMs: 1 });
    await expect(services.verifyKyc(ada, kycInput({ idempotencyKey: 'k' }), staying)).rejects.toMatchObject({
      code: 'VERIFICATION_IN_PROGRESS',
      attempt: { state: 'PENDING' },
    });
    answer.resolve(accepted());
    await underWay.idle();
    const { verification } = await services.verifyKyc(ada, kycInput({ idempotencyKey: 'k' }), staying);
    expect(verification.decision).toBe('ACCEPTED');
    expect(provider.submissions).toHaveLength(1);
  });
});
