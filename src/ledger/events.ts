/** The audit trail: one line per change, written in the change's own transaction. Details hold states and codes, never identity. */
import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { AuditDetail, AuditEvent, AuditFilter, NewAuditEvent } from '#domain/ledger.ts';
import type { Page, PageRequest } from '#domain/ports.ts';
import type { Dialect, Fixed } from './dialect.ts';
import { type EventTable, isStorable, type Tables } from './tables.ts';

export interface LedgerEvent extends NewAuditEvent {
  /** The attempt's revision that this event made. */
  readonly revision?: number;
}

/** Adds events in one statement. */
export async function appendEvents(transaction: Kysely<Tables>, events: readonly LedgerEvent[]): Promise<void> {
  if (events.length === 0) return;
  await transaction
    .insertInto('event')
    .values(
      events.map((event) => ({
        at_ms: event.atMs,
        kind: event.kind,
        actor: event.actor === event.userId ? null : event.actor,
        owner_id: event.userId ?? null,
        verification_id: event.verificationId ?? null,
        revision: event.revision ?? null,
        detail: JSON.stringify(event.detail ?? {}),
      })),
    )
    .execute();
}

/** Allows this transaction, and no other, to change or delete events. */
export async function whileErasing(transaction: Transaction<Tables>, work: () => Promise<void>): Promise<void> {
  await transaction.insertInto('ledger_fact').values({ name: 'erasing', value: 'now' }).execute();
  await work();
  await transaction.deleteFrom('ledger_fact').where('name', '=', 'erasing').execute();
}

/** Who acted, once the user who did has been erased. */
export const erasedActor = 'erased';

const eventRow = z.object({
  id: z.number(),
  at_ms: z.number(),
  kind: z.string(),
  actor: z.string().nullable(),
  owner_id: z.string().nullable(),
  verification_id: z.string().nullable(),
  detail: z.string(),
});
const detailJson = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

function toAuditEvent(row: unknown): AuditEvent {
  const read = eventRow.parse(row);
  const detail: AuditDetail = detailJson.parse(JSON.parse(read.detail));
  return {
    id: String(read.id),
    atMs: read.at_ms,
    kind: read.kind,
    actor: read.actor ?? read.owner_id ?? erasedActor,
    verificationId: read.verification_id,
    userId: read.owner_id,
    detail,
  };
}

/** A page of events. Ids that this ledger never gave lead to an empty page. */
export async function readAuditPage(
  db: Kysely<Tables>,
  dialect: Dialect,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEvent>> {
  const newestFirst = page.from === 'newest';
  const above = toEventId(newestFirst ? page.before : page.after) ?? 0;
  const below = toEventId(newestFirst ? page.after : page.before) ?? Number.MAX_SAFE_INTEGER;
  const isAnswerable = [filter.userId, filter.verificationId].every((text) => text === undefined || isStorable(text));
  if (Number.isNaN(above + below) || page.limit < 1 || !isAnswerable) return { items: [], hasMore: false };
  const { along, index } = toWalk(filter);
  const { where, orderBy } = dialect.walk(along, above, below);
  const table = sql<EventTable>`event`.as<'event'>(sql`event ${index === null ? sql`` : dialect.by(index)}`);
  let query = db.selectFrom(table).selectAll().where(where);
  for (const { column } of along) query = query.where(sql.ref(column), 'is not', null);
  if (filter.verificationId !== undefined && filter.userId !== undefined)
    query = query.where('owner_id', '=', filter.userId);
  for (const column of orderBy) query = query.orderBy(sql.ref(column), newestFirst ? 'desc' : 'asc');
  const rows = await query.limit(page.limit + 1).execute();
  return { items: rows.slice(0, page.limit).map(toAuditEvent), hasMore: rows.length > page.limit };
}

/** An attempt has few events, a user may have many, so the attempt comes first. */
function toWalk({ verificationId, userId }: AuditFilter): {
  readonly along: readonly Fixed[];
  readonly index: string | null;
} {
  if (verificationId !== undefined)
    return { along: [{ column: 'verification_id', value: verificationId }], index: 'event_verification' };
  if (userId !== undefined) return { along: [{ column: 'owner_id', value: userId }], index: 'event_owner' };
  return { along: [], index: null };
}

function toEventId(id: string | undefined): number | undefined {
  if (id === undefined) return undefined;
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : Number.NaN;
}
