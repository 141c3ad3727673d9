/** What one verification costs, and what a client is told, whatever the provider does. */
import { describe, expect, test } from 'vitest';
import type { WholeLedger } from '#domain/ledger.ts';
import type { SubmissionOutcome } from '#domain/ports.ts';
import { openLedger } from '#ledger/ledger.ts';
import { callerWith } from '#test/support/callers.ts';
import { arrived, faulty } from '#test/support/images.ts';
import { accepted, scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const ada = callerWith('ada');
const refused = (code: 'FACE_BLURRED' | 'PROVIDER_TRY_AGAIN', taken = true): SubmissionOutcome => ({
  kind: 'refused',
  failure: { code, providerCode: '8019' },
  taken,
  requestId: null,
  referenceId: null,
});
const lost: SubmissionOutcome = { kind: 'lost', failure: { code: 'PROVIDER_TIMEOUT' } };

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

describe('under a key', () => {
  const keyed = (overrides = {}) => kycInput({ idempotencyKey: 'key-1', ...overrides });

  test('the same request is answered alike and paid for once', async () => {
    const provider = scriptedProvider();
    const { services } = await createTestServices(provider);
    const first = await services.verifyKyc(ada, keyed(), staying);
    const again = await services.verifyKyc(ada, keyed({ reference: 'another' }), staying);
    expect(again.verification.id).toBe(first.verification.id);
    expect(provider.submissions).toHaveLength(1);
  });

  test('other images under the key are a conflict', async () => {
    const { services } = await createTestServices(scriptedProvider());
    await services.verifyKyc(ada, keyed(), staying);
    const others = [
      { selfie: arrived('another selfie') },
      { documents: [{ type: 'PASSPORT' as const, front: arrived('front'), back: arrived('back') }] },
      { documents: [{ type: 'ID_CARD' as const, front: arrived('back'), back: arrived('front') }] },
      { workflowId: 'another workflow' },
    ];
    for (const other of others) {
      await expect(services.verifyKyc(ada, keyed(other), staying)).rejects.toMatchObject({
        code: 'IDEMPOTENCY_CONFLICT',
      });
    }
  });

  test('a key has one meaning per user', async () => {
    const provider = scriptedProvider();
    const { services } = await createTestServices(provider);
    await services.verifyKyc(ada, keyed(), staying);
    const { verification } = await services.verifyKyc(callerWith('bob'), keyed({ selfie: arrived('bob') }), staying);
    expect(verification.ownerId).toBe('bob');
  });

  test('a twin that comes while the first is under way waits for it', async () => {
    const answer = Promise.withResolvers<SubmissionOutcome>();
    const provider = scriptedProvider({ verify: () => answer.promise });
    const { services } = await createTestServices(provider);
    const twins = [services.verifyKyc(ada, keyed(), staying), services.verifyKyc(ada, keyed(), staying)];
    answer.resolve(accepted());
    const [first, second] = await Promise.all(twins);
    expect(second?.verification).toEqual(first?.verification);
    expect(provider.submissions).toHaveLength(1);
  });

  test('a failure that wants a new image is kept; one that says try again lets go of the key', async () => {
    const script = [refused('PROVIDER_TRY_AGAIN'), refused('FACE_BLURRED', false), refused('FACE_BLURRED'), accepted()];
    const provider = scriptedProvider({ verify: () => script.shift() ?? accepted() });
    const { services } = await createTestServices(provider);
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({ code: 'PROVIDER_TRY_AGAIN' });
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({ code: 'FACE_BLURRED' });
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({ code: 'FACE_BLURRED' });
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({
      code: 'FACE_BLURRED',
      providerCode: '8019',
    });
    expect(provider.submissions).toHaveLength(3);
  });

  test('a lost answer is never asked for again by itself', async () => {
    const provider = scriptedProvider({ verify: () => lost });
    const { services } = await createTestServices(provider);
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({
      code: 'PROVIDER_TIMEOUT',
      attempt: { state: 'INTERRUPTED' },
    });
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      retry: 'NEVER',
      attempt: { state: 'INTERRUPTED' },
    });
    expect(provider.submissions).toHaveLength(1);
  });
});

describe('under a key, what counts', () => {
  const keyed = (overrides = {}) => kycInput({ idempotencyKey: 'key-1', ...overrides });

  test('a repetition is answered alike also when the user is verified meanwhile, by that very request', async () => {
    const { services } = await createTestServices(scriptedProvider());
    const input = () => keyed({ onlyIfUnverified: true });
    const first = await services.verifyKyc(ada, input(), staying);
    expect((await services.verifyKyc(ada, input(), staying)).verification.id).toBe(first.verification.id);
  });

  test('a key that was let go of is no way around being verified already', async () => {
    const script = [refused('PROVIDER_TRY_AGAIN'), accepted()];
    const provider = scriptedProvider({ verify: () => script.shift() ?? accepted() });
    const { services } = await createTestServices(provider);
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({ code: 'PROVIDER_TRY_AGAIN' });
    await services.verifyKyc(ada, kycInput(), staying);
    await expect(services.verifyKyc(ada, keyed({ onlyIfUnverified: true }), staying)).rejects.toMatchObject({
      code: 'ALREADY_VERIFIED',
    });
    expect(provider.submissions).toHaveLength(2);
  });

  test('each request to the provider is one of the day, a repeated answer is none', async () => {
    const script = [refused('PROVIDER_TRY_AGAIN'), refused('FACE_BLURRED')];
    const provider = scriptedProvider({ verify: () => script.shift() ?? accepted() });
    const { services } = await createTestServices(provider, { verifyPerOwnerPerDay: 2 });
    const answer = async (input = keyed()) => services.verifyKyc(ada, input, staying).catch(({ code }) => code);
    expect(await answer()).toBe('PROVIDER_TRY_AGAIN');
    expect(await answer()).toBe('FACE_BLURRED');
    expect(await answer(kycInput())).toBe('RATE_LIMITED');
    expect(await answer()).toBe('FACE_BLURRED');
    expect(provider.submissions).toHaveLength(2);
  });

  test('a key that was let go of is no way around the day’s limit, nor is waiting for a twin', async () => {
    const answer = Promise.withResolvers<SubmissionOutcome>();
    const provider = scriptedProvider({ verify: () => answer.promise });
    const real = await openLedger({ url: 'sqlite::memory:', mode: 'sandbox', clock: Date.now });
    let listeners = 0;
    const isWaitedFor = () => listeners > 0;
    const ledger: WholeLedger = {
      ...real,
      onChange(listener) {
        listeners += 1;
        return real.onChange(listener);
      },
    };
    const { services } = await createTestServices(provider, { verifyPerOwnerPerDay: 1, ledger });
    const ask = () => services.verifyKyc(ada, keyed(), staying).catch(({ code }) => code);
    const twins = [ask()];
    while (provider.submissions.length === 0) await new Promise(setImmediate);
    twins.push(ask());
    while (!isWaitedFor()) await new Promise(setImmediate);
    answer.resolve(refused('PROVIDER_TRY_AGAIN'));
    expect((await Promise.all(twins)).toSorted()).toEqual(['PROVIDER_TRY_AGAIN', 'RATE_LIMITED']);
    expect(await ask()).toBe('RATE_LIMITED');
    expect(provider.submissions).toHaveLength(1);
  });

  test('a lost answer that is looked up slowly does not hold the client longer than any other', async () => {
    const provider = {
      ...scriptedProvider({ generation: 'v3', verify: () => lost }),
      findRecords: () => new Promise<never>(() => {}),
    };
    const { services } = await createTestServices(provider, { answerWithinMs: 20 });
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({ code: 'PROVIDER_TIMEOUT' });
    await expect(services.verifyKyc(ada, keyed(), staying)).rejects.toMatchObject({
      code: 'VERIFICATION_IN_PROGRESS',
      attempt: { state: 'INTERRUPTED' },
    });
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
