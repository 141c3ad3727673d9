/** graphql-sse over a real socket. */
import { graphqlSse } from '../../support/clients/graphql-sse.ts';
import { prove } from '../../support/clients/prove.ts';

prove(graphqlSse);
