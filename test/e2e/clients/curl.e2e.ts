/** curl over a real socket. */
import { curl } from '#test/support/clients/curl.ts';
import { prove } from '#test/support/clients/prove.ts';

prove(curl);
