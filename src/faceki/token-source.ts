/**
 * The access token of one host: asked for once however many callers wait, renewed early, dropped on a 401 (design section 4). Freshness
 * and cool-down are separate questions, as in jose's remote key set. How a token is asked for is another file's matter.
 */

import type { Clock } from '#domain/ports.ts';
import { TransportError } from '#http/errors.ts';

export interface GrantedToken {
  readonly value: string;
  readonly lifetimeMs: number;
}

export interface TokenSource {
  /**
   * A token that is good by the clock. Rejects with what the request for it rejects with, or, when the signal fires, with a
   * `TransportError`; the request that others wait for goes on.
   */
  token(signal?: AbortSignal): Promise<string>;
  /** This token got a 401. A newer one is left alone. */
  invalidate(token: string): void;
}

export interface TokenSourceOptions {
  readonly requestToken: () => Promise<GrantedToken>;
  readonly clock: Clock;
  /** After a failure nobody asks again for so long. Short, so that a short outage stays short; 1 s by default. */
  readonly coolDownMs?: number;
  /** A request older than this is waited for no longer: a new one is made beside it. 30 s by default. */
  readonly patienceMs?: number;
}

/** The vendor asks callers to reuse a token; the last fifth of its life is for renewing it while it still works. */
const renewAfter = 0.8;

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { clock, requestToken, coolDownMs = 1_000, patienceMs = 30_000 } = options;
  let held: (GrantedToken & { readonly askedAtMs: number }) | null = null;
  let flight: { readonly number: number; readonly askedAtMs: number; readonly token: Promise<string> } | null = null;
  let failed: { readonly error: unknown; readonly atMs: number } | null = null;
  let flights = 0;
  /** The youngest request that was answered; what an older one still brings is late. */
  let newestAnswered = 0;

  /** Endless when the clock was set back: then nothing that was measured by it holds. */
  function since(thenMs: number): number {
    const elapsedMs = clock() - thenMs;
    return elapsedMs >= 0 ? elapsedMs : Number.POSITIVE_INFINITY;
  }

  async function ask(number: number, askedAtMs: number): Promise<string> {
    try {
      const granted = await requestToken();
      if (number > newestAnswered) {
        newestAnswered = number;
        // The age counts from the question, so that a slow answer does not make a token seem younger than it is.
        held = { ...granted, askedAtMs };
        failed = null;
      }
      return granted.value;
    } catch (error) {
      if (number > newestAnswered) failed = { error, atMs: clock() };
      throw error;
    } finally {
      if (flight?.number === number) flight = null;
    }
  }

  function renew(): Promise<string> {
    if (flight !== null && since(flight.askedAtMs) < patienceMs) return flight.token;
    flights += 1;
    const askedAtMs = clock();
    flight = { number: flights, askedAtMs, token: ask(flights, askedAtMs) };
    return flight.token;
  }

  return {
    async token(signal) {
      const ageMs = held === null ? Number.POSITIVE_INFINITY : since(held.askedAtMs);
      if (held !== null && ageMs < renewAfter * held.lifetimeMs) return held.value;
      const isCoolingDown = failed !== null && since(failed.atMs) < coolDownMs;
      if (held !== null && ageMs < held.lifetimeMs) {
        // It still works: nobody waits for the renewal, and its failure is not yet anybody's problem.
        if (!isCoolingDown) renew().catch(() => undefined);
        return held.value;
      }
      if (failed !== null && isCoolingDown) throw failed.error;
      return unlessAborted(renew(), signal);
    },
    invalidate(token) {
      if (held?.value === token) held = null;
    },
  };
}

async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (signal === undefined) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(new TransportError('aborted', { mayHaveArrived: false }));
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
