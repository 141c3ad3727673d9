/** Why pages stay fast at a million rows: each is one walk along one index. `scripts/measure-ledger.ts` measures it. */
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AuditFilter, DueQuery } from '#domain/ledger.ts';
import type { AttemptFilter, PageRequest } from '#domain/ports.ts';
import { takeDue } from '#ledger/due.ts';
import type { Engine } from '#ledger/engine.ts';
import { readAuditPage } from '#ledger/events.ts';
import { prepareSchema } from '#ledger/migrate.ts';
import { openPostgres } from '#ledger/postgres.ts';
import { createQueries } from '#ledger/queries.ts';
import { openSqlite } from '#ledger/sqlite.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts';
import { planOf } from '#test/support/query-plans.ts';

const startMs = Date.UTC(2025, 0, 1);
const idAt = (i: number) => `ver_${v7({ msecs: startMs + i * 1_000 })}`;
const request: PageRequest = { limit: 50, from: 'newest', after: idAt(10_000) };
let database: TestDatabase;
let engines: Record<'SQLite' | 'PostgreSQL', Engine>;

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'));
  const throwFault = (fault: unknown) => {
    throw fault;
  };
  engines = {
    SQLite: openSqlite(':memory:'),
    PostgreSQL: openPostgres({ url: database.url, poolSize: 2, onFault: throwFault }),
  };
  for (const engine of Object.values(engines)) await fill(engine);
}, 60_000);

afterAll(async () => {
  for (const engine of Object.values(engines)) await engine.close();
  await database.drop();
});

/** Twenty thousand attempts. What is common in them lies far back, where a planner that counts on an even spread walks past everything. */
async function fill(engine: Engine): Promise<void> {
  await prepareSchema({ ...engine, mode: 'sandbox' });
  for (let from = 0; from < 20_000; from += 500) {
    const rows = Array.from({ length: 500 }, (_, k) => {
      const i = from + k;
      const isOld = i < 8_000;
      return {
        id: idAt(i),
        kind: 'verification',
        generation: 'v2',
        state: i % 1_000 === 0 ? 'INTERRUPTED' : isOld ? 'EXPIRED' : 'COMPLETED',
        decision: i % 1_000 !== 0 && !isOld ? 'ACCEPTED' : null,
        owner_id: isOld ? 'anonymous' : `user ${i % 5_000}`,
        reference: isOld ? 'campaign' : null,
        idempotency_key: `key ${i}`,
        request_id: `request ${i}`,
        process_id: 'filled',
        created_at_ms: startMs + i * 1_000,
      };
    });
    await engine.db.insertInto('verification').values(rows).execute();
    const events = rows.map(({ id, owner_id, created_at_ms }) => ({
      owner_id,
      verification_id: id,
      at_ms: created_at_ms,
    }));
    await engine.db
      .insertInto('event')
      .values(events.map((event) => ({ ...event, kind: 'verification.begun', revision: 1, detail: '{}' })))
      .execute();
  }
  await sql`analyze`.execute(engine.db);
}

const primary = 'verification_pkey|sqlite_autoindex_verification_1';
const pages: readonly (readonly [string, AttemptFilter, string])[] = [
  ['of everything', {}, primary],
  ['of one user', { ownerId: 'user 31' }, 'verification_owner'],
  ['of a user whose many attempts are old', { ownerId: 'anonymous' }, 'verification_owner'],
  ['of a user’s lost answers', { ownerId: 'anonymous', states: ['INTERRUPTED'] }, 'verification_owner_outcome'],
  ['of all lost answers', { states: ['INTERRUPTED'] }, 'verification_outcome'],
  ['of links that expired long ago', { states: ['EXPIRED'] }, 'verification_outcome'],
  ['of all completed', { states: ['COMPLETED'] }, 'verification_outcome'],
  ['of what is to be reviewed', { decisions: ['REVIEW'] }, 'verification_outcome'],
  ['of a campaign of long ago', { reference: 'campaign' }, 'verification_reference'],
  ['of an hour', { createdFromMs: startMs + 3_600_000, createdBeforeMs: startMs + 7_200_000 }, primary],
];

const audits: readonly (readonly [string, AuditFilter, string])[] = [
  ['of all events', {}, 'event_pkey|INTEGER PRIMARY KEY'],
  ['of a user’s events, all of them old', { userId: 'anonymous' }, 'event_owner'],
  ['of an attempt’s events', { verificationId: idAt(5) }, 'event_verification'],
];

describe.each(['SQLite', 'PostgreSQL'] as const)('on %s', (name) => {
  test.each(pages)('a page %s walks its own index and nothing else', async (_, filter, index) => {
    const engine = engines[name];
    const plan = await planOf(engine, (db) => createQueries(db, engine.dialect).page(filter, request));
    expectWalk(plan, index);
  });

  test.each(audits)('a page %s walks its own index and nothing else', async (_, filter, index) => {
    const engine = engines[name];
    const auditRequest: PageRequest = { limit: 50, from: 'newest', after: '10000' };
    expectWalk(await planOf(engine, (db) => readAuditPage(db, engine.dialect, filter, auditRequest)), index);
  });

  test('what is due is read longest unseen first, without passing over what is not', async () => {
    const engine = engines[name];
    const query: DueQuery = { what: 'INTERRUPTED', uncheckedSinceMs: 1, limit: 5, atMs: 2 };
    const plan = (await planOf(engine, (db) => takeDue(db, query))).join('\n');
    expect(plan).toContain('verification_due_interrupted');
    expect(plan).not.toMatch(wholeTable);
    // Few attempts are ever undecided, so that the index over all outcomes will do.
    const undecided = (await planOf(engine, (db) => takeDue(db, { ...query, what: 'UNDECIDED' }))).join('\n');
    expect(undecided).toContain('verification_outcome');
    expect(undecided).not.toMatch(wholeTable);
  });

  test('a key, a provider’s id and the standing of a hundred users are looked up, not searched for', async () => {
    const engine = engines[name];
    const plans = [
      await planOf(engine, (db) => createQueries(db, engine.dialect).attemptByKey('ada', 'verification', 'key 5')),
      await planOf(engine, (db) => createQueries(db, engine.dialect).attemptsByProviderIds(['request 5'])),
      await planOf(engine, (db) => createQueries(db, engine.dialect).standings(['user 1', 'anonymous'])),
    ];
    for (const plan of plans) expect(plan.join('\n')).not.toMatch(wholeTable);
    expect(plans.map((plan) => /verification_(key|request_id|owner_outcome)/.exec(plan.join('\n'))?.[1])).toEqual([
      'key',
      'request_id',
      'owner_outcome',
    ]);
  });
});

const wholeTable = /Seq Scan|SCAN (verification|event)(?! USING)|Incremental Sort/;

function expectWalk(plan: readonly string[], index: string): void {
  const text = plan.join('\n');
  expect(text).not.toMatch(wholeTable);
  const used = [...text.matchAll(/(?:using|USING)(?: COVERING)?(?: INDEX)? (INTEGER PRIMARY KEY|\w+)/g)].map(
    ([, found]) => found,
  );
  expect(used.length).toBeGreaterThan(0);
  for (const found of used) expect(found).toMatch(new RegExp(`^(${index})$`));
}
