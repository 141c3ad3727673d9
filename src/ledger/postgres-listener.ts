/**
 * Hears `NOTIFY ledger_event` on a connection of its own and connects again when that breaks. `pg` does neither reconnect nor replay, so each
 * new connection, and a slow timer, count as a hint as well.
 */
import pg from 'pg';
import type { Listening } from './engine.ts';

export interface ListenerOptions {
  readonly connection: pg.ClientConfig;
  readonly onHint: () => void;
  readonly onFault: (error: unknown) => void;
}

/** A connection can die without a word: so often it is asked, ms, and all hints are assumed missed. */
const checkEveryMs = 10_000;
const firstPauseMs = 100;
const longestPauseMs = 10_000;
const endWithinMs = 2_000;

/** Starts to listen; never throws. */
export function listenForHints({ connection, onHint, onFault }: ListenerOptions): Listening {
  const stopping = new AbortController();
  const running = listenUntilStopped();

  async function listenUntilStopped(): Promise<void> {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      try {
        await listenOnce(() => {
          pauseMs = firstPauseMs;
        });
      } catch (error) {
        if (stopping.signal.aborted) return;
        onFault(error);
      }
      if (!stopping.signal.aborted) await pause(pauseMs, stopping.signal);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  /** Resolves or rejects when the connection is over. */
  async function listenOnce(onConnected: () => void): Promise<void> {
    const client = new pg.Client({ ...connection, query_timeout: checkEveryMs / 2 });
    const over = Promise.withResolvers<void>();
    const end = () => over.resolve();
    // Before connecting: an `error` event that nobody hears ends the process.
    client.on('error', over.reject);
    client.on('end', end);
    client.on('notification', onHint);
    stopping.signal.addEventListener('abort', end);
    let timer: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      await client.query('listen ledger_event');
      onConnected();
      onHint();
      timer = setInterval(() => {
        client.query('select 1').then(onHint, over.reject);
      }, checkEveryMs);
      await over.promise;
    } finally {
      clearInterval(timer);
      stopping.signal.removeEventListener('abort', end);
      over.promise.catch(() => {});
      // A connection that fell silent would be waited for in vain.
      const ended = new AbortController();
      await Promise.race([client.end().catch(() => {}), pause(endWithinMs, ended.signal)]);
      ended.abort();
    }
  }

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const end = () => resolve();
  signal.addEventListener('abort', end);
  await promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
}
