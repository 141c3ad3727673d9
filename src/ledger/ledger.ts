/** Opens the ledger: picks the engine, prepares the schema, recovers what a dead process left, and puts the parts together. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { WholeLedger } from '#domain/ledger.ts';
import type { Clock } from '#domain/ports.ts';
import { createAttempts } from './attempts.ts';
import { createChanges } from './changes.ts';
import { takeDue } from './due.ts';
import type { Engine } from './engine.ts';
import { appendEvents, readAuditPage } from './events.ts';
import { createFaces } from './faces.ts';
import { prepareSchema } from './migrate.ts';
import { createPrivacy } from './privacy.ts';
import { createQueries } from './queries.ts';
import { badUrl, type LedgerMode } from './refusals.ts';
import { openSqlite } from './sqlite.ts';

export interface LedgerOptions {
  /** `sqlite:./data/gateway.db`, `sqlite::memory:` or `postgres://…`. */
  readonly url: string;
  /** A ledger that holds the other kind is refused. */
  readonly mode: LedgerMode;
  readonly clock: Clock;
  /** Random, never the same twice: names this process and receipts. A random UUID by default. */
  readonly createId?: () => string;
  /** How long others believe that this process lives after its last sign of life, ms (PostgreSQL). 15,000 by default. */
  readonly leaseMs?: number;
  /** Hears of faults that no caller waits for: a heartbeat that failed, a listener that threw. */
  readonly onFault?: (error: unknown) => void;
}

/** Opens the ledger, or rejects with a `LedgerError` whose message says why and what to do; then nothing was changed. */
export async function openLedger(options: LedgerOptions): Promise<WholeLedger> {
  const { clock, mode, createId = randomUUID } = options;
  const onFault = options.onFault ?? (() => {});
  const engine = openEngine(options.url);
  const { db, dialect } = engine;
  try {
    await prepareSchema({ db, dialect, mode, place: engine.place });
    const processId = createId();
    const changes = createChanges(onFault);
    const attempts = createAttempts({ db, dialect, clock, processId, changes });
    // The lock on the file proves that nobody else lives.
    await db.deleteFrom('process').execute();
    await db.insertInto('process').values({ id: processId, lease_until_ms: Number.MAX_SAFE_INTEGER }).execute();
    await attempts.recover();
    return explaining(engine, {
      ...attempts,
      ...createQueries(db, dialect),
      ...createFaces(db, dialect),
      ...createPrivacy({ db, createId, afterErasure: engine.afterErasure }),
      takeDue: (query) => takeDue(db, dialect, query),
      audit: (event) => appendEvents(db, [event]),
      auditPage: (filter, page) => readAuditPage(db, filter, page),
      onChange: changes.listen,
      check: async () => {
        await sql`select 1`.execute(db);
      },
      close: () => engine.close(),
    });
  } catch (error) {
    await engine.close();
    throw engine.explain(error);
  }
}

function openEngine(url: string): Engine {
  const file = /^sqlite:(.+)$/.exec(url)?.[1];
  if (file !== undefined) return openSqlite(file);
  throw badUrl();
}

/** The same ledger, whose errors are sentences where they can be. */
function explaining(engine: Engine, ledger: WholeLedger): WholeLedger {
  const explained =
    <Args extends readonly unknown[], T>(method: (...args: Args) => Promise<T>) =>
    async (...args: Args): Promise<T> => {
      try {
        return await method(...args);
      } catch (error) {
        throw engine.explain(error);
      }
    };
  return {
    begin: explained(ledger.begin),
    settle: explained(ledger.settle),
    attempts: explained(ledger.attempts),
    attemptByKey: explained(ledger.attemptByKey),
    attemptsByProviderIds: explained(ledger.attemptsByProviderIds),
    page: explained(ledger.page),
    count: explained(ledger.count),
    countSince: explained(ledger.countSince),
    standings: explained(ledger.standings),
    takeDue: explained(ledger.takeDue),
    recover: explained(ledger.recover),
    audit: explained(ledger.audit),
    auditPage: explained(ledger.auditPage),
    eraseUser: explained(ledger.eraseUser),
    sweep: explained(ledger.sweep),
    addFace: explained(ledger.addFace),
    faceOwners: explained(ledger.faceOwners),
    check: explained(ledger.check),
    onChange: ledger.onChange,
    close: ledger.close,
  };
}
