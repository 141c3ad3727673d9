/** Under which key the provider has an attempt's records. */
import type { RecordKey } from '#domain/ports.ts';
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
