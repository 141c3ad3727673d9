/** What an idempotency key promises: one request to the provider, one answer, and no way around what else is promised. */
import { describe, expect, test } from 'vitest';
import type { WholeLedger } from '#domain/ledger.ts';
import type { SubmissionOutcome } from '#domain/ports.ts';
import { openLedger } from '#ledger/ledger.ts';
import { callerWith } from '#test/support/callers.ts';
import { arrived } from '#test/support/images.ts';
import { accepted, lost, refused, scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const ada = callerWith('ada');
const keyed = (overrides = {}) => kycInput({ idempotencyKey: 'key-1', ...overrides });

describe('under a key', () => {
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
