/** Builds the vendor's side of the gateway: one HTTP client, one token source per host, a provider, and a record source per generation. */
import { randomUUID } from 'node:crypto';
import { toVerificationError } from '#domain/errors.ts';
import type { Clock, IdentityProvider, RecordSource } from '#domain/ports.ts';
import type { Secret } from '#domain/secret.ts';
import type { Generation } from '#domain/verification.ts';
import { BaseUrl } from '#http/base-url.ts';
import { createHttpClient } from '#http/client.ts';
import { createCall } from './call.ts';
import { type CallObserver, shielded } from './observer.ts';
import { createTokenRequest } from './token-request.ts';
import { createTokenSource } from './token-source.ts';
import { createV2Provider } from './v2-provider.ts';

export interface FacekiOptions {
  readonly generation: Generation;
  readonly clientId: Secret;
  readonly clientSecret: Secret;
  /** https, or http on a loopback host. */
  readonly baseUrl: string;
  /** For posts of images, from the last byte sent to the last byte of the answer. 120 s by default. */
  readonly timeoutMs?: number | undefined;
  /** For everything else. 30 s by default. */
  readonly readTimeoutMs?: number | undefined;
  /** Requests under way at the vendor; more wait. 32 by default. */
  readonly maxConcurrent?: number | undefined;
  /** How long after the last byte was sent images are kept for a 401. 3 s by default. */
  readonly holdMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** 128 random bits; a UUID by default. */
  readonly createBoundary?: (() => string) | undefined;
  /** Told of every call, for logs and metrics. */
  readonly onCall?: CallObserver | undefined;
}

export interface Faceki {
  /** The configured generation's. */
  readonly provider: IdentityProvider;
  /** An attempt's records are read where it was made, also after the configured generation has changed. */
  readonly sources: Readonly<Record<Generation, RecordSource>>;
  /** Requests under way at the vendor, and waiting for a slot. */
  readonly load: { readonly underWay: number; readonly queued: number };
  /** Lets requests under way finish, then closes the connections. */
  close(): Promise<void>;
}

/** @throws {BaseUrlError} when the base URL is not to be trusted with credentials */
export function createFaceki(options: FacekiOptions): Faceki {
  const { clock = Date.now, readTimeoutMs = 30_000, createBoundary = randomUUID } = options;
  const base = new BaseUrl(options.baseUrl);
  const http = createHttpClient({ maxConcurrent: options.maxConcurrent ?? 32 });
  const onCall = shielded(options.onCall);
  const tokens = createTokenSource({
    clock,
    requestToken: createTokenRequest({
      http,
      base,
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      style: options.generation === 'v3' ? 'generate-token' : 'access-token',
      timeoutMs: readTimeoutMs,
      clock,
      onCall,
    }),
  });
  const call = createCall({
    http,
    base,
    tokens,
    clock,
    onCall,
    verificationTimeoutMs: options.timeoutMs ?? 120_000,
    readTimeoutMs,
    holdMs: options.holdMs ?? 3_000,
  });
  const v2 = createV2Provider({ call, clock, createBoundary });
  // A second generation is a sibling of the v2-* files, built from the same `call`, and takes its place in these two lines.
  if (options.generation !== 'v2') throw new Error('This version speaks V2 alone: set FACEKI_API=v2.');
  const sources = { v2, v3: unavailable('v3') };

  return {
    provider: v2,
    sources,
    load: {
      get underWay() {
        return http.underWay;
      },
      get queued() {
        return http.queued;
      },
    },
    close: () => http.close(),
  };
}

function unavailable(generation: Generation): RecordSource {
  return {
    generation,
    recordKeys: [],
    findRecords: async () => {
      throw toVerificationError({ code: 'NOT_SUPPORTED' });
    },
  };
}
