/** Logs a known user in by a selfie. Whatever does not lead to exactly one user is one answer, so that it tells an attacker nothing. */
import type { Caller } from '#domain/caller.ts';
import { toVerificationError } from '#domain/errors.ts';
import type { FaceRegistry } from '#domain/ledger.ts';
import type { FaceMatches, IdentityProvider, Ledger } from '#domain/ports.ts';
import type { FollowDecisions } from './follow-decisions.ts';
import { findUsers, isAmbiguous } from './known-users.ts';
import { readImage } from './read-images.ts';
import type { FaceSession, Services } from './services.ts';

export interface FaceLoginOptions {
  readonly provider: IdentityProvider;
  readonly ledger: Ledger & FaceRegistry;
  /** A decision that was taken back at the vendor's portal must log nobody in. */
  readonly follow: FollowDecisions;
  /** Whose id a session carries: the owner of an attempt in the ledger, or the biometric service's own account. */
  readonly subject: 'ledger' | 'account';
  /** 0..1; with a provider that gives no confidence, anything above 0 recognises nobody. */
  readonly minConfidence: number;
  /** Null where sessions are not configured. */
  readonly openSession: ((userId: string) => Promise<FaceSession>) | null;
  /** Counts one try. @throws {RateLimitedError} */
  readonly checkLimit: (caller: Caller) => Promise<void>;
}

export function createFaceLogin(options: FaceLoginOptions): Services['faceLogin'] {
  return async (caller, input, signal) => {
    await options.checkLimit(caller);
    const selfie = await readImage(input.selfie, 'input.selfie');
    let matches: FaceMatches;
    try {
      matches = await options.provider.matchFace(selfie, { signal });
    } finally {
      selfie.release();
    }
    await options.follow(matches.records, null);
    const isSure = (matches.confidence ?? 0) >= options.minConfidence && !(await isAmbiguous(options.ledger, matches));
    if (!isSure) throw toVerificationError({ code: 'FACE_NOT_RECOGNIZED' });
    if (matches.account?.blocked === true) throw toVerificationError({ code: 'ACCOUNT_BLOCKED' });

    const [userId, ...others] = await recognise(matches);
    const isTheOne = userId !== undefined && others.length === 0 && (input.userId === null || input.userId === userId);
    if (!isTheOne) throw toVerificationError({ code: 'FACE_NOT_RECOGNIZED' });
    return { userId, session: (await options.openSession?.(userId)) ?? null };
  };

  async function recognise(matches: FaceMatches): Promise<readonly string[]> {
    if (options.subject === 'account') return matches.account === null ? [] : [matches.account.userId];
    return findUsers(options.ledger, matches);
  }
}
