/**
 * One look at the record after an answer that is no yes. V2 answers with a flag; its record has a word, which may be REVIEW (Q19). A yes
 * is taken at its word, as the vendor's own clients do (faceki-api.md section 1.3); and a no never becomes one here: whom the portal
 * accepts later is found when the record is read again.
 */
import type { RecordKey, RecordSource, SubmissionOutcome } from '#domain/ports.ts';
import { worstDecision } from '#domain/verification.ts';

type Decided = SubmissionOutcome & { readonly kind: 'decided' };

/**
 * The decision with what the records say of it; as it was, when they do not come in time, or not all, or contradict it.
 * @param recordCount how many there have to be: one for each document
 */
export async function confirm(
  decided: Decided,
  recordCount: number,
  { findRecords, withinMs }: { readonly findRecords: RecordSource['findRecords']; readonly withinMs: number },
): Promise<Decided> {
  const key = keyOf(decided);
  if (decided.decision === 'ACCEPTED' || key === null) return decided;
  try {
    // The client's own signal says nothing here: what is paid for goes on without it.
    const records = await findRecords(key, { signal: AbortSignal.timeout(withinMs) });
    if (records.length < recordCount) return decided;
    const decision = worstDecision(records.map((record) => record.decision));
    return decision === 'REVIEW' || decision === 'DECLINED' ? { ...decided, decision, records } : decided;
  } catch {
    // Whatever went wrong: the answer is there and paid for, and must not be lost for want of a better one.
    return decided;
  }
}

function keyOf({ requestId, referenceId }: Decided): RecordKey | null {
  if (requestId !== null) return { kind: 'requestId', value: requestId };
  return referenceId === null ? null : { kind: 'referenceId', value: referenceId };
}
