/** Why an exchange over HTTP failed, in a closed vocabulary. Holds no URL (queries carry secrets) and no byte of an answer. */
import { errors } from 'undici';

/**
 * `refused`, `dns`, `tls`, `connect-timeout`: no connection. `no-slot`: too many requests under way. `circuit-open`: the host has failed
 * so often that it is left alone for now. `timeout`: the deadline passed.
 * `reset`: the connection broke before an answer began. `cut-off`: it broke inside the answer. `malformed`: not HTTP.
 * `too-large`: the answer exceeds the cap. `aborted`: the caller gave up. `failed`: anything else.
 */
export type TransportFailureKind =
  | 'refused'
  | 'dns'
  | 'tls'
  | 'connect-timeout'
  | 'no-slot'
  | 'circuit-open'
  | 'timeout'
  | 'reset'
  | 'cut-off'
  | 'malformed'
  | 'too-large'
  | 'aborted'
  | 'failed';

const sentences: Readonly<Record<TransportFailureKind, string>> = {
  refused: 'The connection was refused.',
  dns: 'The host name could not be resolved.',
  tls: 'A secure connection could not be made.',
  'connect-timeout': 'The connection could not be made in time.',
  'no-slot': 'No free slot: too many requests are under way.',
  'circuit-open': 'The host has failed again and again and is left alone for a moment.',
  timeout: 'The answer did not come in time.',
  reset: 'The connection broke before an answer began.',
  'cut-off': 'The connection broke inside the answer.',
  malformed: 'The answer is not HTTP.',
  'too-large': 'The answer is larger than allowed.',
  aborted: 'The request was given up.',
  failed: 'The request failed.',
};

export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly kind: TransportFailureKind;
  /** False: certainly no byte of the request's body left. True: the peer may have received and accepted it. */
  readonly mayHaveArrived: boolean;
  /** The operating system's or library's code for it, e.g. `ECONNREFUSED`. */
  readonly detail: string | null;
  /** When to come back, for refusals of our own (`circuit-open`, `no-slot`). */
  readonly retryAfterSeconds: number | null;

  constructor(
    kind: TransportFailureKind,
    options: { mayHaveArrived: boolean; detail?: string | null; retryAfterSeconds?: number; cause?: unknown },
  ) {
    super(sentences[kind], options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    this.mayHaveArrived = options.mayHaveArrived;
    this.detail = options.detail ?? null;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

/** How far an exchange had come when it failed. */
export interface Progress {
  readonly sendingBegan: boolean;
  readonly answerBegan: boolean;
}

/**
 * Names a failure of the HTTP library. The original error is kept as `cause` only where it is none of the known kinds: a parser
 * error carries the bytes that it stumbled over, which may be personal data.
 */
export function toTransportError(error: unknown, progress: Progress): TransportError {
  if (error instanceof TransportError) return error;
  const code = codeOf(error);
  const isGarbled = error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError;
  const kind = isGarbled && !progress.answerBegan ? 'malformed' : kindOf(code, progress);
  const mayHaveArrived = progress.sendingBegan;
  return new TransportError(kind, { mayHaveArrived, detail: code, ...(kind === 'failed' ? { cause: error } : {}) });
}

function kindOf(code: string | null, { answerBegan, sendingBegan }: Progress): TransportFailureKind {
  if (answerBegan) return 'cut-off';
  if (code === null) return 'failed';
  // The client was shut down around it.
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return 'aborted';
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || (code === 'ETIMEDOUT' && !sendingBegan)) return 'connect-timeout';
  if (refusedCodes.has(code)) return 'refused';
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
  if (resetCodes.has(code)) return 'reset';
  return /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|HOSTNAME_MISMATCH)/.test(code)
    ? 'tls'
    : 'failed';
}

const refusedCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
]);
const resetCodes: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'UND_ERR_SOCKET']);

/** The error's code, or its cause's: the library wraps errors of the socket. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}
