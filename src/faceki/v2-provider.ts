/** The V2 generation as an identity provider: verification, face match, links, records, rules. */

import { toVerificationError } from '#domain/errors.ts';
import type { Clock, FaceMatches, IdentityProvider } from '#domain/ports.ts';
import type { KycRules } from '#domain/record.ts';
import { multipartBody } from '#http/body.ts';
import { answerOf, type Call } from './call.ts';
import { nonsense } from './codes.ts';
import { readDocumentType } from './documents.ts';
import type { Envelope } from './envelope.ts';
import { imagePart } from './image-part.ts';
import { isEmpty, readDictionary, readId, readInteger } from './lenient.ts';
import { makeLink } from './links.ts';
import { readRemarks } from './record-parts.ts';
import { v2Endpoints } from './v2-endpoints.ts';
import { createV2RecordSource, toRecords } from './v2-record-source.ts';
import { createV2Verify } from './v2-verify.ts';
import { v2FaceCheck, v2Rules } from './v2-wire.ts';

export interface V2ProviderOptions {
  readonly call: Call;
  readonly clock: Clock;
  /** A multipart boundary that occurs in no image. */
  readonly createBoundary: () => string;
}

export function createV2Provider({ call, clock, createBoundary }: V2ProviderOptions): IdentityProvider {
  const source = createV2RecordSource(call);
  return {
    ...source,
    verify: createV2Verify({ call, createBoundary, findRecords: source.findRecords }),

    async matchFace(selfie, { signal, onSending }) {
      const outcome = await call({
        endpoint: v2Endpoints.checkFace,
        body: multipartBody([imagePart('selfie_image', selfie)], createBoundary()),
        images: [selfie],
        signal,
        onSending,
      });
      if (outcome.kind === 'refused' && outcome.failure.code === 'FACE_NOT_RECOGNIZED') return nobody;
      return toFaceMatches(answerOf(outcome));
    },

    // V2 has no enrolment of its own: who was verified is known. The biometric service is another host's matter.
    enrollFace: async () => {
      throw toVerificationError({ code: 'NOT_SUPPORTED' });
    },
    analyzeFace: async () => {
      throw toVerificationError({ code: 'NOT_SUPPORTED' });
    },

    createLink: (request, options) =>
      makeLink(
        { call, clock },
        request,
        request.documentOptional === null ? {} : { document_optional: request.documentOptional },
        options,
      ),

    async readRules(_workflowId, { signal, onSending }) {
      return toRules(answerOf(await call({ endpoint: v2Endpoints.rules, signal, onSending })));
    },

    async readSummary({ signal, onSending }) {
      // Its shape is not documented (section 3.5): what comes is handed on.
      return answerOf(await call({ endpoint: v2Endpoints.summary, signal, onSending })).content ?? null;
    },
  };
}

const nobody: FaceMatches = { faceIds: [], records: [], account: null, confidence: null };

/** No match comes as a false flag, as empty lists, or as an empty answer (section 3.10); only a clear yes opens a door. */
function toFaceMatches({ content }: Envelope): FaceMatches {
  const data = readDictionary(content);
  if (data === null) {
    if (content === null || content === '' || Array.isArray(content)) return nobody;
    throw toVerificationError(nonsense());
  }
  const { face_verified: isMatch, all_face_ids, kyc_records } = v2FaceCheck.parse(data);
  const records = toRecords(kyc_records);
  const listed = all_face_ids.flatMap((face) => readId(face) ?? []);
  const faceIds = [...new Set([...listed, ...records.flatMap((record) => record.faceIds)])];
  if (isMatch === false || (faceIds.length === 0 && records.length === 0)) return nobody;
  if (isMatch === null) throw toVerificationError(nonsense());
  return { ...nobody, faceIds, records };
}

function toRules({ content }: Envelope): KycRules {
  const raw = readDictionary(content);
  if (raw === null || isEmpty(raw)) throw toVerificationError(nonsense());
  const wire = v2Rules.parse(raw);
  const documents = wire.allowedKycDocuments.flatMap((name) => readDocumentType(name) ?? []);
  return {
    workflowId: null,
    documents: [...new Set(documents)],
    oneDocumentIsEnough: wire.allowSingle,
    minAge: readInteger(wire.validAge),
    maxAge: null,
    nationalities: readRemarks(wire.allowedNationalities),
    countries: readRemarks(wire.allowedCountries),
    livenessLevel: wire.livenessCheckType,
    raw,
  };
}
