/** The provider's record of a verified person: one shape for every generation. Personal data; read on demand, never kept. */
import type { FailureCode } from './failure.ts';
import type { DocumentType, KycDecision } from './verification.ts';

export interface VerificationRecord {
  /** V2: the reference id, which each V2 answer and record carries. V3: the request id. */
  readonly id: string;
  readonly requestId: string | null;
  readonly referenceId: string | null;
  readonly recordIdentifier: string | null;
  readonly link: string | null;
  readonly faceIds: readonly string[];
  /** Null when the provider says something we do not know. */
  readonly decision: KycDecision | null;
  /** A person at the vendor's portal changed it. */
  readonly changedByHand: boolean;
  /** False when the provider says that it was deleted; such a record must log nobody in. */
  readonly isActive: boolean;
  readonly person: VerifiedPerson | null;
  readonly documents: readonly IdentityDocument[];
  readonly faceMatch: FaceMatch | null;
  readonly liveness: Liveness | null;
  /** 0..1 */
  readonly authenticityScore: number | null;
  readonly checks: readonly AuthenticityCheck[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  readonly aml: readonly AmlHit[];
  readonly images: readonly RecordImage[];
  readonly device: CaptureDevice | null;
  readonly failures: readonly FailureCode[];
  readonly createdAtMs: number | null;
  readonly updatedAtMs: number | null;
  /** The provider's JSON as received. */
  readonly raw: unknown;
  /**
   * True for a record that was part of a verification's direct answer. V2 leaves face ids, liveness, device and times out of
   * it, so these fields have to be read again on demand.
   */
  readonly isPartial: boolean;
}

export interface VerifiedPerson {
  readonly fullName: string | null;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly localName: string | null;
  /** `YYYY-MM-DD` */
  readonly dateOfBirth: string | null;
  readonly age: number | null;
  readonly sex: KycSex | null;
  readonly nationality: KycCountry | null;
}

export type KycSex = 'FEMALE' | 'MALE' | 'UNSPECIFIED';

export interface KycCountry {
  readonly name: string | null;
  readonly iso2: string | null;
  readonly iso3: string | null;
}

export interface IdentityDocument {
  readonly type: DocumentType;
  readonly typeName: string | null;
  readonly number: string | null;
  readonly issuer: KycCountry | null;
  /** `YYYY-MM-DD` */
  readonly issuedOn: string | null;
  /** `YYYY-MM-DD` */
  readonly expiresOn: string | null;
  readonly daysToExpiry: number | null;
  readonly mrz: readonly string[] | null;
  readonly side: string | null;
  readonly passed: boolean | null;
  readonly faceMatch: FaceMatch | null;
  /** All that was read and is not empty, in the provider's order, names in camelCase. */
  readonly fields: readonly ExtractedField[];
}

export interface ExtractedField {
  readonly name: string;
  readonly value: string;
  /** 0..1, or null when the provider gives none or nonsense. */
  readonly confidence: number | null;
}

/** 0..1 whatever the generation. */
export interface FaceMatch {
  readonly identical: boolean | null;
  readonly confidence: number | null;
  readonly similarity: number | null;
}

export interface Liveness {
  readonly passed: boolean | null;
  readonly decision: KycDecision | null;
  readonly reviewScore: number | null;
  readonly rejectScore: number | null;
}

export type CheckSeverity = 'LOW' | 'MEDIUM' | 'HIGH';

export interface AuthenticityCheck {
  readonly name: string;
  readonly passed: boolean;
  readonly code: number | null;
  readonly reason: string | null;
  readonly severity: CheckSeverity | null;
}

/** A hit on a watch list. */
export interface AmlHit {
  readonly name: string | null;
  readonly listName: string | null;
  readonly type: string | null;
  readonly score: number | null;
  readonly raw: unknown;
}

export const recordImageKinds = [
  'SELFIE',
  'DOCUMENT_FRONT',
  'DOCUMENT_BACK',
  'CROPPED_FRONT',
  'CROPPED_BACK',
  'PORTRAIT',
  'SIGNATURE',
  'OTHER',
] as const;
export type RecordImageKind = (typeof recordImageKinds)[number];

export interface RecordImage {
  readonly kind: RecordImageKind;
  readonly document: DocumentType | null;
  /** Where the provider keeps it. Never shown to a client: it gets a signed link of this gateway. */
  readonly sourceUrl: string;
}

export interface CaptureDevice {
  readonly ipAddress: string | null;
  readonly browser: string | null;
  readonly os: string | null;
  readonly userAgent: string | null;
}

/** The account that the biometric service keeps for an enrolled face. */
export interface FaceAccount {
  readonly userId: string;
  readonly email: string | null;
  readonly userType: string | null;
  readonly role: string | null;
  readonly status: string | null;
  readonly blocked: boolean;
  readonly faceId: string | null;
  readonly createdAtMs: number | null;
}

/** Age, sex and liveness estimate of a selfie (V3). */
export interface FaceAnalysis {
  readonly minAge: number | null;
  readonly maxAge: number | null;
  readonly sex: KycSex | null;
  /** 0..1 */
  readonly liveness: number | null;
  /** 0..1 */
  readonly detectionConfidence: number | null;
}

/** The rules that decide which documents a person must show. */
export interface KycRules {
  readonly workflowId: string | null;
  readonly documents: readonly DocumentType[] | null;
  readonly oneDocumentIsEnough: boolean | null;
  readonly minAge: number | null;
  readonly maxAge: number | null;
  readonly nationalities: readonly string[] | null;
  readonly countries: readonly string[] | null;
  readonly livenessLevel: string | null;
  readonly raw: unknown;
}
