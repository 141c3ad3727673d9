/** Lets the ledger follow the provider: whenever records are read and say otherwise than an attempt does, the attempt changes, with its event. */
import { VerificationError } from '#domain/errors.ts';
import type { Clock, Ledger, RecordSource } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { type Generation, type KycDecision, type Verification, worstDecision } from '#domain/verification.ts';
import { recordKeyOf } from './record-key.ts';
import { toVerdict } from './verdict.ts';

/**
 * Told of every reading of records.
 * @param attempt the one that was asked for all its records; null when the records came by another way and may be some of several
 * @param actor who read them, for the audit trail; `gateway` by default
 */
export type FollowDecisions = (
  records: readonly VerificationRecord[],
  attempt: Verification | null,
  actor?: string,
) => Promise<void>;

export interface FollowDecisionsOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly sources: Readonly<Record<Generation, RecordSource>>;
}

export function createFollowDecisions({ ledger, clock, sources }: FollowDecisionsOptions): FollowDecisions {
  async function follow(
    attempt: Verification,
    records: readonly VerificationRecord[],
    actor: string | undefined,
  ): Promise<void> {
    const verdict = toVerdict(attempt.generation, records);
    if (verdict === null || attempt.state !== 'COMPLETED' || attempt.decision === verdict.decision) return;
    if (!isWhole(attempt, records.length) && !isNoBetter(verdict.decision, attempt.decision)) return;
    // V3's may be another than before: a link that was used again.
    const isNew = attempt.generation === 'v3' || attempt.requestId === null;
    const requestId = isNew ? (verdict.requestId ?? attempt.requestId) : attempt.requestId;
    await ledger.settle(attempt.id, {
      state: 'COMPLETED',
      decision: verdict.decision,
      requestId,
      ...(actor === undefined ? {} : { actor }),
      atMs: clock(),
    });
  }

  /** All records of the attempt; none while they cannot be read. */
  async function readAll(attempt: Verification): Promise<readonly VerificationRecord[]> {
    const key = recordKeyOf(attempt);
    if (key === null) return [];
    try {
      return await sources[attempt.generation].findRecords(key, {});
    } catch (error) {
      if (error instanceof VerificationError) return [];
      throw error;
    }
  }

  return async (records, attempt, actor) => {
    if (records.length === 0) return;
    if (attempt !== null) return follow(attempt, records, actor);
    const ids = records.flatMap(({ requestId, referenceId }) => [requestId, referenceId]).filter((id) => id !== null);
    for (const candidate of await ledger.attemptsByProviderIds([...new Set(ids)])) {
      const own = records.filter(
        ({ requestId, referenceId }) =>
          (requestId !== null && requestId === candidate.requestId) ||
          (referenceId !== null && referenceId === candidate.referenceId),
      );
      if (own.length === 0 || candidate.state !== 'COMPLETED') continue;
      const decision = worstDecision(own.map((record) => record.decision));
      const isKnown = candidate.generation === 'v3' || candidate.documentCount !== null;
      const isEnough = isNoBetter(decision, candidate.decision) || (isKnown && isWhole(candidate, own.length));
      await follow(candidate, isEnough ? own : await readAll(candidate), actor);
    }
  };
}

/** V2 has a record per document: some of several, the others of which may come later or never, cannot make the whole better. V3 has one for all. */
function isWhole({ generation, documentCount }: Verification, recordCount: number): boolean {
  return generation === 'v3' || recordCount >= (documentCount ?? 1);
}

/** True when it is worse than it was before, or the same. */
function isNoBetter(decision: KycDecision | null, before: KycDecision | null): boolean {
  return worstDecision([decision, before]) === decision;
}
