/** The ledger is watched without being changed: each use is timed, each move of an attempt told, and nobody named. */
import { expect, test } from 'vitest';
import { type OpenLedger, openLedger } from '#ledger/ledger.ts';
import type { AttemptSeen, LedgerCallSeen } from '#telemetry/observations.ts';
import { observeLedger } from '#telemetry/observed-ledger.ts';

const atMs = Date.UTC(2026, 2, 1);
const begun = {
  id: 'ver_01990000-0000-7000-8000-000000000001',
  kind: 'verification',
  generation: 'v2',
  ownerId: 'planted-user',
  actor: 'planted-user',
  reference: null,
  idempotencyKey: null,
  fingerprint: null,
  consentVersion: null,
  createdAtMs: atMs,
} as const;

async function watchLedger() {
  const real = await openLedger({ url: 'sqlite::memory:', mode: 'sandbox', clock: () => atMs });
  const calls: LedgerCallSeen[] = [];
  const attempts: AttemptSeen[] = [];
  const broken: OpenLedger = {
    ...real,
    count: async () => {
      throw new Error('no disk');
    },
  };
  const ledger = observeLedger(broken, {
    onCall: (seen) => calls.push(seen),
    onAttempt: (seen) => attempts.push(seen),
  });
  return { ledger, calls, attempts, [Symbol.asyncDispose]: () => real.close() };
}

test('a use that fails is told as failed, and fails as before', async () => {
  await using watched = await watchLedger();
  await expect(watched.ledger.count({})).rejects.toThrow('no disk');
  await watched.ledger.page({}, { limit: 1, from: 'newest' });
  expect(watched.calls).toEqual([
    { method: 'count', failed: true, durationMs: expect.any(Number) },
    { method: 'page', failed: false, durationMs: expect.any(Number) },
  ]);
});

test('an attempt that moves on is told with who found out, but never with whose id it is', async () => {
  await using watched = await watchLedger();
  const { ledger } = watched;
  await ledger.begin(begun);
  const decided = { state: 'COMPLETED', atMs } as const;
  await ledger.settle(begun.id, { ...decided, decision: 'REVIEW', actor: 'reconciler' });
  await ledger.settle(begun.id, { ...decided, decision: 'ACCEPTED', actor: 'planted-user' });
  await ledger.settle('ver_unknown', { ...decided, decision: 'ACCEPTED' });
  expect(watched.attempts).toEqual([
    { state: 'COMPLETED', decision: 'REVIEW', failure: null, by: 'reconciler' },
    { state: 'COMPLETED', decision: 'ACCEPTED', failure: null, by: 'other' },
  ]);
});
