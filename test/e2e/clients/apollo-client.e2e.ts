/** Apollo Client over a real socket. */
import { apolloClient } from '../../support/clients/apollo-client.ts';
import { prove } from '../../support/clients/prove.ts';

prove(apolloClient);
