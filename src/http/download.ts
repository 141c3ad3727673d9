/** One GET whose answer is passed on as it comes: one deadline for all of it, a size cap, no redirects, failures by name. */
import type { Dispatcher } from 'undici';
import { TransportError, toTransportError } from './errors.ts';

export interface DownloadRequest {
  /** Where from; the caller has decided that it may be. */
  readonly url: URL;
  /** From the first byte sent to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Gives it up, at any time until the last byte. */
  readonly signal?: AbortSignal | undefined;
}

export interface Download {
  readonly status: number;
  readonly contentEncoding: string | null;
  /** As declared; null when it is not. */
  readonly contentLength: number | null;
  /** To be read once, or cancelled. Throws a `TransportError` when the rest does not come or is over `maxBytes`. */
  chunks(): AsyncGenerator<Uint8Array, void, undefined>;
  /** Lets go of the connection; for an answer that is not wanted. */
  cancel(): void;
}

/**
 * Starts it; resolves when the answer's head is there. Redirects are answers like any other: nothing is followed.
 * @throws {TransportError} and nothing else
 */
export async function download(dispatcher: Dispatcher, request: DownloadRequest): Promise<Download> {
  const ending = new AbortController();
  const end = (kind: 'timeout' | 'aborted' | 'too-large') =>
    ending.abort(new TransportError(kind, { mayHaveArrived: false }));
  const giveUp = () => end('aborted');
  const timer = setTimeout(end, request.timeoutMs, 'timeout');
  const settle = () => {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', giveUp);
  };
  if (request.signal?.aborted) giveUp();
  request.signal?.addEventListener('abort', giveUp);
  let answerBegan = false;
  const toFailure = (error: unknown) =>
    toTransportError(ending.signal.aborted ? ending.signal.reason : error, { sendingBegan: false, answerBegan });

  try {
    const { url } = request;
    const { statusCode, headers, body } = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'faceki-gateway' },
      signal: ending.signal,
    });
    answerBegan = true;
    const { 'content-length': length, 'content-encoding': encoding } = headers;
    return {
      status: statusCode,
      contentEncoding: typeof encoding === 'string' ? encoding : null,
      contentLength: typeof length === 'string' && /^\d{1,15}$/.test(length) ? Number(length) : null,
      cancel() {
        settle();
        // The body's own end is an error of nobody's.
        body.on('error', () => {}).destroy();
      },
      async *chunks() {
        let size = 0;
        try {
          for await (const chunk of body) {
            size += chunk.byteLength;
            if (size > request.maxBytes) end('too-large');
            ending.signal.throwIfAborted();
            yield chunk;
          }
        } catch (error) {
          throw toFailure(error);
        } finally {
          settle();
        }
      },
    };
  } catch (error) {
    settle();
    throw toFailure(error);
  }
}
