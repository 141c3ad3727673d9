/** Failures on the way to the vendor and back, before any code of its own is read: transport and HTTP status. */

import type { Failure, FailureCode } from '#domain/failure.ts';
import { TransportError, type TransportFailureKind } from '#http/errors.ts';

/** A failure on its way through this folder; it leaves it as an outcome or as a `VerificationError`, never like this. */
export class FacekiFailure extends Error {
  override readonly name = 'FacekiFailure';
  readonly failure: Failure;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options);
    this.failure = failure;
  }
}

const transportCodes = {
  refused: 'PROVIDER_UNREACHABLE',
  dns: 'PROVIDER_UNREACHABLE',
  tls: 'PROVIDER_UNREACHABLE',
  'connect-timeout': 'PROVIDER_UNREACHABLE',
  'no-slot': 'PROVIDER_UNREACHABLE',
  'circuit-open': 'PROVIDER_UNREACHABLE',
  reset: 'PROVIDER_UNREACHABLE',
  aborted: 'PROVIDER_UNREACHABLE',
  failed: 'PROVIDER_UNREACHABLE',
  timeout: 'PROVIDER_TIMEOUT',
  'cut-off': 'PROVIDER_NONSENSE',
  malformed: 'PROVIDER_NONSENSE',
  'too-large': 'PROVIDER_NONSENSE',
} as const satisfies Record<TransportFailureKind, FailureCode>;

/** What a broken exchange means to a client. @throws what is no transport failure: a fault of ours */
export function toTransportFailure(error: unknown): Failure {
  if (!(error instanceof TransportError)) throw error;
  const { kind, retryAfterSeconds } = error;
  return { code: transportCodes[kind], ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }) };
}

/**
 * What a status other than 2xx means, whatever the body says (the order of faceki-api.md section 1.3); null for 2xx. 401 is for the
 * caller to handle first.
 * @param code the vendor's own code in the body, if there was one
 */
export function toStatusFailure(status: number, code: string | null, retryAfterSeconds: number | null): Failure | null {
  if (status >= 200 && status < 300) return null;
  const providerCode = code ?? String(status);
  if (status === 401) return { code: 'CREDENTIALS_REJECTED', providerCode };
  if (status === 429) return { code: 'PROVIDER_TRY_AGAIN', providerCode, retryAfterSeconds };
  if (status >= 500) return { code: 'PROVIDER_FAULT', providerCode, retryAfterSeconds };
  if (status >= 400) return { code: 'REQUEST_REJECTED', providerCode };
  // A redirect, perhaps to a page in clear text: it is not followed and answers nothing.
  return { code: 'PROVIDER_NONSENSE', providerCode };
}
