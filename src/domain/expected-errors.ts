/** Which expected failures each operation can end in: the members of the contract's unions. Whoever makes a failure may use no other. */
import type { ErrorName } from './failure.ts';

/** By the mutation's name, in the contract's order. */
export const expectedErrors = {
  verifyKyc: [
    'SelfieRejectedError',
    'DocumentRejectedError',
    'MissingDocumentError',
    'InvalidImageError',
    'AlreadyVerifiedError',
    'QuotaExceededError',
    'ConfigurationError',
    'ProviderUnavailableError',
    'IdempotencyConflictError',
    'VerificationInProgressError',
    'RateLimitedError',
  ],
  faceLogin: [
    'FaceNotRecognizedError',
    'AccountBlockedError',
    'SelfieRejectedError',
    'InvalidImageError',
    'QuotaExceededError',
    'ConfigurationError',
    'ProviderUnavailableError',
    'RateLimitedError',
  ],
  searchByFace: [
    'SelfieRejectedError',
    'InvalidImageError',
    'QuotaExceededError',
    'ConfigurationError',
    'ProviderUnavailableError',
    'RateLimitedError',
  ],
  enrollFace: [
    'AlreadyEnrolledError',
    'SelfieRejectedError',
    'InvalidImageError',
    'QuotaExceededError',
    'ConfigurationError',
    'ProviderUnavailableError',
    'RateLimitedError',
  ],
  analyzeFace: [
    'SelfieRejectedError',
    'InvalidImageError',
    'QuotaExceededError',
    'ConfigurationError',
    'ProviderUnavailableError',
    'RateLimitedError',
  ],
  createKycLink: [
    'LinkError',
    'AlreadyVerifiedError',
    'QuotaExceededError',
    'ConfigurationError',
    'ProviderUnavailableError',
    'IdempotencyConflictError',
    'RateLimitedError',
  ],
} as const satisfies Record<string, readonly ErrorName[]>;
