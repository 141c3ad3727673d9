/** Enrols a face for login with the provider's biometric service, without documents. */
import type { IdentityProvider, Ledger } from '#domain/ports.ts';
import { readImage } from './read-images.ts';
import type { Services } from './services.ts';
import { requireSubject } from './subject.ts';

export interface EnrollFaceOptions {
  readonly provider: IdentityProvider;
  readonly ledger: Ledger;
}

export function createEnrollFace({ provider }: EnrollFaceOptions): Services['enrollFace'] {
  return async (caller, input, signal) => {
    requireSubject(caller, input.userId, ['kyc:verify', 'kyc:act']);
    const selfie = await readImage(input.selfie, 'input.selfie');
    try {
      const { email, firstName, lastName, phoneNumber } = input;
      return await provider.enrollFace({ selfie, email, firstName, lastName, phoneNumber }, { signal });
    } finally {
      selfie.release();
    }
  };
}
