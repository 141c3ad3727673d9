/** Relay over a real socket. */

import { prove } from '#test/support/clients/prove.ts';
import { relay } from '#test/support/clients/relay.ts';

prove(relay);
