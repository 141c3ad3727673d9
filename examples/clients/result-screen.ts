/** From a result to what the person sees: one branch for each member of the union, and the compiler says when one is missing. */
import type { VerifyKycMutation } from '../codegen/gql/graphql.ts';

export type VerifyResult = NonNullable<VerifyKycMutation['verifyKyc']>;

export type Screen =
  | { readonly show: 'welcome' }
  | { readonly show: 'declined' }
  | { readonly show: 'in review' }
  /** Open the camera again for this picture. */
  | { readonly show: 'retake'; readonly which: 'selfie' | 'document'; readonly advice: string }
  | { readonly show: 'wait'; readonly attemptId: string | null; readonly advice: string }
  | { readonly show: 'sorry'; readonly advice: string; readonly canRetry: boolean };

// #region switch
export function toScreen(result: VerifyResult): Screen {
  switch (result.__typename) {
    case 'VerifyKycCompleted':
      if (result.accepted) return { show: 'welcome' };
      return result.verification.decision === 'REVIEW' ? { show: 'in review' } : { show: 'declined' };
    case 'SelfieRejectedError':
      return { show: 'retake', which: 'selfie', advice: result.advice };
    case 'DocumentRejectedError':
    case 'MissingDocumentError':
      return { show: 'retake', which: 'document', advice: result.advice };
    case 'InvalidImageError':
      return { show: 'retake', which: result.path === 'input.selfie' ? 'selfie' : 'document', advice: result.advice };
    case 'AlreadyVerifiedError':
      return { show: 'welcome' };
    case 'VerificationInProgressError':
      return { show: 'wait', attemptId: result.attempt?.id ?? null, advice: result.advice };
    case 'ProviderUnavailableError':
    case 'RateLimitedError':
    case 'QuotaExceededError':
      return { show: 'sorry', advice: result.advice, canRetry: result.retry !== 'NEVER' };
    case 'ConfigurationError':
    case 'IdempotencyConflictError':
      return { show: 'sorry', advice: result.advice, canRetry: false };
    default:
      // A member that came after this app was built: the interface tells what to say all the same.
      return toScreenOfUnknown(result satisfies never);
  }
}

/** What every failure says, whichever it is. */
interface AnyFailure {
  readonly advice?: string;
  readonly retry?: 'NEW_IMAGE' | 'SAME_REQUEST' | 'LATER' | 'NEVER';
}

function toScreenOfUnknown({ advice = 'Please try again later.', retry = 'NEVER' }: AnyFailure): Screen {
  return { show: 'sorry', advice, canRetry: retry !== 'NEVER' };
}
// #endregion
