/** EventSource, which has no tokens, over a real socket. */
import { eventSource } from '#test/support/clients/event-source.ts';
import { prove } from '#test/support/clients/prove.ts';

prove(eventSource, { AUTH_MODE: 'none' });
