/** What a mutation answers: its success, or one of the failures that its union lists, each understood through one interface. */
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
} from '../../support/gql/graphql.ts';
import { attempt, createContext, record, run, unreadUpload, withScopes } from '../../support/run-operation.ts';

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

test('a completed verification is a yes only when it was accepted', async () => {
  for (const decision of ['ACCEPTED', 'DECLINED', 'REVIEW', null] as const) {
    const verification = attempt({ decision });
    const context = createContext({
      caller: scopes,
      services: { verifyKyc: async () => ({ verification, records: [] }) },
      records: { prime: () => {}, ofVerification: async () => [] },
    });
    const { data, errors } = await run(VerifyKycDocument, { selfie: unreadUpload(), front: unreadUpload() }, context);
    expect(errors).toEqual([]);
    expect(data?.verifyKyc).toMatchObject({
      __typename: 'VerifyKycCompleted',
      accepted: decision === 'ACCEPTED',
      verification: { id: 'ver_1', decision, createdAt: '2026-03-01T12:00:00.000Z' },
    });
  }
});

test('hands the use case what was asked, and the records that came with the answer to the reader', async () => {
  const asked: unknown[] = [];
  const primed: unknown[] = [];
  const verification = attempt();
  const records = [record()];
  const context = createContext({
    caller: withScopes('kyc:verify', 'kyc:act'),
    services: {
      verifyKyc: async (_caller, input) => {
        asked.push(input);
        return { verification, records };
      },
    },
    records: {
      prime: (of, what) => primed.push([of, what]),
      ofVerification: async () => records,
    },
  });
  await run(
    VerifyKycDocument,
    {
      selfie: unreadUpload(),
      front: unreadUpload(),
      type: 'PASSPORT',
      userId: 'omar',
      reference: 'case 7',
      workflowId: 'workflow',
      idempotencyKey: 'key',
      onlyIfUnverified: null,
      consentVersion: 'v3',
    },
    context,
  );
  const image = { read: expect.any(Function) };
  expect(asked).toEqual([
    {
      selfie: image,
      documents: [{ type: 'PASSPORT', front: image, back: null }],
      userId: 'omar',
      reference: 'case 7',
      workflowId: 'workflow',
      idempotencyKey: 'key',
      onlyIfUnverified: false,
      consentVersion: 'v3',
    },
  ]);
  expect(primed).toEqual([[verification, records]]);
});

test('names the user whom a face belongs to, with the session or without one', async () => {
  const expiresAtMs = Date.UTC(2026, 2, 1, 12, 15);
  for (const session of [null, { token: 'jwt', tokenType: 'Bearer' as const, expiresAtMs }]) {
    const context = createContext({
      caller: { userId: null },
      services: { faceLogin: async () => ({ userId: 'omar', session }), kycStandings: async () => [null] },
    });
    const { data, errors } = await run(FaceLoginDocument, { selfie: unreadUpload() }, context);
    expect(errors).toEqual([]);
    expect(data?.faceLogin).toEqual({
      __typename: 'FaceLoginSuccess',
      user: { id: 'omar', kycStatus: null },
      session: session === null ? null : { token: 'jwt', tokenType: 'Bearer', expiresAt: '2026-03-01T12:15:00.000Z' },
    });
  }
});

test('shows the page that was opened for a person, and the attempt that waits for it', async () => {
  const link = { id: 'link-1', url: 'https://example.com/verify/1', expiresAtMs: null };
  const verification = attempt({ state: 'AWAITING_PERSON', decision: null, link });
  const asked: unknown[] = [];
  const context = createContext({
    caller: scopes,
    services: {
      createKycLink: async (_caller, input) => {
        asked.push(input);
        return { link, verification };
      },
    },
  });
  const { data } = await run(
    CreateKycLinkDocument,
    { input: { redirectUrl: 'https://app.example/done', expiresInMinutes: 30 } },
    context,
  );
  expect(asked).toEqual([
    {
      userId: null,
      workflowId: null,
      reference: null,
      idempotencyKey: null,
      expiresInMinutes: 30,
      redirectUrl: 'https://app.example/done',
      documentOptional: null,
    },
  ]);
  expect(data?.createKycLink).toMatchObject({
    __typename: 'CreateKycLinkSuccess',
    link: { id: 'link-1', url: 'https://example.com/verify/1', expiresAt: null },
    verification: { state: 'AWAITING_PERSON' },
  });
});

test('answers a face search with faces, records, users and account, and an analysis with estimates', async () => {
  const account = {
    userId: 'faceki-7',
    email: null,
    userType: null,
    role: null,
    status: 'ACTIVE',
    blocked: false,
    faceId: 'face-1',
    createdAtMs: null,
  };
  const analysis = { minAge: 30, maxAge: 38, sex: 'FEMALE' as const, liveness: 0.98, detectionConfidence: Number.NaN };
  const context = createContext({
    caller: scopes,
    services: {
      searchByFace: async () => ({
        faceIds: ['face-1'],
        records: [record()],
        userIds: ['omar'],
        account,
        confidence: 0.97,
      }),
      kycStandings: async () => [{ status: 'VERIFIED', verifiedAtMs: null }],
      enrollFace: async () => ({ faceId: 'face-1', account }),
      analyzeFace: async () => analysis,
    },
  });
  const found = await run(SearchByFaceDocument, { selfie: unreadUpload() }, context);
  expect(found.data?.searchByFace).toMatchObject({
    faceIds: ['face-1'],
    records: [{ id: 'reference-1' }],
    users: [{ id: 'omar', kycStatus: 'VERIFIED' }],
    account: { userId: 'faceki-7', blocked: false },
    confidence: 0.97,
  });
  const enrolled = await run(EnrollFaceDocument, { selfie: unreadUpload() }, context);
  expect(enrolled.data?.enrollFace).toMatchObject({ __typename: 'EnrollFaceSuccess', faceId: 'face-1' });
  const analyzed = await run(AnalyzeFaceDocument, { selfie: unreadUpload() }, context);
  expect(analyzed).toMatchObject({
    errors: [],
    data: { analyzeFace: { minAge: 30, maxAge: 38, sex: 'FEMALE', liveness: 0.98, detectionConfidence: null } },
  });
});
