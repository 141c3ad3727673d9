/** What a mutation hands to its use case, and what it answers when that succeeds. */
import { expect, test } from 'vitest';
import {
  AnalyzeFaceDocument,
  CreateKycLinkDocument,
  EnrollFaceDocument,
  FaceLoginDocument,
  SearchByFaceDocument,
  VerifyKycDocument,
} from '#test/support/gql/graphql.ts';
import { attempt, createContext, record, run, unreadUpload, withScopes } from '#test/support/run-operation.ts';

const scopes = withScopes('kyc:verify', 'kyc:read', 'kyc:link');

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
