/** Lists of records, which every generation also sends as one record, or as nothing (Q22). */
import { toVerificationError } from '#domain/errors.ts';
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
