/** Apollo Client over a real socket. */
import { apolloClient } from '#test/support/clients/apollo-client.ts';
import { prove } from '#test/support/clients/prove.ts';

prove(apolloClient);
