/**
 * What becomes of the work that is under way when the process is told to stop. Requests and paid attempts are finished; subscriptions end;
 * what cannot be finished in time is given up in a way that the ledger knows of.
 */
import type { Draining } from '#server/draining.ts';
import type { AttemptsUnderWay } from '#services/attempts.ts';
import type { Log } from '#telemetry/log.ts';

export interface Work {
  readonly requests: Draining;
  readonly attempts: AttemptsUnderWay;
  /** Ends the subscriptions. */
  readonly stopping: AbortController;
  /** Gives up the calls to the provider: the attempts behind them become INTERRUPTED. */
  readonly giveUpCalls: () => Promise<void>;
  readonly log: Log;
}

/**
 * An upload that ends late must not begin what will be cut off: a verification takes up to ten seconds (faceki-api.md section 1.2), so the
 * last two fifths of the time are for finishing alone.
 */
const beginWithin = 0.6;
/** For answers and rows of what was given up. */
const settleWithinMs = 2_000;

/** Resolves when nothing is left under way, or what was left after so long has been given up. */
export async function finishWork({ requests, attempts, stopping, giveUpCalls, log }: Work, withinMs: number) {
  requests.begin();
  stopping.abort();
  const closing = setTimeout(attempts.close, withinMs * beginWithin);
  const idle = async () => {
    // Attempts begin in requests, and outlive those that were answered "in progress".
    await requests.idle();
    await attempts.idle();
    return true;
  };
  const left = () => ({ requests: requests.underWay, attempts: attempts.size });
  log.info(left(), 'stopping');
  const isDone = await Promise.race([idle(), wait(withinMs)]);
  clearTimeout(closing);
  attempts.close();
  if (isDone) return;
  log.warn(left(), 'giving up what is not finished in time');
  await giveUpCalls();
  await Promise.race([idle(), wait(settleWithinMs)]);
}

async function wait(forMs: number): Promise<false> {
  const { promise, resolve } = Promise.withResolvers<false>();
  // Without work nothing else waits, and the process may end.
  setTimeout(resolve, forMs, false).unref();
  return promise;
}
