/** The life of a paid attempt under an idempotency key: claimed once, waited for by its twins, answered alike to all of them. */
import { toVerificationError, type VerificationError } from '#domain/errors.ts';
import { type Failure, failures } from '#domain/failure.ts';
import type { Clock, IdentityProvider, Ledger } from '#domain/ports.ts';
import type { Verification } from '#domain/verification.ts';
import type { TakeDailyPlace } from './daily-limit.ts';

/** What both kinds of attempt need. */
export interface AttemptOptions {
  readonly provider: IdentityProvider;
  readonly ledger: Ledger;
  /** Commits an outcome, patiently. */
  readonly settle: Ledger['settle'];
  readonly clock: Clock;
  /** The id of an attempt that begins at this time. */
  readonly createId: (atMs: number) => string;
  /** A new row's salt. */
  readonly createSalt: () => string;
  /** After so long the client is answered, and the attempt goes on. */
  readonly answerWithinMs: number;
  readonly underWay: AttemptsUnderWay;
  /** Refuses one attempt too many. */
  readonly takeDailyPlace: TakeDailyPlace;
}

/** What must not be cut off: every attempt and enrolment that is under way in this process, so that a shutdown can let them finish. */
export interface AttemptsUnderWay {
  readonly size: number;
  add(attempt: Promise<unknown>): void;
  /** To be called before an attempt begins. @throws {ProviderUnavailableError} after `close` */
  checkOpen(): void;
  /** From now on none begins any more: what cannot be finished before the process ends had better not begin. */
  close(): void;
  /** Resolves when none is left. */
  idle(): Promise<void>;
}

export function createAttemptsUnderWay(): AttemptsUnderWay {
  const underWay = new Set<Promise<unknown>>();
  let isOpen = true;
  return {
    get size() {
      return underWay.size;
    },
    add(attempt) {
      const tracked: Promise<unknown> = attempt.then(
        () => underWay.delete(tracked),
        () => underWay.delete(tracked),
      );
      underWay.add(tracked);
    },
    checkOpen() {
      // Nothing was sent, and the key is free: another replica, or this one in a moment, will do it.
      if (!isOpen) throw toVerificationError({ code: 'PROVIDER_UNREACHABLE', retryAfterSeconds: 1 });
    },
    close() {
      isOpen = false;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/**
 * True when the same request may be sent again under its key: the provider certainly did not take it, or said to try again.
 * Anything else might be paid for twice (design section 3, "What a key means").
 */
export function mayBeRepeated(failure: Failure, taken: boolean): boolean {
  const { retry } = failures[failure.code];
  return !taken || retry === 'SAME_REQUEST' || retry === 'LATER';
}

/** True when a FAILED attempt has not kept its key, as far as its failure tells: the same request would be a new one. */
export function hasLetGoOfKey({ state, failure }: Verification): boolean {
  return state === 'FAILED' && failure !== null && mayBeRepeated(failure, true);
}

/** Refuses to pay again for a user who is verified. @throws {AlreadyVerifiedError} with the accepted attempt */
export async function refuseVerified(ledger: Ledger, ownerId: string): Promise<void> {
  const standing = (await ledger.standings([ownerId])).get(ownerId);
  if (standing?.status !== 'VERIFIED') return;
  const page = await ledger.page({ ownerId, states: ['COMPLETED'] }, { limit: 1, from: 'newest' });
  throw toVerificationError({ code: 'ALREADY_VERIFIED', attempt: page.items[0] ?? null });
}

/** The part of a failure that the ledger keeps. */
export function toStoredFailure({ code, providerCode = null, documentType = null }: Failure) {
  return { code, providerCode, documentType };
}

/** The error that a failed attempt answers, now and to every later request under its key. */
export function toAttemptError(attempt: Verification, failure: Failure): VerificationError {
  return toVerificationError({ ...failure, attempt });
}

/**
 * Waits until an attempt is no longer PENDING, or `deadlineMs` has passed, or `signal` aborts; resolves to it as it then is.
 */
export async function waitWhilePending(
  ledger: Ledger,
  attempt: Verification,
  options: { readonly deadlineMs: number; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<Verification> {
  if (attempt.state !== 'PENDING') return attempt;
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = ledger.onChange((changed) => {
    if (changed.id === attempt.id && changed.state !== 'PENDING') resolve();
  });
  const timer = setTimeout(resolve, Math.max(0, options.deadlineMs - options.clock()));
  const onAbort = () => resolve();
  options.signal.addEventListener('abort', onAbort);
  try {
    // It may have changed between the reading that found it pending and the subscription above.
    const now = (await ledger.attempts([attempt.id])).get(attempt.id) ?? attempt;
    if (now.state !== 'PENDING') return now;
    if (!options.signal.aborted) await promise;
    return (await ledger.attempts([attempt.id])).get(attempt.id) ?? now;
  } finally {
    stop();
    clearTimeout(timer);
    options.signal.removeEventListener('abort', onAbort);
  }
}
