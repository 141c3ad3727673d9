/** Enrols a face for login with the provider's biometric service, without documents, and remembers whose it is. */
import type { FaceRegistry, WholeLedger } from '#domain/ledger.ts';
import type { Clock, EnrolledFace, IdentityProvider } from '#domain/ports.ts';
import { readImage } from './read-images.ts';
import type { Services } from './services.ts';
import { requireSubject } from './subject.ts';

export interface EnrollFaceOptions {
  readonly provider: IdentityProvider;
  readonly ledger: FaceRegistry & Pick<WholeLedger, 'check'>;
  readonly clock: Clock;
  /** The id of a face that is enrolled at this time. */
  readonly createFaceId: (atMs: number) => string;
}

export function createEnrollFace({ provider, ledger, clock, createFaceId }: EnrollFaceOptions): Services['enrollFace'] {
  return async (caller, input, signal) => {
    const userId = requireSubject(caller, input.userId, ['kyc:verify', 'kyc:act']);
    const selfie = await readImage(input.selfie, 'input.selfie');
    let enrolled: EnrolledFace;
    try {
      // A face that the service knows and the ledger does not would lead to nobody, and could not be enrolled again.
      await ledger.check();
      const { email, firstName, lastName, phoneNumber } = input;
      enrolled = await provider.enrollFace({ selfie, email, firstName, lastName, phoneNumber }, { signal });
    } finally {
      selfie.release();
    }
    const atMs = clock();
    await ledger.addFace({
      id: createFaceId(atMs),
      userId,
      actor: caller.userId ?? userId,
      faceId: enrolled.faceId ?? enrolled.account?.faceId ?? null,
      accountId: enrolled.account?.userId ?? null,
      atMs,
    });
    return enrolled;
  };
}
