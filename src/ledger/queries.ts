/** The reading side of attempts. Every query is bounded and answered from an index, however deep the page and however many the users. */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { AttemptFilter, Ledger, Page, PageRequest } from '#domain/ports.ts';
import { type KycDecision, type KycStanding, toKycStatus, type Verification } from '#domain/verification.ts';
import type { Dialect } from './dialect.ts';
import { toIdBound } from './id-time.ts';
import { outcomes, type Tables, toVerification, type VerificationTable } from './tables.ts';

type Attempts = SelectQueryBuilder<Tables, 'verification', object>;

export function createQueries(
  db: Kysely<Tables>,
  dialect: Dialect,
): Pick<Ledger, 'attempts' | 'attemptByKey' | 'attemptsByProviderIds' | 'page' | 'count' | 'standings'> {
  async function attempts(ids: readonly string[]): Promise<ReadonlyMap<string, Verification>> {
    const asked = ids.filter(isStorable);
    if (asked.length === 0) return new Map();
    const rows = await db.selectFrom('verification').selectAll().where(dialect.isOneOf('id', asked)).execute();
    return new Map(rows.map(toVerification).map((verification) => [verification.id, verification]));
  }

  async function attemptByKey(ownerId: string, kind: string, idempotencyKey: string): Promise<Verification | null> {
    if (!isStorable(ownerId) || !isStorable(idempotencyKey)) return null;
    const row = await db
      .selectFrom('verification')
      .selectAll()
      .where('owner_id', '=', ownerId)
      .where('kind', '=', kind)
      .where('idempotency_key', '=', idempotencyKey)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : toVerification(row);
  }

  async function attemptsByProviderIds(ids: readonly string[]): Promise<readonly Verification[]> {
    const asked = ids.filter(isStorable);
    if (asked.length === 0) return [];
    const under = (column: 'request_id' | 'reference_id' | 'link_id') =>
      db.selectFrom('verification').selectAll().where(column, 'is not', null).where(dialect.isOneOf(column, asked));
    const rows = await under('request_id').union(under('reference_id')).union(under('link_id')).orderBy('id').execute();
    return rows.map(toVerification);
  }

  async function page(filter: AttemptFilter, request: PageRequest): Promise<Page<Verification>> {
    const wanted = outcomesOf(filter);
    if (request.limit < 1 || wanted?.length === 0 || !isAnswerable(filter, request))
      return { items: [], hasMore: false };
    const direction = request.from === 'newest' ? 'desc' : 'asc';
    const limit = request.limit + 1;
    const range = (query: Attempts) => {
      let ranged = withoutOutcome(query, filter);
      if (request.after !== undefined) ranged = ranged.where('id', direction === 'desc' ? '<' : '>', request.after);
      if (request.before !== undefined) ranged = ranged.where('id', direction === 'desc' ? '>' : '<', request.before);
      return ranged;
    };
    const inOrder = (outcome: string | null) => {
      const base = range(db.selectFrom('verification'));
      const narrowed = outcome === null ? base : base.where('outcome', '=', outcome);
      return narrowed.selectAll().orderBy('id', direction).limit(limit);
    };
    // Several outcomes are several short walks along one index each, merged: no walk passes rows that are not asked for.
    const [first, ...rest] = wanted ?? [null];
    let merged = db.selectFrom(inOrder(first ?? null).as('part')).selectAll();
    for (const outcome of rest) merged = merged.unionAll(db.selectFrom(inOrder(outcome).as('part')).selectAll());
    const rows = await (rest.length === 0
      ? inOrder(first ?? null)
      : merged.orderBy('id', direction).limit(limit)
    ).execute();
    return { items: rows.slice(0, request.limit).map(toVerification), hasMore: rows.length > request.limit };
  }

  async function count(filter: AttemptFilter): Promise<number> {
    if (!isAnswerable(filter)) return 0;
    const wanted = outcomesOf(filter);
    let query = withoutOutcome(db.selectFrom('verification'), filter);
    if (wanted !== null) query = query.where(dialect.isOneOf('outcome', wanted));
    const row = await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
    return row.count;
  }

  async function standings(ownerIds: readonly string[]): Promise<ReadonlyMap<string, KycStanding>> {
    const asked = [...new Set(ownerIds)];
    if (asked.length === 0) return new Map();
    const { rows } = await standingsQuery(dialect, asked.filter(isStorable)).execute(db);
    const known = new Map(rows.map(toStanding));
    return new Map(
      asked.map((ownerId) => [ownerId, known.get(ownerId) ?? { status: 'UNVERIFIED', verifiedAtMs: null }]),
    );
  }

  return { attempts, attemptByKey, attemptsByProviderIds, page, count, standings };
}

/** PostgreSQL has no U+0000 in text, so nothing is found by it; asking would be an error. */
function isStorable(text: string): boolean {
  return !text.includes('\0');
}

function isAnswerable({ ownerId, reference }: AttemptFilter, { after, before }: Partial<PageRequest> = {}): boolean {
  return [ownerId, reference, after, before].every((text) => text === undefined || isStorable(text));
}

/** All of a filter but states and decisions. */
function withoutOutcome(query: Attempts, filter: AttemptFilter): Attempts {
  let narrowed = query;
  if (filter.kind !== undefined) narrowed = narrowed.where('kind', '=', filter.kind);
  if (filter.ownerId !== undefined) narrowed = narrowed.where('owner_id', '=', filter.ownerId);
  if (filter.reference !== undefined) narrowed = narrowed.where('reference', '=', filter.reference);
  // The bounds on the id let the index skip what lies outside; the bounds on the time decide.
  if (filter.createdFromMs !== undefined)
    narrowed = narrowed
      .where('created_at_ms', '>=', filter.createdFromMs)
      .where('id', '>=', toIdBound(filter.createdFromMs, 'from'));
  if (filter.createdBeforeMs !== undefined)
    narrowed = narrowed
      .where('created_at_ms', '<', filter.createdBeforeMs)
      .where('id', '<', toIdBound(filter.createdBeforeMs, 'before'));
  return narrowed;
}

/** The outcomes that a filter on states and decisions leaves; null: all. */
function outcomesOf(filter: AttemptFilter): readonly string[] | null {
  if (filter.states === undefined && filter.decisions === undefined) return null;
  return outcomes
    .filter(({ state }) => filter.states?.includes(state) ?? true)
    .filter(({ decision }) => filter.decisions?.includes(decision) ?? true)
    .map(({ outcome }) => outcome);
}

/** Per user: the newest attempt of each completed outcome, and whether one is under way. Each is one look into one index. */
function standingsQuery(dialect: Dialect, ownerIds: readonly string[]) {
  const newest = (outcome: string, column: keyof VerificationTable) => sql`(
    select ${sql.ref(`v.${column}`)} from verification v
    where v.owner_id = asked.value and v.outcome = ${sql.lit(outcome)} order by v.id desc limit 1)`;
  return sql`
    select asked.value as owner_id,
      ${newest('ACCEPTED', 'id')} as accepted,
      ${newest('ACCEPTED', 'completed_at_ms')} as accepted_at_ms,
      ${newest('DECLINED', 'id')} as declined,
      ${newest('REVIEW', 'id')} as review,
      ${newest('UNDECIDED', 'id')} as undecided,
      coalesce(${newest('PENDING', 'id')}, ${newest('AWAITING_PERSON', 'id')}, ${newest('INTERRUPTED', 'id')}) as under_way
    from ${dialect.rowsOf(ownerIds)} as asked`;
}

const standingRow = z.object({
  owner_id: z.string(),
  accepted: z.string().nullable(),
  accepted_at_ms: z.number().nullable(),
  declined: z.string().nullable(),
  review: z.string().nullable(),
  undecided: z.string().nullable(),
  under_way: z.string().nullable(),
});

function toStanding(row: unknown): [string, KycStanding] {
  const read = standingRow.parse(row);
  const completed: readonly { id: string | null; decision: KycDecision | null }[] = [
    { id: read.accepted, decision: 'ACCEPTED' },
    { id: read.declined, decision: 'DECLINED' },
    { id: read.review, decision: 'REVIEW' },
    { id: read.undecided, decision: null },
  ];
  let newest: { id: string; decision: KycDecision | null } | undefined;
  for (const { id, decision } of completed)
    if (id !== null && (newest === undefined || id > newest.id)) newest = { id, decision };
  if (newest === undefined)
    return [read.owner_id, { status: read.under_way === null ? 'UNVERIFIED' : 'PENDING', verifiedAtMs: null }];
  return [
    read.owner_id,
    { status: toKycStatus(newest.decision), verifiedAtMs: newest.decision === 'ACCEPTED' ? read.accepted_at_ms : null },
  ];
}
