/**
 * Reads from `event` what other processes changed, and tells this process' listeners. A sequence is given out before its transaction commits,
 * so a lower id may appear after a higher one: everything above the first gap is read again until the gap fills or is given up.
 */
import type { Kysely } from 'kysely';
import type { Clock } from '#domain/ports.ts';
import type { Changes } from './changes.ts';
import type { Dialect } from './dialect.ts';
import { attemptColumns, type Tables, toStoredVerification } from './tables.ts';

export interface EventFeedOptions {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly changes: Changes;
}

export interface EventFeed {
  /** Starts from now: what was committed before is not told. */
  begin(): Promise<void>;
  /** Reads on. One reading at a time: calls meanwhile make one more reading after it. */
  catchUp(): Promise<void>;
  /** Resolves when the reading under way is over; there will be no other. */
  end(): Promise<void>;
}

/** Longer than any transaction of ours may last: a gap this old was rolled back. */
const giveUpGapAfterMs = 40_000;
const batch = 1_000;
/** At the start, transactions under way may still hold ids this far below the highest. */
const overlap = 500;

interface EventHead {
  readonly id: number;
  readonly verification_id: string | null;
  readonly revision: number | null;
}

export function createEventFeed({ db, dialect, clock, changes }: EventFeedOptions): EventFeed {
  /** Every id up to here was seen or given up. */
  let low = 0;
  const seen = new Set<number>();
  let gapSinceMs: number | null = null;
  let reading: Promise<void> | null = null;
  let again = false;
  let ended = false;

  async function readAfter(id: number): Promise<readonly EventHead[]> {
    return db
      .selectFrom('event')
      .select(['id', 'verification_id', 'revision'])
      .where('id', '>', id)
      .orderBy('id')
      .limit(batch)
      .execute();
  }

  async function tell(heads: readonly EventHead[]): Promise<void> {
    if (!changes.hasListeners) return;
    const untold = heads.flatMap(({ verification_id, revision }) =>
      verification_id === null || revision === null || changes.wasTold(verification_id, revision)
        ? []
        : [verification_id],
    );
    if (untold.length === 0) return;
    const rows = await db
      .selectFrom('verification')
      .select(attemptColumns)
      .where(dialect.isOneOf('id', [...new Set(untold)]))
      .execute();
    for (const stored of rows.map(toStoredVerification)) changes.publish(stored);
  }

  function advance(): void {
    const above = [...seen].sort((a, b) => a - b);
    for (const id of above) {
      if (id > low + 1) {
        gapSinceMs ??= clock();
        if (clock() - gapSinceMs < giveUpGapAfterMs) return;
      }
      gapSinceMs = null;
      low = id;
      seen.delete(id);
    }
  }

  async function read(): Promise<void> {
    let from = low;
    for (;;) {
      const heads = await readAfter(from);
      const fresh = heads.filter(({ id }) => !seen.has(id));
      // Told first: if reading the attempts fails, these are fresh again next time.
      await tell(fresh);
      for (const { id } of fresh) seen.add(id);
      from = heads.at(-1)?.id ?? from;
      if (heads.length < batch) break;
    }
    advance();
  }

  async function readWhileAsked(): Promise<void> {
    do {
      again = false;
      await read();
    } while (again && !ended);
  }

  return {
    async begin() {
      const newest = await db.selectFrom('event').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
      low = Math.max(0, (newest?.id ?? 0) - overlap);
      for (const { id } of await readAfter(low)) seen.add(id);
      advance();
    },
    async catchUp() {
      if (ended) return;
      if (reading !== null) {
        again = true;
        return reading;
      }
      reading = readWhileAsked().finally(() => {
        reading = null;
      });
      return reading;
    },
    async end() {
      ended = true;
      // Whoever asked for it hears of its failure.
      await reading?.catch(() => {});
    },
  };
}
