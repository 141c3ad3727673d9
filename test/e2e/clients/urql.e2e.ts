/** urql over a real socket. */

import { prove } from '../../support/clients/prove.ts';
import { urql } from '../../support/clients/urql.ts';

prove(urql);
