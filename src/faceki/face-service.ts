/**
 * The biometric services, on the account's own host and in the cloud: who is this, and remember this face (faceki-api.md section 4). One
 * behaviour, two sets of routes and field names.
 */
import { toVerificationError } from '#domain/errors.ts';
import type { EnrolledFace, FaceEnrolment, FaceMatches, IdentityProvider } from '#domain/ports.ts';
import { type FormPart, multipartBody } from '#http/body.ts';
import { answerOf, type Call, type CallOutcome, type Endpoint } from './call.ts';
import { readMeaning } from './code-search.ts';
import { nonsense } from './codes.ts';
import type { Envelope } from './envelope.ts';
import { readAvailableCredit, readConfidence, readLoggedIn, toFaceAccount } from './face-account.ts';
import { imagePart } from './image-part.ts';
import { type Dictionary, readDictionary, readId, readList } from './lenient.ts';

/** Told of the prepaid credit that is left whenever an answer says it: for a gauge, and for nothing else. */
export type CreditObserver = (availableCredit: number) => void;

export interface FaceServiceRoutes {
  readonly logIn: Endpoint;
  readonly enroll: Endpoint;
  /** What the selfie's field is called (Q2). */
  readonly selfieField: string;
  /** True where an account has a name and an address. */
  readonly takesDetails: boolean;
}

const login = { method: 'POST', operation: 'logInByFace', patience: 'verification' } as const;
const enrolment = { method: 'POST', operation: 'enrollFace', patience: 'verification' } as const;

/** On the biometric host. The page leaves the field's name out; its neighbour's is taken. */
export const onPremises: FaceServiceRoutes = {
  logIn: { ...login, name: 'bio.verify', path: ['verify'] },
  enroll: { ...enrolment, name: 'bio.enroll', path: ['enroll'] },
  selfieField: 'image',
  takesDetails: false,
};

export const inTheCloud: FaceServiceRoutes = {
  logIn: { ...login, name: 'facelink.login', path: ['facelink', 'api', 'login'] },
  enroll: { ...enrolment, name: 'facelink.signup', path: ['facelink', 'api', 'signup'] },
  selfieField: 'selfie_image',
  takesDetails: true,
};

export interface FaceServiceOptions {
  /** To the host of these routes. */
  readonly call: Call;
  readonly routes: FaceServiceRoutes;
  /** A multipart boundary that occurs in no image. */
  readonly createBoundary: () => string;
  readonly onCredit: CreditObserver;
}

export function createFaceService(options: FaceServiceOptions): Pick<IdentityProvider, 'matchFace' | 'enrollFace'> {
  const { call, routes, createBoundary } = options;

  /** What was answered, with its bill told and forgotten. */
  function open(outcome: CallOutcome): { readonly envelope: Envelope; readonly data: Dictionary | null } {
    const envelope = answerOf(outcome);
    const data = readDictionary(envelope.content);
    const credit = data === null ? null : readAvailableCredit(data);
    if (credit !== null) options.onCredit(credit);
    return { envelope, data };
  }

  return {
    async matchFace(selfie, callOptions) {
      const outcome = await call({
        endpoint: routes.logIn,
        body: multipartBody([imagePart(routes.selfieField, selfie)], createBoundary()),
        images: [selfie],
        ...callOptions,
      });
      if (outcome.kind === 'refused' && outcome.failure.code === 'FACE_NOT_RECOGNIZED') return nobody;
      const { envelope, data } = open(outcome);
      return toFaceMatches(envelope, data);
    },

    async enrollFace(request, callOptions) {
      const parts = [imagePart(routes.selfieField, request.selfie), ...(routes.takesDetails ? toDetails(request) : [])];
      const outcome = await call({
        endpoint: routes.enroll,
        body: multipartBody(parts, createBoundary()),
        images: [request.selfie],
        ...callOptions,
      });
      const { envelope, data } = open(outcome);
      return toEnrolledFace(envelope, data);
    },
  };
}

function toDetails({ email, firstName, lastName, phoneNumber }: FaceEnrolment): readonly FormPart[] {
  return Object.entries({ email, firstName, lastName, phoneNumber }).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  );
}

const nobody: FaceMatches = { faceIds: [], records: [], account: null, confidence: null };

/** Only a clear yes about some face opens a door; a no may hide what was wrong with the photo. */
function toFaceMatches(envelope: Envelope, data: Dictionary | null): FaceMatches {
  const isEmptyAnswer = envelope.content === null || envelope.content === '' || isEmptyList(envelope.content);
  if (data === null && !isEmptyAnswer) throw toVerificationError(nonsense(envelope.code));
  const isLoggedIn = data === null ? null : readLoggedIn(data);
  if (data === null || isLoggedIn !== true) {
    const meaning = readMeaning(envelope, 'logInByFace');
    const failure = meaning !== null && 'failure' in meaning ? meaning.failure : null;
    if (failure?.code === 'FACE_NOT_RECOGNIZED') return nobody;
    if (failure !== null) throw toVerificationError(failure);
    // A face without a verdict is neither, and so is a word that we do not know.
    const isUnclear = envelope.kind !== 'v2' || (data !== null && namesSomebody(data));
    if (isLoggedIn === null && isUnclear) throw toVerificationError(nonsense(envelope.code));
    return nobody;
  }
  const account = toFaceAccount(data.user);
  // The vendor's own client takes an empty list for a failed login; only a missing one leaves the account's face to say it.
  const listed = data.all_face_ids === undefined ? [account?.faceId] : readList(data.all_face_ids).map(readId);
  const faceIds = [...new Set(listed.filter((id) => id != null))];
  return faceIds.length === 0 ? nobody : { ...nobody, faceIds, account, confidence: readConfidence(data) };
}

function toEnrolledFace(envelope: Envelope, data: Dictionary | null): EnrolledFace {
  const account = toFaceAccount(data?.user);
  const faceId = readId(data?.face_id) ?? readId(data?.faceID) ?? readId(data?.faceId) ?? account?.faceId ?? null;
  const meaning = readMeaning(envelope, 'enrollFace');
  const failure = meaning !== null && 'failure' in meaning ? meaning.failure : null;
  const isNamed = faceId !== null || account !== null;
  // Whose face it is already may stand beside the word: it must not become the new user's.
  if (isNamed && failure?.code !== 'ALREADY_ENROLLED') return { faceId, account };
  throw toVerificationError(failure ?? nonsense(envelope.code));
}

function namesSomebody(data: Dictionary): boolean {
  return readList(data.all_face_ids).length > 0 || readDictionary(data.user) !== null;
}

function isEmptyList(content: unknown): boolean {
  return Array.isArray(content) && content.length === 0;
}
