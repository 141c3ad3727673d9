/**
 * Brings the schema up to date at start, in one transaction under one lock: several replicas may start at once, and a refusal or a failure
 * leaves nothing behind. Not Kysely's Migrator: on SQLite that runs without transaction and lock, and on PostgreSQL its lock belongs to the
 * session, which transaction-mode poolers break.
 */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Dialect } from './dialect.ts';
import { type Migration, migrations } from './migrations.ts';
import { LedgerError, type LedgerMode, newerSchema, wrongMode } from './refusals.ts';
import type { Tables } from './tables.ts';

export interface Preparation {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly mode: LedgerMode;
  /** Where the ledger is, for people; without password. */
  readonly place: string;
  /** All of ours by default; tests bring their own. */
  readonly migrations?: readonly Migration[];
}

/** Migrates and marks the ledger, or throws a `LedgerError` and changes nothing. */
export async function prepareSchema(preparation: Preparation): Promise<void> {
  const { db, dialect, mode, place } = preparation;
  const known = preparation.migrations ?? migrations;
  await db.transaction().execute(async (transaction) => {
    for (const statement of dialect.lockMigrations) await statement.execute(transaction);
    const exists = (await dialect.findTable('schema_migration').execute(transaction)).rows.length > 0;
    if (!exists) await createBookkeeping(transaction, dialect, place);
    const applied = new Set(
      (await transaction.selectFrom('schema_migration').select('name').execute()).map(({ name }) => name),
    );
    const unknown = [...applied].filter((name) => !known.some((migration) => migration.name === name));
    if (unknown.length > 0) throw newerSchema(place, unknown);
    await holdMode(transaction, mode, place);
    for (const migration of known.filter(({ name }) => !applied.has(name))) {
      for (const statement of migration.statements(dialect)) await sql.raw(statement).execute(transaction);
      await transaction.insertInto('schema_migration').values({ name: migration.name }).execute();
    }
  });
}

async function createBookkeeping(transaction: Transaction<Tables>, dialect: Dialect, place: string): Promise<void> {
  const { ddl } = dialect;
  for (const foreign of ['verification', 'event']) {
    if ((await dialect.findTable(foreign).execute(transaction)).rows.length > 0)
      throw new LedgerError(
        'NOT_A_LEDGER',
        `The database ${place} has a table "${foreign}" that is not this gateway’s. Give the gateway a database of its own in DATABASE_URL.`,
      );
  }
  await sql.raw(`create table schema_migration (name ${ddl.text} primary key) ${ddl.tableEnd}`).execute(transaction);
  await sql
    .raw(`create table ledger_fact (name ${ddl.text} primary key, value ${ddl.text} not null) ${ddl.tableEnd}`)
    .execute(transaction);
}

async function holdMode(transaction: Transaction<Tables>, mode: LedgerMode, place: string): Promise<void> {
  const mark = await transaction
    .selectFrom('ledger_fact')
    .select('value')
    .where('name', '=', 'mode')
    .executeTakeFirst();
  if (mark === undefined) await transaction.insertInto('ledger_fact').values({ name: 'mode', value: mode }).execute();
  else if (mark.value !== mode) throw wrongMode(place, mark.value, mode);
}
