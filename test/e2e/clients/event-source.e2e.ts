/** EventSource, which has no tokens, over a real socket. */
import { eventSource } from '../../support/clients/event-source.ts';
import { prove } from '../../support/clients/prove.ts';

prove(eventSource, { AUTH_MODE: 'none' });
