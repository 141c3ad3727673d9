/** graphql-request: JSON alone. What it gets for a file is in its e2e test. */
import { GraphQLClient } from 'graphql-request';
import type { Endpoint } from '../../../examples/clients/fetch.ts';
import { ViewerDocument } from '../../../examples/codegen/gql/graphql.ts';
import type { ClientUnderTest } from './client-under-test.ts';

export const graphqlRequest: ClientUnderTest = {
  name: 'graphql-request',
  packages: ['graphql-request'],
  example: null,
  without: {
    uploads: 'lost them in version 5: the error says so; use fetch',
    failures: 'they come with uploads',
    live: 'has no subscriptions; use graphql-sse',
    persisted: 'sends texts alone',
  },
  connect: (endpoint) => ({
    viewer: async () => (await createGraphQLRequest(endpoint).request(ViewerDocument)).viewer?.id ?? null,
  }),
};

export function createGraphQLRequest({ url, token }: Endpoint): GraphQLClient {
  return new GraphQLClient(url, { headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
}
