/** How a process hears what others wrote: nothing missed, nothing told twice, whatever the order in which it appears. */
import { expect, onTestFinished, test } from 'vitest';
import { type Changes, createChanges } from '#ledger/changes.ts';
import { createEventFeed, type EventFeed } from '#ledger/event-feed.ts';
import { prepareSchema } from '#ledger/migrate.ts';
import { openSqlite } from '#ledger/sqlite.ts';

interface Stage {
  readonly feed: EventFeed;
  readonly changes: Changes;
  readonly told: string[];
  /** Another process changes an attempt; the event gets this place in the sequence. */
  write(eventId: number, verificationId: string): Promise<void>;
  pass(ms: number): void;
  readonly reads: () => number;
  /** Events that were read, again and again. */
  readonly rows: () => number;
  /** The next reading of attempts fails. */
  failOnce(): void;
}

async function stage(): Promise<Stage> {
  let nowMs = 1_000_000;
  let reads = 0;
  const { db, dialect, place, close } = openSqlite(':memory:', ({ sql }) => {
    if (sql.includes('from "event"')) reads += 1;
  });
  onTestFinished(close);
  await prepareSchema({ db, dialect, place, mode: 'sandbox' });
  const changes = createChanges((fault) => {
    throw fault;
  });
  const told: string[] = [];
  changes.listen(({ id }) => told.push(id));
  let rows = 0;
  let isAway = false;
  const counting = db.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (isAway && result.rows.some((row) => 'state' in row)) {
        isAway = false;
        throw new Error('away');
      }
      rows += result.rows.filter((row) => 'revision' in row && !('state' in row)).length;
      return result;
    },
  });
  const feed = createEventFeed({ db: counting, dialect, clock: () => nowMs, changes });
  return {
    feed,
    changes,
    told,
    async write(eventId, verificationId) {
      const row = { kind: 'verification', generation: 'v2', state: 'PENDING', owner_id: 'ada', process_id: 'other' };
      await db
        .insertInto('verification')
        .values({ ...row, id: verificationId, created_at_ms: 0 })
        .execute();
      await db
        .insertInto('event')
        .values({ id: eventId, at_ms: 0, kind: 'test', verification_id: verificationId, revision: 1, detail: '{}' })
        .execute();
    },
    pass: (ms) => {
      nowMs += ms;
    },
    reads: () => reads,
    rows: () => rows,
    failOnce: () => {
      isAway = true;
    },
  };
}

test('what was committed before the start is not told', async () => {
  const { feed, told, write } = await stage();
  await write(7, 'ver_before');
  await feed.begin();
  await feed.catchUp();
  await write(8, 'ver_after');
  await feed.catchUp();
  await feed.catchUp();
  expect(told).toEqual(['ver_after']);
});

test('an event that appears below others, because its transaction took longer, is told', async () => {
  const { feed, told, write, pass } = await stage();
  await feed.begin();
  await write(2, 'ver_quick');
  await feed.catchUp();
  pass(10_000);
  await write(3, 'ver_third');
  await feed.catchUp();
  await write(1, 'ver_slow');
  await feed.catchUp();
  expect(told).toEqual(['ver_quick', 'ver_third', 'ver_slow']);
});

test('a place in the sequence that stays empty is given up when no transaction can still fill it', async () => {
  const { feed, told, write, pass } = await stage();
  await feed.begin();
  await write(5, 'ver_5');
  await feed.catchUp();
  pass(60_000);
  await feed.catchUp();
  await write(2, 'ver_too_late');
  await feed.catchUp();
  expect(told).toEqual(['ver_5']);
});

test('places that were left empty at the same time are given up at the same time: what was read is not read for ever', async () => {
  const { feed, write, pass, told, rows } = await stage();
  await feed.begin();
  // Every other transaction was rolled back, as in a failover.
  for (let i = 1; i <= 100; i += 1) await write(2 * i, `ver_${i}`);
  await feed.catchUp();
  expect(told).toHaveLength(100);
  pass(60_000);
  await feed.catchUp();
  const before = rows();
  await write(201, 'ver_next');
  await feed.catchUp();
  expect(rows() - before).toBe(1);
  expect(told.at(-1)).toBe('ver_next');
});

test('an event that waits behind an empty place is no reason to give up an older one too early', async () => {
  const { feed, told, write, pass } = await stage();
  await feed.begin();
  await write(2, 'ver_2');
  await feed.catchUp();
  pass(30_000);
  await write(4, 'ver_4');
  await feed.catchUp();
  // The first gap has been there for 50 s, the second for 20 s.
  pass(20_000);
  await feed.catchUp();
  await write(1, 'ver_too_late');
  await write(3, 'ver_slow');
  await feed.catchUp();
  expect(told).toEqual(['ver_2', 'ver_4', 'ver_slow']);
});

test('thousands of events at once are all told', async () => {
  const { feed, told, write } = await stage();
  await feed.begin();
  for (let i = 1; i <= 2_300; i += 1) await write(i, `ver_${i}`);
  await feed.catchUp();
  expect(new Set(told).size).toBe(2_300);
});

test('a burst of hints is one reading under way and one after it', async () => {
  const { feed, told, write, reads } = await stage();
  await feed.begin();
  const before = reads();
  await write(1, 'ver_1');
  await Promise.all(Array.from({ length: 100 }, () => feed.catchUp()));
  expect(reads() - before).toBe(2);
  expect(told).toEqual(['ver_1']);
});

test('what could not be read is told the next time', async () => {
  const { feed, told, write, failOnce } = await stage();
  await feed.begin();
  await write(1, 'ver_1');
  failOnce();
  await expect(feed.catchUp()).rejects.toThrow('away');
  await feed.catchUp();
  expect(told).toEqual(['ver_1']);
});

test('what this process told itself is not told again', async () => {
  const { feed, changes, told, write } = await stage();
  await feed.begin();
  await write(1, 'ver_own');
  changes.publish({
    verification: {
      id: 'ver_own',
      generation: 'v2',
      state: 'PENDING',
      decision: null,
      failure: null,
      requestId: null,
      referenceId: null,
      reference: null,
      idempotencyKey: null,
      link: null,
      ownerId: 'ada',
      documentCount: null,
      createdAtMs: 0,
      completedAtMs: null,
    },
    revision: 1,
    fingerprint: null,
  });
  await feed.catchUp();
  expect(told).toEqual(['ver_own']);
});
