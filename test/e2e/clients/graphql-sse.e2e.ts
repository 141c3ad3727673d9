/** graphql-sse over a real socket. */
import { graphqlSse } from '#test/support/clients/graphql-sse.ts';
import { prove } from '#test/support/clients/prove.ts';

prove(graphqlSse);
