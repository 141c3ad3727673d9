/** The operations that are asked of every server, as an application would write them. */
import { pageSize, userIds } from './ledger-file.ts';
import { jsonRequest, type RequestBody } from './request-bodies.ts';

const attempts = `query Attempts($first: Int!, $after: String) {
  verifications(first: $first, after: $after) {
    edges {
      cursor
      node { id state decision failure { code providerCode } requestId reference owner { id } createdAt completedAt }
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const standings = `query Standings($representations: [_Any!]!) {
  _entities(representations: $representations) { __typename ... on User { id kycStatus kycVerifiedAt } }
}`;

/** A page of a clerk's list: ten fields an attempt. */
export function attemptsPage(after: string | null = null): RequestBody {
  return jsonRequest(attempts, { first: pageSize, after });
}

/** A cursor of the gateway's that ends before this attempt. */
export function cursorOf(id: string): string {
  return Buffer.from(`after:${id}`).toString('base64url');
}

/** What a router of a supergraph asks to show how a hundred users stand. */
export function standingsOf(users: readonly string[] = userIds): RequestBody {
  return jsonRequest(standings, { representations: users.map((id) => ({ __typename: 'User', id })) });
}
