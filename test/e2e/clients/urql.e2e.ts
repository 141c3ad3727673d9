/** urql over a real socket. */

import { prove } from '#test/support/clients/prove.ts';
import { urql } from '#test/support/clients/urql.ts';

prove(urql);
