/** Builds the vendor's side of the gateway: one HTTP client, one token source per host, a provider, and a record source per generation. */
import { randomUUID } from 'node:crypto';
import type { Clock, IdentityProvider, RecordSource } from '#domain/ports.ts';
import type { Secret } from '#domain/secret.ts';
import type { Generation } from '#domain/verification.ts';
import { BaseUrl } from '#http/base-url.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '#http/client.ts';
import { type Call, createCall } from './call.ts';
import { type CreditObserver, createFaceService, inTheCloud, onPremises } from './face-service.ts';
import { type CallObserver, shielded } from './observer.ts';
import { createTokenRequest, type TokenStyle } from './token-request.ts';
import { createTokenSource } from './token-source.ts';
import { createV2Provider } from './v2-provider.ts';
import { createV3Provider } from './v3-provider.ts';

/**
 * Who looks a face up: V2's or V3's face match among all that were verified, or the biometric services among those that were enrolled, on the
 * biometric host or in the cloud.
 */
export type FaceLoginMethod = 'face-check' | 'search-by-face' | 'bio-verify' | 'facelink-login';

export interface FacekiOptions {
  readonly generation: Generation;
  readonly clientId: Secret;
  readonly clientSecret: Secret;
  /** https, or http on a loopback host. */
  readonly baseUrl: string;
  /** The biometric host, for `bio-verify` alone. https, or http on a loopback host. */
  readonly bioBaseUrl?: string | undefined;
  /** V3's workflow where a request names none. */
  readonly workflowId?: string | null | undefined;
  /** The generation's own face match by default. */
  readonly faceLogin?: FaceLoginMethod | null | undefined;
  /** For posts of images, from the last byte sent to the last byte of the answer. 120 s by default. */
  readonly timeoutMs?: number | undefined;
  /** For everything else. 30 s by default. */
  readonly readTimeoutMs?: number | undefined;
  /** Requests under way at the vendor; more wait. 32 by default. */
  readonly maxConcurrent?: number | undefined;
  /** When a failing host is left alone, how reads and tokens are repeated, and over what. */
  readonly resilience?:
    | Pick<HttpClientOptions, 'circuit' | 'retry' | 'onCircuitChange' | 'now' | 'dispatcher'>
    | undefined;
  /** How long after the last byte was sent images are kept for a 401. 3 s by default. */
  readonly holdMs?: number | undefined;
  readonly clock?: Clock | undefined;
  /** 128 random bits; a UUID by default. */
  readonly createBoundary?: (() => string) | undefined;
  /** Told of every call, for logs and metrics. */
  readonly onCall?: CallObserver | undefined;
  /** Told of the prepaid credit that is left, where an answer of the biometric services says it. */
  readonly onCredit?: CreditObserver | undefined;
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
  /** Gives up what is under way: its answers are lost. */
  abort(): Promise<void>;
}

/** @throws {BaseUrlError} when a base URL is not to be trusted with credentials */
export function createFaceki(options: FacekiOptions): Faceki {
  const { clock = Date.now, createBoundary = randomUUID, workflowId = null } = options;
  const http = createHttpClient({ ...options.resilience, maxConcurrent: options.maxConcurrent ?? 32 });
  const isV3 = options.generation === 'v3';
  const call = createHostCall(options, http, new BaseUrl(options.baseUrl), isV3 ? 'generate-token' : 'access-token');
  const v2 = createV2Provider({ call, clock, createBoundary });
  const v3 = createV3Provider({ call, clock, createBoundary, workflowId });
  const ask = { createBoundary, onCredit: shielded(options.onCredit) };

  function faceMatcher(): Pick<IdentityProvider, 'matchFace' | 'enrollFace'> {
    switch (options.faceLogin ?? (isV3 ? 'search-by-face' : 'face-check')) {
      case 'face-check':
        return v2;
      case 'search-by-face':
        return v3;
      case 'facelink-login':
        return createFaceService({ ...ask, call, routes: inTheCloud });
      case 'bio-verify': {
        // A host of its own, with a token of its own, that knows the GET alone (faceki-api.md section 4.1).
        const bio = new BaseUrl(options.bioBaseUrl ?? 'https://sdkbio.faceki.com');
        const bioCall = createHostCall(options, http, bio, 'access-token');
        return createFaceService({ ...ask, call: bioCall, routes: onPremises });
      }
    }
  }
  const { matchFace, enrollFace } = faceMatcher();

  return {
    provider: { ...(isV3 ? v3 : v2), matchFace, enrollFace },
    sources: { v2, v3 },
    load: {
      get underWay() {
        return http.underWay;
      },
      get queued() {
        return http.queued;
      },
    },
    close: () => http.close(),
    abort: () => http.abort(),
  };
}

/** Calls to one host, with that host's token. */
function createHostCall(options: FacekiOptions, http: HttpClient, base: BaseUrl, style: TokenStyle): Call {
  const { clock = Date.now, readTimeoutMs = 30_000, clientId, clientSecret } = options;
  const onCall = shielded(options.onCall);
  const shared = { http, base, clock, onCall };
  const requestToken = createTokenRequest({ ...shared, clientId, clientSecret, style, timeoutMs: readTimeoutMs });
  return createCall({
    ...shared,
    tokens: createTokenSource({ clock, requestToken }),
    verificationTimeoutMs: options.timeoutMs ?? 120_000,
    readTimeoutMs,
    holdMs: options.holdMs ?? 3_000,
  });
}
