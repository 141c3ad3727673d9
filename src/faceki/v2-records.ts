/** V2's answers and records as the domain's record. Pure; every documented field is here, in `fields`, or left to `raw`. */
import type { FaceMatch, Liveness, RecordImage, RecordImageKind, VerificationRecord } from '#domain/record.ts';
import type { DocumentType, KycDecision } from '#domain/verification.ts';
import { readInstant } from './dates.ts';
import { decide, readDecision } from './decisions.ts';
import { type Dictionary, isDictionary, isEmpty, readId } from './lenient.ts';
import { readAmlHits, readChecks, readImage, readRemarks, toLink } from './record-parts.ts';
import { noCopies, toDocument, toPerson } from './v2-document.ts';
import { type V2Response, v2Record, v2Response } from './v2-wire.ts';

/** A direct answer about one document. */
export interface V2DirectAnswer {
  readonly decision: KycDecision | null;
  readonly requestId: string | null;
  readonly referenceId: string | null;
  /** Null when the answer has no id to call a record by. */
  readonly record: VerificationRecord | null;
}

/**
 * One document's part of a verification's answer; null when it is none: nothing that decides, and no id under which to look further.
 * @param known what is known from around the part: the outer request id, the document's type
 */
export function toDirectAnswer(
  raw: unknown,
  known: { readonly requestId: string | null; readonly documentType: DocumentType | null },
): V2DirectAnswer | null {
  if (!isDictionary(raw)) return null;
  const response = v2Response.parse(raw);
  const decision = decisionOf(response);
  const requestId = response.requestId ?? known.requestId;
  const referenceId = response.responseID;
  const id = referenceId ?? requestId;
  if (id === null) return decision === null ? null : { decision, requestId, referenceId, record: null };
  const document = toDocument(response, noCopies, isEmpty(response.result) ? null : known.documentType);
  const record: VerificationRecord = {
    ...fromResponse(response),
    id,
    requestId,
    referenceId,
    recordIdentifier: null,
    link: toLink(response.link),
    faceIds: [],
    decision,
    changedByHand: false,
    isActive: true,
    person: toPerson(response, noCopies),
    documents: document === null ? [] : [document],
    liveness: toLiveness(response.livenessResponse),
    images: toDirectImages(response.images, document?.type ?? null),
    device: null,
    failures: [],
    createdAtMs: null,
    updatedAtMs: null,
    raw,
    isPartial: true,
  };
  return { decision, requestId, referenceId, record };
}

/**
 * A record of the record endpoints or of a face match; null for what is none.
 * @param askedBy fills in a key that the record does not repeat: it was found by it
 */
export function toV2Record(
  raw: unknown,
  askedBy: { readonly requestId?: string; readonly referenceId?: string; readonly link?: string } = {},
): VerificationRecord | null {
  if (!isDictionary(raw) || isEmpty(raw)) return null;
  const wire = v2Record.parse(raw);
  const response = wire.kycResponse ?? v2Response.parse({});
  const referenceId = wire.referenceId ?? response.responseID ?? askedBy.referenceId ?? null;
  const requestId = wire.requestId ?? response.requestId ?? askedBy.requestId ?? null;
  const id = referenceId ?? requestId ?? readId(raw._id);
  if (id === null) return null;
  const document = toDocument(response, wire, null);
  const type = document?.type ?? null;
  const { deviceDetails: device } = wire;
  return {
    ...fromResponse(response),
    id,
    requestId,
    referenceId,
    recordIdentifier: null,
    link: toLink(wire.link ?? response.link) ?? askedBy.link ?? null,
    faceIds: wire.faceID === null ? [] : [wire.faceID],
    decision: decide({
      decision: wire.decision,
      status: wire.status,
      passed: response.verification?.passed ?? null,
    }),
    changedByHand: wire.modifiedBy !== null,
    isActive: wire.deleteStatus === null || wire.deleteStatus.toUpperCase() === 'ACTIVE',
    person: toPerson(response, wire),
    documents: document === null ? [] : [document],
    liveness: toLiveness(wire.livenessResponse ?? response.livenessResponse),
    images: [
      ...readImage('SELFIE', null, wire.selfieImage),
      ...readImage('DOCUMENT_FRONT', type, wire.idFrontImage),
      ...readImage('DOCUMENT_BACK', type, wire.idBackImage),
      ...readImage('PORTRAIT', type, wire.documentCropFaceImageUrl),
    ],
    device:
      device === null
        ? null
        : { ipAddress: device.ipAddress, browser: device.browserName, os: device.osName, userAgent: null },
    failures: [],
    createdAtMs: readInstant(wire.createdAt),
    updatedAtMs: readInstant(wire.updatedAt),
    raw,
    isPartial: false,
  };
}

/** What a record takes from the engine's answer as it is. */
function fromResponse(response: V2Response) {
  const { authentication, face, verification } = response;
  const faceMatch: FaceMatch | null =
    face === null ? null : { identical: face.isIdentical, confidence: face.confidence, similarity: null };
  return {
    faceMatch,
    authenticityScore: authentication?.score ?? null,
    checks: [...readChecks(authentication?.breakdown ?? {}), ...readChecks(verification?.result ?? {})],
    warnings: readRemarks(authentication?.warning ?? []),
    notes: [],
    aml: readAmlHits(response.aml),
  };
}

function decisionOf({ decision, status, verification }: V2Response): KycDecision | null {
  return decide({ decision, status, passed: verification?.passed ?? null });
}

function toLiveness(wire: V2Response['livenessResponse']): Liveness | null {
  if (wire === null) return null;
  const decision = readDecision(wire.decision);
  return {
    // `success` beside it says that the check ran, not how it ended.
    passed: decision === 'ACCEPTED' ? true : decision === 'DECLINED' ? false : null,
    decision,
    reviewScore: wire.reviewScore,
    rejectScore: wire.rejectScore,
  };
}

const directImageKinds: ReadonlyMap<string, RecordImageKind> = new Map(
  Object.entries({
    selfie_image: 'SELFIE',
    doc_front_image: 'DOCUMENT_FRONT',
    doc_back_image: 'DOCUMENT_BACK',
  }),
);

function toDirectImages(images: Dictionary, type: DocumentType | null): readonly RecordImage[] {
  return Object.entries(images).flatMap(([name, url]) => {
    const kind = directImageKinds.get(name) ?? 'OTHER';
    return readImage(kind, kind === 'SELFIE' ? null : type, url);
  });
}
