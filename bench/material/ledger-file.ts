/** Ledgers to read from: a few hundred attempts written by the ledger itself, and the statements it sends, so that peers read the same. */
import type { CompiledQuery } from 'kysely';
import { v7 } from 'uuid';
import { openLedger } from '../../src/ledger/ledger.ts';
import { createQueries } from '../../src/ledger/queries.ts';
import { openSqlite } from '../../src/ledger/sqlite.ts';
import { statementsOf } from './sent-statements.ts';

/** A statement of the ledger's, as the peers' own driver takes it. */
export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;

export interface Statements {
  /** The first page of fifty. */
  readonly page: Statement;
  /** How a hundred users stand. */
  readonly standings: Statement;
}

export const pageSize = 50;
export const userIds: readonly string[] = Array.from({ length: 100 }, (_, index) => `user-${index}`);

const startMs = Date.UTC(2026, 0, 1);

/**
 * Begins and settles so many attempts of those users. All are final and none waits for a review: nothing is left that the gateway would ask
 * the vendor about while it is measured.
 */
export async function writeLedger(file: string, attempts: number): Promise<void> {
  const ledger = await openLedger({ url: `sqlite:${file}`, mode: 'live', clock: Date.now, onFault: rethrow });
  for (let index = 0; index < attempts; index += 1) {
    const createdAtMs = startMs + index * 60_000;
    const id = `ver_${v7({ msecs: createdAtMs })}`;
    const ownerId = userIds[(index * 7 + Math.trunc(index / 100)) % userIds.length] ?? '';
    await ledger.begin({
      id,
      kind: 'verification',
      generation: 'v2',
      ownerId,
      actor: ownerId,
      reference: index % 3 === 0 ? null : `case-${index}`,
      idempotencyKey: id,
      fingerprint: { salt: 'c2FsdHNhbHRzYWx0c2FsdA', hash: 'aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g' },
      consentVersion: null,
      createdAtMs,
    });
    const atMs = createdAtMs + 9_000;
    if (index % 10 === 9) {
      const failure = { code: 'FACE_BLURRED', providerCode: '8019', documentType: null } as const;
      await ledger.settle(id, { state: 'FAILED', failure, atMs });
    } else {
      const requestId = `00000001-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
      await ledger.settle(id, {
        state: 'COMPLETED',
        decision: index % 5 === 0 ? 'DECLINED' : 'ACCEPTED',
        requestId,
        atMs,
      });
    }
  }
  await ledger.close();
}

/** What the ledger asks its database for the page and for the standings. */
export async function readStatements(): Promise<Statements> {
  const engine = openSqlite(':memory:');
  const sentBy = async (work: (queries: ReturnType<typeof createQueries>) => Promise<unknown>) => {
    const [statement] = await statementsOf((db) => work(createQueries(db, engine.dialect)));
    if (statement === undefined) throw new Error('the ledger asked nothing');
    return { sql: statement.sql, parameters: statement.parameters };
  };
  const page = await sentBy((queries) => queries.page({}, { limit: pageSize, from: 'newest' }));
  const standings = await sentBy((queries) => queries.standings(userIds));
  await engine.close();
  return { page, standings };
}

function rethrow(error: unknown): never {
  throw error;
}
