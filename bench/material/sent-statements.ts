/** The SQL that some work sends to an SQLite database which is not there. */
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from '../../src/ledger/tables.ts';

/** The work gets no rows. */
export async function statementsOf(work: (db: Kysely<Tables>) => Promise<unknown>): Promise<readonly CompiledQuery[]> {
  const sent: CompiledQuery[] = [];
  class CapturingDriver extends DummyDriver {
    override async acquireConnection() {
      return {
        async executeQuery<Row>(statement: CompiledQuery): Promise<{ rows: Row[] }> {
          sent.push(statement);
          return { rows: [] };
        },
        async *streamQuery(): AsyncGenerator<never> {},
      };
    }
  }
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new CapturingDriver(),
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  await work(db);
  return sent;
}
