/** curl over a real socket. */
import { curl } from '../../support/clients/curl.ts';
import { prove } from '../../support/clients/prove.ts';

prove(curl);
