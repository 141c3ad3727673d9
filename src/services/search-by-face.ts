/** Whose face is this, among all that were verified? The provider's answer as it is, with the users that it leads to. */
import type { FaceRegistry } from '#domain/ledger.ts';
import type { IdentityProvider, Ledger } from '#domain/ports.ts';
import type { FollowDecisions } from './follow-decisions.ts';
import { findUsers } from './known-users.ts';
import { readImage } from './read-images.ts';
import type { Services } from './services.ts';
import { requireScope } from './subject.ts';

export interface SearchByFaceOptions {
  readonly provider: IdentityProvider;
  readonly ledger: Ledger & FaceRegistry;
  readonly follow: FollowDecisions;
}

export function createSearchByFace({ provider, ledger, follow }: SearchByFaceOptions): Services['searchByFace'] {
  return async (caller, input, signal) => {
    requireScope(caller, 'kyc:read');
    const selfie = await readImage(input.selfie, 'input.selfie');
    try {
      const matches = await provider.matchFace(selfie, { signal });
      await follow(matches.records, null);
      return { ...matches, userIds: await findUsers(ledger, matches) };
    } finally {
      selfie.release();
    }
  };
}
