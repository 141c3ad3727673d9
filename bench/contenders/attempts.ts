/** The queries that every other server gets: the same words, the same rows by the same SQL, answered as little code can. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Statements } from '../material/ledger-file.ts';

/** A part of the gateway's own schema: the same request suits all, and so does the same answer. */
export const attemptTypes = `
  scalar DateTime
  scalar _Any
  enum VerificationState { PENDING AWAITING_PERSON COMPLETED FAILED INTERRUPTED EXPIRED }
  enum KycDecision { ACCEPTED DECLINED REVIEW }
  enum KycStatus { UNVERIFIED PENDING VERIFIED DECLINED REVIEW }
  type VerificationError { code: String!, providerCode: String }
  type User { id: ID!, kycStatus: KycStatus, kycVerifiedAt: DateTime }
  type Verification {
    id: ID!, state: VerificationState!, decision: KycDecision, failure: VerificationError, requestId: ID, reference: String
    owner: User, createdAt: DateTime!, completedAt: DateTime
  }
  type VerificationEdge { node: Verification!, cursor: String! }
  type PageInfo { hasNextPage: Boolean!, hasPreviousPage: Boolean!, startCursor: String, endCursor: String }
  type VerificationConnection { edges: [VerificationEdge!]!, pageInfo: PageInfo! }
  union _Entity = User | Verification
  type Query {
    ready: Boolean!
    verifications(first: Int, after: String): VerificationConnection!
    _entities(representations: [_Any!]!): [_Entity]!
  }
`;

interface Row {
  readonly [column: string]: string | number | null;
}

const database = new DatabaseSync(process.env.LEDGER_FILE ?? '');
const statements: Statements = JSON.parse(readFileSync(process.env.STATEMENTS_FILE ?? '', 'utf8'));

function prepare({ sql, parameters }: Statements['page']): () => readonly Row[] {
  const statement = database.prepare(sql);
  const values = parameters as readonly (string | number)[];
  return () => statement.all(...values) as unknown as readonly Row[];
}

const selectPage = prepare(statements.page);
const selectStandings = prepare(statements.standings);

/** The page, as the answer has it. */
export function readPage(first: number) {
  const rows = selectPage();
  const edges = rows.slice(0, first).map((row) => ({ cursor: toCursor(row.id), node: toAttempt(row) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: false,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** The users, as the answer has them. */
export function readUsers(ids: readonly string[]) {
  const byId = new Map(selectStandings().map((row) => [row.owner_id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    const kycStatus = toStatus(row);
    const kycVerifiedAt = kycStatus === 'VERIFIED' ? toMoment(row?.accepted_at_ms) : null;
    return { __typename: 'User', id, kycStatus, kycVerifiedAt };
  });
}

/** The resolvers of these types: whole objects, so that a server has but to pick the fields. */
export const attemptResolvers = {
  Query: {
    ready: () => true,
    verifications: (_root: unknown, { first }: { readonly first: number }) => readPage(first),
    _entities: (
      _root: unknown,
      { representations }: { readonly representations: readonly { readonly id: string }[] },
    ) => readUsers(representations.map(({ id }) => id)),
  },
};

function toAttempt(row: Row) {
  return {
    id: row.id,
    state: row.state,
    decision: row.decision,
    failure: row.failure_code === null ? null : { code: row.failure_code, providerCode: row.failure_provider_code },
    requestId: row.request_id,
    reference: row.reference,
    owner: { id: row.owner_id },
    createdAt: toMoment(row.created_at_ms),
    completedAt: toMoment(row.completed_at_ms),
  };
}

function toMoment(epochMs: string | number | null | undefined): string | null {
  return typeof epochMs === 'number' ? new Date(epochMs).toISOString() : null;
}

function toCursor(id: string | number | null | undefined): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

/** The newest completed attempt decides; ids sort by time. */
function toStatus(row: Row | undefined): string {
  const completed = [
    { id: row?.accepted, status: 'VERIFIED' },
    { id: row?.declined, status: 'DECLINED' },
    { id: row?.review, status: 'REVIEW' },
    { id: row?.undecided, status: 'REVIEW' },
  ].flatMap(({ id, status }) => (typeof id === 'string' ? [{ id, status }] : []));
  const newest = completed.reduce<{ id: string; status: string } | null>(
    (best, each) => (best === null || each.id > best.id ? each : best),
    null,
  );
  return newest?.status ?? (typeof row?.under_way === 'string' ? 'PENDING' : 'UNVERIFIED');
}

export const port = Number(process.env.PORT);
