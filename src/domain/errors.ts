/** The expected failures as classes, one per GraphQL type. Services throw them; the schema maps them; nothing else may be a typed error. */
import { type ErrorName, type Failure, type FailureCode, failures, type RetryAdvice } from './failure.ts';
import type { DocumentType, Verification } from './verification.ts';

/** What every expected failure says. `advice`, the words for the person, is made on reading, in the reader's language. */
export abstract class VerificationError extends Error {
  abstract override readonly name: ErrorName;
  readonly code: FailureCode;
  readonly retry: RetryAdvice;
  readonly providerCode: string | null;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failures[failure.code].message, options);
    this.code = failure.code;
    this.retry = failures[failure.code].retry;
    this.providerCode = failure.providerCode ?? null;
  }
}

abstract class AttemptError extends VerificationError {
  readonly attempt: Verification | null;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure, options);
    this.attempt = failure.attempt ?? null;
  }
}

export class SelfieRejectedError extends AttemptError {
  override readonly name = 'SelfieRejectedError';
}

export class DocumentRejectedError extends AttemptError {
  override readonly name = 'DocumentRejectedError';
  readonly documentType: DocumentType | null;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure, options);
    this.documentType = failure.documentType ?? null;
  }
}

const missingDocuments: Partial<Record<FailureCode, readonly DocumentType[]>> = {
  MISSING_ID_CARD: ['ID_CARD'],
  MISSING_PASSPORT: ['PASSPORT'],
  MISSING_DRIVING_LICENCE: ['DRIVING_LICENCE'],
};

export class MissingDocumentError extends VerificationError {
  override readonly name = 'MissingDocumentError';
  readonly documentTypes: readonly DocumentType[];
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure, options);
    this.documentTypes = failure.documentTypes ?? missingDocuments[failure.code] ?? [];
  }
}

export class InvalidImageError extends VerificationError {
  override readonly name = 'InvalidImageError';
  readonly path: string;
  readonly detectedFormat: string | null;
  readonly maxBytes: number | null;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure, options);
    this.path = failure.path ?? '';
    this.detectedFormat = failure.detectedFormat ?? null;
    this.maxBytes = failure.maxBytes ?? null;
  }
}

export class AlreadyVerifiedError extends AttemptError {
  override readonly name = 'AlreadyVerifiedError';
}

export class QuotaExceededError extends VerificationError {
  override readonly name = 'QuotaExceededError';
}

export class ConfigurationError extends VerificationError {
  override readonly name = 'ConfigurationError';
}

export class ProviderUnavailableError extends AttemptError {
  override readonly name = 'ProviderUnavailableError';
  readonly retryAfterSeconds: number | null;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure, options);
    this.retryAfterSeconds = failure.retryAfterSeconds ?? null;
  }
}

export class LinkError extends VerificationError {
  override readonly name = 'LinkError';
}

export class FaceNotRecognizedError extends VerificationError {
  override readonly name = 'FaceNotRecognizedError';
}

export class AccountBlockedError extends VerificationError {
  override readonly name = 'AccountBlockedError';
}

export class AlreadyEnrolledError extends VerificationError {
  override readonly name = 'AlreadyEnrolledError';
}

export class IdempotencyConflictError extends VerificationError {
  override readonly name = 'IdempotencyConflictError';
}

export class VerificationInProgressError extends AttemptError {
  override readonly name = 'VerificationInProgressError';
}

export class RateLimitedError extends VerificationError {
  override readonly name = 'RateLimitedError';
  readonly retryAfterSeconds: number | null;
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure, options);
    this.retryAfterSeconds = failure.retryAfterSeconds ?? null;
  }
}

type VerificationErrorClass = new (failure: Failure, options?: ErrorOptions) => VerificationError;

/** Every class by its name; a missing one does not compile. */
export const errorClasses = {
  SelfieRejectedError,
  DocumentRejectedError,
  MissingDocumentError,
  InvalidImageError,
  AlreadyVerifiedError,
  QuotaExceededError,
  ConfigurationError,
  ProviderUnavailableError,
  LinkError,
  FaceNotRecognizedError,
  AccountBlockedError,
  AlreadyEnrolledError,
  IdempotencyConflictError,
  VerificationInProgressError,
  RateLimitedError,
} satisfies Record<ErrorName, VerificationErrorClass>;

/** The error class that a failure's row names. A code without one (RECORD_NOT_FOUND) is a fault of ours or of the provider's. */
export function toVerificationError(failure: Failure, options?: ErrorOptions): VerificationError {
  const name = failures[failure.code].error ?? 'ProviderUnavailableError';
  return new errorClasses[name](failure, options);
}

/**
 * A mistake of the developer or the caller: `errors[]` with `extensions.code`, never a union member.
 * `path` names the argument, e.g. `input.documents`.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: 'BAD_USER_INPUT' | 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly path: string | null;
  constructor(code: RequestError['code'], message: string, path: string | null = null) {
    super(message);
    this.code = code;
    this.path = path;
  }
}
