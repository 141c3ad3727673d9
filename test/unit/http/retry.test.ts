import { expect, test } from 'vitest';
import { TransportError, type TransportFailureKind } from '#http/errors.ts';
import type { HttpAnswer } from '#http/exchange.ts';
import { type RetryOptions, withRetries } from '#http/retry.ts';

const quick: RetryOptions = { tries: 3, firstPauseMs: 2, maxPauseMs: 4, random: () => 0, now: () => 0 };
const answer = (status: number, retryAfterSeconds: number | null = null): HttpAnswer => ({
  status,
  retryAfterSeconds,
  text: '',
});
const failure = (kind: TransportFailureKind) => new TransportError(kind, { mayHaveArrived: true });

/** Plays these results one after the other; resolves to what came of it and how often it was tried. */
async function play(
  results: readonly (HttpAnswer | Error)[],
  options: Partial<RetryOptions> = {},
  terms: Partial<Parameters<typeof withRetries>[1]> = {},
) {
  const timeouts: number[] = [];
  const attempt = async (number: number, timeoutMs: number) => {
    timeouts.push(timeoutMs);
    const result = results[number - 1];
    if (result === undefined) throw new Error(`there is no result for try ${number}`);
    if (result instanceof Error) throw result;
    return result;
  };
  const outcome = await withRetries(attempt, { withinMs: 10_000, ...terms }, { ...quick, ...options }).catch(
    (error: unknown) => error,
  );
  return { outcome, tries: timeouts.length, timeouts };
}

test.for(['refused', 'dns', 'connect-timeout', 'timeout', 'reset', 'cut-off', 'malformed', 'failed'] as const)(
  'tries again after %s, which may pass',
  async (kind) => {
    const { outcome, tries } = await play([failure(kind), failure(kind), answer(200)]);
    expect(outcome).toMatchObject({ status: 200 });
    expect(tries).toBe(3);
  },
);

test.for(['tls', 'too-large', 'aborted', 'no-slot', 'circuit-open'] as const)(
  'does not try again after %s, which would only repeat itself',
  async (kind) => {
    const { outcome, tries } = await play([failure(kind)]);
    expect(outcome).toMatchObject({ kind });
    expect(tries).toBe(1);
  },
);

test.for([429, 500, 502, 503, 504])('tries again after HTTP %i, and hands on the last answer', async (status) => {
  const { outcome, tries } = await play([answer(status), answer(status), answer(status)]);
  expect(outcome).toMatchObject({ status });
  expect(tries).toBe(3);
});

test.for([200, 204, 302, 400, 401, 404, 422])('takes HTTP %i as the answer', async (status) => {
  expect((await play([answer(status)])).tries).toBe(1);
});

test('reports the failure itself when its own side refuses the next try', async () => {
  const { outcome, tries } = await play([failure('reset'), failure('circuit-open')]);
  expect(outcome).toMatchObject({ kind: 'reset' });
  expect(tries).toBe(2);
});

test('stays away for as long as it is asked to, when that is not long', async () => {
  const started = performance.now();
  const { tries } = await play([answer(429, 0.05), answer(200)], { maxPauseMs: 100 });
  expect(performance.now() - started).toBeGreaterThanOrEqual(49);
  expect(tries).toBe(2);
});

test('hands on at once an answer that asks to stay away for long: nobody waits for it here', async () => {
  const { outcome, tries } = await play([answer(503, 0.01), answer(200)]);
  expect(outcome).toMatchObject({ status: 503, retryAfterSeconds: 0.01 });
  expect(tries).toBe(1);
});

test('never pauses for less than half of its time, whatever chance says', async () => {
  const started = performance.now();
  await play([answer(500), answer(200)], { firstPauseMs: 60, maxPauseMs: 60, random: () => 0 });
  expect(performance.now() - started).toBeGreaterThanOrEqual(29);
});

test('keeps all tries within the caller’s time, and gives each what is left of it', async () => {
  let nowMs = 0;
  const timeouts: number[] = [];
  const takeLong = async (_number: number, timeoutMs: number) => {
    timeouts.push(timeoutMs);
    nowMs += 1_800;
    return answer(500);
  };
  const outcome = await withRetries(takeLong, { withinMs: 4_000 }, { ...quick, now: () => nowMs });
  expect(outcome).toMatchObject({ status: 500 });
  // The third would have had less than half a second.
  expect(timeouts).toEqual([4_000, 2_200]);
});

test('ends a pause when the caller leaves, and tries no more', async () => {
  const client = new AbortController();
  const played = play(
    [answer(500), answer(200)],
    { firstPauseMs: 9_000, maxPauseMs: 9_000 },
    { signal: client.signal },
  );
  setImmediate(() => client.abort());
  const { outcome, tries } = await played;
  expect(outcome).toMatchObject({ kind: 'aborted' });
  expect(tries).toBe(1);
});
