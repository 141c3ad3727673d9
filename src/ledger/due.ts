/** Which attempts another look at the provider may move on, handed to one process at a time. */
import { type Kysely, sql } from 'kysely';
import type { DueQuery } from '#domain/ledger.ts';
import type { Verification } from '#domain/verification.ts';
import { toIdBound } from './id-time.ts';
import { attemptColumns, type Tables, toVerification } from './tables.ts';

/** Marks what it takes in the statement that finds it: of two processes that look at once, the second passes over what the first took. */
export async function takeDue(db: Kysely<Tables>, query: DueQuery): Promise<readonly Verification[]> {
  const { generation, createdFromMs } = query;
  const outcome = sql<string>`${sql.lit(query.what)}`;
  const rows = await db
    .updateTable('verification')
    .set({ checked_at_ms: query.atMs })
    .where('checked_at_ms', '<', query.uncheckedSinceMs)
    .where('outcome', '=', outcome)
    .where('id', 'in', (eb) => {
      let due = eb
        .selectFrom('verification')
        .select('id')
        .where('outcome', '=', outcome)
        .where('checked_at_ms', '<', query.uncheckedSinceMs);
      if (generation !== undefined) due = due.where('generation', '=', generation);
      if (createdFromMs !== undefined)
        due = due.where('created_at_ms', '>=', createdFromMs).where('id', '>=', toIdBound(createdFromMs, 'from'));
      return due.orderBy('checked_at_ms').limit(query.limit);
    })
    .returning(attemptColumns)
    .execute();
  return rows.map(toVerification);
}
