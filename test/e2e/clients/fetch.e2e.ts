/** Plain fetch, with tokens also for server-sent events, over a real socket. */
import { plainFetch } from '#test/support/clients/fetch.ts';
import { prove } from '#test/support/clients/prove.ts';

prove(plainFetch);
