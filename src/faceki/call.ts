/**
 * One authorised call to the vendor, and what became of it. A 401 renews the token once and sends the same bytes again; nothing else is
 * ever repeated here (http/ repeats reads). The answer is read in the order HTTP status, envelope, code; the verdict is for the caller.
 */

import { toVerificationError } from '#domain/errors.ts';
import type { Failure } from '#domain/failure.ts';
import type { Image } from '#domain/image.ts';
import type { CallOptions, Clock } from '#domain/ports.ts';
import type { KycDecision } from '#domain/verification.ts';
import type { BaseUrl } from '#http/base-url.ts';
import type { HttpBody } from '#http/body.ts';
import type { HttpClient } from '#http/client.ts';
import { TransportError } from '#http/errors.ts';
import type { HttpAnswer } from '#http/exchange.ts';
import { isBiometric, readMeaning } from './code-search.ts';
import { type CodeMeaning, nonsense, type Operation } from './codes.ts';
import { type Envelope, isProcessed, readEnvelope, statusOf } from './envelope.ts';
import { FacekiFailure, toStatusFailure, toTransportFailure } from './failures.ts';
import { holdImages, type ImageHold } from './image-hold.ts';
import type { CallObserver } from './observer.ts';
import type { TokenSource } from './token-source.ts';

/** A route of the vendor's. */
export interface Endpoint {
  /** A fixed name for logs and metrics. */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: readonly string[];
  /** Which codes it may answer. */
  readonly operation: Operation;
  /** `verification`: a post of images, which is looked at for seconds. */
  readonly patience: 'read' | 'verification';
}

export interface FacekiCall extends CallOptions {
  readonly endpoint: Endpoint;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** The images in the body. They are released as soon as they cannot be needed again, and in any case when the call is over. */
  readonly images?: readonly Image[];
}

/**
 * `answered`: processed, or decided by its code. `refused`: it said no in a way that we understand (`taken`), or certainly never took
 * the request. `lost`: it may have taken it, and the answer is not known.
 */
export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly envelope: Envelope;
      /** Where the code itself is the decision (V3's overall no); else null, and the content says it. */
      readonly decision: KycDecision | null;
    }
  | {
      readonly kind: 'refused';
      readonly failure: Failure;
      readonly taken: boolean;
      readonly envelope: Envelope | null;
      readonly cause?: unknown;
    }
  | { readonly kind: 'lost'; readonly failure: Failure; readonly cause?: unknown };

export type Call = (call: FacekiCall) => Promise<CallOutcome>;

export interface CallerOptions {
  readonly http: HttpClient;
  readonly base: BaseUrl;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly onCall: CallObserver;
  readonly verificationTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** How long after the last byte was sent images are kept for a 401. */
  readonly holdMs: number;
}

/** Builds the one function that all calls to one host go through. It resolves whatever the vendor does. */
export function createCall(options: CallerOptions): Call {
  const { http, base, tokens, clock, onCall } = options;

  async function attempt(call: FacekiCall, number: 1 | 2, hold: ImageHold): Promise<CallOutcome | 'unauthorized'> {
    const { endpoint } = call;
    let token: string;
    try {
      token = await tokens.token(call.signal);
    } catch (cause) {
      // Without a token nothing was sent.
      return { kind: 'refused', failure: toFailure(cause), taken: false, envelope: null, cause };
    }
    const startedAtMs = clock();
    let status: number | null = null;
    let tries = 0;
    let read: Reading;
    try {
      const answer = await http.send({
        base,
        method: endpoint.method,
        path: endpoint.path,
        query: call.query,
        headers: { authorization: `Bearer ${token}` },
        body: call.body,
        timeoutMs: endpoint.patience === 'read' ? options.readTimeoutMs : options.verificationTimeoutMs,
        signal: call.signal,
        onSending: number === 1 ? call.onSending : undefined,
        onSent: hold.onSent,
        onAnswer: hold.onAnswer,
        onTry: (number) => {
          tries = number;
        },
      });
      status = answer.status;
      read = readAnswer(answer, endpoint.operation);
    } catch (cause) {
      read = { code: null, outcome: toTransportOutcome(cause) };
    }
    const { code, outcome } = read;
    onCall({
      endpoint: endpoint.name,
      status,
      code,
      durationMs: clock() - startedAtMs,
      attempt: number,
      tries,
      outcome: outcome === 'unauthorized' ? outcome : outcome.kind === 'answered' ? 'ok' : outcome.failure.code,
    });
    if (outcome === 'unauthorized') tokens.invalidate(token);
    return outcome;
  }

  return async (call) => {
    const hold = holdImages(call.images ?? [], options.holdMs);
    try {
      const first = await attempt(call, 1, hold);
      if (first !== 'unauthorized') return first;
      if (!hold.isHeld) return unauthorized;
      // The service refused the token before it looked at the request, so the same bytes may be sent again (design section 3, step 5).
      hold.keepOnlyUntilSent();
      const second = await attempt(call, 2, hold);
      return second === 'unauthorized' ? unauthorized : second;
    } finally {
      hold.release();
    }
  };
}

const unauthorized: CallOutcome = {
  kind: 'refused',
  failure: { code: 'CREDENTIALS_REJECTED', providerCode: '401' },
  taken: false,
  envelope: null,
};

interface Reading {
  /** The vendor's code, as it may be shown. */
  readonly code: string | null;
  readonly outcome: CallOutcome | 'unauthorized';
}

function readAnswer(answer: HttpAnswer, operation: Operation): Reading {
  const envelope = readEnvelope(answer.text);
  const status = statusOf(answer.status, envelope);
  if (status === 401) return { code: null, outcome: 'unauthorized' };
  const code = nonsense(envelope?.code).providerCode ?? null;
  const processed = envelope !== null && isProcessed(envelope);
  const meaning = envelope === null || processed ? null : readMeaning(envelope, operation);
  const failure = toStatusFailure(status, code, answer.retryAfterSeconds);
  if (failure !== null && !isSpokenFor(failure, meaning, operation)) {
    return { code, outcome: toStatusOutcome(failure, envelope) };
  }
  if (envelope === null) return { code, outcome: { kind: 'lost', failure: nonsense() } };
  if (processed) return { code, outcome: { kind: 'answered', envelope, decision: null } };
  if (meaning === null) {
    // A success of the biometric services has been seen without any envelope (faceki-api.md section 4.2).
    const isUnwrapped = isBiometric(operation) && (envelope.kind === 'bare' || envelope.kind === 'bio');
    if (isUnwrapped) return { code, outcome: { kind: 'answered', envelope, decision: null } };
    return { code, outcome: { kind: 'lost', failure: nonsense(envelope.code) } };
  }
  if ('decision' in meaning) return { code, outcome: { kind: 'answered', envelope, decision: meaning.decision } };
  return { code, outcome: { kind: 'refused', failure: meaning.failure, taken: true, envelope } };
}

/** Where the biometric services put a bad photo is not documented: their word for it counts also beside a 4xx. */
function isSpokenFor(failure: Failure, meaning: CodeMeaning | null, operation: Operation): boolean {
  return failure.code === 'REQUEST_REJECTED' && meaning !== null && isBiometric(operation);
}

/** A 4xx is an answer that we understand. After a 5xx or a redirect nobody knows what was done before it. */
function toStatusOutcome(failure: Failure, envelope: Envelope | null): CallOutcome {
  const isUnderstood = failure.code === 'REQUEST_REJECTED' || failure.code === 'PROVIDER_TRY_AGAIN';
  return isUnderstood ? { kind: 'refused', failure, taken: true, envelope } : { kind: 'lost', failure };
}

function toTransportOutcome(cause: unknown): CallOutcome {
  const failure = toTransportFailure(cause);
  return cause instanceof TransportError && cause.mayHaveArrived
    ? { kind: 'lost', failure, cause }
    : { kind: 'refused', failure, taken: false, envelope: null, cause };
}

function toFailure(error: unknown): Failure {
  return error instanceof FacekiFailure ? error.failure : toTransportFailure(error);
}

/** The envelope of a call that answered. @throws {VerificationError} for every other outcome */
export function answerOf(outcome: CallOutcome): Envelope {
  if (outcome.kind === 'answered') return outcome.envelope;
  throw toVerificationError(outcome.failure, { cause: outcome.cause });
}
