/** graphql-request: JSON alone. What it gets for a file is in its e2e test. */
import { GraphQLClient } from 'graphql-request';
import type { Endpoint } from '#examples/clients/fetch.ts';
import { ViewerDocument } from '#examples/codegen/gql/graphql.ts';
import type { ClientUnderTest } from './client-under-test.ts';

const noUploads = 'Lost its uploads in version 5. Who sends a file gets an error that says what to do.';

export const graphqlRequest: ClientUnderTest = {
  name: 'graphql-request',
  packages: ['graphql-request'],
  example: null,
  without: {
    uploads: noUploads,
    failures: noUploads,
    live: 'Has no subscriptions: use graphql-sse.',
    persisted: 'Sends texts alone.',
  },
  connect: (endpoint) => ({
    viewer: async () => (await createGraphQLRequest(endpoint).request(ViewerDocument)).viewer?.id ?? null,
  }),
};

export function createGraphQLRequest({ url, token }: Endpoint): GraphQLClient {
  return new GraphQLClient(url, { headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
}
