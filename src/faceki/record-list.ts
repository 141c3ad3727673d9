/** Lists of records, which every generation also sends as one record, or as nothing (Q22). */
import { toVerificationError } from '#domain/errors.ts';
import type { RecordKey } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { nonsense } from './codes.ts';
import { isDictionary, readList } from './lenient.ts';

/**
 * A list, one record instead of a list, or nothing yet. What is no record is left out.
 * @throws {VerificationError} for what is neither
 */
export function readRecordList(
  content: unknown,
  toRecord: (raw: unknown) => VerificationRecord | null,
): readonly VerificationRecord[] {
  const isReadable = content === null || content === '' || Array.isArray(content) || isDictionary(content);
  if (!isReadable) throw toVerificationError(nonsense());
  return readList(content).flatMap((raw) => toRecord(raw) ?? []);
}

/**
 * Of what was answered, what is not under another key by its own account. Each key is optional (sections 3.7 and 5.5): a service that
 * overlooks the one that was sent answers with other people's records, and none of them may decide about this one.
 */
export function recordsUnder(
  { kind, value }: RecordKey,
  records: readonly VerificationRecord[],
): readonly VerificationRecord[] {
  const asked = value.trim().toLowerCase();
  return records.filter((record) => {
    const own = kind === 'faceId' ? record.faceIds : [record[kind] ?? ''];
    return own.length === 0 || own.some((id) => id === '' || (asked !== '' && id.toLowerCase().includes(asked)));
  });
}
