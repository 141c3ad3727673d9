/** Attempts to try a ledger with, outside of a test too. */
import { v7 } from 'uuid';
import type { NewAttempt } from '#domain/ports.ts';

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

/** A link that awaits its person. */
export const link = { id: 'link-1', url: 'https://apps.example/kycverify/link-1', expiresAtMs: Date.UTC(2030, 0, 1) };
