/**
 * Repeats what is harmless to repeat, a few times, with growing pauses, within the caller's own deadline. Which requests these are, the
 * caller has said; which failures may pass by themselves, is said here.
 */
import { TransportError, type TransportFailureKind } from './errors.ts';
import type { HttpAnswer } from './exchange.ts';

export interface RetryOptions {
  /** In all, the first included. */
  readonly tries: number;
  /** The pause after the first try; each further one is twice as long. */
  readonly firstPauseMs: number;
  /** No pause is longer, and who is told to stay away for longer (`Retry-After`) is told so at once. */
  readonly maxPauseMs: number;
  /** 0..1, to spread those who failed together. */
  readonly random: () => number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number;
}

export interface RetryTerms {
  /** For all tries and pauses together. */
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** A try that could not bring an answer in this time is not made. */
const shortestTryMs = 500;

/** A certificate that is wrong stays wrong; `no-slot` and `circuit-open` say already when to come back. */
const passing: ReadonlySet<TransportFailureKind> = new Set([
  'refused',
  'dns',
  'connect-timeout',
  'timeout',
  'reset',
  'cut-off',
  'malformed',
  'failed',
]);

/**
 * Makes the request up to `tries` times.
 * @param attempt makes it once, within so many milliseconds
 * @returns the answer of the last try that was made, whatever its status
 * @throws {TransportError} the failure of the last try that reached for the network; `aborted` when the signal fires during a pause
 */
export async function withRetries(
  attempt: (number: number, timeoutMs: number) => Promise<HttpAnswer>,
  { withinMs, signal }: RetryTerms,
  options: RetryOptions,
): Promise<HttpAnswer> {
  const endsAtMs = options.now() + withinMs;
  let last: Result | null = null;
  for (let number = 1; ; number += 1) {
    const result = await settle(attempt(number, number === 1 ? withinMs : endsAtMs - options.now()));
    // Refused on our own side: what the try before it met says more.
    if (last !== null && 'error' in result && isRefusal(result.error)) return unwrap(last);
    last = result;
    const pauseMs = number < options.tries && mayPass(result) ? pauseAfter(number, result, options) : null;
    if (pauseMs === null || options.now() + pauseMs + shortestTryMs > endsAtMs) return unwrap(result);
    await pause(pauseMs, signal);
  }
}

type Result = { readonly answer: HttpAnswer } | { readonly error: unknown };

function settle(answer: Promise<HttpAnswer>): Promise<Result> {
  return answer.then(
    (value) => ({ answer: value }),
    (error: unknown) => ({ error }),
  );
}

function unwrap(result: Result): HttpAnswer {
  if ('error' in result) throw result.error;
  return result.answer;
}

function isRefusal(error: unknown): boolean {
  return error instanceof TransportError && (error.kind === 'circuit-open' || error.kind === 'no-slot');
}

function mayPass(result: Result): boolean {
  if ('answer' in result) return result.answer.status === 429 || result.answer.status >= 500;
  return result.error instanceof TransportError && passing.has(result.error.kind);
}

/** Null: to come back so late that nobody waits for it here. */
function pauseAfter(number: number, result: Result, options: RetryOptions): number | null {
  const askedForMs = 'answer' in result ? (result.answer.retryAfterSeconds ?? 0) * 1_000 : 0;
  if (askedForMs > options.maxPauseMs) return null;
  const fullMs = Math.min(options.maxPauseMs, options.firstPauseMs * 2 ** (number - 1));
  // Never less than half: with "full jitter" many come back at once when a service asks for a pause (aws/aws-sdk-net issue 4341).
  return Math.max(askedForMs, fullMs / 2 + (options.random() * fullMs) / 2);
}

async function pause(forMs: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, forMs);
  const giveUp = () => reject(new TransportError('aborted', { mayHaveArrived: false }));
  if (signal?.aborted) giveUp();
  signal?.addEventListener('abort', giveUp);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}
