/** What only the embedded ledger promises: one process, one private file, and a sentence for whoever cannot have it. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type LedgerOptions, openLedger, openLedgerOn } from '#ledger/ledger.ts';
import { prepareSchema } from '#ledger/migrate.ts';
import { migrations } from '#ledger/migrations.ts';
import { openSqlite } from '#ledger/sqlite.ts';
import { newAttempt, tick } from '#test/support/attempts.ts';

const options = (file: string): LedgerOptions => ({ url: `sqlite:${file}`, mode: 'sandbox', clock: tick });

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A ledger with one attempt, closed. */
async function filledFile(): Promise<string> {
  const file = join(emptyFolder(), 'ledger.db');
  const ledger = await openLedger(options(file));
  await ledger.begin(newAttempt());
  await ledger.close();
  return file;
}

/** Looks into a closed ledger, as an operator with SQLite's own tool would. */
function look<T>(file: string, into: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(file);
  try {
    return into(database);
  } finally {
    database.close();
  }
}

async function refusalOf(opened: Promise<{ close(): Promise<void> }>): Promise<{ code: unknown; message: string }> {
  const outcome = await opened.then(
    async (ledger) => ledger.close().then(() => new Error('it opened')),
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) throw new TypeError('not an error');
  return { code: 'code' in outcome ? outcome.code : undefined, message: outcome.message };
}

describe('the file of an embedded ledger', () => {
  test('is made with its folder, and is for nobody but the gateway’s own user', async () => {
    const folder = join(emptyFolder(), 'a', 'data');
    const file = join(folder, 'ledger.db');
    const ledger = await openLedger(options(file));
    onTestFinished(() => ledger.close());
    await ledger.begin(newAttempt());
    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect([folder, file, `${file}-wal`].map(modeOf)).toEqual(['700', '600', '600']);
  });

  test('is written through to the disk with every commit', async () => {
    const file = join(emptyFolder(), 'ledger.db');
    const engine = openSqlite(file);
    onTestFinished(() => engine.close());
    const read = async (pragma: string) => {
      const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${pragma}`)}`.execute(engine.db);
      return rows[0]?.[pragma];
    };
    expect([await read('journal_mode'), await read('synchronous'), await read('locking_mode')]).toEqual([
      'wal',
      2,
      'exclusive',
    ]);
  });

  test('does not let events be changed or deleted, also not by hand', async () => {
    const file = await filledFile();
    look(file, (database) => {
      expect(() => database.exec("update event set kind = 'x'")).toThrow('only ever added');
      expect(() => database.exec('delete from event')).toThrow('only ever added');
    });
  });
});

describe('an embedded ledger that cannot be had says why and what to do', () => {
  test('when another process has it, and leaves that one alone', async () => {
    const file = join(emptyFolder(), 'ledger.db');
    const first = await openLedger(options(file));
    onTestFinished(() => first.close());
    const refusal = await refusalOf(openLedger(options(file)));
    expect(refusal.code).toBe('IN_USE');
    expect(refusal.message).toBe(
      `The ledger ${file} is in use by another process. Stop that one first, or set DATABASE_URL to a PostgreSQL database to run several.`,
    );
    expect(await first.begin(newAttempt())).toMatchObject({ begun: true });
  });

  test('when its folder cannot be written', async () => {
    const folder = emptyFolder();
    const readOnly = join(folder, 'read-only');
    mkdirSync(readOnly);
    chmodSync(folder, 0o755);
    chmodSync(readOnly, 0o555);
    const file = join(readOnly, 'ledger.db');
    const refusal = await asOrdinaryUser(() => refusalOf(openLedger(options(file))));
    expect(refusal.code).toBe('READ_ONLY');
    expect(refusal.message).toContain(
      `The ledger ${file} cannot be made there (EACCES). Give this process’s user write permission`,
    );
  });

  test('when its file cannot be written', async () => {
    const file = await filledFile();
    const before = readFileSync(file);
    chmodSync(join(file, '..'), 0o755);
    chmodSync(file, 0o444);
    const refusal = await asOrdinaryUser(() => refusalOf(openLedger(options(file))));
    expect(refusal).toMatchObject({ code: 'READ_ONLY', message: expect.stringContaining('cannot be written') });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('when its path leads through a file', async () => {
    const file = join(await filledFile(), 'ledger.db');
    expect(await refusalOf(openLedger(options(file)))).toMatchObject({ code: 'READ_ONLY' });
  });

  test('when the file is something else, and does not touch it', async () => {
    const file = join(emptyFolder(), 'notes.txt');
    writeFileSync(file, 'Dear diary, '.repeat(1_000));
    expect(await refusalOf(openLedger(options(file)))).toMatchObject({
      code: 'NOT_A_LEDGER',
      message: expect.stringContaining('is not a readable SQLite database'),
    });
    expect(readFileSync(file, 'utf8')).toBe('Dear diary, '.repeat(1_000));
  });

  test('when the database is another application’s, and does not touch it', async () => {
    const file = join(emptyFolder(), 'other.db');
    look(file, (database) => database.exec('create table event (id integer primary key, title text)'));
    const refusal = await refusalOf(openLedger(options(file)));
    expect(refusal).toMatchObject({ code: 'NOT_A_LEDGER', message: expect.stringContaining('a database of its own') });
    expect(look(file, (database) => database.prepare('select name from sqlite_master').all())).toHaveLength(1);
  });

  test('when a newer version of the gateway wrote it', async () => {
    const file = await filledFile();
    look(file, (database) => database.exec("insert into schema_migration values ('9999-from-the-future')"));
    const refusal = await refusalOf(openLedger(options(file)));
    expect(refusal.code).toBe('NEWER_SCHEMA');
    expect(refusal.message).toContain('written by a newer version of this gateway (it has 9999-from-the-future)');
  });

  test.each([
    ['sandbox', 'live'],
    ['live', 'sandbox'],
  ] as const)('when it holds %s verifications and the gateway runs %s', async (holds, wanted) => {
    const file = join(emptyFolder(), 'ledger.db');
    await openLedger({ ...options(file), mode: holds }).then((ledger) => ledger.close());
    const refusal = await refusalOf(openLedger({ ...options(file), mode: wanted }));
    expect(refusal.code).toBe('WRONG_MODE');
    expect(refusal.message).toContain(`holds ${holds} verifications, and this gateway runs ${wanted}`);
    expect(await openLedger({ ...options(file), mode: holds }).then((ledger) => ledger.close())).toBeUndefined();
  });

  test.each(['mysql://root@localhost/x', 'data.db', '', 'sqlite:', 'file:///x'])(
    'when DATABASE_URL is %j',
    async (url) => {
      const refusal = await refusalOf(openLedger({ url, mode: 'sandbox', clock: tick }));
      expect(refusal).toMatchObject({
        code: 'BAD_URL',
        message: expect.stringContaining('Write sqlite:./data/gateway.db'),
      });
    },
  );
});

describe('an embedded ledger whose disk is full', () => {
  test('says so, keeps all that it acknowledged, and goes on when there is space again', async () => {
    const file = join(emptyFolder(), 'ledger.db');
    const engine = openSqlite(file);
    const ledger = await openLedgerOn(engine, options(file));
    const pages = (count: number) => sql.raw(`pragma max_page_count = ${count}`).execute(engine.db);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(engine.db);
    // Stands in for the disk: SQLite answers both with SQLITE_FULL.
    await pages((rows[0]?.page_count ?? 0) + 10);
    const acknowledged: string[] = [];
    const fillUp = async () => {
      for (let i = 0; i < 1_000; i += 1) acknowledged.push((await ledger.begin(newAttempt())).verification.id);
    };
    const error: unknown = await fillUp().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'LedgerError', code: 'DISK_FULL' });
    expect(String(error)).toContain(`The disk that holds the ledger ${file} is full. Free some space`);
    expect(acknowledged.length).toBeGreaterThan(5);
    expect((await ledger.attempts(acknowledged)).size).toBe(acknowledged.length);
    await pages(1_000_000);
    expect(await ledger.begin(newAttempt())).toMatchObject({ begun: true });
    await ledger.close();
    expect(look(file, (database) => database.prepare('pragma integrity_check').get())).toEqual({
      integrity_check: 'ok',
    });
  });
});

test('a transaction that SQLite itself rolled back, as on a full disk, fails with the reason', async () => {
  const engine = openSqlite(':memory:');
  onTestFinished(() => engine.close());
  const work = engine.db.transaction().execute(async (transaction) => {
    await sql`rollback`.execute(transaction);
    throw new Error('the reason');
  });
  await expect(work).rejects.toThrow('the reason');
  await engine.db.transaction().execute((transaction) => sql`select 1`.execute(transaction));
});

describe('a migration', () => {
  test('keeps the attempts of a ledger that an earlier version wrote', async () => {
    const file = join(emptyFolder(), 'ledger.db');
    const first = openSqlite(file);
    const { db, dialect, place } = first;
    await prepareSchema({ db, dialect, place, mode: 'sandbox', migrations: migrations.slice(0, 1) });
    await sql`insert into verification (id, kind, generation, state, owner_id, process_id, created_at_ms)
      values ('ver_1', 'verification', 'v2', 'FAILED', 'ada', 'process', 1)`.execute(db);
    await first.close();
    const ledger = await openLedger({ url: `sqlite:${file}`, mode: 'sandbox', clock: Date.now });
    onTestFinished(() => ledger.close());
    expect((await ledger.attempts(['ver_1'])).get('ver_1')).toMatchObject({ state: 'FAILED', documentCount: null });
  });

  test('that fails half-way leaves nothing behind', async () => {
    const engine = openSqlite(join(emptyFolder(), 'ledger.db'));
    onTestFinished(() => engine.close());
    const broken = { name: '9999-broken', statements: () => ['create table half (id text)', 'create nonsense'] };
    const prepare = (known: typeof migrations) =>
      prepareSchema({
        db: engine.db,
        dialect: engine.dialect,
        mode: 'sandbox',
        place: engine.place,
        migrations: known,
      });
    await expect(prepare([...migrations, broken])).rejects.toThrow('nonsense');
    const { rows } = await sql`select name from sqlite_master where type = 'table'`.execute(engine.db);
    expect(rows).toEqual([]);
    await prepare(migrations);
    const { rows: applied } = await sql`select name from schema_migration`.execute(engine.db);
    expect(applied).toEqual(migrations.map(({ name }) => ({ name })));
  });
});

/** Root may write everywhere; the tests must show what others meet. */
async function asOrdinaryUser<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.('nobody');
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
