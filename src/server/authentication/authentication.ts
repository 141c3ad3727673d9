/** Who sends a request, found out before its body is read: a bad token is answered at once, with the status that HTTP has for it. */
import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Caller } from '#domain/caller.ts';
import { RequestError } from '#domain/errors.ts';
import type { Log } from '#telemetry/log.ts';
import type { ReadCaller } from './callers.ts';
import { KeySetUnavailable } from './key-set.ts';

export interface AuthenticationOptions {
  readonly readCaller: ReadCaller;
  /** The client's network address. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: Log;
}

export interface Authentication {
  readonly plugin: Plugin<object, { readonly req: IncomingMessage }>;
  /** Who sent this request. */
  callerOf(request: IncomingMessage): Caller;
}

/** How long a client should wait while the issuer's keys cannot be read. */
const retryAfterSeconds = 5;

export function createAuthentication({ readCaller, addressOf, log }: AuthenticationOptions): Authentication {
  const callers = new WeakMap<IncomingMessage, Caller>();
  return {
    plugin: {
      async onRequestParse({ serverContext: { req } }) {
        try {
          callers.set(req, await readCaller(req.headers.authorization ?? null, addressOf(req)));
        } catch (error) {
          if (error instanceof KeySetUnavailable) log.error({ err: error }, 'no tokens can be checked');
          throw toAnswer(error);
        }
      },
    },
    callerOf(request) {
      const caller = callers.get(request);
      if (caller === undefined) throw new Error('This request was not authenticated.');
      return caller;
    },
  };
}

/** `spec: false`: these statuses count whatever media type the client wants. */
function toAnswer(error: unknown): unknown {
  if (error instanceof RequestError) {
    // RFC 6750 section 3.1
    const headers = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };
    const http = { status: 401, spec: false, headers };
    return new GraphQLError(error.message, { extensions: { code: error.code, http } });
  }
  if (error instanceof KeySetUnavailable) {
    // The token may well be good: a client that logged the person out now would be wrong.
    const http = { status: 503, spec: false, headers: { 'Retry-After': String(retryAfterSeconds) } };
    return new GraphQLError('Tokens cannot be checked right now. Try again shortly.', {
      extensions: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds, http },
    });
  }
  return error;
}
