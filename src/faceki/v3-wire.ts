/** The shapes of V3's answers (faceki-api.md sections 5 and 7.3), each part lenient: a missing or odd key costs that key alone. */
import { z } from 'zod';
import { dictionary, flag, id, integer, list, part, percentage, score, text } from './lenient.ts';

/** Section 5.4: what a verification answers at once. */
export const v3Verdict = z.object({ requestId: id, decision: text, status: text });

const versioned = part(z.object({ name: text, version: text }));

/** Section 7.3. Its documents are read by v3-document.ts. */
export const v3Record = z.object({
  requestId: id,
  record_identifier: id,
  link: id,
  face_id: list,
  document_data: list,
  document_data_confidence: list,
  selfie_data: part(z.object({ liveness_pass: flag })),
  verification_summary: dictionary,
  warnings: list,
  notes: list,
  aml: list,
  decision: text,
  status: text,
  deleteStatus: text,
  errorCodes: list,
  deviceDetails: part(
    z.object({
      useragent: text,
      ipAddress: text,
      detectResult: part(z.object({ client: versioned, os: versioned })),
    }),
  ),
  images: list,
  updateBy: list,
  createdAt: text,
  updatedAt: text,
});
export type V3Record = z.infer<typeof v3Record>;

/** `document_face_match` of section 7.4, in per cent. */
export const v3FaceMatch = part(z.object({ similarity: percentage, confidence: percentage }));

/** Section 5.2. */
export const v3Rules = z.object({
  workflowId: text,
  documents: list,
  document_optional: flag,
  minAge: integer,
  maxAge: integer,
  nationality: list,
  countries: list,
  liveness_type: text,
});

/** Section 5.7. It mixes both units (Q28). */
export const v3FaceAnalysis = z.object({
  minAge: integer,
  maxAge: integer,
  gender: text,
  livenessScore: score,
  faceDetectionConfidence: percentage,
});
