/** Opens the ledger: picks the engine, prepares the schema, recovers what dead processes left, and puts the parts together. */
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { WholeLedger } from '#domain/ledger.ts';
import type { Clock } from '#domain/ports.ts';
import { createAttempts } from './attempts.ts';
import { createChanges } from './changes.ts';
import { takeDue } from './due.ts';
import type { Engine, Listening, OnQuery } from './engine.ts';
import { createEventFeed } from './event-feed.ts';
import { appendEvents, readAuditPage } from './events.ts';
import { createFaces } from './faces.ts';
import { startHeartbeat } from './heartbeat.ts';
import { createSharedLease, createSoleLease } from './leases.ts';
import { prepareSchema } from './migrate.ts';
import { createPrivacy } from './privacy.ts';
import { createQueries } from './queries.ts';
import { badUrl, type LedgerMode } from './refusals.ts';
import { makeResilient, persist } from './resilience.ts';
import { openSqlite } from './sqlite.ts';

export interface LedgerOptions {
  /** `sqlite:./data/gateway.db`, `sqlite::memory:` or `postgres://…`. */
  readonly url: string;
  /** A ledger that holds the other kind is refused. */
  readonly mode: LedgerMode;
  readonly clock: Clock;
  /** Random, never the same twice: names this process and receipts. A random UUID by default. */
  readonly createId?: () => string;
  /** Hears of faults that no caller waits for: a heartbeat that failed, a lost connection, a listener that threw. */
  readonly onFault?: (error: unknown) => void;
  /** PostgreSQL: how long others believe that this process lives after its last sign of life, ms. 15,000 by default. */
  readonly leaseMs?: number;
  /** PostgreSQL: connections for queries; one more listens. 10 by default. */
  readonly poolSize?: number;
  /** PostgreSQL: how long to wait for a server that is not there yet, ms. 10,000 by default. */
  readonly startWithinMs?: number;
  readonly onQuery?: OnQuery;
}

export interface OpenLedger extends WholeLedger {
  /** The connections to PostgreSQL, for stores that share the database (rate limits, in the table `rate_limit`); null on SQLite. */
  readonly pool: Pool | null;
}

/** Opens the ledger, or rejects with a `LedgerError` whose message says why and what to do; then nothing was changed. */
export async function openLedger(options: LedgerOptions): Promise<OpenLedger> {
  const { url, poolSize = 10, onFault = () => {}, onQuery = () => {} } = options;
  const file = /^sqlite:(.+)$/.exec(url)?.[1];
  if (file !== undefined) return { ...(await openLedgerOn(openSqlite(file, onQuery), options)), pool: null };
  if (!/^postgres(ql)?:\/\//.test(url)) throw badUrl();
  // Loaded only where it is used.
  const { openPostgres } = await import('./postgres.ts');
  const engine = openPostgres({ url, poolSize, onFault, onQuery });
  return { ...(await openLedgerOn(engine, options)), pool: engine.pool };
}

/** The same over an engine that is there already, which it then owns. */
export async function openLedgerOn(engine: Engine, options: LedgerOptions): Promise<WholeLedger> {
  const { clock, mode, createId = randomUUID, leaseMs = 15_000, startWithinMs = 10_000, onFault = () => {} } = options;
  const { db, dialect, place } = engine;
  const processId = createId();
  const isShared = engine.listen !== null;
  const lease = isShared
    ? createSharedLease({ db, dialect, clock, processId, leaseMs })
    : createSoleLease({ db, processId });
  const changes = createChanges(onFault);
  const attempts = createAttempts({ db, dialect, clock, processId, lease, changes });
  const feed = createEventFeed({ db, dialect, clock, changes });
  let listening: Listening | null = null;
  try {
    const prepare = () => engine.patiently((patient) => prepareSchema({ db: patient, dialect, mode, place }));
    await persist(engine, prepare, { repeatable: true, forMs: startWithinMs });
    await lease.renew();
    await attempts.recover();
    if (engine.listen !== null) {
      await feed.begin();
      listening = engine.listen(() => void feed.catchUp().catch(onFault));
    }
  } catch (error) {
    await engine.close().catch(onFault);
    throw engine.explain(error);
  }
  const heartbeat = isShared
    ? startHeartbeat({ everyMs: leaseMs / 3, beat: () => lease.renew().then(attempts.recover), onFault })
    : null;

  return makeResilient(engine, {
    ...attempts,
    ...createQueries(db, dialect),
    ...createFaces(db, dialect),
    ...createPrivacy({ db, createId, afterErasure: engine.afterErasure }),
    takeDue: (query) => takeDue(db, query),
    audit: (event) => appendEvents(db, [event]),
    auditPage: (filter, page) => readAuditPage(db, dialect, filter, page),
    onChange: changes.listen,
    // A write, because a full disk and a standby still answer questions.
    check: lease.renew,
    async close() {
      await heartbeat?.stop();
      await listening?.stop();
      await feed.end();
      await lease.end().catch(onFault);
      await engine.close();
    },
  });
}
