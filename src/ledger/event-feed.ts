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
  /** Those above it, with the time when they appeared. */
  const seen = new Map<number, number>();
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

  function note(heads: readonly EventHead[]): void {
    const atMs = clock();
    for (const { id } of heads) seen.set(id, atMs);
  }

  function advance(): void {
    for (const [id, seenAtMs] of [...seen].sort(([a], [b]) => a - b)) {
      // A lower number was given out before this one, so that whatever transaction still holds it is at least as old.
      if (id > low + 1 && clock() - seenAtMs < giveUpGapAfterMs) return;
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
      note(fresh);
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
      note(await readAfter(low));
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
