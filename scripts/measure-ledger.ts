/**
 * Measures the ledger on a million rows: pages at every depth, counts, standings, and what a verification costs. Prints a table in Markdown.
 *
 *   node scripts/measure-ledger.ts sqlite:./data/measure.db [rows]
 *   node scripts/measure-ledger.ts postgres://user:password@127.0.0.1:5432/empty_database [rows]
 *
 * The database must be empty, or one that this script filled before.
 */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { v7 } from 'uuid';
import type { AttemptFilter, Ledger, PageRequest } from '#domain/ports.ts';
import type { Engine } from '#ledger/engine.ts';
import { openLedgerOn } from '#ledger/ledger.ts';
import { openPostgres } from '#ledger/postgres.ts';
import { createQueries } from '#ledger/queries.ts';
import { openSqlite } from '#ledger/sqlite.ts';
import type { Tables } from '#ledger/tables.ts';
import { planOf } from '../test/support/query-plans.ts';

const [url = 'sqlite::memory:', rowsText = '1000000'] = process.argv.slice(2);
const rowCount = Number(rowsText);
const pageSize = 50;
const repeats = 200;
const startMs = Date.UTC(2025, 0, 1);
const stepMs = 1_000;

const statements: { sql: string }[] = [];
const onQuery = (query: { readonly sql: string }) => statements.push(query);
const isPostgres = !url.startsWith('sqlite:');
const openEngine = (): Engine =>
  isPostgres
    ? openPostgres({ url, poolSize: 10, onFault: console.error, onQuery })
    : openSqlite(url.slice('sqlite:'.length), onQuery);
const engine = openEngine();
const ledgerOptions = { url, mode: 'sandbox', clock: Date.now, onFault: console.error } as const;
const ledger = await openLedgerOn(engine, ledgerOptions);

await fill(engine.db);
await report();
await reportWriters();
await ledger.close();

/** Most users have a few attempts; `anonymous` has a fifth of all. A handful of rows in rare states lie anywhere. */
function row(i: number) {
  const createdAtMs = startMs + i * stepMs;
  const draw = (i * 7_919) % 10_000;
  const [state, decision] =
    draw < 1
      ? ['INTERRUPTED', null]
      : draw < 10
        ? ['AWAITING_PERSON', null]
        : draw < 110
          ? ['EXPIRED', null]
          : draw < 900
            ? ['FAILED', null]
            : draw < 950
              ? ['COMPLETED', 'REVIEW']
              : draw < 1_900
                ? ['COMPLETED', 'DECLINED']
                : ['COMPLETED', 'ACCEPTED'];
  return {
    id: `ver_${v7({ msecs: createdAtMs })}`,
    kind: 'verification',
    generation: 'v2',
    state: state ?? 'FAILED',
    decision: decision ?? null,
    request_id: randomUUID(),
    reference_id: randomUUID(),
    reference: i % 10 === 0 ? (i < rowCount / 5 ? 'old campaign' : 'campaign') : i % 10 === 1 ? `case ${i}` : null,
    idempotency_key: `key ${i}`,
    held_key: `key ${i}`,
    fingerprint_salt: 'c2FsdHNhbHRzYWx0c2FsdA',
    fingerprint_hash: 'aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g',
    owner_id: i % 5 === 0 ? (i < rowCount / 4 ? 'a user of old' : 'anonymous') : `user ${(i * 31) % 200_000}`,
    process_id: 'filled',
    created_at_ms: createdAtMs,
    completed_at_ms: createdAtMs + 9_000,
  };
}

async function fill(db: Kysely<Tables>): Promise<void> {
  const present = await db
    .selectFrom('verification')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  if (present.n >= rowCount) return;
  const began = performance.now();
  for (let from = 0; from < rowCount; from += 100_000) {
    await db.transaction().execute(async (transaction) => {
      for (let i = from; i < Math.min(from + 100_000, rowCount); i += 500) {
        const values = Array.from({ length: Math.min(500, rowCount - i) }, (_, k) => row(i + k));
        await transaction.insertInto('verification').values(values).execute();
        await transaction
          .insertInto('event')
          .values(
            values.map(({ id, owner_id, created_at_ms }) => ({
              at_ms: created_at_ms,
              kind: 'verification.begun',
              actor: null,
              owner_id,
              verification_id: id,
              revision: 1,
              detail: '{}',
            })),
          )
          .execute();
      }
    });
  }
  console.log(`filled ${rowCount} attempts and events in ${Math.round((performance.now() - began) / 1000)} s\n`);
  await sql`analyze`.execute(db);
}

async function report(): Promise<void> {
  const atDepth = async (share: number) => {
    const id = await engine.db
      .selectFrom('verification')
      .select('id')
      .where('created_at_ms', '=', startMs + Math.floor((1 - share) * (rowCount - 1)) * stepMs)
      .executeTakeFirst();
    return id?.id;
  };
  const middleMs = startMs + (rowCount / 2) * stepMs;
  const filters: readonly (readonly [string, AttemptFilter])[] = [
    ['everything', {}],
    ['one user of few attempts', { ownerId: 'user 31' }],
    ['the user of many (15 %)', { ownerId: 'anonymous' }],
    ['a user of 50,000 attempts, all of them old', { ownerId: 'a user of old' }],
    ['the user of many, INTERRUPTED (rare)', { ownerId: 'anonymous', states: ['INTERRUPTED'] }],
    ['INTERRUPTED (rare)', { states: ['INTERRUPTED'] }],
    ['INTERRUPTED or AWAITING_PERSON', { states: ['INTERRUPTED', 'AWAITING_PERSON'] }],
    ['COMPLETED', { states: ['COMPLETED'] }],
    ['REVIEW', { decisions: ['REVIEW'] }],
    ['a reference of 8 % of all', { reference: 'campaign' }],
    ['a reference of 20,000, all of them old', { reference: 'old campaign' }],
    ['a reference of one', { reference: 'case 500001' }],
    ['an hour, half-way back', { createdFromMs: middleMs, createdBeforeMs: middleMs + 3_600_000 }],
    ['REVIEW of that hour', { decisions: ['REVIEW'], createdFromMs: middleMs, createdBeforeMs: middleMs + 3_600_000 }],
  ];
  const depths = [0, 0.5, 0.99];
  console.log(`pages of ${pageSize}, ms p50 / p99 of ${repeats}, by how much of the ledger lies before them\n`);
  console.log(
    `| filter | ${depths.map((depth) => `${depth * 100} %`).join(' | ')} |\n|---|${'---|'.repeat(depths.length)}`,
  );
  for (const [name, filter] of filters) {
    const cells: string[] = [];
    for (const depth of depths) {
      const after = depth === 0 ? undefined : await atDepth(depth);
      cells.push(await timed(() => ledger.page(filter, { limit: pageSize, from: 'newest', after })));
    }
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  const users = Array.from({ length: 100 }, (_, i) => (i === 0 ? 'anonymous' : `user ${i * 31}`));
  console.log(`\n| other | ms p50 / p99 |\n|---|---|`);
  const others: readonly (readonly [string, () => Promise<unknown>, number?])[] = [
    ['how 100 users stand', () => ledger.standings(users)],
    ['the user of many alone', () => ledger.standings(['anonymous'])],
    [
      'a page of events, half-way',
      () => ledger.auditPage({}, { limit: pageSize, from: 'newest', after: String(rowCount / 2) }),
    ],
    [
      'a page of events of one user',
      () => ledger.auditPage({ userId: 'anonymous' }, { limit: pageSize, from: 'newest' }),
    ],
    ['count of everything', () => ledger.count({}), 5],
    ['count of COMPLETED', () => ledger.count({ states: ['COMPLETED'] }), 5],
    [
      'count of one user today',
      () => ledger.count({ ownerId: 'anonymous', createdFromMs: startMs + (rowCount - 3_600) * stepMs }),
    ],
    [
      'what is due (INTERRUPTED)',
      () => ledger.takeDue({ what: 'INTERRUPTED', uncheckedSinceMs: Date.now(), limit: 10, atMs: Date.now() }),
    ],
    ['begin + settle', () => beginAndSettle()],
  ];
  for (const [name, work, times] of others) console.log(`| ${name} | ${await timed(work, times)} |`);
  statements.length = 0;
  await ledger.standings(users);
  console.log(
    `\nstatements for 100 users' standing: ${statements.filter(({ sql }) => /verification v/.test(sql)).length}`,
  );
  await explainPages(filters);
}

/** Verifications a second, so many at once; on PostgreSQL also of four processes, each with its own connections. */
async function reportWriters(): Promise<void> {
  const windowMs = rowCount >= 100_000 ? 3_000 : 200;
  const others = isPostgres ? await Promise.all([1, 2, 3].map(() => openLedgerOn(openEngine(), ledgerOptions))) : [];
  const groups = [
    { name: '1', ledgers: [ledger], each: 1 },
    { name: '10', ledgers: [ledger], each: 10 },
    ...(isPostgres ? [{ name: '40, of four processes', ledgers: [ledger, ...others], each: 10 }] : []),
  ];
  console.log('\n| at once | verifications begun and settled, a second |\n|---|---|');
  for (const { name, ledgers, each } of groups) {
    let count = 0;
    const untilMs = performance.now() + windowMs;
    const write = async (one: Ledger) => {
      while (performance.now() < untilMs) {
        await beginAndSettle(one);
        count += 1;
      }
    };
    await Promise.all(ledgers.flatMap((one) => Array.from({ length: each }, () => write(one))));
    console.log(`| ${name} | ${Math.round((count / windowMs) * 1_000)} |`);
  }
  for (const other of others) await other.close();
}

async function beginAndSettle(to: Ledger = ledger): Promise<void> {
  const createdAtMs = Date.now();
  const id = `ver_${v7({ msecs: createdAtMs })}`;
  const ownerId = `user ${createdAtMs % 1_000}`;
  const base = { id, kind: 'verification', generation: 'v2', ownerId, actor: ownerId, reference: null } as const;
  const key = { idempotencyKey: id, fingerprint: { salt: 'salt', hash: 'hash' } };
  await to.begin({ ...base, ...key, consentVersion: null, createdAtMs });
  await to.settle(id, { state: 'COMPLETED', decision: 'ACCEPTED', requestId: id, atMs: Date.now() });
}

async function timed(work: () => Promise<unknown>, times = repeats): Promise<string> {
  for (let i = 0; i < Math.min(10, times); i += 1) await work();
  const took: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? 0).toFixed(2);
  return `${at(0.5)} / ${at(0.99)}`;
}

/** The plan of each page, half-way down: nothing may be scanned or sorted as a whole. */
async function explainPages(filters: readonly (readonly [string, AttemptFilter])[]): Promise<void> {
  const request: PageRequest = {
    limit: pageSize,
    from: 'newest',
    after: `ver_${v7({ msecs: startMs + (rowCount / 2) * stepMs })}`,
  };
  for (const [name, filter] of filters) {
    console.log(`\n${name}`);
    for (const line of await planOf(engine, (db) => createQueries(db, engine.dialect).page(filter, request)))
      console.log(`    ${line}`);
  }
}
