/** Every client, in the order of the matrix. */
import { altair } from './altair.ts';
import { apolloClient } from './apollo-client.ts';
import type { ClientUnderTest } from './client-under-test.ts';
import { curl } from './curl.ts';
import { eventSource } from './event-source.ts';
import { plainFetch } from './fetch.ts';
import { graphqlRequest } from './graphql-request.ts';
import { graphqlSse } from './graphql-sse.ts';
import { relay } from './relay.ts';
import { urql } from './urql.ts';

export const allClients: readonly ClientUnderTest[] = [
  apolloClient,
  urql,
  relay,
  plainFetch,
  curl,
  graphqlSse,
  eventSource,
  altair,
  graphqlRequest,
];
