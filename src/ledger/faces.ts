/** Faces enrolled for login: which user a face, or an account of the biometric service, leads to. */
import type { Kysely } from 'kysely';
import type { FaceRegistry, NewEnrolledFace } from '#domain/ledger.ts';
import type { Dialect } from './dialect.ts';
import { appendEvents } from './events.ts';
import type { Tables } from './tables.ts';

export function createFaces(db: Kysely<Tables>, dialect: Dialect): FaceRegistry {
  async function addFace(face: NewEnrolledFace): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('enrolled_face')
        .values({
          id: face.id,
          owner_id: face.userId,
          face_id: face.faceId,
          account_id: face.accountId,
          created_at_ms: face.atMs,
        })
        .execute();
      await appendEvents(transaction, [
        { atMs: face.atMs, kind: 'face.enrolled', actor: face.actor, userId: face.userId },
      ]);
    });
  }

  async function faceOwners(ids: {
    readonly faceIds: readonly string[];
    readonly accountIds: readonly string[];
  }): Promise<readonly string[]> {
    const under = (column: 'face_id' | 'account_id', values: readonly string[]) =>
      db
        .selectFrom('enrolled_face')
        .select('owner_id')
        .where(column, 'is not', null)
        .where(dialect.isOneOf(column, values));
    const rows = await under('face_id', ids.faceIds).union(under('account_id', ids.accountIds)).execute();
    return rows.map(({ owner_id }) => owner_id);
  }

  return { addFace, faceOwners };
}
