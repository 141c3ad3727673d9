/** What somebody hears who watches an attempt. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { WholeLedger } from '#domain/ledger.ts';
import type { Verification } from '#domain/verification.ts';
import { openLedger } from '#ledger/ledger.ts';
import type { Reconciler } from '#services/reconcile.ts';
import { createWatchVerification } from '#services/watch-verification.ts';
import { link, newAttempt, tick } from '#test/support/attempts.ts';
import { callerWith } from '#test/support/callers.ts';

const ada = callerWith('ada');

async function setUp(options: { idleEndMs?: number; maxPerCaller?: number } = {}) {
  const listeners = { now: 0, most: 0 };
  const real = await openLedger({ url: 'sqlite::memory:', mode: 'sandbox', clock: tick });
  const ledger: WholeLedger = {
    ...real,
    onChange(listener) {
      listeners.now += 1;
      listeners.most = Math.max(listeners.most, listeners.now);
      const stop = real.onChange(listener);
      return () => {
        listeners.now -= 1;
        stop();
      };
    },
  };
  const asked: string[] = [];
  const refresh = async (attempt: Verification) => {
    asked.push(attempt.id);
    return attempt;
  };
  const reconciler = { refresh } as Reconciler;
  const watch = createWatchVerification({
    ledger,
    reconciler,
    clock: Date.now,
    idleEndMs: 60_000,
    maxPerCaller: 5,
    ...options,
  });
  return { ledger, watch, listeners, asked };
}

async function begin(ledger: WholeLedger, overrides = {}): Promise<Verification> {
  return (await ledger.begin(newAttempt(overrides))).verification;
}

test('the present state comes first, then each change in order, until it is final', async () => {
  const { ledger, watch, listeners } = await setUp();
  const { id } = await begin(ledger);
  const states: string[] = [];
  for await (const { state } of watch(ada, { id }, new AbortController().signal)) {
    states.push(state);
    if (state === 'PENDING') {
      await ledger.settle(id, { state: 'AWAITING_PERSON', link, atMs: tick() });
      await ledger.settle(id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() });
    }
  }
  expect(states).toEqual(['PENDING', 'AWAITING_PERSON', 'COMPLETED']);
  expect(listeners.now).toBe(0);
});

test('what is final already is told once', async () => {
  const { ledger, watch } = await setUp();
  const { id } = await begin(ledger);
  await ledger.settle(id, { state: 'FAILED', failure: { code: 'FACE_BLURRED' }, atMs: tick() });
  expect(await Array.fromAsync(watch(ada, { id }, new AbortController().signal))).toMatchObject([{ state: 'FAILED' }]);
});

test('by a key that is about to be used', async () => {
  const { ledger, watch } = await setUp();
  const heard = Array.fromAsync(
    watch(ada, { idempotencyKey: 'k' }, new AbortController().signal),
    ({ state }) => state,
  );
  const { id } = await begin(ledger, { idempotencyKey: 'k' });
  await begin(ledger, { idempotencyKey: 'k', ownerId: 'bob' });
  await ledger.settle(id, { state: 'COMPLETED', decision: 'DECLINED', atMs: tick() });
  expect(await heard).toEqual(['PENDING', 'COMPLETED']);
});

test('by a key, hears nothing of a link under the same key: those are keys of their own', async () => {
  const { ledger, watch } = await setUp();
  const heard = Array.fromAsync(watch(ada, { idempotencyKey: 'k' }, new AbortController().signal), ({ id }) => id);
  const linked = await begin(ledger, { idempotencyKey: 'k', kind: 'link' });
  await ledger.settle(linked.id, { state: 'AWAITING_PERSON', link, atMs: tick() });
  await ledger.settle(linked.id, { state: 'EXPIRED', atMs: tick() });
  const { id } = await begin(ledger, { idempotencyKey: 'k' });
  await ledger.settle(id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() });
  expect(await heard).toEqual([id, id]);
});

test('by a key, hears of the next try too, once the first has let go of it', async () => {
  const { ledger, watch } = await setUp();
  const first = await begin(ledger, { idempotencyKey: 'k' });
  const failure = { code: 'PROVIDER_TRY_AGAIN' } as const;
  await ledger.settle(first.id, { state: 'FAILED', failure, releasesKey: true, atMs: tick() });
  const { id } = await begin(ledger, { idempotencyKey: 'k' });
  const heard = Array.fromAsync(watch(ada, { idempotencyKey: 'k' }, new AbortController().signal), ({ id }) => id);
  await ledger.settle(id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() });
  expect(await heard).toContain(id);
});

test('an unknown attempt and somebody else’s end alike, at once and without a word', async () => {
  const { ledger, watch } = await setUp();
  const { id } = await begin(ledger, { ownerId: 'bob' });
  for (const unseen of [id, 'ver_unknown']) {
    expect(await Array.fromAsync(watch(ada, { id: unseen }, new AbortController().signal))).toEqual([]);
  }
});

test('it ends by itself when nothing happens for long', async () => {
  const { ledger, watch } = await setUp({ idleEndMs: 20 });
  const { id } = await begin(ledger);
  expect(await Array.fromAsync(watch(ada, { id }, new AbortController().signal))).toHaveLength(1);
});

test('as long as somebody watches, the provider is asked slowly, and nobody is asked for who has left', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { ledger, watch, asked } = await setUp({ idleEndMs: 600_000 });
  const { id } = await begin(ledger);
  const leaving = new AbortController();
  const events = watch(ada, { id }, leaving.signal)[Symbol.asyncIterator]();
  await events.next();
  const rest = events.next();
  await vi.advanceTimersByTimeAsync(95_000);
  expect(asked).toEqual([id, id, id]);
  leaving.abort();
  await rest;
  await vi.advanceTimersByTimeAsync(95_000);
  expect(asked).toHaveLength(3);
});

test('a caller may hold so many and no more; one that ends makes room', async () => {
  const { ledger, watch } = await setUp({ maxPerCaller: 1 });
  const { id } = await begin(ledger);
  const leaving = new AbortController();
  const first = watch(ada, { id }, leaving.signal)[Symbol.asyncIterator]();
  await first.next();
  const second = watch(ada, { id }, new AbortController().signal)[Symbol.asyncIterator]();
  await expect(second.next()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  const others = watch(callerWith('bob', ['kyc:read']), { id }, new AbortController().signal)[Symbol.asyncIterator]();
  expect((await others.next()).value).toMatchObject({ id });
  await others.return?.();
  leaving.abort();
  await first.next();
  const third = watch(ada, { id }, new AbortController().signal)[Symbol.asyncIterator]();
  expect((await third.next()).value).toMatchObject({ id });
  await third.return?.();
});

test('ten thousand that come and go leave nothing behind', async () => {
  const { ledger, watch, listeners } = await setUp();
  const { id } = await begin(ledger);
  for (let round = 0; round < 10_000; round += 1) {
    const leaving = new AbortController();
    const events = watch(ada, { id }, leaving.signal)[Symbol.asyncIterator]();
    await events.next();
    if (round % 2 === 0) {
      await events.return?.();
    } else {
      const rest = events.next();
      leaving.abort();
      await rest;
    }
  }
  expect(listeners).toEqual({ now: 0, most: 1 });
});
