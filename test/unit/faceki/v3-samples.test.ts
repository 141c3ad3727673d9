/**
 * Each sample of V3, of the biometric services and of the webhook in the reference's index, answered by a scripted vendor on the path it
 * belongs to, and what a caller gets of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaceLoginMethod } from '#faceki/faceki.ts';
import { readHints } from '#faceki/hints.ts';
import { type FacekiUnderTest, startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';
import { sample, sampleReply } from '#test/support/scripted-faceki.ts';

const index: readonly { file: string; method: string; path: string; httpStatus: number | null }[] = JSON.parse(
  readFileSync('test/fixtures/faceki/_index.json', 'utf8'),
);

const uuid = (number: string) => `${number.padStart(8, '0')}-0000-4000-8000-${number.padStart(12, '0')}`;
const v3Kyc = '/api/v3/kyc_verification';

const methods: readonly FaceLoginMethod[] = ['search-by-face', 'bio-verify', 'facelink-login'];
const stages = new Map<FaceLoginMethod, FacekiUnderTest>();
beforeAll(async () => {
  for (const faceLogin of methods) {
    stages.set(faceLogin, await startFaceki({ generation: 'v3', workflowId: uuid('92'), faceLogin }));
  }
});
afterAll(async () => {
  for (const stage of stages.values()) await stage[Symbol.asyncDispose]();
});

type Provider = FacekiUnderTest['faceki']['provider'];
type Act = (provider: Provider) => Promise<unknown>;
const link = {
  attemptId: 'ver_1',
  workflowId: null,
  expiresInMinutes: null,
  redirectUrl: null,
  documentOptional: null,
};
const enrolment = { email: 'alex.tester@example.test', firstName: 'Alex', lastName: null, phoneNumber: null };

/** How a caller comes to ask each route. */
const acts: Readonly<Record<string, { readonly by: FaceLoginMethod; readonly act: Act }>> = {
  [`POST ${v3Kyc}`]: { by: 'search-by-face', act: (provider) => provider.verify(submission(), {}) },
  [`GET ${v3Kyc}`]: {
    by: 'search-by-face',
    act: (provider) => provider.findRecords({ kind: 'faceId', value: face }, {}),
  },
  [`POST ${v3Kyc}/search-by-face`]: {
    by: 'search-by-face',
    act: (provider) => provider.matchFace(heldImage(), {}),
  },
  [`POST ${v3Kyc}/analyzeFace`]: { by: 'search-by-face', act: (provider) => provider.analyzeFace(heldImage(), {}) },
  'GET /api/v3/workflows/rules': { by: 'search-by-face', act: (provider) => provider.readRules(null, {}) },
  'POST /kycverify/api/kycverify/kyc-verify-link': {
    by: 'search-by-face',
    act: (provider) => provider.createLink(link, {}),
  },
  'POST /verify': { by: 'bio-verify', act: (provider) => provider.matchFace(heldImage(), {}) },
  'POST /enroll': {
    by: 'bio-verify',
    act: (provider) => provider.enrollFace({ selfie: heldImage(), ...enrolment }, {}),
  },
  'POST /facelink/api/login': { by: 'facelink-login', act: (provider) => provider.matchFace(heldImage(), {}) },
  'POST /facelink/api/signup': {
    by: 'facelink-login',
    act: (provider) => provider.enrollFace({ selfie: heldImage(), ...enrolment }, {}),
  },
};

const refused = (code: string, providerCode: string) => ({
  kind: 'refused',
  taken: true,
  failure: { code, providerCode },
  requestId: null,
});
const decided = (decision: string, number = '94') => ({
  kind: 'decided',
  decision,
  requestId: uuid(number),
  referenceId: null,
  records: [],
});
const face = uuid('600');
const account = {
  userId: uuid('80'),
  email: 'alex.tester@example.test',
  userType: 'Member',
  role: 'Admin',
  status: 'ACTIVE',
  blocked: false,
  faceId: face,
  createdAtMs: 1_682_668_037_325,
};
const nobody = { faceIds: [], records: [], account: null, confidence: null };
const selfieRejected = (code: string) => ({ name: 'SelfieRejectedError', code });

/** What each sample comes to; `on` where its own path is `*`. */
const outcomes: Readonly<Record<string, { readonly is: unknown; readonly on?: readonly string[] }>> = {
  'v3-workflow-rules-ok.json': {
    is: { workflowId: uuid('92'), documents: ['ID_CARD'], oneDocumentIsEnough: false, minAge: 18, maxAge: 100 },
  },
  'v3-workflow-rules-choose-one-ok.json': {
    is: { documents: ['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE'], oneDocumentIsEnough: true, livenessLevel: 'MODERATE' },
  },
  'v3-workflow-rules-5001.json': { is: { name: 'ConfigurationError', code: 'NO_RULES', providerCode: '5001' } },
  'v3-generate-link-ok.json': { is: { id: uuid('93'), expiresAtMs: null } },
  'v3-perform-kyc-accepted.json': { is: decided('ACCEPTED') },
  'v3-perform-kyc-declined.json': { is: decided('DECLINED') },
  'v3-perform-kyc-review.json': { is: decided('REVIEW') },
  'v3-unauthorized-1.json': {
    is: { kind: 'refused', taken: false, failure: { code: 'CREDENTIALS_REJECTED', providerCode: '401' } },
    on: [`POST ${v3Kyc}`],
  },
  'v3-bad-request-400.json': { is: refused('REQUEST_REJECTED', '400'), on: [`POST ${v3Kyc}`] },
  'v3-internal-error-500.json': {
    is: { kind: 'lost', failure: { code: 'PROVIDER_FAULT', providerCode: '500' } },
    on: [`POST ${v3Kyc}`],
  },
  'v3-perform-kyc-error-5001.json': { is: refused('NO_RULES', '5001') },
  'v3-perform-kyc-error-5002.json': { is: refused('MISSING_IMAGES', '5002') },
  'v3-perform-kyc-error-5003.json': { is: refused('CREDIT_EXHAUSTED', '5003') },
  'v3-perform-kyc-error-5004.json': { is: refused('SELFIE_NOT_LIVE', '5004') },
  'v3-perform-kyc-error-5005.json': { is: refused('DOCUMENT_FACE_MISMATCH', '5005') },
  'v3-perform-kyc-error-5006.json': { is: refused('MISSING_DOCUMENT', '5006') },
  'v3-perform-kyc-error-5007.json': { is: refused('RULES_MISMATCH', '5007') },
  'v3-perform-kyc-error-5008.json': { is: { ...decided('DECLINED'), requestId: null } },
  'v3-perform-kyc-error-5008-with-result.json': { is: decided('DECLINED', '95') },
  'v3-perform-kyc-error-5009.json': {
    is: { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE', providerCode: '5009' } },
  },
  'v3-perform-kyc-error-5010.json': { is: refused('DOCUMENT_EXPIRED', '5010') },
  'v3-perform-kyc-error-5011.json': { is: refused('DOCUMENT_EXPIRY_UNREADABLE', '5011') },
  'v3-perform-kyc-error-8004.json': { is: refused('FACE_CROPPED', '8004') },
  'v3-perform-kyc-error-8005.json': { is: refused('FACE_TOO_CLOSE', '8005') },
  'v3-perform-kyc-error-8006.json': { is: refused('FACE_NOT_FOUND', '8006') },
  'v3-perform-kyc-error-8007.json': { is: refused('FACE_CLOSE_TO_BORDER', '8007') },
  'v3-perform-kyc-error-8008.json': { is: refused('FACE_TOO_SMALL', '8008') },
  'v3-perform-kyc-error-8009.json': { is: refused('POOR_LIGHT', '8009') },
  'v3-search-by-face-ok.json': { is: { faceIds: [face], records: [{ decision: 'ACCEPTED', changedByHand: true }] } },
  'v3-search-by-face-declined-override.json': {
    is: {
      faceIds: [face],
      records: [
        {
          decision: 'DECLINED',
          changedByHand: true,
          failures: [],
          checks: Array.from({ length: 6 }, () => ({ passed: true })),
          documents: [{ passed: true }],
        },
      ],
    },
  },
  'v3-search-by-face-no-match.json': { is: nobody },
  'v3-search-by-face-error-8006.json': { is: selfieRejected('FACE_NOT_FOUND') },
  'v3-fetch-records-ok.json': {
    is: [
      {
        id: uuid('94'),
        requestId: uuid('94'),
        recordIdentifier: 'client-ref-0001',
        link: uuid('93'),
        person: {
          fullName: 'ALEX SAMPLE TESTER',
          dateOfBirth: '1990-05-17',
          age: 33,
          nationality: { iso2: 'BH', iso3: 'BHR' },
        },
        images: { length: 7 },
      },
    ],
  },
  'v3-fetch-records-empty.json': { is: [] },
  'v3-fetch-records-declined.json': {
    is: [
      {
        decision: 'DECLINED',
        changedByHand: false,
        failures: ['SELFIE_NOT_LIVE'],
        warnings: ['Selfie liveness failed'],
        liveness: { passed: false },
        faceMatch: { identical: false, similarity: 0.125, confidence: 0.999 },
      },
    ],
  },
  'v3-fetch-records-aml-hit.json': {
    is: [{ decision: 'REVIEW', aml: [{ listName: 'SAMPLE LIST', type: 'SANCTION', score: 0.9125 }] }],
  },
  'v3-analyze-face-ok.json': {
    is: { minAge: 25, maxAge: 33, sex: 'MALE', liveness: 0.999, detectionConfidence: 0.99999 },
  },
  'bio-verify-ok.json': { is: { faceIds: [face], records: [], account, confidence: null } },
  'bio-verify-no-match.json': { is: nobody },
  'bio-verify-error-face-too-close.json': { is: selfieRejected('FACE_TOO_CLOSE') },
  'bio-verify-error-face-too-close-alt.json': { is: selfieRejected('FACE_TOO_CLOSE') },
  'bio-verify-error-too-many-faces.json': { is: selfieRejected('MULTIPLE_FACES') },
  'bio-enroll-already-registered.json': { is: { name: 'AlreadyEnrolledError', code: 'ALREADY_ENROLLED' } },
  'bio-enroll-ok.json': { is: { faceId: face, account: null } },
  'facelink-login-ok.json': { is: { faceIds: [face], account } },
  'facelink-login-multiple-faces-ok.json': { is: { faceIds: [face, uuid('602')], account } },
  'facelink-login-poor-quality.json': { is: { ...selfieRejected('POOR_LIGHT'), providerCode: '8009' } },
  'facelink-signup-ok.json': { is: { faceId: face, account: { ...account, userId: uuid('84') } } },
  'facelink-signup-already-registered-8016.json': {
    is: { name: 'AlreadyEnrolledError', code: 'ALREADY_ENROLLED', providerCode: '8016' },
  },
};

/** Asked by hosted pages without a token, or not at all (docs/api-coverage.md says why). */
const notAsked = ['v3-workflow-rules-by-link-ok.json', 'facelink-login-request-ok.json'];
/** Tokens: test/unit/faceki/token-request.test.ts and below. */
const tokens = ['v3-token-ok.json', 'v3-token-422.json'];

test('no sample of V3 or of the biometric services is left out', () => {
  const files = readdirSync('test/fixtures/faceki').filter((name) => /^(v3|bio|facelink)-/.test(name));
  expect([...Object.keys(outcomes), ...notAsked, ...tokens].toSorted()).toEqual(files.toSorted());
  const listed = index.map(({ file }) => file).filter((name) => /^(v3|bio|facelink)-/.test(name));
  expect(listed.toSorted()).toEqual(files.toSorted());
});

test.each(Object.entries(outcomes))('%s', async (file, { is, on }) => {
  const entry = index.find((row) => row.file === file);
  if (entry === undefined) throw new Error('not in the index');
  const { pathname } = new URL(entry.path, 'https://sdk.example.test');
  for (const route of on ?? [`${entry.method} ${pathname}`]) {
    const { by, act } = acts[route] ?? {};
    const stage = by === undefined ? undefined : stages.get(by);
    if (stage === undefined || act === undefined) throw new Error(`nobody asks ${route}`);
    stage.server.on(route, sampleReply(file, entry.httpStatus ?? 200));
    expect(await act(stage.faceki.provider).catch((error: unknown) => error)).toMatchObject(is as object);
  }
});

test('a token that V3 grants opens it, and one that it refuses is a matter of the credentials', async () => {
  await using stage = await startFaceki({ generation: 'v3', workflowId: 'w' });
  const { server, faceki } = stage;
  server.on('POST /auth/api/generate-token', sampleReply('v3-token-422.json', 422), sampleReply('v3-token-ok.json'));
  server.on('GET /api/v3/workflows/rules', sampleReply('v3-workflow-rules-ok.json'));
  await expect(faceki.provider.readRules(null, {})).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' });
  await using granted = await startFaceki({ generation: 'v3', workflowId: 'w' });
  granted.server.on('POST /auth/api/generate-token', sampleReply('v3-token-ok.json'));
  granted.server.on('GET /api/v3/workflows/rules', sampleReply('v3-workflow-rules-ok.json'));
  await granted.faceki.provider.readRules(null, {});
  expect(granted.server.to('/auth/api/access-token')).toEqual([]);
  const [asked] = granted.server.to('/api/v3/workflows/rules');
  expect(asked?.headers.authorization).toBe('Bearer fake-header.fake-payload.fake-signature');
});

test.each([
  ['webhook-ekyc-accepted.json', null, null],
  ['webhook-ekyc-declined.json', null, null],
  ['webhook-ekyc-review.json', null, null],
  ['webhook-ekyc-accepted-with-kycdata.json', uuid('93'), 'client-ref-0001'],
])('%s names a verification, and nothing else of it is read', (file, linkId, recordIdentifier) => {
  expect(readHints(sample(file))).toEqual([{ requestId: uuid('94'), link: linkId, recordIdentifier }]);
});
