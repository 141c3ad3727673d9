/** Altair's requests over a real socket. */
import { altair } from '../../support/clients/altair.ts';
import { prove } from '../../support/clients/prove.ts';

prove(altair);
