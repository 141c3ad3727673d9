/** Each V2 sample of the reference's index, answered by a scripted vendor on the path it belongs to, and what a caller gets of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FacekiUnderTest, startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';
import { sampleReply, tokenPath } from '#test/support/scripted-faceki.ts';

const index: readonly { file: string; method: string; path: string; httpStatus: number | null }[] = JSON.parse(
  readFileSync('test/fixtures/faceki/_index.json', 'utf8'),
);

let stage: FacekiUnderTest;
beforeAll(async () => {
  stage = await startFaceki();
});
afterAll(() => stage[Symbol.asyncDispose]());

type Provider = FacekiUnderTest['faceki']['provider'];
const link = {
  attemptId: 'ver_1',
  workflowId: null,
  expiresInMinutes: null,
  redirectUrl: null,
  documentOptional: null,
};
/** How a caller comes to ask each path. */
const acts: Readonly<Record<string, (provider: Provider) => Promise<unknown>>> = {
  '/kycverify/api/kycverify/kyc-verification': (provider) => provider.verify(submission(), {}),
  '/kycverify/api/kycverify/multi-kyc-verification': (provider) =>
    provider.verify(submission('ID_CARD', 'DRIVING_LICENCE', 'PASSPORT'), {}),
  '/kycverify/api/kycverify/kyc-verify-summary': (provider) => provider.readSummary({}),
  '/kycverify/api/kycverify/kyc-verify-link': (provider) => provider.createLink(link, {}),
  '/kycverify/api/kycverify/link': (provider) => provider.findRecords({ kind: 'link', value: uuid('50') }, {}),
  '/kycverify/api/kycverify/reference': (provider) =>
    provider.findRecords({ kind: 'referenceId', value: hex('71') }, {}),
  '/kycverify/api/kycverify/records': (provider) => provider.findRecords({ kind: 'requestId', value: 'req-1' }, {}),
  '/facelink/api/face-check': (provider) => provider.matchFace(heldImage(), {}),
  '/kycrules/api/kycrules': (provider) => provider.readRules(null, {}),
};

const refused = (code: string, providerCode: string) => ({
  kind: 'refused',
  taken: true,
  failure: { code, providerCode },
});
const decided = (referenceId: string, requestId: string) => ({
  kind: 'decided',
  decision: 'ACCEPTED',
  referenceId,
  requestId,
});
const hex = (tail: string) => `ffffffff${tail.padStart(24, '0')}`;
const uuid = (number: string) => `${number.padStart(8, '0')}-0000-4000-8000-${number.padStart(12, '0')}`;

/** What each sample comes to; the path where its own is `*`, `{…}` or one that this gateway does not ask. */
const outcomes: Readonly<Record<string, { readonly is: unknown; readonly on?: readonly string[] }>> = {
  'v2-token-ok.json': { is: { kind: 'decided' }, on: [tokenPath] },
  'v2-token-422.json': {
    is: { kind: 'refused', taken: false, failure: { code: 'CREDENTIALS_REJECTED' } },
    on: [tokenPath],
  },
  'v2-token-422-empty-message.json': {
    is: { kind: 'refused', taken: false, failure: { code: 'CREDENTIALS_REJECTED' } },
    on: [tokenPath],
  },
  'v2-token-client-secret-echo.json': {
    is: { kind: 'refused', taken: false, failure: { code: 'CREDENTIALS_REJECTED' } },
    on: [tokenPath],
  },
  'v2-unauthorized-401.json': {
    is: { kind: 'refused', taken: false, failure: { code: 'CREDENTIALS_REJECTED', providerCode: '401' } },
    on: ['/kycverify/api/kycverify/kyc-verification', '/kycverify/api/kycverify/multi-kyc-verification'],
  },
  'v2-internal-error-1000.json': {
    is: refused('PROVIDER_FAULT', '1000'),
    on: ['/kycverify/api/kycverify/kyc-verification', '/kycverify/api/kycverify/multi-kyc-verification'],
  },
  'v2-internal-error-http-500.json': {
    is: { kind: 'lost', failure: { code: 'PROVIDER_FAULT', providerCode: '500' } },
    on: ['/kycverify/api/kycverify/kyc-verification', '/kycverify/api/kycverify/multi-kyc-verification'],
  },
  'v2-kyc-rules-ok.json': { is: { documents: ['PASSPORT'], minAge: 18, livenessLevel: 'MODERATE' } },
  'v2-kyc-rules-extended-ok.json': {
    is: { documents: ['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE'], oneDocumentIsEnough: true },
  },
  'v2-kyc-rules-7001.json': { is: { name: 'ConfigurationError', code: 'NO_RULES', providerCode: '7001' } },
  'v2-kyc-single-ok.json': { is: decided(hex('00000001'), uuid('00000001')) },
  'v2-kyc-single-declined-8002-with-data.json': {
    is: { ...refused('DOCUMENT_REJECTED', '8002'), referenceId: hex('00000001'), requestId: uuid('00000001') },
  },
  'v2-kyc-single-error-8002.json': {
    is: { ...refused('DOCUMENT_REJECTED', '8002'), referenceId: hex('00000002'), requestId: null },
  },
  'v2-kyc-single-please-try-again-8003.json': { is: refused('PROVIDER_TRY_AGAIN', '8003') },
  'v2-kyc-single-face-cropped-8004.json': { is: refused('FACE_CROPPED', '8004') },
  'v2-kyc-single-face-too-closed-8005.json': { is: refused('FACE_TOO_CLOSE', '8005') },
  'v2-kyc-single-face-not-found-8006.json': { is: refused('FACE_NOT_FOUND', '8006') },
  'v2-kyc-single-face-closed-to-border-8007.json': { is: refused('FACE_CLOSE_TO_BORDER', '8007') },
  'v2-kyc-single-face-too-small-8008.json': { is: refused('FACE_TOO_SMALL', '8008') },
  'v2-kyc-single-poor-light-8009.json': { is: refused('POOR_LIGHT', '8009') },
  'v2-kyc-single-selfie-multiple-faces-8018.json': { is: refused('MULTIPLE_FACES', '8018') },
  'v2-kyc-single-face-blurr-8019.json': { is: refused('FACE_BLURRED', '8019') },
  'v2-kyc-single-need-images-8001.json': { is: refused('MISSING_IMAGES', '8001') },
  'v2-kyc-single-no-rules-7001.json': { is: refused('NO_RULES', '7001') },
  'v2-kyc-single-limit-8017.json': { is: refused('QUOTA_EXCEEDED', '8017') },
  'v2-kyc-multi-ok.json': { is: { ...decided(hex('00000031'), uuid('00000003')), records: { length: 3 } } },
  'v2-kyc-multi-id-fail-8010.json': {
    is: { ...refused('ID_CARD_REJECTED', '8010'), requestId: uuid('00000004'), referenceId: hex('00000034') },
  },
  'v2-kyc-multi-dl-fail-8011.json': { is: refused('DRIVING_LICENCE_REJECTED', '8011') },
  'v2-kyc-multi-passport-fail-8012.json': { is: refused('PASSPORT_REJECTED', '8012') },
  'v2-kyc-summary-ok.json': { is: {} },
  'v2-generate-link-ok.json': { is: { id: uuid('00000050'), expiresAtMs: null } },
  'v2-generate-link-8016.json': { is: { name: 'LinkError', code: 'LINK_NOT_CREATED', providerCode: '8016' } },
  'v2-link-invalid-8014.json': {
    is: { name: 'LinkError', code: 'LINK_INVALID' },
    on: ['/kycverify/api/kycverify/link'],
  },
  'v2-link-expired-8015.json': {
    is: { name: 'LinkError', code: 'LINK_EXPIRED' },
    on: ['/kycverify/api/kycverify/link'],
  },
  'v2-face-check-ok.json': { is: { faceIds: [uuid('00000600')], records: [{ decision: 'ACCEPTED', isActive: true }] } },
  'v2-face-check-multiple-records-ok.json': {
    is: { faceIds: [uuid('00000600'), uuid('00000602')], records: { length: 2 } },
  },
  'v2-face-check-no-match.json': { is: { faceIds: [], records: [] } },
  'v2-face-check-no-match-8013.json': { is: { faceIds: [], records: [] } },
  'v2-face-check-face-not-found-8006.json': { is: { name: 'SelfieRejectedError', code: 'FACE_NOT_FOUND' } },
  'v2-face-check-multiple-faces-8018.json': { is: { name: 'SelfieRejectedError', code: 'MULTIPLE_FACES' } },
  'v2-face-check-poor-light-8009.json': { is: { name: 'SelfieRejectedError', code: 'POOR_LIGHT' } },
  'v2-records-by-link-ok.json': { is: [{ id: hex('00000070'), decision: 'ACCEPTED', link: uuid('00000050') }] },
  'v2-records-by-reference-ok.json': { is: [{ id: hex('00000071'), link: null, faceIds: [uuid('00000600')] }] },
  'v2-records-by-request-id-ok.json': { is: [{ id: hex('00000072'), requestId: uuid('00000072') }] },
  'v2-records-not-found-8013.json': {
    is: [],
    on: ['link', 'reference', 'records'].map((route) => `/kycverify/api/kycverify/${route}`),
  },
  'v2-records-empty.json': {
    is: [],
    on: ['link', 'reference', 'records'].map((route) => `/kycverify/api/kycverify/${route}`),
  },
  'v2-record-declined.json': { is: [{ decision: 'DECLINED' }] },
};

/** Asked by hosted pages, not by a gateway with a token (faceki-api.md section 3.11). */
const notAsked = ['v2-validate-link-ok.json'];

test('no V2 sample is left out', () => {
  const files = readdirSync('test/fixtures/faceki').filter((name) => name.startsWith('v2-'));
  expect([...Object.keys(outcomes), ...notAsked].toSorted()).toEqual(files.toSorted());
  expect(
    index
      .map(({ file }) => file)
      .filter((name) => name.startsWith('v2-'))
      .toSorted(),
  ).toEqual(files.toSorted());
});

test.each(Object.entries(outcomes))('%s', async (file, { is, on }) => {
  const entry = index.find((row) => row.file === file);
  if (entry === undefined) throw new Error('not in the index');
  for (const path of on ?? [entry.path.replace(/\?.*/, '')]) {
    const isToken = path === tokenPath;
    await using own = isToken ? await startFaceki() : null;
    const { server, faceki } = own ?? stage;
    const act = isToken ? acts['/kycverify/api/kycverify/kyc-verification'] : acts[path];
    if (act === undefined) throw new Error(`nobody asks ${path}`);
    if (isToken) server.on('POST /kycverify/api/kycverify/kyc-verification', sampleReply('v2-kyc-single-ok.json'));
    // Whichever way it is asked: that the way is right is said in v2-verify.test.ts and v2-provider.test.ts.
    for (const method of isToken ? ['GET'] : ['GET', 'POST'])
      server.on(`${method} ${path}`, sampleReply(file, entry.httpStatus ?? 200));
    expect(await act(faceki.provider).catch((error: unknown) => error)).toMatchObject(is as object);
  }
});
