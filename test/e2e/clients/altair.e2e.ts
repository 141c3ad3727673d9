/** Altair's requests over a real socket. */
import { altair } from '#test/support/clients/altair.ts';
import { prove } from '#test/support/clients/prove.ts';

prove(altair);
