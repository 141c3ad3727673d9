/** Reads V2's records by request, reference or link. */
import { toVerificationError } from '#domain/errors.ts';
import type { RecordKey, RecordSource } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { answerOf, type Call, type Endpoint } from './call.ts';
import { readRecordList } from './record-list.ts';
import { v2Endpoints } from './v2-endpoints.ts';
import { toV2Record } from './v2-records.ts';

const routes = {
  requestId: { endpoint: v2Endpoints.recordsByRequest, parameter: 'requestId' },
  referenceId: { endpoint: v2Endpoints.recordsByReference, parameter: 'referenceId' },
  // `?linkId=`, not `/link/<id>` (faceki-api.md section 3.7).
  link: { endpoint: v2Endpoints.recordsByLink, parameter: 'linkId' },
} as const satisfies Partial<Record<RecordKey['kind'], { endpoint: Endpoint; parameter: string }>>;

const recordKeys = ['requestId', 'referenceId', 'link'] as const;

export function createV2RecordSource(call: Call): RecordSource {
  return {
    generation: 'v2',
    recordKeys,
    async findRecords({ kind, value }, { signal, onSending }) {
      if (kind === 'recordIdentifier' || kind === 'faceId') throw toVerificationError({ code: 'NOT_SUPPORTED' });
      const { endpoint, parameter } = routes[kind];
      const outcome = await call({ endpoint, query: { [parameter]: value }, signal, onSending });
      if (outcome.kind === 'refused' && outcome.failure.code === 'RECORD_NOT_FOUND') return [];
      return toRecords(answerOf(outcome).content, { [kind]: value });
    },
  };
}

/** V2's records. @throws {VerificationError} for what is neither a list, a record nor nothing */
export function toRecords(content: unknown, askedBy?: Parameters<typeof toV2Record>[1]): readonly VerificationRecord[] {
  return readRecordList(content, (raw) => toV2Record(raw, askedBy));
}
