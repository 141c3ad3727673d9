/** What the records of one attempt come to. */
import type { VerificationRecord } from '#domain/record.ts';
import { type Generation, type KycDecision, worstDecision } from '#domain/verification.ts';

export interface Verdict {
  readonly decision: KycDecision | null;
  /** Of the record that decides. */
  readonly requestId: string | null;
  readonly referenceId: string | null;
}

/**
 * Under V2 each document has a record, and the worst decides. Under V3 a record is a whole verification; there are several where a link
 * was used several times, and the newest that is decided counts, as of several attempts of a user. Null for no records.
 */
export function toVerdict(generation: Generation, records: readonly VerificationRecord[]): Verdict | null {
  const worst = worstDecision(records.map(({ decision }) => decision));
  const deciding =
    generation === 'v3' ? newestDecided(records) : (records.find(({ decision }) => decision === worst) ?? null);
  if (deciding === null) return null;
  const { decision, requestId, referenceId } = deciding;
  return { decision, requestId, referenceId };
}

function newestDecided(records: readonly VerificationRecord[]): VerificationRecord | null {
  const newestFirst = records.toSorted((a, b) => (b.createdAtMs ?? 0) - (a.createdAtMs ?? 0));
  return newestFirst.find(({ decision }) => decision !== null) ?? newestFirst[0] ?? null;
}
