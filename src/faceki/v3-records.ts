/** V3's records as the domain's record. Pure; every documented field is here, in `fields`, or left to `raw`. */
import type { FailureCode } from '#domain/failure.ts';
import type { CaptureDevice, FaceMatch, RecordImage, RecordImageKind, VerificationRecord } from '#domain/record.ts';
import { nonsense, readCode } from './codes.ts';
import { readInstant } from './dates.ts';
import { decide } from './decisions.ts';
import { readDocumentType } from './documents.ts';
import { isDictionary, isEmpty, readFlag, readId, readText } from './lenient.ts';
import { readAmlHits, readChecks, readImage, readRemarks, toLink } from './record-parts.ts';
import { toV3Document, type V3Document } from './v3-document.ts';
import { type V3Record, v3Record } from './v3-wire.ts';

/** A key that the record was found by, for where it does not repeat it. */
export interface V3AskedBy {
  readonly requestId?: string;
  readonly link?: string;
  readonly recordIdentifier?: string;
}

/** A record, as fetch, search and a complete answer of a verification give it; null for what is none. */
export function toV3Record(raw: unknown, askedBy: V3AskedBy = {}): VerificationRecord | null {
  if (!isDictionary(raw) || isEmpty(raw)) return null;
  const wire = v3Record.parse(raw);
  const requestId = wire.requestId ?? askedBy.requestId ?? null;
  const recordIdentifier = wire.record_identifier ?? askedBy.recordIdentifier ?? null;
  const id = requestId ?? recordIdentifier ?? readId(raw._id);
  if (id === null) return null;
  const createdAtMs = readInstant(wire.createdAt);
  const found = wire.document_data.flatMap(
    (document, index) => toV3Document(document, wire.document_data_confidence[index], createdAtMs) ?? [],
  );
  return {
    id,
    requestId,
    referenceId: null,
    recordIdentifier,
    link: toLink(wire.link) ?? askedBy.link ?? null,
    faceIds: [...new Set(wire.face_id.flatMap((face) => readId(face) ?? []))],
    decision: decide({ decision: wire.decision, status: wire.status, passed: null }),
    changedByHand: wire.updateBy.some((by) => isDictionary(by) || readText(by) !== null),
    isActive: wire.deleteStatus === null || wire.deleteStatus.toUpperCase() === 'ACTIVE',
    // One person is verified by several documents; mixing what they say could make up somebody who does not exist.
    person: found.find(({ person }) => person !== null)?.person ?? null,
    documents: found.map(({ document }) => document),
    faceMatch: toFaceMatch(wire, found),
    liveness: toLiveness(wire),
    authenticityScore: null,
    checks: readChecks(wire.verification_summary),
    warnings: readRemarks(wire.warnings),
    notes: readRemarks(wire.notes),
    aml: readAmlHits(wire.aml),
    images: wire.images.flatMap(toImage),
    device: toDevice(wire.deviceDetails),
    failures: [...new Set(wire.errorCodes.flatMap(toFailure))],
    createdAtMs,
    updatedAtMs: readInstant(wire.updatedAt),
    raw,
    isPartial: false,
  };
}

/** The flag is about all documents; the figures are those of the document that the selfie is least like. */
function toFaceMatch({ verification_summary }: V3Record, found: readonly V3Document[]): FaceMatch | null {
  const identical = readFlag(verification_summary.face_verified);
  const matches = found.flatMap(({ document }) => document.faceMatch ?? []);
  const [least] = matches.toSorted((a, b) => (a.similarity ?? 1) - (b.similarity ?? 1));
  if (identical === null && least === undefined) return null;
  return { identical, confidence: least?.confidence ?? null, similarity: least?.similarity ?? null };
}

function toLiveness({ selfie_data, verification_summary }: V3Record): VerificationRecord['liveness'] {
  const passed = selfie_data?.liveness_pass ?? readFlag(verification_summary.selfie_liveness_verified);
  return passed === null ? null : { passed, decision: null, reviewScore: null, rejectScore: null };
}

const imageKinds: ReadonlyMap<string, RecordImageKind> = new Map(
  Object.entries({
    selfie: 'SELFIE',
    front: 'DOCUMENT_FRONT',
    back: 'DOCUMENT_BACK',
    cropped_front: 'CROPPED_FRONT',
    cropped_back: 'CROPPED_BACK',
    cropped_portrait: 'PORTRAIT',
    cropped_signature: 'SIGNATURE',
  }),
);

/** `{documentName: 'ID_Card', side: 'cropped_front', key: <address>}` (Q18). */
function toImage(raw: unknown): readonly RecordImage[] {
  if (!isDictionary(raw)) return readImage('OTHER', null, raw);
  const [side, name] = [readText(raw.side), readText(raw.documentName)].map((word) => word?.toLowerCase());
  const kind = imageKinds.get(side ?? '') ?? (name === 'selfie' ? 'SELFIE' : 'OTHER');
  return readImage(kind, kind === 'SELFIE' ? null : readDocumentType(raw.documentName), raw.key);
}

function toDevice(wire: V3Record['deviceDetails']): CaptureDevice | null {
  if (wire === null) return null;
  const { client, os } = wire.detectResult ?? { client: null, os: null };
  const named = (part: typeof client) => readText([part?.name, part?.version].filter(Boolean).join(' '));
  const device = { ipAddress: wire.ipAddress, browser: named(client), os: named(os), userAgent: wire.useragent };
  return Object.values(device).every((value) => value === null) ? null : device;
}

/** A number, its text, its name, or an object with one of these (Q27). The overall no is the decision, not a failure of its own. */
function toFailure(raw: unknown): readonly FailureCode[] {
  const words = isDictionary(raw) ? [raw.code, raw.errorCode, raw.name, raw.message] : [raw];
  const said = words.flatMap((word) => readText(word) ?? []);
  if (said.length === 0) return [];
  const meaning = said.map((word) => readCode(word, 'verify', 'v3')).find((found) => found !== null);
  if (meaning === undefined) return [nonsense().code];
  return meaning !== null && 'failure' in meaning ? [meaning.failure.code] : [];
}
