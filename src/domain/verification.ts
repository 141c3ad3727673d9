/** One attempt to verify a person, as this gateway remembers it. Holds no identity data: names, numbers and images are records (record.ts). */
import type { Failure } from './failure.ts';

/** Faceki's API generations. An attempt keeps its own, so that its records are read there for ever. */
export const generations = ['v2', 'v3'] as const;
export type Generation = (typeof generations)[number];

/**
 * `PENDING`: under way. `AWAITING_PERSON`: a link was made. `INTERRUPTED`: the answer was lost and may still turn final.
 * `EXPIRED`: the link was never used.
 */
export const verificationStates = [
  'PENDING',
  'AWAITING_PERSON',
  'COMPLETED',
  'FAILED',
  'INTERRUPTED',
  'EXPIRED',
] as const;
export type VerificationState = (typeof verificationStates)[number];

/** What the provider decided. Never derived from sub-checks (faceki-api.md, Q19). */
export const kycDecisions = ['ACCEPTED', 'DECLINED', 'REVIEW'] as const;
export type KycDecision = (typeof kycDecisions)[number];

export type KycStatus = 'UNVERIFIED' | 'PENDING' | 'VERIFIED' | 'DECLINED' | 'REVIEW';

export const documentTypes = ['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE', 'OTHER'] as const;
export type DocumentType = (typeof documentTypes)[number];

/** A hosted page where the person verifies. Whoever holds it can verify as that person, so it is a secret. */
export interface KycLink {
  readonly id: string;
  readonly url: string;
  readonly expiresAtMs: number | null;
}

export interface Verification {
  /** `ver_` and a UUIDv7: ids sort by the time of creation. */
  readonly id: string;
  readonly generation: Generation;
  readonly state: VerificationState;
  /** Null until COMPLETED, and when the provider said something we do not know. */
  readonly decision: KycDecision | null;
  /** Why, when FAILED or INTERRUPTED. */
  readonly failure: StoredFailure | null;
  /** The provider's id of the request. */
  readonly requestId: string | null;
  /** The provider's id of its engine's answer (V2). */
  readonly referenceId: string | null;
  /** The caller's own reference for the case. */
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  readonly link: KycLink | null;
  /** The application's user whom this is about. */
  readonly ownerId: string;
  /** How many documents were sent: V2 has a record for each. Null where nobody here knows, as of a link. */
  readonly documentCount: number | null;
  readonly createdAtMs: number;
  /** Null until COMPLETED, FAILED or EXPIRED. */
  readonly completedAtMs: number | null;
}

/** What the ledger keeps of a failure; words are made on reading. */
export type StoredFailure = Pick<Failure, 'code' | 'providerCode' | 'documentType'>;

/** How a user stands: the newest COMPLETED attempt decides; with none, PENDING while one is under way, else UNVERIFIED. */
export interface KycStanding {
  readonly status: KycStatus;
  readonly verifiedAtMs: number | null;
}

const finalStates: readonly VerificationState[] = ['COMPLETED', 'FAILED', 'EXPIRED'];

/** True when nothing more can happen to the attempt, but for a person's change of mind at the vendor's portal. */
export function isFinal(verification: Pick<Verification, 'state'>): boolean {
  return finalStates.includes(verification.state);
}

const fromWorst: readonly (KycDecision | null)[] = ['DECLINED', null, 'REVIEW', 'ACCEPTED'];

/**
 * Of several documents the worst decides: all have to be accepted (faceki-api.md section 3.4). What the provider says and we do not know
 * is worse than a review, which somebody works on. Null also for none.
 */
export function worstDecision(decisions: readonly (KycDecision | null)[]): KycDecision | null {
  return fromWorst.find((decision) => decisions.includes(decision)) ?? null;
}

/** The standing that a COMPLETED attempt gives its owner. */
export function toKycStatus(decision: KycDecision | null): KycStatus {
  if (decision === 'ACCEPTED') return 'VERIFIED';
  // A decision we cannot read is not a yes; a person has to look.
  return decision ?? 'REVIEW';
}
