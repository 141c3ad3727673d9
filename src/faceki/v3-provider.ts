/** The V3 generation ("Blaze 3.0") as an identity provider: verification, face search, links, records, workflow rules, face analysis. */
import { toVerificationError } from '#domain/errors.ts';
import type { Clock, FaceMatches, IdentityProvider } from '#domain/ports.ts';
import type { FaceAnalysis, KycRules } from '#domain/record.ts';
import { multipartBody } from '#http/body.ts';
import { answerOf, type Call } from './call.ts';
import { nonsense } from './codes.ts';
import { readDocumentType } from './documents.ts';
import type { Envelope } from './envelope.ts';
import { imagePart } from './image-part.ts';
import { isEmpty, readDictionary, readText } from './lenient.ts';
import { makeLink } from './links.ts';
import { readRemarks, readSex } from './record-parts.ts';
import { v3Endpoints } from './v3-endpoints.ts';
import { createV3RecordSource, toV3Records } from './v3-record-source.ts';
import { createV3Verify } from './v3-verify.ts';
import { v3FaceAnalysis, v3Rules } from './v3-wire.ts';

export interface V3ProviderOptions {
  readonly call: Call;
  readonly clock: Clock;
  /** A multipart boundary that occurs in no image. */
  readonly createBoundary: () => string;
  /** The workflow of whatever names none; null: then each has to name one. */
  readonly workflowId: string | null;
}

export function createV3Provider(options: V3ProviderOptions): IdentityProvider {
  const { call, clock, createBoundary } = options;
  const source = createV3RecordSource(call);

  /** @throws {VerificationError} before anything is sent */
  function requireWorkflow(named: string | null): string {
    const workflowId = readText(named) ?? options.workflowId;
    if (workflowId === null) throw toVerificationError({ code: 'REQUEST_REJECTED' });
    return workflowId;
  }

  return {
    ...source,
    verify: createV3Verify({ ...options, findRecords: source.findRecords }),

    async matchFace(selfie, callOptions) {
      const outcome = await call({
        endpoint: v3Endpoints.searchByFace,
        body: multipartBody([imagePart('selfie', selfie)], createBoundary()),
        images: [selfie],
        ...callOptions,
      });
      if (outcome.kind === 'refused' && outcome.failure.code === 'FACE_NOT_RECOGNIZED') return nobody;
      const records = toV3Records(answerOf(outcome).content);
      return { ...nobody, records, faceIds: [...new Set(records.flatMap(({ faceIds }) => faceIds))] };
    },

    // V3 knows whoever was verified; enrolment without documents is the biometric services' matter.
    enrollFace: async () => {
      throw toVerificationError({ code: 'NOT_SUPPORTED' });
    },

    async analyzeFace(selfie, callOptions) {
      const outcome = await call({
        endpoint: v3Endpoints.analyzeFace,
        body: multipartBody([imagePart('selfie', selfie)], createBoundary()),
        images: [selfie],
        ...callOptions,
      });
      return toFaceAnalysis(answerOf(outcome));
    },

    // Whether one document is enough is the workflow's own rule here; the form has no field for it (section 3.6).
    async createLink(request, callOptions) {
      const workflowId = requireWorkflow(request.workflowId);
      return makeLink({ call, clock }, request, { workflowId }, callOptions);
    },

    async readRules(named, callOptions) {
      const workflowId = requireWorkflow(named);
      const outcome = await call({ endpoint: v3Endpoints.rules, query: { workflowId }, ...callOptions });
      return toRules(answerOf(outcome), workflowId);
    },

    // The endpoint is V2's alone (sections 1.1 and 3.5).
    readSummary: async () => {
      throw toVerificationError({ code: 'NOT_SUPPORTED' });
    },
  };
}

const nobody: FaceMatches = { faceIds: [], records: [], account: null, confidence: null };

function toFaceAnalysis({ content }: Envelope): FaceAnalysis {
  const raw = readDictionary(content);
  if (raw === null || isEmpty(raw)) throw toVerificationError(nonsense());
  const wire = v3FaceAnalysis.parse(raw);
  return {
    minAge: wire.minAge,
    maxAge: wire.maxAge,
    sex: readSex(wire.gender),
    liveness: wire.livenessScore,
    detectionConfidence: wire.faceDetectionConfidence,
  };
}

/** A workflow that is unknown, or has no rules, is answered with nothing in place of rules (section 5.2). */
function toRules({ content }: Envelope, workflowId: string): KycRules {
  const raw = readDictionary(content);
  if (raw === null || isEmpty(raw)) throw toVerificationError({ code: 'NO_RULES' });
  const wire = v3Rules.parse(raw);
  return {
    workflowId: wire.workflowId ?? workflowId,
    documents: [...new Set(wire.documents.flatMap((name) => readDocumentType(name) ?? []))],
    oneDocumentIsEnough: wire.document_optional,
    minAge: wire.minAge,
    maxAge: wire.maxAge,
    nationalities: readRemarks(wire.nationality),
    countries: readRemarks(wire.countries),
    livenessLevel: wire.liveness_type,
    raw: withoutSecret(raw),
  };
}

/** Where the vendor sends its webhook is ours, and its path holds the secret that lets it in: only the origin is shown. */
function withoutSecret(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { callbackURL } = raw;
  if (typeof callbackURL !== 'string' || callbackURL === '') return raw;
  return { ...raw, callbackURL: URL.parse(callbackURL)?.origin ?? null };
}
