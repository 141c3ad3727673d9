/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type VerifyKycMutationVariables = Exact<{
  selfie: Blob;
  front: Blob;
  back?: Blob | null | undefined;
  type?: DocumentType | null | undefined;
  idempotencyKey?: string | null | undefined;
  consentVersion?: string | null | undefined;
}>;


export type VerifyKycMutation = { verifyKyc:
    | { __typename: 'AlreadyVerifiedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice }
    | { __typename: 'ConfigurationError', code: FailureCode, message: string, advice: string, retry: RetryAdvice }
    | { __typename: 'DocumentRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, documentType: DocumentType | null }
    | { __typename: 'IdempotencyConflictError', code: FailureCode, message: string, advice: string, retry: RetryAdvice }
    | { __typename: 'InvalidImageError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, path: string, detectedFormat: string | null, maxBytes: number | null }
    | { __typename: 'MissingDocumentError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, documentTypes: Array<DocumentType> }
    | { __typename: 'ProviderUnavailableError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, retryAfterSeconds: number | null, attempt: { id: string } | null }
    | { __typename: 'QuotaExceededError', code: FailureCode, message: string, advice: string, retry: RetryAdvice }
    | { __typename: 'RateLimitedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, retryAfterSeconds: number | null }
    | { __typename: 'SelfieRejectedError', code: FailureCode, message: string, advice: string, retry: RetryAdvice }
    | { __typename: 'VerificationInProgressError', code: FailureCode, message: string, advice: string, retry: RetryAdvice, attempt: { id: string } | null }
    | { __typename: 'VerifyKycCompleted', accepted: boolean, verification: { id: string, decision: KycDecision | null } }
   | null };

export type FaceLoginMutationVariables = Exact<{
  selfie: Blob;
}>;


export type FaceLoginMutation = { faceLogin:
    | { __typename: 'AccountBlockedError', code: FailureCode, advice: string, retry: RetryAdvice }
    | { __typename: 'ConfigurationError', code: FailureCode, advice: string, retry: RetryAdvice }
    | { __typename: 'FaceLoginSuccess', user: { id: string }, session: { token: string, expiresAt: string } | null }
    | { __typename: 'FaceNotRecognizedError', code: FailureCode, advice: string, retry: RetryAdvice }
    | { __typename: 'InvalidImageError', code: FailureCode, advice: string, retry: RetryAdvice }
    | { __typename: 'ProviderUnavailableError', code: FailureCode, advice: string, retry: RetryAdvice }
    | { __typename: 'QuotaExceededError', code: FailureCode, advice: string, retry: RetryAdvice }
    | { __typename: 'RateLimitedError', code: FailureCode, advice: string, retry: RetryAdvice }
    | { __typename: 'SelfieRejectedError', code: FailureCode, advice: string, retry: RetryAdvice }
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, kycStatus: KycStatus | null } | null };

export type ProgressSubscriptionVariables = Exact<{
  idempotencyKey: string;
}>;


export type ProgressSubscription = { verificationUpdated: { id: string, state: VerificationState, decision: KycDecision | null, failure:
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
      | { code: FailureCode, advice: string }
     | null } };


export const VerifyKycDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerifyKyc"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"selfie"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"front"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"back"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"type"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentType"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"consentVersion"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyKyc"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"selfie"},"value":{"kind":"Variable","name":{"kind":"Name","value":"selfie"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"documents"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"type"},"value":{"kind":"Variable","name":{"kind":"Name","value":"type"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"front"},"value":{"kind":"Variable","name":{"kind":"Name","value":"front"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"back"},"value":{"kind":"Variable","name":{"kind":"Name","value":"back"}}}]}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"consentVersion"},"value":{"kind":"Variable","name":{"kind":"Name","value":"consentVersion"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VerifyKycCompleted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accepted"}},{"kind":"Field","name":{"kind":"Name","value":"verification"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"decision"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"retry"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DocumentRejectedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"documentType"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MissingDocumentError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"documentTypes"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidImageError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"detectedFormat"}},{"kind":"Field","name":{"kind":"Name","value":"maxBytes"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProviderUnavailableError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimitedError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationInProgressError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"attempt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<VerifyKycMutation, VerifyKycMutationVariables>;
export const FaceLoginDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"FaceLogin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"selfie"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Upload"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"faceLogin"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"selfie"},"value":{"kind":"Variable","name":{"kind":"Name","value":"selfie"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FaceLoginSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"session"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"token"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"retry"}}]}}]}}]}}]} as unknown as DocumentNode<FaceLoginMutation, FaceLoginMutationVariables>;
export const ViewerDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kycStatus"}}]}}]}}]} as unknown as DocumentNode<ViewerQuery, ViewerQueryVariables>;
export const ProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Progress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verificationUpdated"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"decision"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}}]}}]}}]}}]} as unknown as DocumentNode<ProgressSubscription, ProgressSubscriptionVariables>;