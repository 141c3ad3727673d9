/** The reading side of attempts. Every query is bounded and answered from an index, however deep the page and however many the users. */
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { AttemptFilter, Ledger, Page, PageRequest } from '#domain/ports.ts';
import { type KycDecision, type KycStanding, toKycStatus, type Verification } from '#domain/verification.ts';
import type { Dialect, Fixed } from './dialect.ts';
import { toIdBound } from './id-time.ts';
import { attemptColumns, isStorable, outcomes, type Tables, toVerification, type VerificationTable } from './tables.ts';

type Attempts = SelectQueryBuilder<Tables, 'verification', object>;

export function createQueries(
  db: Kysely<Tables>,
  dialect: Dialect,
): Pick<Ledger, 'attempts' | 'attemptByKey' | 'attemptsByProviderIds' | 'page' | 'count' | 'standings'> {
  async function attempts(ids: readonly string[]): Promise<ReadonlyMap<string, Verification>> {
    const asked = ids.filter(isStorable);
    if (asked.length === 0) return new Map();
    const rows = await db
      .selectFrom('verification')
      .select(attemptColumns)
      .where(dialect.isOneOf('id', asked))
      .execute();
    return new Map(rows.map(toVerification).map((verification) => [verification.id, verification]));
  }

  async function attemptByKey(ownerId: string, kind: string, idempotencyKey: string): Promise<Verification | null> {
    if (!isStorable(ownerId) || !isStorable(idempotencyKey)) return null;
    const row = await db
      .selectFrom('verification')
      .select(attemptColumns)
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
      db
        .selectFrom('verification')
        .select(attemptColumns)
        .where(column, 'is not', null)
        .where(dialect.isOneOf(column, asked));
    const rows = await under('request_id').union(under('reference_id')).union(under('link_id')).orderBy('id').execute();
    return rows.map(toVerification);
  }

  async function page(filter: AttemptFilter, request: PageRequest): Promise<Page<Verification>> {
    const wanted = outcomesOf(filter);
    if (request.limit < 1 || wanted?.length === 0 || !isAnswerable(filter, request))
      return { items: [], hasMore: false };
    const limit = request.limit + 1;
    const direction = request.from === 'newest' ? 'desc' : 'asc';
    const [above, below] = idBounds(filter, request);
    const along: Fixed[] = [];
    let rest = filter;
    if (filter.reference !== undefined) {
      along.push({ column: 'reference', value: filter.reference });
      rest = { ...filter, reference: undefined };
    } else if (filter.ownerId !== undefined) {
      along.push({ column: 'owner_id', value: filter.ownerId });
      rest = { ...filter, ownerId: undefined };
    }
    // A reference is about few attempts; anything else may be about all of them, so that outcomes are walked one by one.
    const walksOutcomes = wanted !== null && filter.reference === undefined;

    const walk = (columns: readonly Fixed[]) => {
      const { where, orderBy } = dialect.walk(columns, above, below);
      const table = sql<VerificationTable>`verification`.as<'verification'>(
        sql`verification ${columns.length === 0 ? sql`` : dialect.by(indexOver(columns))}`,
      );
      let query = narrowed(db.selectFrom(table), rest).select(attemptColumns).where(where);
      // The index holds only rows that have a reference; the planner wants to hear it.
      if (columns.some(({ column }) => column === 'reference')) query = query.where('reference', 'is not', null);
      if (!walksOutcomes && wanted !== null) query = query.where(dialect.isOneOf('outcome', wanted));
      for (const column of orderBy) query = query.orderBy(sql.ref(column), direction);
      return query.limit(limit);
    };
    const walks = walksOutcomes
      ? wanted.map((outcome) => walk([...along, { column: 'outcome', value: outcome }]))
      : [walk(along)];
    const [first, ...others] = walks.map((part) => db.selectFrom(part.as('part')).select(attemptColumns));
    if (first === undefined) return { items: [], hasMore: false };
    const rows = await others
      .reduce((merged, part) => merged.unionAll(part), first)
      .orderBy('id', direction)
      .limit(limit)
      .execute();
    return { items: rows.slice(0, request.limit).map(toVerification), hasMore: rows.length > request.limit };
  }

  async function count(filter: AttemptFilter, atMost?: number): Promise<number> {
    if (!isAnswerable(filter)) return 0;
    const wanted = outcomesOf(filter);
    const [above, below] = idBounds(filter);
    let query = narrowed(db.selectFrom('verification'), filter);
    if (above !== firstId) query = query.where('id', '>', above);
    if (below !== lastId) query = query.where('id', '<', below);
    if (wanted !== null) query = query.where(dialect.isOneOf('outcome', wanted));
    const counted = db.selectFrom(
      atMost === undefined ? query.select('id').as('part') : query.select('id').limit(atMost).as('part'),
    );
    const row = await counted.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
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

function isAnswerable({ ownerId, reference }: AttemptFilter, { after, before }: Partial<PageRequest> = {}): boolean {
  return [ownerId, reference, after, before].every((text) => text === undefined || isStorable(text));
}

/** All of a filter but states, decisions and what its ids tell. */
function narrowed(query: Attempts, filter: AttemptFilter): Attempts {
  let narrower = query;
  if (filter.ownerId !== undefined) narrower = narrower.where('owner_id', '=', filter.ownerId);
  if (filter.reference !== undefined) narrower = narrower.where('reference', '=', filter.reference);
  if (filter.createdFromMs !== undefined) narrower = narrower.where('created_at_ms', '>=', filter.createdFromMs);
  if (filter.createdBeforeMs !== undefined) narrower = narrower.where('created_at_ms', '<', filter.createdBeforeMs);
  return narrower;
}

/** The index that is read when a page holds these columns fixed. */
function indexOver(columns: readonly Fixed[]): string {
  return `verification_${columns.map(({ column }) => column.replace('_id', '')).join('_')}`;
}

/** Every id of ours lies between these. */
const firstId = '';
const lastId = '~';

/** The ids between which, exclusive, all lie that the filter's times and the page's ends leave. */
function idBounds(
  filter: AttemptFilter,
  { after, before, from }: Partial<PageRequest> = {},
): readonly [string, string] {
  const [older, newer] = from === 'newest' ? [before, after] : [after, before];
  const above = [older ?? firstId];
  const below = [newer ?? lastId];
  if (filter.createdFromMs !== undefined) above.push(toIdBound(filter.createdFromMs, 'from'));
  if (filter.createdBeforeMs !== undefined) below.push(toIdBound(filter.createdBeforeMs, 'before'));
  // Ids are compared by their bytes, and they are ASCII: as JavaScript compares.
  return [above.sort().at(-1) ?? firstId, below.sort()[0] ?? lastId];
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
    select ${sql.ref(`v.${column}`)} from verification v ${dialect.by('verification_owner_outcome')}
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
