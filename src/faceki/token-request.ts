/**
 * Asks the vendor for an access token: by GET with the credentials in the query (V2, biometrics), or by POST (V3), falling back to the GET
 * where the POST does not exist (Q7). Nothing of the exchange is ever put into an error: the query holds the secret.
 */

import type { Failure } from '#domain/failure.ts';
import type { Clock } from '#domain/ports.ts';
import type { Secret } from '#domain/secret.ts';
import type { BaseUrl } from '#http/base-url.ts';
import { jsonBody } from '#http/body.ts';
import type { HttpClient } from '#http/client.ts';
import type { HttpAnswer } from '#http/exchange.ts';
import { nonsense, readCode } from './codes.ts';
import { isProcessed, readEnvelope, statusOf } from './envelope.ts';
import { FacekiFailure, toStatusFailure, toTransportFailure } from './failures.ts';
import { readDictionary, readNumber, readText } from './lenient.ts';
import type { CallObserver } from './observer.ts';
import type { GrantedToken } from './token-source.ts';

/** `access-token`: GET (V2, biometrics). `generate-token`: POST first (V3). */
export type TokenStyle = 'access-token' | 'generate-token';

export interface TokenRequestOptions {
  readonly http: HttpClient;
  readonly base: BaseUrl;
  readonly clientId: Secret;
  readonly clientSecret: Secret;
  readonly style: TokenStyle;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly onCall: CallObserver;
}

/** The vendor documents an hour (Q14); this is for an answer that does not say. */
const usualLifetimeSeconds = 3_600;

interface Reply {
  readonly status: number | null;
  readonly read: GrantedToken | Failure;
  readonly cause?: unknown;
}

/** The returned function rejects with `FacekiFailure` and nothing else. */
export function createTokenRequest(options: TokenRequestOptions): () => Promise<GrantedToken> {
  const { http, base, clientId, clientSecret, clock, onCall } = options;
  let { style } = options;

  function send(asked: typeof style, onTry: (number: number) => void): Promise<HttpAnswer> {
    const credentials = { clientId: clientId.reveal(), clientSecret: clientSecret.reveal() };
    // Every other call waits for the token, so the question goes to the head of the queue.
    // A second token costs nothing, also by POST.
    const terms = { base, timeoutMs: options.timeoutMs, urgent: true, isRepeatable: true, onTry };
    return asked === 'access-token'
      ? http.send({ ...terms, method: 'GET', path: ['auth', 'api', asked], query: credentials })
      : http.send({ ...terms, method: 'POST', path: ['auth', 'api', asked], body: jsonBody(credentials) });
  }

  async function ask(asked: typeof style): Promise<Reply> {
    const startedAtMs = clock();
    let tries = 0;
    const countTry = (number: number) => {
      tries = number;
    };
    const reply = await send(asked, countTry).then(
      (answer): Reply => ({ status: answer.status, read: readToken(answer) }),
      (cause): Reply => ({ status: null, read: toTransportFailure(cause), cause }),
    );
    const failure = 'value' in reply.read ? null : reply.read;
    onCall({
      endpoint: asked,
      status: reply.status,
      code: failure?.providerCode ?? null,
      durationMs: clock() - startedAtMs,
      attempt: 1,
      tries,
      outcome: failure?.code ?? 'ok',
    });
    return reply;
  }

  return async () => {
    let reply = await ask(style);
    if (style === 'generate-token' && (reply.status === 404 || reply.status === 405)) {
      reply = await ask('access-token');
      // An account of the older kind stays one: the next renewal need not find out again.
      if ('value' in reply.read) style = 'access-token';
    }
    if ('value' in reply.read) return reply.read;
    throw new FacekiFailure(reply.read, { cause: reply.cause });
  };
}

/**
 * The token, or why there is none. Whatever the service says instead of a token is a refusal of the credentials (faceki-api.md
 * section 3.1 lists the shapes), unless it says that the fault is its own.
 */
function readToken(answer: HttpAnswer): GrantedToken | Failure {
  const envelope = readEnvelope(answer.text);
  // Numbers alone: this is the endpoint that is known to echo what it was sent.
  const code = envelope?.code?.match(/^\d{1,6}$/)?.[0] ?? null;
  const failure = toStatusFailure(statusOf(answer.status, envelope), code, answer.retryAfterSeconds);
  if (failure?.code === 'REQUEST_REJECTED') return { ...failure, code: 'CREDENTIALS_REJECTED' };
  if (failure !== null) return failure;
  if (envelope === null) return nonsense();
  const meaning = readCode(code, 'getToken', envelope.kind);
  if (meaning !== null && 'failure' in meaning) return meaning.failure;
  const isGranted = isProcessed(envelope) || envelope.kind === 'bare';
  const data = isGranted ? readDictionary(envelope.content) : null;
  const value = readText(data?.access_token);
  // A token goes into a header, which takes visible ASCII alone.
  if (value === null || !/^[\x21-\x7e]+$/.test(value)) {
    return { code: 'CREDENTIALS_REJECTED', providerCode: isGranted ? null : code };
  }
  return { value, lifetimeMs: (readNumber(data?.expires_in) ?? usualLifetimeSeconds) * 1_000 };
}
