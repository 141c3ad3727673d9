/**
 * Exists so that a client's `switch` over a union can be exhaustive: TypeScript refuses one that forgets a member, and this file
 * stops compiling when the generated types lose that. Checked by `npm run check:types`; nothing runs.
 */
import type { VerifyKycMutation } from '#test/support/gql/graphql.ts';

type Result = NonNullable<VerifyKycMutation['verifyKyc']>;

/** What a complete client does: one branch for each member, and proof that none is left. */
export function toScreen(result: Result): string {
  switch (result.__typename) {
    case 'VerifyKycCompleted':
      return result.accepted ? 'welcome' : 'sorry';
    case 'SelfieRejectedError':
    case 'DocumentRejectedError':
    case 'MissingDocumentError':
      return result.advice;
    case 'InvalidImageError':
      return `${result.path}: ${result.advice}`;
    case 'AlreadyVerifiedError':
      return result.attempt?.id ?? 'welcome';
    case 'ProviderUnavailableError':
    case 'RateLimitedError':
      return `again in ${result.retryAfterSeconds ?? 60} s`;
    case 'VerificationInProgressError':
      return result.attempt?.id ?? 'wait';
    case 'QuotaExceededError':
    case 'ConfigurationError':
    case 'IdempotencyConflictError':
      return result.advice;
    default:
      return result satisfies never;
  }
}

/** A forgotten member does not compile. */
export function toScreenOfAForgetfulClient(result: Result): string {
  switch (result.__typename) {
    case 'VerifyKycCompleted':
      return 'done';
    default:
      // @ts-expect-error eleven failures are left
      return result satisfies never;
  }
}

/** What all failures share can be read without knowing which one it is, also one that is added after the client shipped. */
export function toAdvice(result: Result): string | null {
  return 'advice' in result ? result.advice : null;
}
