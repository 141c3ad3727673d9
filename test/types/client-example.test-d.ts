/**
 * Exists so that the types of the codegen example, which users copy, keep an app exhaustive: a `switch` that forgets a member, a
 * variable that is missing and a field that nobody selected do not compile. Checked by `npm run check:types`; nothing runs.
 */
import { send } from '#examples/clients/fetch.ts';
import type { VerifyResult } from '#examples/clients/result-screen.ts';
import { VerifyKycDocument } from '#examples/codegen/gql/graphql.ts';

/** One member is left out: the selfie. */
export function toScreenOfAForgetfulApp(result: VerifyResult): string {
  switch (result.__typename) {
    case 'VerifyKycCompleted':
    case 'DocumentRejectedError':
    case 'MissingDocumentError':
    case 'InvalidImageError':
    case 'AlreadyVerifiedError':
    case 'VerificationInProgressError':
    case 'ProviderUnavailableError':
    case 'RateLimitedError':
    case 'QuotaExceededError':
    case 'ConfigurationError':
    case 'IdempotencyConflictError':
      return 'known';
    default:
      // @ts-expect-error SelfieRejectedError is left
      return result satisfies never;
  }
}

export async function useTyped(photo: Blob): Promise<string> {
  const endpoint = { url: 'https://kyc.example.com/graphql' };
  // @ts-expect-error the front is missing
  await send(endpoint, VerifyKycDocument, { selfie: photo });
  const { verifyKyc } = await send(endpoint, VerifyKycDocument, { selfie: photo, front: photo });
  // @ts-expect-error only some members have a path
  verifyKyc?.path;
  return verifyKyc?.__typename === 'InvalidImageError' ? verifyKyc.path : '';
}
