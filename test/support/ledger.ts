/** Attempts to try a ledger with, and places for ledgers that go away with the test. */

import { v7 } from 'uuid';
import { onTestFinished } from 'vitest';
import type { NewAttempt } from '#domain/ports.ts';
import type { OpenLedger } from '#ledger/ledger.ts';
import type { LedgerEngine, LedgerPlace } from './contracts/ledger.ts';

/** The time that these tests live in: each call is a millisecond later than the one before. */
let nowMs = Date.UTC(2026, 0, 15);
export const tick = () => ++nowMs;

/** An attempt of `ada`, without a key, created now. */
export function newAttempt(overrides: Partial<NewAttempt> = {}): NewAttempt {
  const createdAtMs = overrides.createdAtMs ?? tick();
  const ownerId = overrides.ownerId ?? 'ada';
  return {
    id: `ver_${v7({ msecs: createdAtMs })}`,
    kind: 'verification',
    generation: 'v2',
    ownerId,
    actor: ownerId,
    reference: null,
    idempotencyKey: null,
    fingerprint: overrides.idempotencyKey ? { salt: 'salt', hash: 'hash' } : null,
    consentVersion: null,
    createdAtMs,
    ...overrides,
  };
}

/** A place that is removed when the test is over. */
export async function placeOn(engine: LedgerEngine): Promise<LedgerPlace> {
  const place = await engine.createPlace();
  onTestFinished(() => place.remove());
  return place;
}

/** An empty ledger that is closed when the test is over. */
export async function ledgerOn(
  engine: LedgerEngine,
  options?: Parameters<LedgerPlace['open']>[0],
): Promise<OpenLedger> {
  const place = await engine.createPlace();
  const ledger = await place.open(options);
  onTestFinished(async () => {
    await ledger.close();
    await place.remove();
  });
  return ledger;
}

/** A link that awaits its person. */
export const link = { id: 'link-1', url: 'https://apps.example/kycverify/link-1', expiresAtMs: Date.UTC(2030, 0, 1) };
