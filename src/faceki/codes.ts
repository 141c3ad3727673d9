/**
 * The vendor's codes and what they mean to a client: one table for every generation. Rows are keyed by wire code and operation,
 * because 8013 and 8016 depend on it. Sources: faceki-api.md section 2; spellings Q15; the contract's `FailureCode`.
 */
import { expectedErrors } from '#domain/expected-errors.ts';
import { type ErrorName, type Failure, type FailureCode, failures } from '#domain/failure.ts';
import type { DocumentType, KycDecision } from '#domain/verification.ts';
import type { EnvelopeKind } from './envelope.ts';

/** What is asked of the vendor. */
export const operations = [
  'getToken',
  'verify',
  'matchFace',
  'logInByFace',
  'enrollFace',
  'analyzeFace',
  'createLink',
  'readRecords',
  'readRules',
  'readSummary',
] as const;
export type Operation = (typeof operations)[number];

export interface CodeRow {
  /** Numbers as text and words in upper case: the vendor's spellings and the right ones. */
  readonly wire: readonly string[];
  /** The failure; or the decision, where the code is one. */
  readonly means: FailureCode | { readonly decision: KycDecision };
  /** On these operations alone. */
  readonly on?: readonly Operation[];
  /** In this envelope alone: numbers too small or too general to mean the same elsewhere. */
  readonly envelope?: EnvelopeKind;
  /** The document that the code speaks of. */
  readonly document?: DocumentType;
}

/** In the order of the contract's `FailureCode`. */
export const codeRows: readonly CodeRow[] = [
  { wire: ['8006', 'FACE_NOT_FOUND'], means: 'FACE_NOT_FOUND' },
  { wire: ['8004', 'FACE_CROPPED'], means: 'FACE_CROPPED' },
  { wire: ['8005', 'FACE_TOO_CLOSED', 'FACE_TOO_CLOSE'], means: 'FACE_TOO_CLOSE' },
  { wire: ['8007', 'FACE_CLOSED_TO_BORDER', 'FACE_CLOSE_TO_BORDER'], means: 'FACE_CLOSE_TO_BORDER' },
  { wire: ['8008', 'FACE_TOO_SMALL'], means: 'FACE_TOO_SMALL' },
  { wire: ['FACE_ANGLE_TOO_LARGE'], means: 'FACE_ANGLE_TOO_LARGE' },
  { wire: ['8019', 'FACE_BLURR', 'FACE_BLUR'], means: 'FACE_BLURRED' },
  { wire: ['8009', 'POOR_LIGHT'], means: 'POOR_LIGHT' },
  { wire: ['8018', 'SELFIE_MULTIPLE_FACES', 'TOO_MANY_FACES'], means: 'MULTIPLE_FACES' },
  { wire: ['5004', 'SELFIE_LIVENESS_FAILED'], means: 'SELFIE_NOT_LIVE' },
  {
    wire: [
      'FAILED_TO_READ_IMAGE',
      'FAILED_TO_PREDICT_LANDMARKS',
      'FAILED_TO_PREPROCESS_IMAGE_WHILE_DETECT',
      'FAILED_TO_PREPROCESS_IMAGE_WHILE_PREDICT',
    ],
    means: 'SELFIE_UNREADABLE',
  },
  { wire: ['8002', 'DOCUMENT_VERIFY_FAILED'], means: 'DOCUMENT_REJECTED' },
  { wire: ['8010', 'ID_VERIFY_FAIL'], means: 'ID_CARD_REJECTED', document: 'ID_CARD' },
  { wire: ['8011', 'DL_VERIFY_FAIL'], means: 'DRIVING_LICENCE_REJECTED', document: 'DRIVING_LICENCE' },
  { wire: ['8012', 'PASSPORT_VERIFY_FAIL'], means: 'PASSPORT_REJECTED', document: 'PASSPORT' },
  { wire: ['5005', 'DOCUMENT_FACE_MATCH_FAILED'], means: 'DOCUMENT_FACE_MISMATCH' },
  { wire: ['5010', 'EXPIRED_DOCUMENT'], means: 'DOCUMENT_EXPIRED' },
  { wire: ['5011', 'EXPIRY_NOT_FOUND'], means: 'DOCUMENT_EXPIRY_UNREADABLE' },
  // The vendor's page was cut off before the number; 5012 is the next one (section 2.2).
  { wire: ['5012', 'DOCUMENT_LIVENESS_FAILED'], means: 'DOCUMENT_NOT_LIVE' },
  { wire: ['5007', 'MISMATCH_AS_PER_RULES'], means: 'RULES_MISMATCH' },
  { wire: ['8001', 'NEED_REQUIRED_IMAGES'], means: 'MISSING_IMAGES' },
  { wire: ['5002', 'INVALID_MISSING_REQUEST_FIELDS'], means: 'MISSING_IMAGES' },
  { wire: ['5006', 'REQUIRED_DOCUMENT_MISSING'], means: 'MISSING_DOCUMENT' },
  { wire: ['8020', 'MISSING_ID_CARD_DOCUMENT_WITH_RULES'], means: 'MISSING_ID_CARD', document: 'ID_CARD' },
  { wire: ['8021', 'MISSING_PASSPORT_DOCUMENT_WITH_RULES'], means: 'MISSING_PASSPORT', document: 'PASSPORT' },
  { wire: ['8022', 'MISSING_DL_DOCUMENT_WITH_RULES'], means: 'MISSING_DRIVING_LICENCE', document: 'DRIVING_LICENCE' },
  { wire: ['7001', 'NO_RULES_FOR_COMPANY'], means: 'NO_RULES' },
  { wire: ['5001', 'WORKFLOW_RULES_MISSING'], means: 'NO_RULES' },
  { wire: ['1', 'UNAUTHORIZED/INVALID URL'], means: 'CREDENTIALS_REJECTED', envelope: 'v3' },
  { wire: ['400', 'BAD_REQUEST'], means: 'REQUEST_REJECTED', envelope: 'v3' },
  { wire: ['8017', 'KYC_VERIFICATION_LIMIT_REACHED'], means: 'QUOTA_EXCEEDED' },
  { wire: ['5003', 'NOT_ENOUGH_WALLET_CREDIT'], means: 'CREDIT_EXHAUSTED' },
  { wire: ['8014', 'INVALID_VERIFICATION_LINK'], means: 'LINK_INVALID' },
  { wire: ['8015', 'VERIFICATION_LINK_EXPIRED'], means: 'LINK_EXPIRED' },
  { wire: ['8016', 'FAIL_TO_GENERATE_LINK'], means: 'LINK_NOT_CREATED', on: ['createLink'] },
  { wire: ['5009', 'LINK_LIMIT_REACH', 'LINK_LIMIT_REACHED'], means: 'LINK_LIMIT_REACHED' },
  { wire: ['8013', 'DATA_NOT_FOUND'], means: 'RECORD_NOT_FOUND', on: ['readRecords'] },
  { wire: ['8013', 'DATA_NOT_FOUND'], means: 'FACE_NOT_RECOGNIZED', on: ['matchFace', 'logInByFace'] },
  { wire: ['8016', 'ALREADY_REGISTERED'], means: 'ALREADY_ENROLLED', on: ['enrollFace'] },
  { wire: ['8003', 'PLEASE_TRY_AGAIN'], means: 'PROVIDER_TRY_AGAIN' },
  { wire: ['1000', 'INTERNAL_SYSTEM_ERROR'], means: 'PROVIDER_FAULT' },
  { wire: ['500'], means: 'PROVIDER_FAULT', envelope: 'v3' },
  {
    wire: [
      'FAILED_TO_READ_MODEL',
      'FAILED_TO_WRITE_IMAGE',
      'INVALID_CONFIG',
      'INVALID_FUSE_MODE',
      'NO_SUCH_OBJECT_IN_BUILD',
      'NULLPTR',
      'UNKNOWN',
    ],
    means: 'PROVIDER_FAULT',
  },
  // The overall "no": the vendor has processed everything and decided (the contract's note after `FailureCode`).
  { wire: ['5008', 'KYC_FAILED'], means: { decision: 'DECLINED' }, on: ['verify'], envelope: 'v3' },
];

/** The failures that an operation may end in, fed by the same lists as the contract's unions. */
const failuresOf: Readonly<Record<Operation, readonly ErrorName[]>> = {
  // Whatever else is said in place of a token is a refusal of the credentials.
  getToken: ['ProviderUnavailableError'],
  verify: expectedErrors.verifyKyc,
  // An answer of 8013 to a face match is no failure to the caller but an empty list; login says it as its union does.
  matchFace: [...expectedErrors.searchByFace, 'FaceNotRecognizedError'],
  logInByFace: expectedErrors.faceLogin,
  enrollFace: expectedErrors.enrollFace,
  analyzeFace: expectedErrors.analyzeFace,
  createLink: expectedErrors.createKycLink,
  // Queries have no unions; these are what their errors[] may say.
  readRecords: ['LinkError', 'QuotaExceededError', 'ConfigurationError', 'ProviderUnavailableError'],
  readRules: ['QuotaExceededError', 'ConfigurationError', 'ProviderUnavailableError'],
  readSummary: ['QuotaExceededError', 'ConfigurationError', 'ProviderUnavailableError'],
};

/** What a code means; null when it is unknown, or does not belong to the operation. */
export type CodeMeaning = { readonly failure: Failure } | { readonly decision: KycDecision };

/** Reads a wire code as the operation's own table says. */
export function readCode(code: string | null, operation: Operation, envelope: EnvelopeKind): CodeMeaning | null {
  const key = toKey(code);
  const row = codeRows.find(
    ({ wire, on, envelope: only }) =>
      wire.includes(key) && (on?.includes(operation) ?? true) && (only === undefined || only === envelope),
  );
  if (row === undefined) return null;
  if (typeof row.means !== 'string') return row.means;
  const { error } = failures[row.means];
  // A code without an error of its own stands for an empty answer; its row names the operation.
  if (error !== null && !failuresOf[operation].includes(error)) return null;
  return { failure: { code: row.means, providerCode: code, ...documentOf(row, error) } };
}

/**
 * What was said that nobody understands: the code is kept, the meaning is not guessed. Kept only where it looks like one of the
 * vendor's, a number or a word in capitals: anything else in its place could be somebody's name, or a secret echoed back.
 */
export function nonsense(code: string | null = null): Failure {
  const providerCode = code !== null && /^(-?\d{1,9}|[A-Z][A-Z0-9_]{1,47})$/.test(code) ? code : null;
  return { code: 'PROVIDER_NONSENSE', providerCode };
}

function documentOf({ document }: CodeRow, error: ErrorName | null): Partial<Failure> {
  if (document === undefined) return {};
  return error === 'MissingDocumentError' ? { documentTypes: [document] } : { documentType: document };
}

function toKey(code: string | null): string {
  const word = code?.trim().toUpperCase() ?? '';
  return word.includes('/') ? word : word.replaceAll(/[\s-]+/g, '_');
}
