/** Counts what one user has spent in the last 24 hours: from the ledger itself, so that no restart and no replica forgets it, and what is on its way there. */
import { toVerificationError } from '#domain/errors.ts';
import type { Clock, Ledger } from '#domain/ports.ts';

const dayMs = 24 * 3_600_000;

export interface DailyLimitOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Null: no limit. */
  readonly perDay: number | null;
  /**
   * Counts attempts that are on their way to the ledger, in one step, so that many at once cannot all find room for one; resolves
   * to the way to give the place back. @throws {RateLimitedError}
   */
  readonly takePlace: (ownerId: string) => Promise<() => Promise<void>>;
}

/** One attempt of the day's. It is given back at the end of its scope, unless the attempt was begun. */
export interface DailyPlace extends AsyncDisposable {
  keep(): void;
}

/** @throws {RateLimitedError} with the time until there is room again */
export type TakeDailyPlace = (ownerId: string) => Promise<DailyPlace>;

export function createDailyLimit({ ledger, clock, perDay, takePlace }: DailyLimitOptions): TakeDailyPlace {
  return async (ownerId) => {
    if (perDay === null) return freePlace;
    let giveBack: (() => Promise<void>) | null = await takePlace(ownerId);
    const place: DailyPlace = {
      keep: () => {
        giveBack = null;
      },
      [Symbol.asyncDispose]: async () => giveBack?.(),
    };
    try {
      await checkLedger(ownerId, perDay);
    } catch (error) {
      await place[Symbol.asyncDispose]();
      throw error;
    }
    return place;
  };

  async function checkLedger(ownerId: string, most: number): Promise<void> {
    const createdFromMs = clock() - dayMs;
    if ((await ledger.count({ ownerId, createdFromMs }, most)) < most) return;
    const oldest = await ledger.page({ ownerId, createdFromMs }, { limit: 1, from: 'oldest' });
    const freeAtMs = (oldest.items[0]?.createdAtMs ?? createdFromMs) + dayMs;
    throw toVerificationError({
      code: 'RATE_LIMITED',
      retryAfterSeconds: Math.max(1, Math.ceil((freeAtMs - clock()) / 1000)),
    });
  }
}

/** For what does not count: no limit, or an attempt that is known already. */
export const freePlace: DailyPlace = { keep: () => {}, [Symbol.asyncDispose]: async () => {} };
