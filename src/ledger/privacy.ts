/** Forgetting: erasure of one user, and retention of everything. The only code that may change or delete events. */
import type { Kysely } from 'kysely';
import type { Erasure, Privacy } from '#domain/ledger.ts';
import { appendEvents, erasedActor, whileErasing } from './events.ts';
import { toIdBound } from './id-time.ts';
import type { Tables } from './tables.ts';

export interface PrivacyOptions {
  readonly db: Kysely<Tables>;
  readonly createId: () => string;
  /** Makes sure that what was deleted does not linger in files. */
  readonly afterErasure: () => Promise<void>;
}

export function createPrivacy({ db, createId, afterErasure }: PrivacyOptions): Privacy {
  async function eraseUser(userId: string, by: { readonly actor: string; readonly atMs: number }): Promise<Erasure> {
    const receipt = createId();
    const erasedVerifications = await db.transaction().execute(async (transaction) => {
      const deleted = await transaction.deleteFrom('verification').where('owner_id', '=', userId).executeTakeFirst();
      await transaction.deleteFrom('enrolled_face').where('owner_id', '=', userId).execute();
      await whileErasing(transaction, async () => {
        // That something happened stays; whom it was about, and which attempt, goes: an attempt's id leads to the record at the provider.
        await transaction
          .updateTable('event')
          .set({ owner_id: null, verification_id: null, revision: null, detail: '{}' })
          .where('owner_id', '=', userId)
          .execute();
        await transaction.updateTable('event').set({ actor: erasedActor }).where('actor', '=', userId).execute();
      });
      const count = Number(deleted.numDeletedRows);
      await appendEvents(transaction, [
        {
          atMs: by.atMs,
          kind: 'user.erased',
          actor: by.actor === userId ? erasedActor : by.actor,
          detail: { receipt, erasedVerifications: count },
        },
      ]);
      return count;
    });
    await afterErasure();
    return { receipt, erasedVerifications, erasedAtMs: by.atMs };
  }

  async function sweep(createdBeforeMs: number, limit: number): Promise<number> {
    const swept = await db.transaction().execute(async (transaction) => {
      // The bound on the id ends the walk where nothing old can be any more.
      const attempts = await transaction
        .deleteFrom('verification')
        .where('id', 'in', (query) =>
          query
            .selectFrom('verification')
            .select('id')
            .where('id', '<', toIdBound(createdBeforeMs, 'before'))
            .where('created_at_ms', '<', createdBeforeMs)
            .where('state', '<>', 'PENDING')
            .orderBy('id')
            .limit(limit),
        )
        .executeTakeFirst();
      let events = 0n;
      await whileErasing(transaction, async () => {
        const deleted = await transaction
          .deleteFrom('event')
          .where('at_ms', '<', createdBeforeMs)
          .where('id', 'in', (query) =>
            query
              .selectFrom((oldest) => oldest.selectFrom('event').select('id').orderBy('id').limit(limit).as('oldest'))
              .select('oldest.id'),
          )
          .executeTakeFirst();
        events = deleted.numDeletedRows;
      });
      return Number(attempts.numDeletedRows + events);
    });
    if (swept > 0) await afterErasure();
    return swept;
  }

  return { eraseUser, sweep };
}
