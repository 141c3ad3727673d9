/** Counts what one user has spent in the last 24 hours, from the ledger itself, so that no restart and no replica forgets it. */
import { toVerificationError } from '#domain/errors.ts';
import type { Clock, Ledger } from '#domain/ports.ts';

const dayMs = 24 * 3_600_000;

/** @param perDay null for no limit */
export function createDailyLimit(options: {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly perDay: number | null;
}): (ownerId: string) => Promise<void> {
  const { ledger, clock, perDay } = options;
  return async (ownerId) => {
    if (perDay === null) return;
    const createdFromMs = clock() - dayMs;
    if ((await ledger.count({ ownerId, createdFromMs })) < perDay) return;
    const oldest = await ledger.page({ ownerId, createdFromMs }, { limit: 1, from: 'oldest' });
    const freeAtMs = (oldest.items[0]?.createdAtMs ?? createdFromMs) + dayMs;
    throw toVerificationError({
      code: 'RATE_LIMITED',
      retryAfterSeconds: Math.max(1, Math.ceil((freeAtMs - clock()) / 1000)),
    });
  };
}
