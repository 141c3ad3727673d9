/** Commits what was paid for, also when the ledger is away longer than it waits by itself: it is known here and nowhere else. */
import type { Ledger } from '#domain/ports.ts';

const firstPauseMs = 100;
const longestPauseMs = 30_000;
/** A failover, a full disk that somebody frees: about ten minutes. */
const tries = 28;

/**
 * `settle` that is tried again and again for about ten minutes.
 * @param onFault told of the first failure; the last one is thrown
 */
export function createPatientSettle(ledger: Ledger, onFault: (fault: unknown) => void): Ledger['settle'] {
  return async (id, settlement) => {
    for (let number = 1; ; number += 1) {
      try {
        return await ledger.settle(id, settlement);
      } catch (fault) {
        // What cannot be stored now cannot be stored later.
        if (fault instanceof TypeError || number === tries) throw fault;
        if (number === 1) onFault(fault);
      }
      const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (number - 1));
      // What keeps the process alive is its server: after a stop that could not wait for the ledger nothing holds it here.
      await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
    }
  };
}
