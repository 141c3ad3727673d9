/** The closed vocabulary of expected failures: what each code means to a client. Which vendor code leads here is known to faceki/ alone. */
import type { DocumentType, Verification } from './verification.ts';

/** What can help. `NEW_IMAGE`: another photo. `SAME_REQUEST`: the same again. `LATER`: the same, later. `NEVER`: something else must change first. */
export type RetryAdvice = 'NEW_IMAGE' | 'SAME_REQUEST' | 'LATER' | 'NEVER';

/** The classes of errors.ts, which are the GraphQL types of the public contract. */
export type ErrorName =
  | 'SelfieRejectedError'
  | 'DocumentRejectedError'
  | 'MissingDocumentError'
  | 'InvalidImageError'
  | 'AlreadyVerifiedError'
  | 'QuotaExceededError'
  | 'ConfigurationError'
  | 'ProviderUnavailableError'
  | 'LinkError'
  | 'FaceNotRecognizedError'
  | 'AccountBlockedError'
  | 'AlreadyEnrolledError'
  | 'IdempotencyConflictError'
  | 'VerificationInProgressError'
  | 'RateLimitedError';

interface FailureMeaning {
  /** Null: never an error of its own; an empty answer instead. */
  readonly error: ErrorName | null;
  readonly retry: RetryAdvice;
  /** For the developer; holds no personal data. */
  readonly message: string;
}

const selfie = (message: string) => ({ error: 'SelfieRejectedError', retry: 'NEW_IMAGE', message }) as const;
const document = (message: string, retry: RetryAdvice = 'NEW_IMAGE') =>
  ({ error: 'DocumentRejectedError', retry, message }) as const;
const missing = (message: string) => ({ error: 'MissingDocumentError', retry: 'NEW_IMAGE', message }) as const;
const image = (message: string, retry: RetryAdvice = 'NEW_IMAGE') =>
  ({ error: 'InvalidImageError', retry, message }) as const;
const configuration = (message: string) => ({ error: 'ConfigurationError', retry: 'NEVER', message }) as const;
const quota = (message: string) => ({ error: 'QuotaExceededError', retry: 'LATER', message }) as const;
const link = (message: string, retry: RetryAdvice = 'NEVER') => ({ error: 'LinkError', retry, message }) as const;
const provider = (message: string, retry: RetryAdvice = 'LATER') =>
  ({ error: 'ProviderUnavailableError', retry, message }) as const;

/** One row per `FailureCode` of the contract, in its order. */
export const failures = {
  FACE_NOT_FOUND: selfie('No face was found in the selfie.'),
  FACE_CROPPED: selfie('The face is not completely inside the selfie.'),
  FACE_TOO_CLOSE: selfie('The face is too close to the camera.'),
  FACE_CLOSE_TO_BORDER: selfie('The face is too near the edge of the selfie.'),
  FACE_TOO_SMALL: selfie('The face in the selfie is too small to analyse.'),
  FACE_ANGLE_TOO_LARGE: selfie('The head is turned too far.'),
  FACE_BLURRED: selfie('The face in the selfie is blurred.'),
  POOR_LIGHT: selfie('The light in the selfie is not good enough.'),
  MULTIPLE_FACES: selfie('There is more than one face in the selfie.'),
  SELFIE_NOT_LIVE: selfie('The selfie was not judged to show a live person.'),
  SELFIE_UNREADABLE: selfie('The provider could not read the selfie.'),
  DOCUMENT_REJECTED: document('The document could not be verified.'),
  ID_CARD_REJECTED: document('The identity card could not be verified.'),
  DRIVING_LICENCE_REJECTED: document('The driving licence could not be verified.'),
  PASSPORT_REJECTED: document('The passport could not be verified.'),
  DOCUMENT_FACE_MISMATCH: document('The selfie and the portrait in the document differ.'),
  DOCUMENT_EXPIRED: document('The document is out of date.', 'NEVER'),
  DOCUMENT_EXPIRY_UNREADABLE: document('No expiry date could be read from the document.'),
  DOCUMENT_NOT_LIVE: document('The document was judged to be a copy or a photo of a screen.'),
  RULES_MISMATCH: document('The data on the document contradict the verification rules.', 'NEVER'),
  MISSING_IMAGES: missing('An image that the rules demand was not sent, or was not valid.'),
  MISSING_DOCUMENT: missing('A document that the rules demand was not sent.'),
  MISSING_ID_CARD: missing('The rules demand an identity card, and none was sent.'),
  MISSING_PASSPORT: missing('The rules demand a passport, and none was sent.'),
  MISSING_DRIVING_LICENCE: missing('The rules demand a driving licence, and none was sent.'),
  IMAGE_EMPTY: image('The image has no bytes.'),
  IMAGE_TOO_LARGE: image('The image is larger than this gateway takes.'),
  IMAGE_UNSUPPORTED_FORMAT: image('The image is neither a JPEG nor a PNG, by its bytes.'),
  IMAGE_CORRUPT: image('The image is cut off or damaged.'),
  UPLOAD_INTERRUPTED: image('The image did not arrive completely.', 'SAME_REQUEST'),
  ALREADY_VERIFIED: {
    error: 'AlreadyVerifiedError',
    retry: 'NEVER',
    message: 'The user is verified already; nothing was sent to the provider.',
  },
  NO_RULES: configuration('The account or workflow has no verification rules. Set them up in the vendor’s portal.'),
  CREDENTIALS_REJECTED: configuration('The provider refuses the credentials of this gateway.'),
  NOT_SUPPORTED: configuration('The configured generation of the provider’s API does not have this operation.'),
  REQUEST_REJECTED: configuration('The provider refuses the request, or a setting that it needs is missing.'),
  QUOTA_EXCEEDED: quota('The plan’s number of verifications is used up.'),
  CREDIT_EXHAUSTED: quota('The account’s prepaid credit is used up.'),
  LINK_INVALID: link('The provider does not know this link.'),
  LINK_EXPIRED: link('The link’s time is over.'),
  LINK_NOT_CREATED: link('The provider could not create the link.', 'SAME_REQUEST'),
  LINK_LIMIT_REACHED: link('The link was used as often as allowed.'),
  RECORD_NOT_FOUND: { error: null, retry: 'LATER', message: 'The provider has no record under this key.' },
  FACE_NOT_RECOGNIZED: {
    error: 'FaceNotRecognizedError',
    retry: 'NEW_IMAGE',
    message: 'The face does not lead to exactly one known user.',
  },
  ACCOUNT_BLOCKED: {
    error: 'AccountBlockedError',
    retry: 'NEVER',
    message: 'The recognised account is blocked or inactive.',
  },
  ALREADY_ENROLLED: { error: 'AlreadyEnrolledError', retry: 'NEVER', message: 'This face is enrolled already.' },
  PROVIDER_TRY_AGAIN: provider('The provider asks to try again.', 'SAME_REQUEST'),
  PROVIDER_FAULT: provider('The provider reports a fault of its own.'),
  PROVIDER_TIMEOUT: provider('The provider did not answer in time.'),
  PROVIDER_UNREACHABLE: provider('The provider cannot be reached.'),
  PROVIDER_NONSENSE: provider('The provider’s answer could not be understood.'),
  OUTCOME_UNKNOWN: provider(
    'An earlier request under this key may have been accepted, and its outcome cannot be looked up. A new key is a new, possibly paid, try.',
    'NEVER',
  ),
  IDEMPOTENCY_CONFLICT: {
    error: 'IdempotencyConflictError',
    retry: 'NEVER',
    message: 'This idempotency key was used for another request.',
  },
  VERIFICATION_IN_PROGRESS: {
    error: 'VerificationInProgressError',
    retry: 'SAME_REQUEST',
    message: 'The verification is still being decided. Watch verificationUpdated, or ask again with the same key.',
  },
  RATE_LIMITED: { error: 'RateLimitedError', retry: 'LATER', message: 'Too many requests of this kind.' },
} as const satisfies Record<string, FailureMeaning>;

export type FailureCode = keyof typeof failures;
export const failureCodes = Object.keys(failures) as readonly FailureCode[];

/** An expected failure as data: what the layers below hand up, and what the ledger keeps a part of. */
export interface Failure {
  readonly code: FailureCode;
  /** The provider's own number or word, when the failure came from there. */
  readonly providerCode?: string | null;
  /** Which of the sent documents; null when the provider does not say. */
  readonly documentType?: DocumentType | null;
  /** The documents that are missing. */
  readonly documentTypes?: readonly DocumentType[];
  /** The input's path, e.g. `input.documents.0.front`. */
  readonly path?: string;
  readonly detectedFormat?: string | null;
  readonly maxBytes?: number | null;
  readonly retryAfterSeconds?: number | null;
  /** The attempt it belongs to. */
  readonly attempt?: Verification | null;
}
