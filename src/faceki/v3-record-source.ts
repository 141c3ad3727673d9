/** Reads V3's records by each of its four keys, all on one route (faceki-api.md section 5.5). */
import { toVerificationError } from '#domain/errors.ts';
import type { RecordKey, RecordSource } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { answerOf, type Call } from './call.ts';
import { readRecordList } from './record-list.ts';
import { v3Endpoints } from './v3-endpoints.ts';
import { toV3Record, type V3AskedBy } from './v3-records.ts';

const parameters = {
  requestId: 'requestId',
  link: 'link',
  recordIdentifier: 'record_identifier',
  faceId: 'face_id',
} as const satisfies Partial<Record<RecordKey['kind'], string>>;

const recordKeys = ['requestId', 'link', 'recordIdentifier', 'faceId'] as const;

export function createV3RecordSource(call: Call): RecordSource {
  return {
    generation: 'v3',
    recordKeys,
    async findRecords({ kind, value }, { signal, onSending }) {
      if (kind === 'referenceId') throw toVerificationError({ code: 'NOT_SUPPORTED' });
      const query = { [parameters[kind]]: value };
      const outcome = await call({ endpoint: v3Endpoints.records, query, signal, onSending });
      if (outcome.kind === 'refused' && outcome.failure.code === 'RECORD_NOT_FOUND') return [];
      return toV3Records(answerOf(outcome).content, { [kind]: value });
    },
  };
}

/** V3's records. @throws {VerificationError} for what is neither a list, a record nor nothing */
export function toV3Records(content: unknown, askedBy?: V3AskedBy): readonly VerificationRecord[] {
  return readRecordList(content, (raw) => toV3Record(raw, askedBy));
}
