/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** How much a failed check weighs, in Faceki’s eyes. */
export type CheckSeverity =
  /** A strong sign that something is wrong. */
  | 'HIGH'
  /** A remark. */
  | 'LOW'
  /** Worth a look. */
  | 'MEDIUM';

/** For whom, and how the page behaves. */
export type CreateKycLinkInput = {
  /** The person may finish without a document, where Faceki’s rules allow it. */
  documentOptional?: boolean | null | undefined;
  /** How long the page is open, 1 or more; Faceki’s default when left out. */
  expiresInMinutes?: number | null | undefined;
  /** The same key never makes a second link. At most 255 characters; keys of links and of verifications do not meet. */
  idempotencyKey?: string | null | undefined;
  /** Where the page sends the person afterwards. Its origin has to be among those that the gateway allows. */
  redirectUrl?: string | null | undefined;
  /** Your own reference for this case; kept here and searchable. At most 255 characters; no personal data, please. */
  reference?: string | null | undefined;
  /** The application’s user whom this is about; the caller by default. Another needs kyc:link. */
  userId?: string | number | null | undefined;
  /** V3 workflow; the configured one when left out. */
  workflowId?: string | number | null | undefined;
};

/** One identity document: its front, and its back where it has one that matters. */
export type DocumentImagesInput = {
  /** The back. Left out for passports. */
  back?: Blob | null | null | undefined;
  /** The front; of a passport the page with the picture. */
  front: Blob | null;
  /** What you believe it is. Required when several documents are sent to V2; each type once, and not OTHER. */
  type?: DocumentType | null | undefined;
};

/** The kinds of identity documents. */
export type DocumentType =
  /** A driving licence: front and back. */
  | 'DRIVING_LICENCE'
  /** A national identity card or residence permit: front and back. */
  | 'ID_CARD'
  /** Another document, or one that Faceki did not name. */
  | 'OTHER'
  /** A passport: the page with the picture alone. */
  | 'PASSPORT';

/** Why something failed: stable, one meaning each, the same for every Faceki generation. New ones may be added, so keep a default branch and rely on `retry` and `advice` there. */
export type FailureCode =
  /** The recognised account is blocked or inactive. Comes as AccountBlockedError, retry NEVER. */
  | 'ACCOUNT_BLOCKED'
  /** This face is enrolled already. Comes as AlreadyEnrolledError, retry NEVER. */
  | 'ALREADY_ENROLLED'
  /** The user is verified already; nothing was sent to the provider. Comes as AlreadyVerifiedError, retry NEVER. */
  | 'ALREADY_VERIFIED'
  /** The provider refuses the credentials of this gateway. Comes as ConfigurationError, retry NEVER. */
  | 'CREDENTIALS_REJECTED'
  /** The account’s prepaid credit is used up. Comes as QuotaExceededError, retry LATER. */
  | 'CREDIT_EXHAUSTED'
  /** The document is out of date. Comes as DocumentRejectedError, retry NEVER. */
  | 'DOCUMENT_EXPIRED'
  /** No expiry date could be read from the document. Comes as DocumentRejectedError, retry NEW_IMAGE. */
  | 'DOCUMENT_EXPIRY_UNREADABLE'
  /** The selfie and the portrait in the document differ. Comes as DocumentRejectedError, retry NEW_IMAGE. */
  | 'DOCUMENT_FACE_MISMATCH'
  /** The document was judged to be a copy or a photo of a screen. Comes as DocumentRejectedError, retry NEW_IMAGE. */
  | 'DOCUMENT_NOT_LIVE'
  /** The document could not be verified. Comes as DocumentRejectedError, retry NEW_IMAGE. */
  | 'DOCUMENT_REJECTED'
  /** The driving licence could not be verified. Comes as DocumentRejectedError, retry NEW_IMAGE. */
  | 'DRIVING_LICENCE_REJECTED'
  /** The head is turned too far. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'FACE_ANGLE_TOO_LARGE'
  /** The face in the selfie is blurred. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'FACE_BLURRED'
  /** The face is too near the edge of the selfie. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'FACE_CLOSE_TO_BORDER'
  /** The face is not completely inside the selfie. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'FACE_CROPPED'
  /** No face was found in the selfie. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'FACE_NOT_FOUND'
  /** The face does not lead to exactly one known user. Comes as FaceNotRecognizedError, retry NEW_IMAGE. */
  | 'FACE_NOT_RECOGNIZED'
  /** The face is too close to the camera. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'FACE_TOO_CLOSE'
  /** The face in the selfie is too small to analyse. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'FACE_TOO_SMALL'
  /** This idempotency key was used for another request. Comes as IdempotencyConflictError, retry NEVER. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The identity card could not be verified. Comes as DocumentRejectedError, retry NEW_IMAGE. */
  | 'ID_CARD_REJECTED'
  /** The image is cut off or damaged. Comes as InvalidImageError, retry NEW_IMAGE. */
  | 'IMAGE_CORRUPT'
  /** The image has no bytes. Comes as InvalidImageError, retry NEW_IMAGE. */
  | 'IMAGE_EMPTY'
  /** The image is larger than this gateway takes. Comes as InvalidImageError, retry NEW_IMAGE. */
  | 'IMAGE_TOO_LARGE'
  /** The image is neither a JPEG nor a PNG, by its bytes. Comes as InvalidImageError, retry NEW_IMAGE. */
  | 'IMAGE_UNSUPPORTED_FORMAT'
  /** The link’s time is over. Comes as LinkError, retry NEVER. */
  | 'LINK_EXPIRED'
  /** The provider does not know this link. Comes as LinkError, retry NEVER. */
  | 'LINK_INVALID'
  /** The link was used as often as allowed. Comes as LinkError, retry NEVER. */
  | 'LINK_LIMIT_REACHED'
  /** The provider could not create the link. Comes as LinkError, retry SAME_REQUEST. */
  | 'LINK_NOT_CREATED'
  /** A document that the rules demand was not sent. Comes as MissingDocumentError, retry NEW_IMAGE. */
  | 'MISSING_DOCUMENT'
  /** The rules demand a driving licence, and none was sent. Comes as MissingDocumentError, retry NEW_IMAGE. */
  | 'MISSING_DRIVING_LICENCE'
  /** The rules demand an identity card, and none was sent. Comes as MissingDocumentError, retry NEW_IMAGE. */
  | 'MISSING_ID_CARD'
  /** An image that the rules demand was not sent, or was not valid. Comes as MissingDocumentError, retry NEW_IMAGE. */
  | 'MISSING_IMAGES'
  /** The rules demand a passport, and none was sent. Comes as MissingDocumentError, retry NEW_IMAGE. */
  | 'MISSING_PASSPORT'
  /** There is more than one face in the selfie. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'MULTIPLE_FACES'
  /** The configured generation of the provider’s API does not have this operation. Comes as ConfigurationError, retry NEVER. */
  | 'NOT_SUPPORTED'
  /** The account or workflow has no verification rules. Set them up in the vendor’s portal. Comes as ConfigurationError, retry NEVER. */
  | 'NO_RULES'
  /** An earlier request under this key may have been accepted, and its outcome cannot be looked up. A new key is a new, possibly paid, try. Comes as ProviderUnavailableError, retry NEVER. */
  | 'OUTCOME_UNKNOWN'
  /** The passport could not be verified. Comes as DocumentRejectedError, retry NEW_IMAGE. */
  | 'PASSPORT_REJECTED'
  /** The light in the selfie is not good enough. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'POOR_LIGHT'
  /** The provider reports a fault of its own. Comes as ProviderUnavailableError, retry LATER. */
  | 'PROVIDER_FAULT'
  /** The provider’s answer could not be understood. Comes as ProviderUnavailableError, retry LATER. */
  | 'PROVIDER_NONSENSE'
  /** The provider did not answer in time. Comes as ProviderUnavailableError, retry LATER. */
  | 'PROVIDER_TIMEOUT'
  /** The provider asks to try again. Comes as ProviderUnavailableError, retry SAME_REQUEST. */
  | 'PROVIDER_TRY_AGAIN'
  /** The provider cannot be reached. Comes as ProviderUnavailableError, retry LATER. */
  | 'PROVIDER_UNREACHABLE'
  /** The plan’s number of verifications is used up. Comes as QuotaExceededError, retry LATER. */
  | 'QUOTA_EXCEEDED'
  /** Too many requests of this kind. Comes as RateLimitedError, retry LATER. */
  | 'RATE_LIMITED'
  /** The provider has no record under this key. Never an error of its own: null or an empty list. */
  | 'RECORD_NOT_FOUND'
  /** The provider refuses the request, or a setting that it needs is missing. Comes as ConfigurationError, retry NEVER. */
  | 'REQUEST_REJECTED'
  /** The data on the document contradict the verification rules. Comes as DocumentRejectedError, retry NEVER. */
  | 'RULES_MISMATCH'
  /** The selfie was not judged to show a live person. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'SELFIE_NOT_LIVE'
  /** The provider could not read the selfie. Comes as SelfieRejectedError, retry NEW_IMAGE. */
  | 'SELFIE_UNREADABLE'
  /** The image did not arrive completely. Comes as InvalidImageError, retry SAME_REQUEST. */
  | 'UPLOAD_INTERRUPTED'
  /** The verification is still being decided. Watch verificationUpdated, or ask again with the same key. Comes as VerificationInProgressError, retry SAME_REQUEST. */
  | 'VERIFICATION_IN_PROGRESS';

/** What Faceki decided. Only ACCEPTED is a yes. */
export type KycDecision =
  /** The person is who the documents say, by Faceki’s rules. */
  | 'ACCEPTED'
  /** The person is not verified. A new attempt with other documents may end otherwise. */
  | 'DECLINED'
  /** A person at the vendor’s portal has to look; the decision may still change, either way. */
  | 'REVIEW';

/** The sex that a document states, or that Faceki estimates from a face. */
export type KycSex =
  /** Female. */
  | 'FEMALE'
  /** Male. */
  | 'MALE'
  /** The document says X, or something else that is neither. */
  | 'UNSPECIFIED';

/** How a user stands: the newest COMPLETED attempt decides. */
export type KycStatus =
  /** Declined. */
  | 'DECLINED'
  /** No attempt was completed yet, and one is under way. */
  | 'PENDING'
  /** A person has to look; this may still change, either way. */
  | 'REVIEW'
  /** No attempt was completed, and none is under way. */
  | 'UNVERIFIED'
  /** Accepted. */
  | 'VERIFIED';

/** What a photo shows. */
export type RecordImageKind =
  /** The back, cut out and straightened. */
  | 'CROPPED_BACK'
  /** The front, cut out and straightened. */
  | 'CROPPED_FRONT'
  /** The back of a document, as it was sent. */
  | 'DOCUMENT_BACK'
  /** The front of a document, as it was sent. */
  | 'DOCUMENT_FRONT'
  /** Something else. */
  | 'OTHER'
  /** The portrait on the document. */
  | 'PORTRAIT'
  /** The person’s selfie. */
  | 'SELFIE'
  /** The signature on the document. */
  | 'SIGNATURE';

/** What can help after a failure. */
export type RetryAdvice =
  /** The same request can help later; wait for `retryAfterSeconds` where it is given. */
  | 'LATER'
  /** Trying again does not help: something else has to change first. */
  | 'NEVER'
  /** Another photo can help: show the advice, take a new one, send it with a new idempotency key. */
  | 'NEW_IMAGE'
  /** The very same request can help, at once, with the same idempotency key. */
  | 'SAME_REQUEST';

/** Which attempt: exactly one of these. */
export type VerificationBy =
  {   /** Its id: `ver_…`. */
  id: string | number; idempotencyKey?: never; }
  |  { id?: never;   /** The key of the caller’s own attempt, also one that is about to be used: subscribe first, then verify. */
  idempotencyKey: string; };

/** Which attempts: those that meet all that is given. */
export type VerificationFilter = {
  /** Asked for at this moment or later. */
  createdAfter?: string | null | undefined;
  /** Asked for before this moment. */
  createdBefore?: string | null | undefined;
  /** With any of these decisions; with all and none when the list is empty. */
  decision?: Array<KycDecision> | null | undefined;
  /** About this user. Others than oneself need kyc:read. */
  owner?: string | number | null | undefined;
  /** With exactly this reference of the caller’s. */
  reference?: string | null | undefined;
  /** In any of these states; in all when the list is empty. */
  state?: Array<VerificationState> | null | undefined;
};

/** The key of a record: exactly one. */
export type VerificationRecordsBy =
  {   /** One of the faces that Faceki keeps (V3). */
  faceId: string | number; link?: never; recordIdentifier?: never; referenceId?: never; requestId?: never; }
  |  { faceId?: never;   /** The id of the link by which the person verified. */
  link: string | number; recordIdentifier?: never; referenceId?: never; requestId?: never; }
  |  { faceId?: never; link?: never;   /** The correlation that was sent along (V3), e.g. the id of an attempt. */
  recordIdentifier: string; referenceId?: never; requestId?: never; }
  |  { faceId?: never; link?: never; recordIdentifier?: never;   /** Faceki’s id of its engine’s answer (V2). */
  referenceId: string | number; requestId?: never; }
  |  { faceId?: never; link?: never; recordIdentifier?: never; referenceId?: never;   /** Faceki’s id of the request. */
  requestId: string | number; };

/** How far an attempt has come. COMPLETED, FAILED and EXPIRED are final. */
export type VerificationState =
  /** A link was made, and the person has not finished yet. */
  | 'AWAITING_PERSON'
  /** Faceki has decided: read `decision`. */
  | 'COMPLETED'
  /** The link was never used. */
  | 'EXPIRED'
  /** Faceki could not decide: read `failure`. A new attempt may succeed. */
  | 'FAILED'
  /** The answer was lost: read `failure`. May still turn final by itself. */
  | 'INTERRUPTED'
  /** Under way at Faceki. */
  | 'PENDING';

/** Whom to verify, by which photos, and how. */
export type VerifyKycInput = {
  /** Version of the consent text that the person accepted; kept in the audit trail. */
  consentVersion?: string | null | undefined;
  /** One to three. One document: single KYC. Two or three: multi-document KYC. */
  documents: Array<DocumentImagesInput>;
  /** The same key never verifies, or bills, twice. Make one (a UUID) per set of photos, and send the same again after a lost answer. At most 255 characters, one meaning per user, kept at least 24 hours. */
  idempotencyKey?: string | null | undefined;
  /** Answer AlreadyVerifiedError, without a call to Faceki, when the user is verified. */
  onlyIfUnverified?: boolean | null | undefined;
  /** Your own reference for this case; kept here and searchable. At most 255 characters; no personal data, please. */
  reference?: string | null | undefined;
  /** The person’s face, taken now: JPEG or PNG. */
  selfie: Blob | null;
  /** The application’s user whom this is about; the caller by default. Another needs kyc:act (backends). */
  userId?: string | number | null | undefined;
  /** V3 workflow; the configured one when left out. */
  workflowId?: string | number | null | undefined;
};

export type AttemptFieldsFragment = { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
    | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
   | null };

type FailureFields_AccountBlockedError_Fragment = { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_AlreadyEnrolledError_Fragment = { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_AlreadyVerifiedError_Fragment = { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_ConfigurationError_Fragment = { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_DocumentRejectedError_Fragment = { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_FaceNotRecognizedError_Fragment = { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_IdempotencyConflictError_Fragment = { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_InvalidImageError_Fragment = { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_LinkError_Fragment = { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_MissingDocumentError_Fragment = { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_ProviderUnavailableError_Fragment = { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_QuotaExceededError_Fragment = { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_RateLimitedError_Fragment = { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_SelfieRejectedError_Fragment = { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type FailureFields_VerificationInProgressError_Fragment = { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

export type FailureFieldsFragment =
  | FailureFields_AccountBlockedError_Fragment
  | FailureFields_AlreadyEnrolledError_Fragment
  | FailureFields_AlreadyVerifiedError_Fragment
  | FailureFields_ConfigurationError_Fragment
  | FailureFields_DocumentRejectedError_Fragment
  | FailureFields_FaceNotRecognizedError_Fragment
  | FailureFields_IdempotencyConflictError_Fragment
  | FailureFields_InvalidImageError_Fragment
  | FailureFields_LinkError_Fragment
  | FailureFields_MissingDocumentError_Fragment
  | FailureFields_ProviderUnavailableError_Fragment
  | FailureFields_QuotaExceededError_Fragment
  | FailureFields_RateLimitedError_Fragment
  | FailureFields_SelfieRejectedError_Fragment
  | FailureFields_VerificationInProgressError_Fragment
;

export type RecordFieldsFragment = { id: string, requestId: string | null, referenceId: string | null, recordIdentifier: string | null, link: string | null, faceIds: Array<string>, decision: KycDecision | null, changedByHand: boolean, authenticityScore: number | null, failures: Array<FailureCode>, createdAt: string | null, updatedAt: string | null, person: { fullName: string | null, firstName: string | null, middleName: string | null, lastName: string | null, localName: string | null, dateOfBirth: string | null, age: number | null, sex: KycSex | null, nationality: { name: string | null, iso2: string | null, iso3: string | null } | null } | null, documents: Array<{ type: DocumentType, typeName: string | null, number: string | null, issuedOn: string | null, expiresOn: string | null, daysToExpiry: number | null, mrz: Array<string> | null, side: string | null, passed: boolean | null, issuer: { name: string | null, iso2: string | null, iso3: string | null } | null, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, fields: Array<{ name: string, value: string, confidence: number | null }> }>, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, liveness: { passed: boolean | null, decision: KycDecision | null, reviewScore: number | null, rejectScore: number | null } | null, images: Array<{ kind: RecordImageKind, document: DocumentType | null, url: string | null }> };

export type ReviewerFieldsFragment = { warnings: Array<string> | null, notes: Array<string> | null, raw: unknown, checks: Array<{ name: string, passed: boolean, code: number | null, reason: string | null, severity: CheckSeverity | null }> | null, aml: Array<{ name: string | null, listName: string | null, type: string | null, score: number | null, raw: unknown }> | null, device: { ipAddress: string | null, browser: string | null, os: string | null, userAgent: string | null } | null };

export type VerifyKycMutationVariables = Exact<{
  selfie: Blob | null;
  front: Blob | null;
  back?: Blob | null | null | undefined;
  type?: DocumentType | null | undefined;
  userId?: string | number | null | undefined;
  reference?: string | null | undefined;
  workflowId?: string | number | null | undefined;
  idempotencyKey?: string | null | undefined;
  onlyIfUnverified?: boolean | null | undefined;
  consentVersion?: string | null | undefined;
}>;


export type VerifyKycMutation = { verifyKyc:
    | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'DocumentRejectedError', documentType: DocumentType | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'InvalidImageError', path: string, detectedFormat: string | null, maxBytes: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'MissingDocumentError', documentTypes: Array<DocumentType>, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'VerifyKycCompleted', accepted: boolean, verification: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, records: Array<{ id: string, requestId: string | null, referenceId: string | null, recordIdentifier: string | null, link: string | null, faceIds: Array<string>, decision: KycDecision | null, changedByHand: boolean, authenticityScore: number | null, failures: Array<FailureCode>, createdAt: string | null, updatedAt: string | null, person: { fullName: string | null, firstName: string | null, middleName: string | null, lastName: string | null, localName: string | null, dateOfBirth: string | null, age: number | null, sex: KycSex | null, nationality: { name: string | null, iso2: string | null, iso3: string | null } | null } | null, documents: Array<{ type: DocumentType, typeName: string | null, number: string | null, issuedOn: string | null, expiresOn: string | null, daysToExpiry: number | null, mrz: Array<string> | null, side: string | null, passed: boolean | null, issuer: { name: string | null, iso2: string | null, iso3: string | null } | null, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, fields: Array<{ name: string, value: string, confidence: number | null }> }>, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, liveness: { passed: boolean | null, decision: KycDecision | null, reviewScore: number | null, rejectScore: number | null } | null, images: Array<{ kind: RecordImageKind, document: DocumentType | null, url: string | null }> }> | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } }
   | null };

export type VerifyKycDocumentsMutationVariables = Exact<{
  input: VerifyKycInput;
}>;


export type VerifyKycDocumentsMutation = { verifyKyc:
    | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'DocumentRejectedError', documentType: DocumentType | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'InvalidImageError', path: string, detectedFormat: string | null, maxBytes: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'MissingDocumentError', documentTypes: Array<DocumentType>, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } | null }
    | { __typename: 'VerifyKycCompleted', accepted: boolean, verification: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } }
   | null };

type VerifyKycFailure_AlreadyVerifiedError_Fragment = { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

type VerifyKycFailure_ConfigurationError_Fragment = { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type VerifyKycFailure_DocumentRejectedError_Fragment = { __typename: 'DocumentRejectedError', documentType: DocumentType | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

type VerifyKycFailure_IdempotencyConflictError_Fragment = { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type VerifyKycFailure_InvalidImageError_Fragment = { __typename: 'InvalidImageError', path: string, detectedFormat: string | null, maxBytes: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type VerifyKycFailure_MissingDocumentError_Fragment = { __typename: 'MissingDocumentError', documentTypes: Array<DocumentType>, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type VerifyKycFailure_ProviderUnavailableError_Fragment = { __typename: 'ProviderUnavailableError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

type VerifyKycFailure_QuotaExceededError_Fragment = { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type VerifyKycFailure_RateLimitedError_Fragment = { __typename: 'RateLimitedError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null };

type VerifyKycFailure_SelfieRejectedError_Fragment = { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

type VerifyKycFailure_VerificationInProgressError_Fragment = { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null, attempt: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

export type VerifyKycFailureFragment =
  | VerifyKycFailure_AlreadyVerifiedError_Fragment
  | VerifyKycFailure_ConfigurationError_Fragment
  | VerifyKycFailure_DocumentRejectedError_Fragment
  | VerifyKycFailure_IdempotencyConflictError_Fragment
  | VerifyKycFailure_InvalidImageError_Fragment
  | VerifyKycFailure_MissingDocumentError_Fragment
  | VerifyKycFailure_ProviderUnavailableError_Fragment
  | VerifyKycFailure_QuotaExceededError_Fragment
  | VerifyKycFailure_RateLimitedError_Fragment
  | VerifyKycFailure_SelfieRejectedError_Fragment
  | VerifyKycFailure_VerificationInProgressError_Fragment
;

export type FaceLoginMutationVariables = Exact<{
  selfie: Blob | null;
  userId?: string | number | null | undefined;
}>;


export type FaceLoginMutation = { faceLogin:
    | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'FaceLoginSuccess', user: { id: string, kycStatus: KycStatus | null }, session: { token: string, tokenType: string, expiresAt: string } | null }
    | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'InvalidImageError', path: string, detectedFormat: string | null, maxBytes: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', retryAfterSeconds: number | null, code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
   | null };

export type SearchByFaceMutationVariables = Exact<{
  selfie: Blob | null;
}>;


export type SearchByFaceMutation = { searchByFace:
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'SearchByFaceMatches', faceIds: Array<string>, confidence: number | null, records: Array<{ id: string, faceIds: Array<string>, decision: KycDecision | null }>, users: Array<{ id: string, kycStatus: KycStatus | null }>, account: { userId: string, email: string | null, userType: string | null, role: string | null, status: string | null, blocked: boolean, faceId: string | null, createdAt: string | null } | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
   | null };

export type AccountFieldsFragment = { userId: string, email: string | null, userType: string | null, role: string | null, status: string | null, blocked: boolean, faceId: string | null, createdAt: string | null };

export type EnrollFaceMutationVariables = Exact<{
  selfie: Blob | null;
  userId?: string | number | null | undefined;
  email?: string | null | undefined;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  phoneNumber?: string | null | undefined;
}>;


export type EnrollFaceMutation = { enrollFace:
    | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'EnrollFaceSuccess', faceId: string | null, account: { userId: string, email: string | null, userType: string | null, role: string | null, status: string | null, blocked: boolean, faceId: string | null, createdAt: string | null } | null }
    | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
   | null };

export type AnalyzeFaceMutationVariables = Exact<{
  selfie: Blob | null;
}>;


export type AnalyzeFaceMutation = { analyzeFace:
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'FaceAnalysis', minAge: number | null, maxAge: number | null, sex: KycSex | null, liveness: number | null, detectionConfidence: number | null }
    | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
   | null };

export type CreateKycLinkMutationVariables = Exact<{
  input: CreateKycLinkInput;
}>;


export type CreateKycLinkMutation = { createKycLink:
    | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'CreateKycLinkSuccess', link: { id: string, url: string, expiresAt: string | null }, verification: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } }
    | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
    | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, kycStatus: KycStatus | null, kycVerifiedAt: string | null } | null };

export type ViewerVerificationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: VerificationFilter | null | undefined;
}>;


export type ViewerVerificationsQuery = { viewer: { verifications: { edges: Array<{ cursor: string, node: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
            | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
            | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
           | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type VerificationsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: VerificationFilter | null | undefined;
}>;


export type VerificationsQuery = { verifications: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
          | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
          | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
         | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } };

export type AttemptPageFragment = { edges: Array<{ cursor: string, node: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
        | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
        | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
       | null } }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } };

export type VerificationQueryVariables = Exact<{
  id: string | number;
}>;


export type VerificationQuery = { verification: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, link: { id: string, url: string, expiresAt: string | null } | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

export type VerificationWithRecordsQueryVariables = Exact<{
  id: string | number;
}>;


export type VerificationWithRecordsQuery = { verification: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, records: Array<{ id: string, requestId: string | null, referenceId: string | null, recordIdentifier: string | null, link: string | null, faceIds: Array<string>, decision: KycDecision | null, changedByHand: boolean, authenticityScore: number | null, failures: Array<FailureCode>, createdAt: string | null, updatedAt: string | null, warnings: Array<string> | null, notes: Array<string> | null, raw: unknown, person: { fullName: string | null, firstName: string | null, middleName: string | null, lastName: string | null, localName: string | null, dateOfBirth: string | null, age: number | null, sex: KycSex | null, nationality: { name: string | null, iso2: string | null, iso3: string | null } | null } | null, documents: Array<{ type: DocumentType, typeName: string | null, number: string | null, issuedOn: string | null, expiresOn: string | null, daysToExpiry: number | null, mrz: Array<string> | null, side: string | null, passed: boolean | null, issuer: { name: string | null, iso2: string | null, iso3: string | null } | null, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, fields: Array<{ name: string, value: string, confidence: number | null }> }>, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, liveness: { passed: boolean | null, decision: KycDecision | null, reviewScore: number | null, rejectScore: number | null } | null, images: Array<{ kind: RecordImageKind, document: DocumentType | null, url: string | null }>, checks: Array<{ name: string, passed: boolean, code: number | null, reason: string | null, severity: CheckSeverity | null }> | null, aml: Array<{ name: string | null, listName: string | null, type: string | null, score: number | null, raw: unknown }> | null, device: { ipAddress: string | null, browser: string | null, os: string | null, userAgent: string | null } | null }> | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

export type VerificationRecordsQueryVariables = Exact<{
  by: VerificationRecordsBy;
}>;


export type VerificationRecordsQuery = { verificationRecords: Array<{ id: string, requestId: string | null, referenceId: string | null, recordIdentifier: string | null, link: string | null, faceIds: Array<string>, decision: KycDecision | null, changedByHand: boolean, authenticityScore: number | null, failures: Array<FailureCode>, createdAt: string | null, updatedAt: string | null, warnings: Array<string> | null, notes: Array<string> | null, raw: unknown, person: { fullName: string | null, firstName: string | null, middleName: string | null, lastName: string | null, localName: string | null, dateOfBirth: string | null, age: number | null, sex: KycSex | null, nationality: { name: string | null, iso2: string | null, iso3: string | null } | null } | null, documents: Array<{ type: DocumentType, typeName: string | null, number: string | null, issuedOn: string | null, expiresOn: string | null, daysToExpiry: number | null, mrz: Array<string> | null, side: string | null, passed: boolean | null, issuer: { name: string | null, iso2: string | null, iso3: string | null } | null, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, fields: Array<{ name: string, value: string, confidence: number | null }> }>, faceMatch: { identical: boolean | null, confidence: number | null, similarity: number | null } | null, liveness: { passed: boolean | null, decision: KycDecision | null, reviewScore: number | null, rejectScore: number | null } | null, images: Array<{ kind: RecordImageKind, document: DocumentType | null, url: string | null }>, checks: Array<{ name: string, passed: boolean, code: number | null, reason: string | null, severity: CheckSeverity | null }> | null, aml: Array<{ name: string | null, listName: string | null, type: string | null, score: number | null, raw: unknown }> | null, device: { ipAddress: string | null, browser: string | null, os: string | null, userAgent: string | null } | null }> | null };

export type KycRulesQueryVariables = Exact<{
  workflowId?: string | number | null | undefined;
}>;


export type KycRulesQuery = { kycRules: { workflowId: string | null, documents: Array<DocumentType> | null, oneDocumentIsEnough: boolean | null, minAge: number | null, maxAge: number | null, nationalities: Array<string> | null, countries: Array<string> | null, livenessLevel: string | null, raw: unknown } | null };

export type KycSummaryQueryVariables = Exact<{ [key: string]: never; }>;


export type KycSummaryQuery = { kycSummary: unknown };

export type NodeQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeQuery = { node: { __typename: 'Verification', id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } | null };

export type NodesQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type NodesQuery = { nodes: Array<{ __typename: 'Verification', id: string } | null> };

export type VerificationUpdatedSubscriptionVariables = Exact<{
  by: VerificationBy;
}>;


export type VerificationUpdatedSubscription = { verificationUpdated: { id: string, state: VerificationState, decision: KycDecision | null, requestId: string | null, referenceId: string | null, reference: string | null, idempotencyKey: string | null, createdAt: string, completedAt: string | null, owner: { id: string } | null, failure:
      | { __typename: 'AccountBlockedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyEnrolledError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'FaceNotRecognizedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'LinkError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
      | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, providerCode: string | null }
     | null } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RecordFieldsFragmentDoc = new TypedDocumentString(`
    fragment RecordFields on VerificationRecord {
  id
  requestId
  referenceId
  recordIdentifier
  link
  faceIds
  decision
  changedByHand
  person {
    fullName
    firstName
    middleName
    lastName
    localName
    dateOfBirth
    age
    sex
    nationality {
      name
      iso2
      iso3
    }
  }
  documents {
    type
    typeName
    number
    issuer {
      name
      iso2
      iso3
    }
    issuedOn
    expiresOn
    daysToExpiry
    mrz
    side
    passed
    faceMatch {
      identical
      confidence
      similarity
    }
    fields {
      name
      value
      confidence
    }
  }
  faceMatch {
    identical
    confidence
    similarity
  }
  liveness {
    passed
    decision
    reviewScore
    rejectScore
  }
  authenticityScore
  images {
    kind
    document
    url
  }
  failures
  createdAt
  updatedAt
}
    `, {"fragmentName":"RecordFields"}) as unknown as TypedDocumentString<RecordFieldsFragment, unknown>;
export const ReviewerFieldsFragmentDoc = new TypedDocumentString(`
    fragment ReviewerFields on VerificationRecord {
  checks {
    name
    passed
    code
    reason
    severity
  }
  warnings
  notes
  aml {
    name
    listName
    type
    score
    raw
  }
  device {
    ipAddress
    browser
    os
    userAgent
  }
  raw
}
    `, {"fragmentName":"ReviewerFields"}) as unknown as TypedDocumentString<ReviewerFieldsFragment, unknown>;
export const FailureFieldsFragmentDoc = new TypedDocumentString(`
    fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
    `, {"fragmentName":"FailureFields"}) as unknown as TypedDocumentString<FailureFieldsFragment, unknown>;
export const AttemptFieldsFragmentDoc = new TypedDocumentString(`
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
    fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`, {"fragmentName":"AttemptFields"}) as unknown as TypedDocumentString<AttemptFieldsFragment, unknown>;
export const VerifyKycFailureFragmentDoc = new TypedDocumentString(`
    fragment VerifyKycFailure on VerifyKycResult {
  ... on VerificationError {
    ...FailureFields
  }
  ... on SelfieRejectedError {
    attempt {
      ...AttemptFields
    }
  }
  ... on DocumentRejectedError {
    documentType
    attempt {
      ...AttemptFields
    }
  }
  ... on MissingDocumentError {
    documentTypes
  }
  ... on InvalidImageError {
    path
    detectedFormat
    maxBytes
  }
  ... on AlreadyVerifiedError {
    attempt {
      ...AttemptFields
    }
  }
  ... on ProviderUnavailableError {
    retryAfterSeconds
    attempt {
      ...AttemptFields
    }
  }
  ... on VerificationInProgressError {
    attempt {
      ...AttemptFields
    }
  }
  ... on RateLimitedError {
    retryAfterSeconds
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`, {"fragmentName":"VerifyKycFailure"}) as unknown as TypedDocumentString<VerifyKycFailureFragment, unknown>;
export const AccountFieldsFragmentDoc = new TypedDocumentString(`
    fragment AccountFields on FaceAccount {
  userId
  email
  userType
  role
  status
  blocked
  faceId
  createdAt
}
    `, {"fragmentName":"AccountFields"}) as unknown as TypedDocumentString<AccountFieldsFragment, unknown>;
export const AttemptPageFragmentDoc = new TypedDocumentString(`
    fragment AttemptPage on VerificationConnection {
  edges {
    cursor
    node {
      ...AttemptFields
    }
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`, {"fragmentName":"AttemptPage"}) as unknown as TypedDocumentString<AttemptPageFragment, unknown>;
export const VerifyKycDocument = new TypedDocumentString(`
    mutation VerifyKyc($selfie: Upload!, $front: Upload!, $back: Upload, $type: DocumentType, $userId: ID, $reference: String, $workflowId: ID, $idempotencyKey: String, $onlyIfUnverified: Boolean, $consentVersion: String) {
  verifyKyc(
    input: {selfie: $selfie, documents: [{type: $type, front: $front, back: $back}], userId: $userId, reference: $reference, workflowId: $workflowId, idempotencyKey: $idempotencyKey, onlyIfUnverified: $onlyIfUnverified, consentVersion: $consentVersion}
  ) {
    __typename
    ... on VerifyKycCompleted {
      accepted
      verification {
        ...AttemptFields
        records {
          ...RecordFields
        }
      }
    }
    ...VerifyKycFailure
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
fragment RecordFields on VerificationRecord {
  id
  requestId
  referenceId
  recordIdentifier
  link
  faceIds
  decision
  changedByHand
  person {
    fullName
    firstName
    middleName
    lastName
    localName
    dateOfBirth
    age
    sex
    nationality {
      name
      iso2
      iso3
    }
  }
  documents {
    type
    typeName
    number
    issuer {
      name
      iso2
      iso3
    }
    issuedOn
    expiresOn
    daysToExpiry
    mrz
    side
    passed
    faceMatch {
      identical
      confidence
      similarity
    }
    fields {
      name
      value
      confidence
    }
  }
  faceMatch {
    identical
    confidence
    similarity
  }
  liveness {
    passed
    decision
    reviewScore
    rejectScore
  }
  authenticityScore
  images {
    kind
    document
    url
  }
  failures
  createdAt
  updatedAt
}
fragment VerifyKycFailure on VerifyKycResult {
  ... on VerificationError {
    ...FailureFields
  }
  ... on SelfieRejectedError {
    attempt {
      ...AttemptFields
    }
  }
  ... on DocumentRejectedError {
    documentType
    attempt {
      ...AttemptFields
    }
  }
  ... on MissingDocumentError {
    documentTypes
  }
  ... on InvalidImageError {
    path
    detectedFormat
    maxBytes
  }
  ... on AlreadyVerifiedError {
    attempt {
      ...AttemptFields
    }
  }
  ... on ProviderUnavailableError {
    retryAfterSeconds
    attempt {
      ...AttemptFields
    }
  }
  ... on VerificationInProgressError {
    attempt {
      ...AttemptFields
    }
  }
  ... on RateLimitedError {
    retryAfterSeconds
  }
}`) as unknown as TypedDocumentString<VerifyKycMutation, VerifyKycMutationVariables>;
export const VerifyKycDocumentsDocument = new TypedDocumentString(`
    mutation VerifyKycDocuments($input: VerifyKycInput!) {
  verifyKyc(input: $input) {
    __typename
    ... on VerifyKycCompleted {
      accepted
      verification {
        ...AttemptFields
      }
    }
    ...VerifyKycFailure
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
fragment VerifyKycFailure on VerifyKycResult {
  ... on VerificationError {
    ...FailureFields
  }
  ... on SelfieRejectedError {
    attempt {
      ...AttemptFields
    }
  }
  ... on DocumentRejectedError {
    documentType
    attempt {
      ...AttemptFields
    }
  }
  ... on MissingDocumentError {
    documentTypes
  }
  ... on InvalidImageError {
    path
    detectedFormat
    maxBytes
  }
  ... on AlreadyVerifiedError {
    attempt {
      ...AttemptFields
    }
  }
  ... on ProviderUnavailableError {
    retryAfterSeconds
    attempt {
      ...AttemptFields
    }
  }
  ... on VerificationInProgressError {
    attempt {
      ...AttemptFields
    }
  }
  ... on RateLimitedError {
    retryAfterSeconds
  }
}`) as unknown as TypedDocumentString<VerifyKycDocumentsMutation, VerifyKycDocumentsMutationVariables>;
export const FaceLoginDocument = new TypedDocumentString(`
    mutation FaceLogin($selfie: Upload!, $userId: ID) {
  faceLogin(input: {selfie: $selfie, userId: $userId}) {
    __typename
    ... on FaceLoginSuccess {
      user {
        id
        kycStatus
      }
      session {
        token
        tokenType
        expiresAt
      }
    }
    ... on InvalidImageError {
      path
      detectedFormat
      maxBytes
    }
    ... on ProviderUnavailableError {
      retryAfterSeconds
    }
    ... on RateLimitedError {
      retryAfterSeconds
    }
    ...FailureFields
  }
}
    fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`) as unknown as TypedDocumentString<FaceLoginMutation, FaceLoginMutationVariables>;
export const SearchByFaceDocument = new TypedDocumentString(`
    mutation SearchByFace($selfie: Upload!) {
  searchByFace(input: {selfie: $selfie}) {
    __typename
    ... on SearchByFaceMatches {
      faceIds
      records {
        id
        faceIds
        decision
      }
      users {
        id
        kycStatus
      }
      account {
        ...AccountFields
      }
      confidence
    }
    ...FailureFields
  }
}
    fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
fragment AccountFields on FaceAccount {
  userId
  email
  userType
  role
  status
  blocked
  faceId
  createdAt
}`) as unknown as TypedDocumentString<SearchByFaceMutation, SearchByFaceMutationVariables>;
export const EnrollFaceDocument = new TypedDocumentString(`
    mutation EnrollFace($selfie: Upload!, $userId: ID, $email: String, $firstName: String, $lastName: String, $phoneNumber: String) {
  enrollFace(
    input: {selfie: $selfie, userId: $userId, email: $email, firstName: $firstName, lastName: $lastName, phoneNumber: $phoneNumber}
  ) {
    __typename
    ... on EnrollFaceSuccess {
      faceId
      account {
        ...AccountFields
      }
    }
    ...FailureFields
  }
}
    fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
fragment AccountFields on FaceAccount {
  userId
  email
  userType
  role
  status
  blocked
  faceId
  createdAt
}`) as unknown as TypedDocumentString<EnrollFaceMutation, EnrollFaceMutationVariables>;
export const AnalyzeFaceDocument = new TypedDocumentString(`
    mutation AnalyzeFace($selfie: Upload!) {
  analyzeFace(input: {selfie: $selfie}) {
    __typename
    ... on FaceAnalysis {
      minAge
      maxAge
      sex
      liveness
      detectionConfidence
    }
    ...FailureFields
  }
}
    fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`) as unknown as TypedDocumentString<AnalyzeFaceMutation, AnalyzeFaceMutationVariables>;
export const CreateKycLinkDocument = new TypedDocumentString(`
    mutation CreateKycLink($input: CreateKycLinkInput!) {
  createKycLink(input: $input) {
    __typename
    ... on CreateKycLinkSuccess {
      link {
        id
        url
        expiresAt
      }
      verification {
        ...AttemptFields
      }
    }
    ...FailureFields
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`) as unknown as TypedDocumentString<CreateKycLinkMutation, CreateKycLinkMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    kycStatus
    kycVerifiedAt
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const ViewerVerificationsDocument = new TypedDocumentString(`
    query ViewerVerifications($first: Int, $after: String, $last: Int, $before: String, $filter: VerificationFilter) {
  viewer {
    verifications(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
    ) {
      ...AttemptPage
    }
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
fragment AttemptPage on VerificationConnection {
  edges {
    cursor
    node {
      ...AttemptFields
    }
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}`) as unknown as TypedDocumentString<ViewerVerificationsQuery, ViewerVerificationsQueryVariables>;
export const VerificationsDocument = new TypedDocumentString(`
    query Verifications($first: Int, $after: String, $last: Int, $before: String, $filter: VerificationFilter) {
  verifications(
    first: $first
    after: $after
    last: $last
    before: $before
    filter: $filter
  ) {
    totalCount
    ...AttemptPage
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
fragment AttemptPage on VerificationConnection {
  edges {
    cursor
    node {
      ...AttemptFields
    }
  }
  pageInfo {
    hasNextPage
    hasPreviousPage
    startCursor
    endCursor
  }
}`) as unknown as TypedDocumentString<VerificationsQuery, VerificationsQueryVariables>;
export const VerificationDocument = new TypedDocumentString(`
    query Verification($id: ID!) {
  verification(id: $id) {
    ...AttemptFields
    link {
      id
      url
      expiresAt
    }
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`) as unknown as TypedDocumentString<VerificationQuery, VerificationQueryVariables>;
export const VerificationWithRecordsDocument = new TypedDocumentString(`
    query VerificationWithRecords($id: ID!) {
  verification(id: $id) {
    ...AttemptFields
    records {
      ...RecordFields
      ...ReviewerFields
    }
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}
fragment RecordFields on VerificationRecord {
  id
  requestId
  referenceId
  recordIdentifier
  link
  faceIds
  decision
  changedByHand
  person {
    fullName
    firstName
    middleName
    lastName
    localName
    dateOfBirth
    age
    sex
    nationality {
      name
      iso2
      iso3
    }
  }
  documents {
    type
    typeName
    number
    issuer {
      name
      iso2
      iso3
    }
    issuedOn
    expiresOn
    daysToExpiry
    mrz
    side
    passed
    faceMatch {
      identical
      confidence
      similarity
    }
    fields {
      name
      value
      confidence
    }
  }
  faceMatch {
    identical
    confidence
    similarity
  }
  liveness {
    passed
    decision
    reviewScore
    rejectScore
  }
  authenticityScore
  images {
    kind
    document
    url
  }
  failures
  createdAt
  updatedAt
}
fragment ReviewerFields on VerificationRecord {
  checks {
    name
    passed
    code
    reason
    severity
  }
  warnings
  notes
  aml {
    name
    listName
    type
    score
    raw
  }
  device {
    ipAddress
    browser
    os
    userAgent
  }
  raw
}`) as unknown as TypedDocumentString<VerificationWithRecordsQuery, VerificationWithRecordsQueryVariables>;
export const VerificationRecordsDocument = new TypedDocumentString(`
    query VerificationRecords($by: VerificationRecordsBy!) {
  verificationRecords(by: $by) {
    ...RecordFields
    ...ReviewerFields
  }
}
    fragment RecordFields on VerificationRecord {
  id
  requestId
  referenceId
  recordIdentifier
  link
  faceIds
  decision
  changedByHand
  person {
    fullName
    firstName
    middleName
    lastName
    localName
    dateOfBirth
    age
    sex
    nationality {
      name
      iso2
      iso3
    }
  }
  documents {
    type
    typeName
    number
    issuer {
      name
      iso2
      iso3
    }
    issuedOn
    expiresOn
    daysToExpiry
    mrz
    side
    passed
    faceMatch {
      identical
      confidence
      similarity
    }
    fields {
      name
      value
      confidence
    }
  }
  faceMatch {
    identical
    confidence
    similarity
  }
  liveness {
    passed
    decision
    reviewScore
    rejectScore
  }
  authenticityScore
  images {
    kind
    document
    url
  }
  failures
  createdAt
  updatedAt
}
fragment ReviewerFields on VerificationRecord {
  checks {
    name
    passed
    code
    reason
    severity
  }
  warnings
  notes
  aml {
    name
    listName
    type
    score
    raw
  }
  device {
    ipAddress
    browser
    os
    userAgent
  }
  raw
}`) as unknown as TypedDocumentString<VerificationRecordsQuery, VerificationRecordsQueryVariables>;
export const KycRulesDocument = new TypedDocumentString(`
    query KycRules($workflowId: ID) {
  kycRules(workflowId: $workflowId) {
    workflowId
    documents
    oneDocumentIsEnough
    minAge
    maxAge
    nationalities
    countries
    livenessLevel
    raw
  }
}
    `) as unknown as TypedDocumentString<KycRulesQuery, KycRulesQueryVariables>;
export const KycSummaryDocument = new TypedDocumentString(`
    query KycSummary {
  kycSummary
}
    `) as unknown as TypedDocumentString<KycSummaryQuery, KycSummaryQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
    ...AttemptFields
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;
export const NodesDocument = new TypedDocumentString(`
    query Nodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodesQuery, NodesQueryVariables>;
export const VerificationUpdatedDocument = new TypedDocumentString(`
    subscription VerificationUpdated($by: VerificationBy!) {
  verificationUpdated(by: $by) {
    ...AttemptFields
  }
}
    fragment AttemptFields on Verification {
  id
  state
  decision
  requestId
  referenceId
  reference
  idempotencyKey
  createdAt
  completedAt
  owner {
    id
  }
  failure {
    ...FailureFields
  }
}
fragment FailureFields on VerificationError {
  __typename
  code
  message
  advice
  retry
  providerCode
}`) as unknown as TypedDocumentString<VerificationUpdatedSubscription, VerificationUpdatedSubscriptionVariables>;