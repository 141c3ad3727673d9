/** Relay over a real socket. */

import { prove } from '../../support/clients/prove.ts';
import { relay } from '../../support/clients/relay.ts';

prove(relay);
