/** Under which key the provider has an attempt's records, and which of those it answers with are the attempt's. */
import type { RecordKey } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import type { Verification } from '#domain/verification.ts';

/** The best key that the provider gave the attempt; null when it never got as far as one. */
export function recordKeyOf({ generation, state, requestId, referenceId, link, id }: Verification): RecordKey | null {
  if (requestId !== null) return { kind: 'requestId', value: requestId };
  if (referenceId !== null) return { kind: 'referenceId', value: referenceId };
  if (link !== null) return { kind: 'link', value: link.id };
  // V3 alone keeps our id beside the record, also where an answer is lost or is the overall no, which comes without an id of its own
  // (faceki-api.md sections 2.2 and 5.4).
  const mayHaveRecord = state === 'COMPLETED' || state === 'INTERRUPTED';
  return generation === 'v3' && mayHaveRecord ? { kind: 'recordIdentifier', value: id } : null;
}

/**
 * Of the records that were found under an attempt's key, those that are under no other by their own account. The provider's keys are
 * optional (faceki-api.md sections 3.7 and 5.5): a service that overlooks one answers with other people's records, and none of them may
 * decide about this attempt or be shown with it. Of the ids that the provider made itself it is not documented which of them a record
 * repeats, so those are not compared.
 */
export function recordsUnder(
  { kind, value }: RecordKey,
  records: readonly VerificationRecord[],
): readonly VerificationRecord[] {
  if (kind !== 'link' && kind !== 'recordIdentifier') return records;
  const asked = value.trim().toLowerCase();
  return records.filter((record) => !record[kind] || record[kind].toLowerCase().includes(asked));
}
