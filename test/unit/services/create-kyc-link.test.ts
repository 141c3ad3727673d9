/** What a link costs a client who asks again, whatever went wrong the first time: nothing, and never a dead end. */
import { describe, expect, test } from 'vitest';
import { toVerificationError } from '#domain/errors.ts';
import type { WholeLedger } from '#domain/ledger.ts';
import type { LinkRequest } from '#domain/ports.ts';
import type { KycLink } from '#domain/verification.ts';
import { openLedger } from '#ledger/ledger.ts';
import type { ServicesOptions } from '#services/create-services.ts';
import { fingerprint } from '#services/fingerprint.ts';
import type { CreateKycLinkInput } from '#services/services.ts';
import { callerWith } from '#test/support/callers.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, staying } from '#test/support/services.ts';

const ada = callerWith('ada');
const minute = 60_000;

type Make = (request: LinkRequest) => Promise<KycLink>;

async function stage(make: Make, overrides: Partial<ServicesOptions> = {}) {
  const made: LinkRequest[] = [];
  const script = { make };
  const provider = {
    ...scriptedProvider({ generation: 'v3' }),
    createLink: (request: LinkRequest) => {
      made.push(request);
      return script.make(request);
    },
  };
  const built = await createTestServices(provider, overrides);
  return {
    ...built,
    made,
    script,
    ask: (input: Partial<CreateKycLinkInput> = {}) =>
      built.services.createKycLink(
        ada,
        {
          userId: null,
          workflowId: null,
          reference: null,
          idempotencyKey: 'key-1',
          expiresInMinutes: null,
          redirectUrl: null,
          documentOptional: null,
          ...input,
        },
        staying,
      ),
    present: () => built.ledger.attemptByKey('ada', 'link', 'key-1'),
  };
}

let links = 0;
const someLink = (expiresAtMs: number | null = null): KycLink => {
  links += 1;
  return { id: `link-${links}`, url: `https://apps.example.test/link-${links}`, expiresAtMs };
};

test('a link whose time is over is not given out again under its key', async () => {
  let nowMs = Date.UTC(2026, 0, 1);
  const { ask } = await stage(async () => someLink(nowMs + 10 * minute), { clock: () => nowMs });
  const first = await ask();
  expect((await ask()).link).toEqual(first.link);
  nowMs += 10 * minute;
  await expect(ask()).rejects.toMatchObject({ name: 'LinkError', code: 'LINK_EXPIRED' });
});

test.each([
  'https://evil.example/',
  'https://app.example.com.evil.example/',
  'https://app.example.com@evil.example/',
  'http://app.example.com/',
  // The origin of such a one is the one that made it.
  'blob:https://app.example.com/4d2a5b3e',
  'javascript:alert(1)',
  'no address',
])('a redirect to %s is refused before anything is made', async (redirectUrl) => {
  const { ask, made } = await stage(async () => someLink(), { redirectOrigins: ['https://app.example.com'] });
  await expect(ask({ redirectUrl })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', path: 'input.redirectUrl' });
  expect(made).toEqual([]);
  expect(await ask({ redirectUrl: 'https://app.example.com/done?a=1' })).toMatchObject({ link: {} });
});

test('a link that takes long is not waited for longer than any answer, and is there when it is asked for again', async () => {
  const coming = Promise.withResolvers<KycLink>();
  const { ask, made, underWay } = await stage(() => coming.promise, { answerWithinMs: 10 });
  await expect(ask()).rejects.toMatchObject({ code: 'PROVIDER_TIMEOUT', attempt: { state: 'PENDING' } });
  coming.resolve(someLink());
  await underWay.idle();
  expect(await ask()).toMatchObject({ link: await coming.promise, verification: { state: 'AWAITING_PERSON' } });
  expect(made).toHaveLength(1);
});

describe('the key is free again', () => {
  test('after a fault of ours, which is nobody’s attempt for ever', async () => {
    const { ask, present, script, underWay } = await stage(() => Promise.reject(new TypeError('a fault')));
    await expect(ask()).rejects.toThrow('a fault');
    await underWay.idle();
    expect(await present()).toMatchObject({ state: 'FAILED' });
    script.make = async () => someLink();
    expect(await ask()).toMatchObject({ verification: { state: 'AWAITING_PERSON' } });
  });

  test('after the process that made it died: nobody was told of that link', async () => {
    const { ask, ledger, made } = await stage(async () => someLink());
    const { verification } = await ask({ idempotencyKey: 'another' });
    // As a start of the next process leaves it.
    const left = `${verification.id.slice(0, -4)}0000`;
    await ledger.begin({
      id: left,
      kind: 'link',
      generation: 'v3',
      ownerId: 'ada',
      actor: 'ada',
      reference: null,
      idempotencyKey: 'key-1',
      fingerprint: fingerprint('salt', ['ada', null, null, null, null]),
      consentVersion: null,
      createdAtMs: verification.createdAtMs,
    });
    await ledger.settle(left, { state: 'INTERRUPTED', failure: { code: 'OUTCOME_UNKNOWN' }, atMs: Date.now() });
    expect(await ask()).toMatchObject({ verification: { state: 'AWAITING_PERSON' } });
    expect(made).toHaveLength(2);
    expect((await ledger.attempts([left])).get(left)).toMatchObject({
      state: 'FAILED',
      failure: { code: 'LINK_NOT_CREATED' },
    });
  });

  test('after the ledger was away', async () => {
    const real = await openLedger({ url: 'sqlite::memory:', mode: 'sandbox', clock: Date.now });
    let isAway = true;
    const ledger: WholeLedger = {
      ...real,
      settle: async (...settlement) => {
        if (isAway) throw new Error('away');
        return real.settle(...settlement);
      },
    };
    const faults: unknown[] = [];
    const onUnrecorded = (fault: unknown) => void faults.push(fault);
    const { ask, underWay } = await stage(async () => someLink(), { ledger, onUnrecorded });
    await expect(ask()).rejects.toThrow('away');
    isAway = false;
    await underWay.idle();
    expect(await ask()).toMatchObject({ verification: { state: 'AWAITING_PERSON' } });
    expect(faults).toHaveLength(1);
  });

  test.each(['LINK_NOT_CREATED', 'PROVIDER_TIMEOUT', 'QUOTA_EXCEEDED'] as const)('after %s', async (code) => {
    const { ask, script } = await stage(() => Promise.reject(toVerificationError({ code })));
    await expect(ask()).rejects.toMatchObject({ code });
    script.make = async () => someLink();
    expect(await ask()).toMatchObject({ verification: { state: 'AWAITING_PERSON' } });
  });
});
