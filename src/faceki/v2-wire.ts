/** The shapes of V2's answers (faceki-api.md sections 3, 7.1 and 7.2), each part lenient: a missing or odd key costs that key alone. */
import { z } from 'zod';
import { dictionary, flag, id, list, number, part, score, text } from './lenient.ts';

const liveness = z.object({ decision: text, reviewScore: number, rejectScore: number });

/** Section 7.1: the engine's answer, alone or as `kycResponse` inside a record. */
export const v2Response = z.object({
  decision: text,
  status: text,
  verification: part(z.object({ passed: flag, result: dictionary })),
  face: part(z.object({ isIdentical: flag, confidence: score })),
  result: dictionary,
  confidence: dictionary,
  authentication: part(z.object({ score, breakdown: dictionary, warning: list })),
  aml: list,
  responseID: id,
  requestId: id,
  images: dictionary,
  link: id,
  livenessResponse: part(liveness),
});
export type V2Response = z.infer<typeof v2Response>;

/** Section 7.2: a record, as the record endpoints and the face match give it. */
export const v2Record = z.object({
  kycResponse: part(v2Response),
  livenessResponse: part(liveness),
  decision: text,
  status: text,
  deleteStatus: text,
  modifiedBy: text,
  referenceId: id,
  requestId: id,
  link: id,
  faceID: id,
  fullName: text,
  localName: text,
  documentId: text,
  DOB: text,
  country: text,
  countryCode: text,
  countryCodeISO3: text,
  idFrontImage: text,
  idBackImage: text,
  selfieImage: text,
  documentCropFaceImageUrl: text,
  deviceDetails: part(z.object({ ipAddress: text, browserName: text, osName: text })),
  createdAt: text,
  updatedAt: text,
});
export type V2Record = z.infer<typeof v2Record>;

/** Section 3.4: one part of a multi-document answer. */
export const v2DocumentAnswer = z.object({ responseCode: text, data: z.unknown().optional() });

/** Section 3.10. */
export const v2FaceCheck = z.object({ face_verified: flag, all_face_ids: list, kyc_records: list });

/** Section 3.2. */
export const v2Rules = z.object({
  allowedKycDocuments: list,
  allowSingle: flag,
  allowedNationalities: list,
  allowedCountries: list,
  livenessCheckType: text,
  validAge: number,
});
