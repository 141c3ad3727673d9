/** How an engine answers the ledger's own queries: which indices it walks, what it sorts. */
import {
  CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Engine } from '#ledger/engine.ts';
import type { Tables } from '#ledger/tables.ts';

type Work = (db: Kysely<Tables>) => Promise<unknown>;

/** The lines of the plan for the first statement that this work sends. The work gets no rows. */
export async function planOf(engine: Engine, work: Work): Promise<readonly string[]> {
  const [statement] = await statementsOf(engine, work);
  if (statement === undefined) throw new Error('no statement was sent');
  const explain = engine.dialect.engine === 'sqlite' ? 'explain query plan ' : 'explain (costs off) ';
  const { rows } = await engine.db.executeQuery<Record<string, unknown>>(
    CompiledQuery.raw(explain + statement.sql, [...statement.parameters]),
  );
  return rows.map((row) => String(row.detail ?? row['QUERY PLAN']));
}

async function statementsOf(engine: Engine, work: Work): Promise<CompiledQuery[]> {
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
  const isSqlite = engine.dialect.engine === 'sqlite';
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => (isSqlite ? new SqliteAdapter() : new PostgresAdapter()),
      createDriver: () => new CapturingDriver(),
      createIntrospector: (kysely) => (isSqlite ? new SqliteIntrospector(kysely) : new PostgresIntrospector(kysely)),
      createQueryCompiler: () => (isSqlite ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
    },
  });
  await work(db);
  return sent;
}
