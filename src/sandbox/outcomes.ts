/**
 * Everything the sandbox can answer, by name: one row per code of faceki-api.md section 2, and what each means in the three
 * kinds of API. A table of data; who asks for an outcome (an image's marker, the control API, a rule) is not known here.
 */

/** What is said about the person. */
export type SandboxDecision = 'ACCEPTED' | 'DECLINED' | 'REVIEW';

export interface Outcome {
  /** The vendor's own spelling where it has one. */
  readonly name: string;
  /** Other spellings of the vendor or of its clients. */
  readonly aliases: readonly string[];
  /** A `responseCode`, or a decision: then the code is 0. */
  readonly v2: number | SandboxDecision;
  /** A `code`, or a decision: then the code is 200. */
  readonly v3: number | SandboxDecision;
  /** The word of the biometric services; null where the outcome means nothing to them. */
  readonly bio: string | null;
  /** What has to be wrong for it. */
  readonly about: 'person' | 'selfie' | 'document' | 'account' | 'link' | 'service';
  readonly meaning: string;
}

type Row = readonly [
  name: string,
  v2: Outcome['v2'],
  v3: Outcome['v3'],
  bio: string | null,
  about: Outcome['about'],
  meaning: string,
  ...aliases: string[],
];

// biome-ignore format: one row a line reads best
const rows: readonly Row[] = [
  ['ACCEPTED', 'ACCEPTED', 'ACCEPTED', null, 'person', 'the person is accepted', 'SUCCESS', 'OK'],
  ['DECLINED', 'DECLINED', 'DECLINED', null, 'person', 'the person is declined, without an error'],
  ['REVIEW', 'REVIEW', 'REVIEW', null, 'person', 'a person at the portal has to decide'],
  ['AML_HIT', 'REVIEW', 'REVIEW', null, 'person', 'the name is on a watch list, a person has to decide'],
  ['KYC_FAILED', 'DECLINED', 5008, null, 'person', 'the overall verdict is negative'],
  ['FACE_CROPPED', 8004, 8004, 'FACE_CROPPED', 'selfie', 'the face is not completely inside the picture'],
  ['FACE_TOO_CLOSED', 8005, 8005, 'FACE_TOO_CLOSE', 'selfie', 'the face is too close to the camera', 'FACE_TOO_CLOSE'],
  ['FACE_NOT_FOUND', 8006, 8006, 'FACE_NOT_FOUND', 'selfie', 'there is no face'],
  ['FACE_CLOSED_TO_BORDER', 8007, 8007, 'FACE_CLOSE_TO_BORDER', 'selfie', 'the face is too near the edge', 'FACE_CLOSE_TO_BORDER'],
  ['FACE_TOO_SMALL', 8008, 8008, 'FACE_TOO_SMALL', 'selfie', 'the face is too small'],
  ['POOR_LIGHT', 8009, 8009, 'POOR_LIGHT', 'selfie', 'the light is bad'],
  ['SELFIE_MULTIPLE_FACES', 8018, 8018, 'TOO_MANY_FACES', 'selfie', 'there is more than one face', 'TOO_MANY_FACES', 'MULTIPLE_FACES'],
  ['FACE_BLURR', 8019, 8019, 'FACE_BLURR', 'selfie', 'the face is blurred', 'FACE_BLUR', 'FACE_BLURRED'],
  ['SELFIE_LIVENESS_FAILED', 'DECLINED', 5004, null, 'selfie', 'the selfie is not judged live'],
  ['FACE_ANGLE_TOO_LARGE', 8006, 8006, 'FACE_ANGLE_TOO_LARGE', 'selfie', 'the head is turned too far'],
  ['FAILED_TO_PREDICT_LANDMARKS', 8006, 8006, 'FAILED_TO_PREDICT_LANDMARKS', 'selfie', 'the landmark step failed'],
  ['FAILED_TO_PREPROCESS_IMAGE_WHILE_DETECT', 8006, 8006, 'FAILED_TO_PREPROCESS_IMAGE_WHILE_DETECT', 'selfie', 'preparing the detection failed'],
  ['FAILED_TO_PREPROCESS_IMAGE_WHILE_PREDICT', 8006, 8006, 'FAILED_TO_PREPROCESS_IMAGE_WHILE_PREDICT', 'selfie', 'preparing the liveness check failed'],
  ['FAILED_TO_READ_IMAGE', 8006, 8006, 'FAILED_TO_READ_IMAGE', 'selfie', 'the file is not an image'],
  ['DOCUMENT_VERIFY_FAILED', 8002, 5008, null, 'document', 'the document could not be verified'],
  ['ID_VERIFY_FAIL', 8010, 8010, null, 'document', 'the identity card failed'],
  ['DL_VERIFY_FAIL', 8011, 8011, null, 'document', 'the driving licence failed'],
  ['PASSPORT_VERIFY_FAIL', 8012, 8012, null, 'document', 'the passport failed'],
  ['DOCUMENT_FACE_MATCH_FAILED', 8002, 5005, null, 'document', 'selfie and portrait show different people', 'DOCUMENT_FACE_MISMATCH'],
  ['MISMATCH_AS_PER_RULES', 'DECLINED', 5007, null, 'document', 'the data contradict the rules', 'RULES_MISMATCH'],
  ['EXPIRED_DOCUMENT', 'DECLINED', 5010, null, 'document', 'the document is out of date', 'DOCUMENT_EXPIRED'],
  ['EXPIRY_NOT_FOUND', 8002, 5011, null, 'document', 'no expiry date can be read', 'DOCUMENT_EXPIRY_UNREADABLE'],
  // The number was cut off on the vendor's page; 5012 is a guess (faceki-api.md section 2.2).
  ['DOCUMENT_LIVENESS_FAILED', 8002, 5012, null, 'document', 'the document is a copy or a screen', 'DOCUMENT_NOT_LIVE'],
  ['NEED_REQUIRED_IMAGES', 8001, 5002, null, 'account', 'an image that is needed was not sent', 'INVALID_MISSING_REQUEST_FIELDS'],
  ['MISSING_ID_CARD_DOCUMENT_WITH_RULES', 8020, 5006, null, 'account', 'the rules need an identity card', 'REQUIRED_DOCUMENT_MISSING'],
  ['MISSING_PASSPORT_DOCUMENT_WITH_RULES', 8021, 5006, null, 'account', 'the rules need a passport'],
  ['MISSING_DL_DOCUMENT_WITH_RULES', 8022, 5006, null, 'account', 'the rules need a driving licence'],
  ['NO_RULES_FOR_COMPANY', 7001, 5001, null, 'account', 'no rules are set up', 'WORKFLOW_RULES_MISSING'],
  ['KYC_VERIFICATION_LIMIT_REACHED', 8017, 5003, null, 'account', 'the plan or the credit is used up', 'NOT_ENOUGH_WALLET_CREDIT'],
  ['ACCOUNT_BLOCKED', 'ACCEPTED', 'ACCEPTED', 'ACCOUNT_BLOCKED', 'account', 'the face account is blocked'],
  ['ACCOUNT_INACTIVE', 'ACCEPTED', 'ACCEPTED', 'ACCOUNT_INACTIVE', 'account', 'the face account is not active'],
  ['DATA_NOT_FOUND', 8013, 8013, 'NO_MATCH', 'account', 'there is no record, nobody matches', 'NO_MATCH'],
  ['INVALID_VERIFICATION_LINK', 8014, 8014, null, 'link', 'the link is unknown'],
  ['VERIFICATION_LINK_EXPIRED', 8015, 8015, null, 'link', 'the link’s time is over'],
  ['FAIL_TO_GENERATE_LINK', 8016, 8016, 'ALREADY_REGISTERED', 'link', 'the link could not be made; on sign-up: this face is registered', 'ALREADY_REGISTERED'],
  ['LINK_LIMIT_REACH', 8017, 5009, null, 'link', 'the link was used as often as allowed', 'LINK_LIMIT_REACHED'],
  ['INTERNAL_SYSTEM_ERROR', 1000, 500, 'UNKNOWN', 'service', 'a failure inside the service', 'UNKNOWN'],
  ['PLEASE_TRY_AGAIN', 8003, 500, 'UNKNOWN', 'service', 'the service asks to try again'],
  ['UNAUTHORIZED/INVALID URL', 1000, 1, 'UNKNOWN', 'service', 'the token or the path is wrong', 'UNAUTHORIZED'],
  ['BAD_REQUEST', 8001, 400, 'UNKNOWN', 'service', 'the request is malformed'],
  ['FAILED_TO_READ_MODEL', 1000, 500, 'FAILED_TO_READ_MODEL', 'service', 'the engine cannot load its model'],
  ['FAILED_TO_WRITE_IMAGE', 1000, 500, 'FAILED_TO_WRITE_IMAGE', 'service', 'the engine cannot write a file'],
  ['INVALID_CONFIG', 1000, 500, 'INVALID_CONFIG', 'service', 'the engine is set up wrongly'],
  ['INVALID_FUSE_MODE', 1000, 500, 'INVALID_FUSE_MODE', 'service', 'the engine is set up wrongly'],
  ['NO_SUCH_OBJECT_IN_BUILD', 1000, 500, 'NO_SUCH_OBJECT_IN_BUILD', 'service', 'the engine lacks a part'],
  ['NULLPTR', 1000, 500, 'NULLPTR', 'service', 'a null pointer inside the engine'],
];

/** The table, in the order in which it is documented. */
export const outcomes: readonly Outcome[] = rows.map(([name, v2, v3, bio, about, meaning, ...aliases]) => ({
  name,
  aliases,
  v2,
  v3,
  bio,
  about,
  meaning,
}));

/** The outcome of an ordinary, good request. */
export const accepted: Outcome = outcomeNamed('ACCEPTED');

/**
 * The outcome with this name, alias or number.
 * @throws {TypeError} for a word that is in no row
 */
export function outcomeNamed(nameOrNumber: string | number): Outcome {
  const wanted = String(nameOrNumber).trim().toUpperCase();
  if (/^\d+$/.test(wanted)) return outcomeNumbered(Number(wanted));
  const found = outcomes.find((outcome) => outcome.name === wanted || outcome.aliases.includes(wanted));
  if (found === undefined)
    throw new TypeError(`The sandbox knows no outcome ${wanted}. See docs/sandbox.md for all of them.`);
  return found;
}

/**
 * The outcome with this number in any generation. A number that only one generation has means the same thing, in its own
 * number, to the other; a number of no table is answered as it is, to see what a client makes of it.
 */
function outcomeNumbered(code: number): Outcome {
  if (code === 0 || code === 200) return accepted;
  const row = outcomes.find(({ v2 }) => v2 === code) ?? outcomes.find(({ v3 }) => v3 === code);
  if (row === undefined) {
    return {
      name: `CODE_${code}`,
      aliases: [],
      v2: code,
      v3: code,
      bio: `CODE_${code}`,
      about: 'service',
      meaning: 'a code of no table',
    };
  }
  // 8004 to 8019 may come from either generation (faceki-api.md section 2.2, last rows).
  return code >= 8004 && code <= 8019 ? { ...row, v2: code, v3: code } : row;
}

/** The decision that an outcome stands for; a code that is none by name means no. */
export function decisionOf(outcome: Outcome, generation: 'v2' | 'v3'): SandboxDecision {
  const answer = outcome[generation];
  return typeof answer === 'number' ? 'DECLINED' : answer;
}

/** The vendor's message for a V3 code. */
export function messageOfV3(code: number): string {
  const row = outcomes.find(({ v3 }) => v3 === code);
  if (row === undefined) return outcomes.find(({ v2 }) => v2 === code)?.name ?? 'UNKNOWN';
  return v3Spellings[row.name] ?? row.name;
}

const v3Spellings: Readonly<Record<string, string>> = {
  NEED_REQUIRED_IMAGES: 'INVALID_MISSING_REQUEST_FIELDS',
  MISSING_ID_CARD_DOCUMENT_WITH_RULES: 'REQUIRED_DOCUMENT_MISSING',
  NO_RULES_FOR_COMPANY: 'WORKFLOW_RULES_MISSING',
  KYC_VERIFICATION_LIMIT_REACHED: 'NOT_ENOUGH_WALLET_CREDIT',
};
