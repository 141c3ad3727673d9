/** The shared engine: PostgreSQL through `pg`, as a Kysely database. Knows connections, time limits and sessions; knows no table. */
import { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { postgresDialect } from './dialect.ts';
import { type Engine, type OnQuery, toLogger } from './engine.ts';
import { classifyPostgresError, explainPostgresError, placeOf } from './postgres-errors.ts';
import { listenForHints } from './postgres-listener.ts';
import { badUrl } from './refusals.ts';
import type { Tables } from './tables.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly onFault: (error: unknown) => void;
  readonly onQuery?: OnQuery;
}

export interface PostgresEngine extends Engine {
  readonly pool: pg.Pool;
}

/** Longest wait for a free connection, ms. */
const connectWithinMs = 5_000;
/** No statement of ours takes longer on a healthy server, ms. */
const statementTimeoutMs = 15_000;
/** A connection from which nothing came for so long during a statement is dead, ms; TCP alone would notice after a quarter of an hour. */
const silenceMs = 20_000;

/** Connects on first use; nothing fails before. Sessions are set up by statements, so a pooler in between must be in session mode. */
export function openPostgres({ url, poolSize, onFault, onQuery = () => {} }: PostgresOptions): PostgresEngine {
  const place = placeOf(url);
  if (place === null) throw badUrl();
  let closed = false;
  const report = (error: unknown) => {
    // Connections that end while we close them are no news.
    if (!closed) onFault(error);
  };
  const connection: pg.ClientConfig = {
    connectionString: url,
    application_name: 'faceki-gateway',
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
  };
  const pool = new pg.Pool({ ...connection, max: poolSize, idleTimeoutMillis: 10_000, stream: createImpatientSocket });
  // An idle connection that breaks is replaced; unheard, this event would end the process.
  pool.on('error', report);
  pool.on('connect', (client) => setUpSession(client, statementTimeoutMs, report));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), log: toLogger(onQuery) });

  return {
    db,
    pool,
    dialect: postgresDialect,
    place,
    async patiently(work) {
      const own = new pg.Pool({ ...connection, max: 1 });
      own.on('error', report);
      own.on('connect', (client) => setUpSession(client, 0, report));
      const patient = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: own }) });
      try {
        await work(patient);
      } finally {
        await patient.destroy();
      }
    },
    explain: (error) => explainPostgresError(error, place),
    classify: classifyPostgresError,
    listen: (onHint) => listenForHints({ connection, onHint, onFault: report }),
    // PostgreSQL's own vacuum removes what was deleted.
    afterErasure: async () => {},
    close: () => {
      closed = true;
      return db.destroy();
    },
  };
}

/** "Committed" must mean "on disk" even where the server's default says otherwise. */
function setUpSession(client: pg.ClientBase, timeoutMs: number, onFault: (error: unknown) => void): void {
  // The pool listens to idle connections alone; one that breaks between two statements, or while it closes, would end the process.
  client.on('error', onFault);
  client
    .query(
      // Pages are walks along one index. The planner misjudges how many rows a comparison of rows leaves (it thinks: none) and would
      // rather collect them all in a bitmap and sort.
      `set statement_timeout = ${timeoutMs}; set idle_in_transaction_session_timeout = 15000; set enable_bitmapscan = off;
      select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
    )
    // The statement that this connection was opened for fails likewise, and is heard.
    .catch(() => {});
}

function createImpatientSocket(): Socket {
  const socket = new Socket();
  // Idle connections are closed by the pool long before.
  return socket.setTimeout(silenceMs, () => {
    socket.destroy(Object.assign(new Error('the server fell silent'), { code: 'ETIMEDOUT' }));
  });
}

/** Whole numbers as numbers: `pg` gives int8 as text, because it may be over 2^53. Ours never is. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format);
}
