/** Lets the ledger follow the provider: whenever records are read and say otherwise than an attempt does, the attempt changes, with its event. */
import type { Clock, Ledger } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import type { KycDecision, Verification } from '#domain/verification.ts';

/**
 * Told of every reading of records.
 * @param attempt the one that was asked for all its records; null when the records came by another way and may be some of several
 */
export type FollowDecisions = (records: readonly VerificationRecord[], attempt: Verification | null) => Promise<void>;

export function createFollowDecisions(options: { readonly ledger: Ledger; readonly clock: Clock }): FollowDecisions {
  const { ledger, clock } = options;

  async function follow(attempt: Verification, decision: KycDecision | null): Promise<void> {
    if (attempt.state !== 'COMPLETED' || attempt.decision === decision) return;
    await ledger.settle(attempt.id, { state: 'COMPLETED', decision, atMs: clock() });
  }

  return async (records, attempt) => {
    if (records.length === 0) return;
    if (attempt !== null) return follow(attempt, worstDecision(records));
    const ids = records.flatMap(({ requestId, referenceId }) => [requestId, referenceId]).filter((id) => id !== null);
    for (const candidate of await ledger.attemptsByProviderIds([...new Set(ids)])) {
      const own = records.filter(
        ({ requestId, referenceId }) =>
          (requestId !== null && requestId === candidate.requestId) ||
          (referenceId !== null && referenceId === candidate.referenceId),
      );
      const decision = worstDecision(own);
      // One record of several cannot make the whole better, only worse.
      if (own.length > 0 && (own.length > 1 || rank(decision) >= rank(candidate.decision)))
        await follow(candidate, decision);
    }
  };
}

const ranks: Readonly<Record<KycDecision, number>> = { ACCEPTED: 0, REVIEW: 1, DECLINED: 3 };

/** What the provider says and we do not know is worse than a review, which somebody works on. */
function rank(decision: KycDecision | null): number {
  return decision === null ? 2 : ranks[decision];
}

/** Of several documents the worst decides: all have to be accepted (faceki-api.md section 3.4). */
export function worstDecision(records: readonly Pick<VerificationRecord, 'decision'>[]): KycDecision | null {
  const [first, ...others] = records.map(({ decision }) => decision);
  return others.reduce<KycDecision | null>(
    (worst, decision) => (rank(decision) > rank(worst) ? decision : worst),
    first ?? null,
  );
}
