/** Every number that V3 may answer, as a client of the running gateway sees it. Scripted from the reference, not from the sandbox. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { type ScriptedFaceki, sample, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

const path = '/api/v3/kyc_verification';
const verify = `mutation ($selfie: Upload!, $front: Upload!, $back: Upload, $key: String, $workflowId: ID) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front, back: $back }], idempotencyKey: $key, workflowId: $workflowId }) {
    __typename
    ... on VerificationError { code retry message advice providerCode }
    ... on DocumentRejectedError { attempt { state failure { code } } }
    ... on SelfieRejectedError { attempt { state } }
    ... on MissingDocumentError { documentTypes }
    ... on ProviderUnavailableError { attempt { state } retryAfterSeconds }
    ... on VerifyKycCompleted { accepted verification { decision state requestId referenceId } }
  }
}`;
const byFace = `mutation ($selfie: Upload!) {
  faceLogin(input: { selfie: $selfie }) { __typename ... on VerificationError { code retry providerCode } ... on FaceLoginSuccess { user { id kycStatus } } }
}`;
const analyze = `mutation ($selfie: Upload!) {
  analyzeFace(input: { selfie: $selfie }) { __typename ... on VerificationError { code } ... on FaceAnalysis { minAge maxAge sex liveness detectionConfidence } }
}`;

let faceki: ScriptedFaceki;
let gateway: TestGateway;
const v3Settings = (server: ScriptedFaceki) => ({
  FACEKI_CLIENT_ID: 'id',
  FACEKI_CLIENT_SECRET: 'secret',
  FACEKI_BASE_URL: server.origin,
  FACEKI_API: 'v3',
  FACEKI_WORKFLOW_ID: 'flow-1',
  AUTH_MODE: 'none',
  // One broken answer after the other is what these tests are about.
  CIRCUIT_BREAKER: 'off',
});

beforeAll(async () => {
  faceki = await startScriptedFaceki();
  gateway = await startGateway(v3Settings(faceki));
});
afterAll(async () => {
  await gateway.close();
  await faceki[Symbol.asyncDispose]();
});

async function verifyAnswering(body: unknown, status = 200) {
  faceki.on(`POST ${path}`, typeof body === 'string' ? { status, text: body } : { status, json: body });
  const answer = await gateway.upload(verify, {}, { selfie: jpeg(), front: jpeg(), back: jpeg() });
  expect(answer.errors).toBeUndefined();
  expect(answer.status).toBe(200);
  return answer.data.verifyKyc;
}
const envelope = (code: unknown, result: unknown, message: unknown = 'SOMETHING') => ({
  status: false,
  code,
  message,
  appVersion: 'v3.0.0',
  result,
});

describe('verifyKyc', () => {
  test.each([
    [400, 'ConfigurationError', 'REQUEST_REJECTED', 'NEVER'],
    [500, 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    [5001, 'ConfigurationError', 'NO_RULES', 'NEVER'],
    [5002, 'MissingDocumentError', 'MISSING_IMAGES', 'NEW_IMAGE'],
    [5003, 'QuotaExceededError', 'CREDIT_EXHAUSTED', 'LATER'],
    [5004, 'SelfieRejectedError', 'SELFIE_NOT_LIVE', 'NEW_IMAGE'],
    [5005, 'DocumentRejectedError', 'DOCUMENT_FACE_MISMATCH', 'NEW_IMAGE'],
    [5006, 'MissingDocumentError', 'MISSING_DOCUMENT', 'NEW_IMAGE'],
    [5007, 'DocumentRejectedError', 'RULES_MISMATCH', 'NEVER'],
    [5010, 'DocumentRejectedError', 'DOCUMENT_EXPIRED', 'NEVER'],
    [5011, 'DocumentRejectedError', 'DOCUMENT_EXPIRY_UNREADABLE', 'NEW_IMAGE'],
    [5012, 'DocumentRejectedError', 'DOCUMENT_NOT_LIVE', 'NEW_IMAGE'],
    [8004, 'SelfieRejectedError', 'FACE_CROPPED', 'NEW_IMAGE'],
    [8005, 'SelfieRejectedError', 'FACE_TOO_CLOSE', 'NEW_IMAGE'],
    [8006, 'SelfieRejectedError', 'FACE_NOT_FOUND', 'NEW_IMAGE'],
    [8007, 'SelfieRejectedError', 'FACE_CLOSE_TO_BORDER', 'NEW_IMAGE'],
    [8008, 'SelfieRejectedError', 'FACE_TOO_SMALL', 'NEW_IMAGE'],
    [8009, 'SelfieRejectedError', 'POOR_LIGHT', 'NEW_IMAGE'],
    [8010, 'DocumentRejectedError', 'ID_CARD_REJECTED', 'NEW_IMAGE'],
    [8011, 'DocumentRejectedError', 'DRIVING_LICENCE_REJECTED', 'NEW_IMAGE'],
    [8012, 'DocumentRejectedError', 'PASSPORT_REJECTED', 'NEW_IMAGE'],
    [8017, 'QuotaExceededError', 'QUOTA_EXCEEDED', 'LATER'],
    [8018, 'SelfieRejectedError', 'MULTIPLE_FACES', 'NEW_IMAGE'],
    [8019, 'SelfieRejectedError', 'FACE_BLURRED', 'NEW_IMAGE'],
    // Numbers that belong to other operations, and one that nobody knows.
    [5009, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [8013, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [8014, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [8015, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [8016, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [9999, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
  ])('%i, as number or text, is %s %s', async (number, type, code, retry) => {
    for (const sent of [number, String(number)]) {
      for (const result of [{}, null, [], 'text', undefined, { requestId: 'r-1', decision: 'DECLINED' }]) {
        const answer = await verifyAnswering(envelope(sent, result));
        expect(answer).toMatchObject({ __typename: type, code, retry, providerCode: String(number) });
        expect(answer.advice.length).toBeGreaterThan(10);
      }
    }
  });

  test('1 is a matter of the credentials, when a new token does not help either', async () => {
    for (const status of [200, 401]) {
      expect(await verifyAnswering(envelope(1, null, 'UNAUTHORIZED/INVALID URL'), status)).toMatchObject({
        __typename: 'ConfigurationError',
        code: 'CREDENTIALS_REJECTED',
        providerCode: '401',
      });
    }
  });

  test('DOCUMENT_LIVENESS_FAILED is understood by its name under any number', async () => {
    for (const number of [5012, 5013, 7777, null]) {
      expect(await verifyAnswering(envelope(number, null, 'DOCUMENT_LIVENESS_FAILED'))).toMatchObject({
        __typename: 'DocumentRejectedError',
        code: 'DOCUMENT_NOT_LIVE',
        attempt: { state: 'FAILED', failure: { code: 'DOCUMENT_NOT_LIVE' } },
      });
    }
  });

  test('5008 is a decision, not a failure, with or without a result', async () => {
    for (const [result, requestId] of [
      [null, null],
      [{ requestId: 'r-1', decision: 'DECLINED' }, 'r-1'],
    ] as const) {
      expect(await verifyAnswering(envelope(5008, result, 'KYC_FAILED'))).toEqual({
        __typename: 'VerifyKycCompleted',
        accepted: false,
        verification: { decision: 'DECLINED', state: 'COMPLETED', requestId, referenceId: null },
      });
    }
  });

  test.each([
    ['accepted', true, 'ACCEPTED'],
    ['declined', false, 'DECLINED'],
    ['review', false, 'REVIEW'],
  ])('the sample %s completes', async (name, accepted, decision) => {
    expect(await verifyAnswering(sample(`v3-perform-kyc-${name}.json`))).toMatchObject({
      __typename: 'VerifyKycCompleted',
      accepted,
      verification: { decision, state: 'COMPLETED', requestId: '00000094-0000-4000-8000-000000000094' },
    });
  });

  test('a decision that we cannot read is not a yes', async () => {
    const answer = { ...envelope(200, { requestId: 'r-1', decision: 'PENDING' }), status: true };
    expect(await verifyAnswering(answer)).toMatchObject({
      accepted: false,
      verification: { decision: null, state: 'COMPLETED' },
    });
  });

  test.each([
    ['HTML', '<html><body>Bad gateway</body></html>'],
    ['a cut-off body', '{"status": true, "code": 200, "resu'],
    ['an empty body', ''],
    ['a bare text', '"hello"'],
    ['success without a result', { status: true, code: 200, appVersion: 'v3.0.0' }],
    ['success with null', { status: true, code: 200, result: null }],
    ['success with text', { status: true, code: 200, result: 'done' }],
    ['success with nothing in it', { status: true, code: 200, result: {} }],
    ['success that is taken back', { ...envelope(200, { requestId: 'r', decision: 'ACCEPTED' }) }],
    ['an unknown envelope', { hello: 'world' }],
  ])('%s is nonsense, whose outcome nobody knows yet', async (_case, body) => {
    expect(await verifyAnswering(body)).toMatchObject({
      __typename: 'ProviderUnavailableError',
      code: 'PROVIDER_NONSENSE',
      attempt: { state: 'INTERRUPTED' },
    });
  });

  test.each([
    [500, 'ProviderUnavailableError', 'PROVIDER_FAULT'],
    [503, 'ProviderUnavailableError', 'PROVIDER_FAULT'],
    [400, 'ConfigurationError', 'REQUEST_REJECTED'],
    [413, 'ConfigurationError', 'REQUEST_REJECTED'],
    [429, 'ProviderUnavailableError', 'PROVIDER_TRY_AGAIN'],
  ])('HTTP %i is %s %s', async (status, type, code) => {
    expect(await verifyAnswering('', status)).toMatchObject({ __typename: type, code, providerCode: String(status) });
  });

  test('without a workflow it is the configuration’s mistake, and nothing is sent', async () => {
    await using silent = await startScriptedFaceki();
    const withoutWorkflow = await startGateway({ ...v3Settings(silent), FACEKI_WORKFLOW_ID: '' });
    try {
      const { data } = await withoutWorkflow.upload(verify, {}, { selfie: jpeg(), front: jpeg(), back: jpeg() });
      expect(data.verifyKyc).toMatchObject({
        __typename: 'ConfigurationError',
        code: 'REQUEST_REJECTED',
        retry: 'NEVER',
      });
      expect(silent.received).toEqual([]);
      silent.on(`POST ${path}`, sampleReply('v3-perform-kyc-accepted.json'));
      const named = await withoutWorkflow.upload(
        verify,
        { workflowId: 'own' },
        { selfie: jpeg(), front: jpeg(), back: jpeg() },
      );
      expect(named.data.verifyKyc).toMatchObject({ accepted: true });
    } finally {
      await withoutWorkflow.close();
    }
  });
});

describe('faceLogin and analyzeFace', () => {
  test.each([
    [500, 'ProviderUnavailableError', 'PROVIDER_FAULT'],
    [5003, 'QuotaExceededError', 'CREDIT_EXHAUSTED'],
    [8004, 'SelfieRejectedError', 'FACE_CROPPED'],
    [8006, 'SelfieRejectedError', 'FACE_NOT_FOUND'],
    [8013, 'FaceNotRecognizedError', 'FACE_NOT_RECOGNIZED'],
    [8018, 'SelfieRejectedError', 'MULTIPLE_FACES'],
    [5005, 'ProviderUnavailableError', 'PROVIDER_NONSENSE'],
    [9999, 'ProviderUnavailableError', 'PROVIDER_NONSENSE'],
  ])('login: %i is %s %s', async (number, type, code) => {
    faceki.on(`POST ${path}/search-by-face`, { json: envelope(number, null) });
    const { data, errors } = await gateway.upload(byFace, {}, { selfie: jpeg() });
    expect(errors).toBeUndefined();
    expect(data.faceLogin).toMatchObject({ __typename: type, code });
  });

  test('nobody known, and a person who was declined by hand, are one answer', async () => {
    await verifyAnswering(sample('v3-perform-kyc-accepted.json'));
    for (const name of ['v3-search-by-face-no-match.json', 'v3-search-by-face-declined-override.json']) {
      faceki.on(`POST ${path}/search-by-face`, sampleReply(name));
      const { data } = await gateway.upload(byFace, {}, { selfie: jpeg() });
      expect(data.faceLogin).toMatchObject({ __typename: 'FaceNotRecognizedError', code: 'FACE_NOT_RECOGNIZED' });
    }
  });

  test('analyze: what Faceki says of a selfie, or what is wrong with it', async () => {
    faceki.on(`POST ${path}/analyzeFace`, sampleReply('v3-analyze-face-ok.json'), { json: envelope(5004, null) });
    const first = await gateway.upload(analyze, {}, { selfie: jpeg() });
    expect(first.data.analyzeFace).toEqual({
      __typename: 'FaceAnalysis',
      minAge: 25,
      maxAge: 33,
      sex: 'MALE',
      liveness: 0.999,
      detectionConfidence: 0.99999,
    });
    const second = await gateway.upload(analyze, {}, { selfie: jpeg() });
    expect(second.data.analyzeFace).toMatchObject({ __typename: 'SelfieRejectedError', code: 'SELFIE_NOT_LIVE' });
  });
});

describe('queries', () => {
  test('the record of the vendor’s own page: all green, declined, changed by hand', async () => {
    faceki.on(`GET ${path}`, sampleReply('v3-search-by-face-declined-override.json'));
    const { data, errors } = await gateway.query(`{
      verificationRecords(by: { faceId: "00000600-0000-4000-8000-000000000600" }) {
        decision changedByHand failures checks { name passed } documents { passed } person { dateOfBirth } images { kind url }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.verificationRecords).toMatchObject([
      {
        decision: 'DECLINED',
        changedByHand: true,
        failures: [],
        checks: Array.from({ length: 6 }, () => ({ passed: true })),
        documents: [{ passed: true }],
        person: { dateOfBirth: '1990-05-17' },
      },
    ]);
    expect(faceki.to(path).at(-1)?.query.get('face_id')).toBe('00000600-0000-4000-8000-000000000600');
  });

  test('a key that V3 does not have is a mistake of the caller, and nothing is asked', async () => {
    const before = faceki.received.length;
    const { errors } = await gateway.query('{ verificationRecords(by: { referenceId: "x" }) { id } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path: 'by.referenceId' } }]);
    expect(faceki.received).toHaveLength(before);
  });

  test('rules of an unknown workflow, and a summary, say why there are none', async () => {
    faceki.on('GET /api/v3/workflows/rules', sampleReply('v3-workflow-rules-5001.json'));
    const { errors } = await gateway.query('{ kycRules(workflowId: "unknown") { documents } kycSummary }');
    const codes = Object.fromEntries((errors ?? []).map((error) => [error.path?.[0], error.extensions.code]));
    expect(codes).toEqual({ kycRules: 'NO_RULES', kycSummary: 'NOT_SUPPORTED' });
  });
});
