/** What a mutation answers when it cannot succeed: one of the failures that its union lists, each understood through one interface. */
import { expect, test } from 'vitest';
import { languages } from '#domain/advice.ts';
import { errorClasses, toVerificationError, VerificationError } from '#domain/errors.ts';
import { expectedErrors } from '#domain/expected-errors.ts';
import { type ErrorName, type FailureCode, failureCodes, failures } from '#domain/failure.ts';
import type { Services } from '#services/services.ts';
import {
  AnalyzeFaceDocument,
  CreateKycLinkDocument,
  EnrollFaceDocument,
  FaceLoginDocument,
  SearchByFaceDocument,
  type TypedDocumentString,
  VerifyKycDocument,
} from '#test/support/gql/graphql.ts';
import { attempt, createContext, run, unreadUpload, withScopes } from '#test/support/run-operation.ts';

type Operation = keyof typeof expectedErrors;

const documents: Readonly<Record<Operation, TypedDocumentString<object, never>>> = {
  verifyKyc: VerifyKycDocument,
  faceLogin: FaceLoginDocument,
  searchByFace: SearchByFaceDocument,
  enrollFace: EnrollFaceDocument,
  analyzeFace: AnalyzeFaceDocument,
  createKycLink: CreateKycLinkDocument,
};

const scopes = withScopes('kyc:verify', 'kyc:read', 'kyc:link');

/** Runs a mutation whose use case fails with this error. */
async function runFailing(operation: Operation, error: unknown, language: 'en' | 'ar' = 'en') {
  const fail = async () => {
    throw error;
  };
  const variables = operation === 'createKycLink' ? { input: {} } : { selfie: unreadUpload(), front: unreadUpload() };
  const services: Partial<Services> = { [operation]: fail };
  const context = createContext({ caller: scopes, services, language });
  const { data, errors } = await run<Record<string, unknown>>(documents[operation].toString(), variables, context);
  return { answer: data?.[operation], errors };
}

function codeOf(name: ErrorName): FailureCode {
  const code = failureCodes.find((candidate) => failures[candidate].error === name);
  if (code === undefined) throw new Error(`no code makes a ${name}`);
  return code;
}

const memberships = Object.entries(expectedErrors).flatMap(([operation, names]) =>
  names.map((name): [Operation, ErrorName] => [operation as Operation, name]),
);

test.each(memberships)(
  '%s answers with %s as a member of its union, understood through the interface',
  async (operation, name) => {
    const code = codeOf(name);
    const { answer, errors } = await runFailing(operation, toVerificationError({ code, providerCode: '8099' }));
    expect(errors).toEqual([]);
    expect(answer).toMatchObject({
      __typename: name,
      code,
      retry: failures[code].retry,
      message: failures[code].message,
      advice: expect.stringMatching(/\w/),
      providerCode: '8099',
    });
  },
);

test('has a union member for each error class, so that none is declared and never seen', () => {
  expect(new Set(memberships.map(([, name]) => name))).toEqual(new Set(Object.keys(errorClasses)));
});

test('turns a failure that the operation cannot have into nonsense from the provider, and keeps what it was', async () => {
  const outsider = toVerificationError({ code: 'DOCUMENT_EXPIRED', providerCode: '5010' });
  const { answer, errors } = await runFailing('faceLogin', outsider);
  expect(errors).toEqual([]);
  expect(answer).toMatchObject({
    __typename: 'ProviderUnavailableError',
    code: 'PROVIDER_NONSENSE',
    providerCode: '5010',
  });
  const unnumbered = await runFailing('faceLogin', toVerificationError({ code: 'LINK_EXPIRED' }));
  expect(unnumbered.answer).toMatchObject({ code: 'PROVIDER_NONSENSE', providerCode: 'LINK_EXPIRED' });
});

test('keeps a fault of ours out of the union: null beside the error that the server masks', async () => {
  const { answer, errors } = await runFailing('verifyKyc', new TypeError('a bug'));
  expect(answer).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors[0]?.originalError).not.toBeInstanceOf(VerificationError);
});

test.each(languages)('gives advice that can be shown as it is, in %s', async (language) => {
  const { answer } = await runFailing('verifyKyc', toVerificationError({ code: 'FACE_CROPPED' }), language);
  expect(answer).toMatchObject({
    message: 'The face is not completely inside the selfie.',
    advice:
      language === 'en'
        ? 'Move a little further away so that your whole face is in the picture.'
        : 'ابتعد قليلًا حتى يظهر وجهك كاملًا في الصورة.',
  });
});

test('says which image is not good enough, by the input’s path, and why', async () => {
  const { answer } = await runFailing(
    'verifyKyc',
    toVerificationError({
      code: 'IMAGE_UNSUPPORTED_FORMAT',
      path: 'input.documents.0.front',
      detectedFormat: 'image/heic',
    }),
  );
  expect(answer).toMatchObject({ path: 'input.documents.0.front', detectedFormat: 'image/heic', maxBytes: null });
});

test('says which document was rejected, which are missing, when to come back, and which attempt it was', async () => {
  const failed = attempt({ state: 'FAILED', decision: null });
  const rejected = toVerificationError({ code: 'PASSPORT_REJECTED', documentType: 'PASSPORT', attempt: failed });
  expect((await runFailing('verifyKyc', rejected)).answer).toMatchObject({
    documentType: 'PASSPORT',
    attempt: { id: 'ver_1', state: 'FAILED' },
  });
  const missing = toVerificationError({ code: 'MISSING_DOCUMENT', documentTypes: ['ID_CARD'] });
  expect((await runFailing('verifyKyc', missing)).answer).toMatchObject({ documentTypes: ['ID_CARD'] });
  const limited = toVerificationError({ code: 'RATE_LIMITED', retryAfterSeconds: 30 });
  expect((await runFailing('verifyKyc', limited)).answer).toMatchObject({ retryAfterSeconds: 30 });
});
