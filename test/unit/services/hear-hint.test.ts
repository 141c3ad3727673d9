/** What a webhook may and may not do: it says where to look; what it claims is not believed. */
import { describe, expect, test } from 'vitest';
import { toVerificationError } from '#domain/errors.ts';
import type { CallOptions, RecordKey } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import type { KycDecision, Verification } from '#domain/verification.ts';
import { newAttempt } from '#test/support/attempts.ts';
import { callerWith } from '#test/support/callers.ts';
import { record } from '#test/support/run-operation.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, staying } from '#test/support/services.ts';

const ada = callerWith('ada');
const link = { id: 'link-1', url: 'https://apps.example.test/link-1', expiresAtMs: null };

type Find = (key: RecordKey) => Promise<readonly VerificationRecord[]> | readonly VerificationRecord[];

/** The use cases over a provider of which a test says what it has on record. */
async function stage(find: Find) {
  const asked: RecordKey[] = [];
  const faults: unknown[] = [];
  const provider = {
    ...scriptedProvider({ generation: 'v3' }),
    findRecords: async (key: RecordKey) => {
      asked.push(key);
      return find(key);
    },
  };
  const built = await createTestServices(provider, { onFault: (fault) => faults.push(fault) });
  const { ledger, hints } = built;
  return {
    ...built,
    asked,
    faults,
    async hear(...bodies: unknown[]) {
      for (const body of bodies) hints.hear(typeof body === 'string' ? body : JSON.stringify(body));
      await hints.idle();
    },
    now: async (attempt: { id: string }) => (await ledger.attempts([attempt.id])).get(attempt.id),
    events: async () =>
      (await ledger.auditPage({}, { limit: 50, from: 'oldest' })).items.map(({ kind, actor }) => [kind, actor]),
    async waitingForPerson() {
      const attempt = newAttempt({ kind: 'link', generation: 'v3' });
      await ledger.begin(attempt);
      await ledger.settle(attempt.id, { state: 'AWAITING_PERSON', link, atMs: attempt.createdAtMs });
      return attempt;
    },
    async completed(decision: KycDecision) {
      const attempt = newAttempt({ generation: 'v3' });
      await ledger.begin(attempt);
      await ledger.settle(attempt.id, {
        state: 'COMPLETED',
        decision,
        requestId: 'request-1',
        atMs: attempt.createdAtMs,
      });
      return attempt;
    },
  };
}

const found = (decision: KycDecision, rest: Partial<VerificationRecord> = {}) =>
  record({ id: 'request-1', requestId: 'request-1', referenceId: null, decision, ...rest });

describe('a person has used a link', () => {
  test('the hint that names the link settles the attempt, and whoever watches it hears of it', async () => {
    const { waitingForPerson, services, hear, events } = await stage(() => [found('ACCEPTED')]);
    const attempt = await waitingForPerson();
    const seen: Verification[] = [];
    const watching = (async () => {
      for await (const change of services.watchVerification(ada, { id: attempt.id }, staying)) seen.push(change);
    })();
    await expect.poll(() => seen.length).toBe(1);
    await hear({ requestId: 'request-1', fullName: 'ALEX', status: 'ACCEPTED', kycData: { link: link.id } });
    await watching;
    expect(seen.map(({ state, decision }) => [state, decision])).toEqual([
      ['AWAITING_PERSON', null],
      ['COMPLETED', 'ACCEPTED'],
    ]);
    expect(await events()).toContainEqual(['verification.completed', 'webhook']);
  });

  test('a hint that names the request alone is led to the link by the record', async () => {
    const { waitingForPerson, hear, now, asked } = await stage(() => [found('DECLINED', { link: link.id })]);
    const attempt = await waitingForPerson();
    await hear({ requestId: 'request-1', fullName: 'ALEX', status: 'ACCEPTED', kycData: {} });
    expect(await now(attempt)).toMatchObject({ state: 'COMPLETED', decision: 'DECLINED', requestId: 'request-1' });
    expect(asked).toEqual([
      { kind: 'requestId', value: 'request-1' },
      { kind: 'link', value: link.id },
    ]);
  });

  test('a hint without a record behind it settles nothing', async () => {
    const { waitingForPerson, hear, now, events } = await stage(() => []);
    const attempt = await waitingForPerson();
    const before = await events();
    await hear({ requestId: 'request-1', status: 'ACCEPTED', kycData: { link: link.id } }, { requestId: 'forged' });
    expect(await now(attempt)).toMatchObject({ state: 'AWAITING_PERSON' });
    expect(await events()).toEqual(before);
  });
});

test('a verification whose answer was lost is found by the id that was sent along', async () => {
  const { ledger, hear, now } = await stage(({ kind, value }) =>
    kind === 'requestId' || value === attempt.id ? [found('ACCEPTED', { recordIdentifier: attempt.id })] : [],
  );
  const attempt = newAttempt({ generation: 'v3' });
  await ledger.begin(attempt);
  await ledger.settle(attempt.id, {
    state: 'INTERRUPTED',
    failure: { code: 'PROVIDER_TIMEOUT', providerCode: null, documentType: null },
    atMs: attempt.createdAtMs,
  });
  await hear({ requestId: 'request-1', status: 'ACCEPTED', kycData: {} });
  expect(await now(attempt)).toMatchObject({ state: 'COMPLETED', decision: 'ACCEPTED', failure: null });
});

describe('a decision is changed at the portal', () => {
  test('the ledger follows, with an event that says by what it learnt of it', async () => {
    const { completed, hear, now, events } = await stage(() => [found('ACCEPTED', { changedByHand: true })]);
    const attempt = await completed('REVIEW');
    await hear({ requestId: 'request-1', status: 'ACCEPTED', kycData: {} });
    expect(await now(attempt)).toMatchObject({ decision: 'ACCEPTED' });
    expect((await events()).at(-1)).toEqual(['verification.decision_changed', 'webhook']);
  });

  test.each(['DECLINED', 'REVIEW', 'ACCEPTED'])('a forged %s changes nothing and writes no event', async (status) => {
    const { completed, hear, now, events, asked } = await stage(() => [found('ACCEPTED')]);
    const attempt = await completed('ACCEPTED');
    const before = await events();
    const forged = { requestId: 'request-1', fullName: 'MALLORY', status, kycData: { decision: status } };
    for (let time = 0; time < 5; time += 1) await hear(forged);
    expect(await now(attempt)).toMatchObject({ decision: 'ACCEPTED' });
    expect(await events()).toEqual(before);
    expect(asked).toHaveLength(5);
  });
});

describe('many hints', () => {
  test('that come at once are one question', async () => {
    const { completed, hear, asked } = await stage(() => [found('ACCEPTED')]);
    await completed('ACCEPTED');
    await hear(...Array.from({ length: 50 }, () => ({ requestId: 'request-1' })));
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  test('that come while the provider is being asked cause one more question, whose answer is newer than they are', async () => {
    const first = Promise.withResolvers<readonly VerificationRecord[]>();
    const answers = [first.promise, [found('DECLINED')]];
    const { completed, hints, asked, now } = await stage(() => answers.shift() ?? []);
    const attempt = await completed('ACCEPTED');
    hints.hear(JSON.stringify({ requestId: 'request-1' }));
    await expect.poll(() => asked.length).toBe(1);
    for (let time = 0; time < 10; time += 1) {
      hints.hear(JSON.stringify({ requestId: 'request-1', time }));
      hints.hear(JSON.stringify({ requestId: 'request-1', kycData: { record_identifier: attempt.id } }));
    }
    first.resolve([found('ACCEPTED')]);
    await hints.idle();
    expect(asked).toHaveLength(2);
    expect(await now(attempt)).toMatchObject({ decision: 'DECLINED' });
  });

  test('a question that somebody else put before the hint does not stand for its answer', async () => {
    const first = Promise.withResolvers<readonly VerificationRecord[]>();
    const answers = [first.promise, [found('ACCEPTED')]];
    const { waitingForPerson, reconciler, ledger, hints, now, asked } = await stage(() => answers.shift() ?? []);
    const attempt = await waitingForPerson();
    const present = (await ledger.attempts([attempt.id])).get(attempt.id);
    if (present === undefined) throw new Error('it was begun');
    const sweeping = reconciler.refresh(present, 0);
    await expect.poll(() => asked.length).toBe(1);
    hints.hear(JSON.stringify({ requestId: 'r', kycData: { link: link.id } }));
    // The record was made between the two: the first question was too early.
    first.resolve([]);
    await sweeping;
    await hints.idle();
    expect(await now(attempt)).toMatchObject({ state: 'COMPLETED', decision: 'ACCEPTED' });
  });
});

test('a provider that is down costs the hint and nothing else: the next one is heard', async () => {
  let isDown = true;
  const { waitingForPerson, hear, now, faults } = await stage(() => {
    if (isDown) throw toVerificationError({ code: 'PROVIDER_UNREACHABLE' });
    return [found('ACCEPTED', { link: link.id })];
  });
  const attempt = await waitingForPerson();
  await hear({ requestId: 'request-1' }, { requestId: 'request-1', kycData: { link: link.id } });
  expect(await now(attempt)).toMatchObject({ state: 'AWAITING_PERSON' });
  isDown = false;
  await hear({ requestId: 'request-1' });
  expect(await now(attempt)).toMatchObject({ state: 'COMPLETED' });
  expect(faults).toEqual([]);
});

test('a fault of ours is told to the operator and not to the sender', async () => {
  const { completed, hear, faults } = await stage(() => {
    throw new TypeError('a fault');
  });
  await completed('ACCEPTED');
  await hear({ requestId: 'request-1' }, { requestId: 'unknown' });
  expect(faults).toEqual([expect.any(TypeError), expect.any(TypeError)]);
});

test.each([
  '',
  'null',
  '[]',
  '{}',
  '{"requestId":null}',
  'x'.repeat(1000),
  '{"status":"ACCEPTED","kycData":{"decision":"ACCEPTED"}}',
])('a body that names nothing (%j) asks nothing', async (body) => {
  const { hear, asked } = await stage(() => []);
  await hear(body);
  expect(asked).toEqual([]);
});

test('an attempt that is under way is left to its own answer', async () => {
  const { ledger, hear, now } = await stage(() => [found('DECLINED', { recordIdentifier: attempt.id })]);
  const attempt = newAttempt({ generation: 'v3' });
  await ledger.begin(attempt);
  await hear({ requestId: 'request-1', kycData: { record_identifier: attempt.id } });
  expect(await now(attempt)).toMatchObject({ state: 'PENDING' });
});

test('a flood of hints does not fill the memory: what is not heard is asked about later by itself', async () => {
  const answer = Promise.withResolvers<readonly VerificationRecord[]>();
  const { hints, asked, ledger } = await stage(() => answer.promise);
  for (let request = 0; request < 5_000; request += 1) hints.hear(JSON.stringify({ requestId: `flood-${request}` }));
  await expect.poll(() => asked.length).toBe(4);
  answer.resolve([]);
  await hints.idle();
  expect(asked.length).toBeLessThanOrEqual(1_010);
  // And there is room again.
  hints.hear(JSON.stringify({ requestId: 'after' }));
  await hints.idle();
  expect(asked.at(-1)).toMatchObject({ value: 'after' });
  await ledger.close();
});

test('a process that stops lets go of the question that is under way, and puts no more', async () => {
  let asked = 0;
  const provider = {
    ...scriptedProvider({ generation: 'v3' }),
    findRecords: async (_key: RecordKey, { signal }: CallOptions) => {
      asked += 1;
      return new Promise<never>((_resolve, reject) => {
        const giveUp = () => reject(toVerificationError({ code: 'PROVIDER_UNREACHABLE' }));
        if (signal?.aborted) giveUp();
        signal?.addEventListener('abort', giveUp);
      });
    },
  };
  const { hints } = await createTestServices(provider);
  for (let request = 0; request < 10; request += 1) hints.hear(JSON.stringify({ requestId: String(request) }));
  await expect.poll(() => asked).toBe(4);
  await hints.stop();
  expect(asked).toBe(4);
});
