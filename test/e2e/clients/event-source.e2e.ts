/** EventSource, which has no tokens, over a real socket. */
import { EventSource } from 'eventsource';
import { expect, test } from 'vitest';
import { watchByEventSource } from '#examples/clients/event-source.ts';
import { eventSource } from '#test/support/clients/event-source.ts';
import { prove } from '#test/support/clients/prove.ts';
import { startProcess } from '#test/support/process.ts';

prove(eventSource, { AUTH_MODE: 'none' });

test('EventSource that is turned away ends, rather than say nothing for ever', async () => {
  const gateway = await startProcess({ AUTH_MODE: 'none' });
  const ended = Promise.withResolvers<void>();
  const connect = (url: string) => new EventSource(url);
  watchByEventSource(`${gateway.url}/elsewhere`, 'subscription { nothing }', {}, () => {}, ended.resolve, connect);
  await expect(ended.promise).resolves.toBeUndefined();
  await gateway.stop();
}, 10_000);
