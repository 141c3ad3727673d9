/** The one place where SQLite and PostgreSQL differ in SQL. Everything else in this folder is written once, in these words. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Clock } from '#domain/ports.ts';

/** A column that a page holds fixed. */
export interface Fixed {
  readonly column: 'owner_id' | 'outcome' | 'reference' | 'verification_id';
  readonly value: string;
}

export interface Walk {
  readonly where: RawBuilder<SqlBool>;
  /** The columns to order by, all in one direction; the last is `id`. */
  readonly orderBy: readonly (Fixed['column'] | 'id')[];
}

export interface Dialect {
  readonly engine: 'sqlite' | 'postgres';
  /** `column` equals one of the values. One parameter whatever their number: no limit, and one statement to prepare. */
  isOneOf(column: string, values: readonly string[]): RawBuilder<SqlBool>;
  /** The values as a table with one column, `value`. */
  rowsOf(values: readonly string[]): RawBuilder<{ readonly value: string }>;
  /** The rows between two ids, exclusive, that have these values, by one walk along the index over these columns and `id`. */
  walk<Id extends string | number>(along: readonly Fixed[], aboveId: Id, belowId: Id): Walk;
  /** Goes after a table's alias: read it by this index. */
  by(index: string): RawBuilder<unknown>;
  /** The time that leases are counted by: the server's where several processes share it, so that their clocks may differ. */
  nowMs(clock: Clock): RawBuilder<number>;
  /** Until the transaction ends nobody else migrates. */
  readonly lockMigrations: readonly RawBuilder<unknown>[];
  /** One row when there is a table of this name, none otherwise. */
  findTable(name: string): RawBuilder<unknown>;
  /** Column types and statements of migrations. */
  readonly ddl: {
    readonly text: string;
    /** A whole number up to 2^53. */
    readonly integer: string;
    readonly sequence: string;
    readonly tableEnd: string;
    /** Statements that make `event` append-only while no fact named `erasing` is there. */
    readonly guardEvents: readonly string[];
    /** Statements that tell the other processes of new events. */
    readonly announceEvents: readonly string[];
    /** Tables that only one engine needs. */
    readonly extras: readonly string[];
  };
}

const refusal = 'events are only ever added';

export const sqliteDialect: Dialect = {
  engine: 'sqlite',
  isOneOf: (column, values) => sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
  rowsOf: (values) => sql`(select value from json_each(${JSON.stringify(values)}))`,
  // Without statistics on values SQLite takes two indices that begin alike for equally good, and picks the wrong one.
  by: (index) => sql`indexed by ${sql.id(index)}`,
  walk: (along, aboveId, belowId) => ({
    where: sql.join(
      [
        ...along.map(({ column, value }) => sql`${sql.ref(column)} = ${value}`),
        sql`id > ${aboveId}`,
        sql`id < ${belowId}`,
      ],
      sql` and `,
    ),
    orderBy: ['id'],
  }),
  nowMs: (clock) => sql`${clock()}`,
  lockMigrations: [], // `begin immediate` holds the only write lock
  findTable: (name) => sql`select 1 from sqlite_master where type = 'table' and name = ${name}`,
  ddl: {
    text: 'text',
    integer: 'integer',
    sequence: 'integer primary key autoincrement',
    tableEnd: 'strict',
    guardEvents: ['update', 'delete'].map(
      (change) => `create trigger event_no_${change} before ${change} on event
        when not exists (select 1 from ledger_fact where name = 'erasing')
        begin select raise(abort, '${refusal}'); end`,
    ),
    announceEvents: [],
    extras: [],
  },
};

export const postgresDialect: Dialect = {
  engine: 'postgres',
  isOneOf: (column, values) => sql`${sql.ref(column)} = any(${values}::text[])`,
  rowsOf: (values) => sql`(select unnest(${values}::text[]) as value)`,
  by: () => sql``,
  // Compared as rows, because the planner takes `owner_id = ? order by id` for a licence to walk the primary key and filter, which passes
  // over everything newer when the owner's attempts are old. Rows in this order come from the one index alone.
  walk(along, aboveId, belowId) {
    const orderBy = [...along.map(({ column }) => column), 'id' as const];
    const columns = sql.join(orderBy.map((column) => sql.ref(column)));
    const bound = (id: string | number) => sql.join([...along.map(({ value }) => sql`${value}`), sql`${id}`]);
    return {
      where: sql`(${columns}) > (${bound(aboveId)}) and (${columns}) < (${bound(belowId)})`,
      orderBy,
    };
  },
  nowMs: () => sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
  lockMigrations: [
    // Any number will do, as long as it stays the same in every version.
    sql`select pg_advisory_xact_lock(7203685477580700::bigint)`,
  ],
  // Not `create table if not exists`, which wants the right to create tables even where there is nothing to create.
  findTable: (name) => sql`select 1 where to_regclass(${name}) is not null`,
  ddl: {
    // Byte order, so that ids sort by the time in them whatever the cluster's collation is.
    text: 'text collate "C"',
    integer: 'bigint',
    sequence: 'bigint generated always as identity primary key',
    tableEnd: '',
    guardEvents: [
      `create function event_refuse_change() returns trigger language plpgsql as $$ begin
        if not exists (select 1 from ledger_fact where name = 'erasing') then raise exception '${refusal}'; end if;
        if tg_op = 'DELETE' then return old; end if;
        return new;
      end $$`,
      'create trigger event_no_change before update or delete on event for each row execute function event_refuse_change()',
      `create function event_refuse_truncate() returns trigger language plpgsql as $$ begin raise exception '${refusal}'; end $$`,
      'create trigger event_no_truncate before truncate on event execute function event_refuse_truncate()',
    ],
    announceEvents: [
      // Equal payloads within a transaction are merged and it is sent on commit only. A hint: listeners read `event`.
      "create function event_announce() returns trigger language plpgsql as $$ begin perform pg_notify('ledger_event', ''); return null; end $$",
      'create trigger event_announce after insert on event execute function event_announce()',
    ],
    extras: [
      // For rate-limiter-flexible's PostgreSQL store. Limits may be forgotten in a crash, so the table is not logged.
      'create unlogged table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint)',
    ],
  },
};
