/** One request and its answer over undici: one deadline over headers and body, a size cap, abort, failures by name. Never repeats. */
import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { BaseUrl } from './base-url.ts';
import type { HttpBody } from './body.ts';
import { OutgoingBody } from './connections.ts';
import { TransportError, toTransportError } from './errors.ts';

export interface HttpRequest {
  readonly base: BaseUrl;
  readonly method: 'GET' | 'POST';
  /** Segments; each is encoded. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: HttpBody | undefined;
  /**
   * From the last byte of the body sent to the last byte of the answer. Connecting and sending have as much again; without a body
   * it is the time for everything.
   */
  readonly timeoutMs: number;
  /** Gives the request up. */
  readonly signal?: AbortSignal | undefined;
  /** First in the queue for a slot. */
  readonly urgent?: boolean | undefined;
  /** Called on a connection, just before the first byte of the body. Until then the peer has certainly not taken anything. */
  readonly onSending?: (() => void) | undefined;
  /** Called when the last byte of the body was handed to the connection. Not called when the answer comes earlier. */
  readonly onSent?: (() => void) | undefined;
  /** Called when the answer's status has arrived, before its body. */
  readonly onAnswer?: ((status: number) => void) | undefined;
  /** True where sending it twice does the same as sending it once; then it is repeated after failures that may pass. Of a GET it is by default. */
  readonly isRepeatable?: boolean | undefined;
  /** Called before each try; the first is 1. */
  readonly onTry?: ((number: number) => void) | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Of the `Retry-After` header. */
  readonly retryAfterSeconds: number | null;
  /** The body as text (UTF-8). Of a status other than 2xx it is what could be read of it. */
  readonly text: string;
}

/** A status other than 2xx says enough by itself; its body is a courtesy that is not waited for long. */
const errorBodyTimeoutMs = 5_000;

/**
 * Sends one request and reads its answer. Redirects are answers like any other: nothing is followed.
 * @throws {TransportError} and nothing else
 */
export async function exchange(
  dispatcher: Dispatcher,
  request: HttpRequest,
  options: { readonly maxAnswerBytes: number },
): Promise<HttpAnswer> {
  const progress = { sendingBegan: false, answerBegan: false, isOver: false };
  const ending = new AbortController();
  const end = (kind: 'timeout' | 'aborted' | 'too-large') =>
    ending.abort(new TransportError(kind, { mayHaveArrived: progress.sendingBegan }));
  const giveUp = () => end('aborted');
  let timer = setTimeout(end, request.timeoutMs, 'timeout');
  if (request.signal?.aborted) giveUp();
  request.signal?.addEventListener('abort', giveUp);

  function* send(body: HttpBody): Generator<Uint8Array> {
    request.onSending?.();
    progress.sendingBegan = true;
    yield* body.chunks();
    // After an early answer undici may still ask once more; refreshing would wake the timer up again.
    if (progress.isOver) return;
    timer.refresh();
    request.onSent?.();
  }

  const outgoing = request.body === undefined ? null : new OutgoingBody(send(request.body));
  const isGivenBack = () => outgoing?.isWritten === true || (progress.isOver && !progress.sendingBegan);
  request.body?.lend?.(isGivenBack);

  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: request.base.origin,
      path: request.base.target(request.path, request.query),
      method: request.method,
      headers: headersOf(request),
      // An iterable, not a buffer: undici asks for its first chunk when the connection stands, and for each further one when the
      // socket has drained, so the hooks are exact and nothing is copied or piled up.
      body: outgoing === null ? null : asStream(outgoing),
      signal: ending.signal,
    });
    progress.answerBegan = true;
    request.onAnswer?.(statusCode);
    const retryAfterSeconds = readRetryAfter(headers['retry-after'], headers.date);
    const chunks: Uint8Array[] = [];
    const isSuccess = statusCode >= 200 && statusCode < 300;
    if (!isSuccess) {
      clearTimeout(timer);
      timer = setTimeout(end, Math.min(errorBodyTimeoutMs, request.timeoutMs), 'timeout');
    }
    try {
      let size = 0;
      for await (const chunk of body) {
        size += chunk.byteLength;
        if (size > options.maxAnswerBytes) end('too-large');
        ending.signal.throwIfAborted();
        chunks.push(chunk);
      }
    } catch (error) {
      if (isSuccess) throw error;
    }
    return { status: statusCode, retryAfterSeconds, text: Buffer.concat(chunks).toString('utf8') };
  } catch (error) {
    throw toTransportError(ending.signal.aborted ? ending.signal.reason : error, progress);
  } finally {
    progress.isOver = true;
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', giveUp);
  }
}

/**
 * undici takes "a Readable stream, an iterable, or an async iterable" (lib/core/request.js, 8.12); its types know streams alone. A
 * stream would read ahead, so that the hooks come too early, and costs events per chunk.
 */
function asStream(chunks: Iterable<Uint8Array>): Readable {
  return chunks as Iterable<Uint8Array> & Readable;
}

function headersOf({ headers, body }: HttpRequest): Record<string, string> {
  // Answers are small; a compressed one would only be one more thing to take apart.
  const own = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'faceki-gateway' };
  if (body === undefined) return { ...own, ...headers };
  return { ...own, ...headers, 'content-type': body.contentType, 'content-length': String(body.byteLength) };
}

/** Seconds, or a date (RFC 9110 section 10.2.3), which is read by the answer's own clock: nobody knows how far ours is from it. */
function readRetryAfter(header: string | string[] | undefined, date: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d{1,6}$/.test(header.trim())) return Number(header);
  const seconds = typeof date === 'string' ? (Date.parse(header) - Date.parse(date)) / 1_000 : Number.NaN;
  return seconds >= 0 && seconds < 1e6 ? seconds : null;
}
