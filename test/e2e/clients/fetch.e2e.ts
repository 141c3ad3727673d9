/** Plain fetch, with tokens also for server-sent events, over a real socket. */
import { plainFetch } from '../../support/clients/fetch.ts';
import { prove } from '../../support/clients/prove.ts';

prove(plainFetch);
