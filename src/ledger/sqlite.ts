/** The embedded engine: node:sqlite on the main thread, as a Kysely database. Knows files and pragmas; knows no table. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
} from 'kysely';
import { sqliteDialect } from './dialect.ts';
import { type Engine, type OnQuery, toLogger } from './engine.ts';
import { LedgerError } from './refusals.ts';
import { explainSqliteError } from './sqlite-errors.ts';
import type { Tables } from './tables.ts';

/** How long a start waits for a predecessor that is still closing, ms. It blocks the process, so it is short. */
const lockWaitMs = 2_000;
const cachedStatements = 200;

/** Opens (or makes) the file, alone: a second process is refused. `:memory:` keeps nothing. */
export function openSqlite(file: string, onQuery: OnQuery = () => {}): Engine {
  const inMemory = file === ':memory:';
  const place = inMemory ? 'in memory' : resolve(file);
  try {
    if (!inMemory) makeFile(place);
    const database = new DatabaseSync(inMemory ? file : place, { timeout: lockWaitMs });
    try {
      configure(database, inMemory, place);
    } catch (error) {
      database.close();
      throw error;
    }
    const db = new Kysely<Tables>({
      dialect: new NodeSqliteDialect(database),
      log: toLogger(onQuery),
    });
    return {
      db,
      dialect: sqliteDialect,
      place,
      explain: (error) => explainSqliteError(error, place),
      patiently: (work) => work(db),
      classify: () => 'lasting',
      listen: null,
      afterErasure: async () => {
        // Freed pages are zeroed (secure_delete), but the log still has the old ones until it is emptied. In turn with transactions.
        await sql`pragma wal_checkpoint(truncate)`.execute(db);
      },
      close: () => db.destroy(),
    };
  } catch (error) {
    throw explainSqliteError(error, place);
  }
}

function makeFile(place: string): void {
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  // SQLite gives its log the mode of the database.
  if (!existsSync(place)) closeSync(openSync(place, 'a', 0o600));
}

/** What must hold for "committed" to mean "on disk", read back: a network file system may refuse silently. */
function configure(database: DatabaseSync, inMemory: boolean, place: string): void {
  // Before WAL: only then is the log's index kept in memory and the file locked for good.
  const wanted = [
    ['locking_mode', 'exclusive'],
    ['journal_mode', inMemory ? 'memory' : 'wal'],
    ['synchronous', 2], // FULL: a sync per commit (WAL with NORMAL lost acknowledged rows in 17 of 25 simulated power losses)
    ['secure_delete', 1],
    ['foreign_keys', 1],
  ] as const;
  for (const [pragma, value] of wanted) {
    database.exec(`pragma ${pragma} = ${value}`);
    const actual = database.prepare(`pragma ${pragma}`).get()?.[pragma];
    if (actual !== value)
      throw new LedgerError(
        'UNSAFE_STORAGE',
        `The file system of ${place} does not let SQLite keep its promises (${pragma} is ${actual}, not ${value}). Put the ledger on a local disk, or use PostgreSQL.`,
      );
  }
  database.exec('pragma journal_size_limit = 16777216');
  database.exec('begin exclusive; commit');
  // What a killed process had erased may still be in its log.
  database.exec('pragma wal_checkpoint(truncate)');
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;
  readonly #config: SqliteDialectConfig;
  constructor(database: DatabaseSync) {
    const config = { database: toKyselyDatabase(database) };
    super(config);
    this.#database = database;
    this.#config = config;
  }
  override createDriver(): SqliteDriver {
    return new NodeSqliteDriver(this.#database, this.#config);
  }
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  constructor(database: DatabaseSync, config: SqliteDialectConfig) {
    super(config);
    this.#database = database;
  }
  /** Takes the write lock at once, so that no transaction fails half-way for want of it. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** A full disk makes SQLite roll back by itself; a second rollback would fail and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** node:sqlite as the part of better-sqlite3 that Kysely wants, with a cache of statements (Kysely prepares on every call). */
export function toKyselyDatabase(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, { statement: StatementSync; columns: readonly string[] }>();
  const prepared = (sql: string) => {
    const known = cache.get(sql);
    if (known !== undefined) cache.delete(sql);
    else if (cache.size >= cachedStatements) cache.delete(cache.keys().next().value ?? '');
    const entry = known ?? prepare(sql);
    cache.set(sql, entry);
    return entry;
  };
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    const columns = statement.columns().map(({ name }) => name);
    if (columns.length > 0) statement.setReturnArrays(true);
    return { statement, columns };
  };
  return {
    close() {
      cache.clear();
      database.close();
    },
    prepare(sql) {
      const { statement, columns } = prepared(sql);
      return {
        reader: columns.length > 0,
        all: (parameters) => statement.all(...parameters.map(toSqlValue)).map((row) => toRow(columns, row)),
        run: (parameters) => statement.run(...parameters.map(toSqlValue)),
        iterate: (parameters) => database.prepare(sql).iterate(...parameters.map(toSqlValue)),
      };
    },
  };
}

/**
 * A row as Kysely wants it. node:sqlite's own objects have no prototype, and cost three times as much as arrays with the names put to
 * them here (443 and 148 us for a page of 51 attempts).
 */
function toRow(
  columns: readonly string[],
  values: Readonly<Record<number, SQLOutputValue>>,
): Record<string, SQLOutputValue> {
  const row: Record<string, SQLOutputValue> = {};
  for (let index = 0; index < columns.length; index += 1) row[columns[index] ?? ''] = values[index] ?? null;
  return row;
}

/**
 * Lets through only what both engines store alike. node:sqlite takes a Date in the first place for named parameters and silently shifts the
 * others; PostgreSQL refuses U+0000 in text.
 */
function toSqlValue(value: unknown): null | string | number {
  if (value === null || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  if (typeof value === 'string' && !value.includes('\0')) return value;
  throw new TypeError(`The ledger stores text without U+0000, whole numbers and null, not ${describe(value)}.`);
}

function describe(value: unknown): string {
  return typeof value === 'object' ? (value?.constructor.name ?? 'an object') : `this ${typeof value}`;
}
