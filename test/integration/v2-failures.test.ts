/** Every number that V2 may answer, as a client of the running gateway sees it. Scripted from the reference, not from the sandbox. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { type ScriptedFaceki, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

const verify = `mutation ($selfie: Upload!, $front: Upload!, $key: String) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], idempotencyKey: $key }) {
    __typename
    ... on VerificationError { code retry message advice providerCode }
    ... on DocumentRejectedError { documentType attempt { state } }
    ... on SelfieRejectedError { attempt { state } }
    ... on MissingDocumentError { documentTypes }
    ... on ProviderUnavailableError { attempt { state } retryAfterSeconds }
    ... on VerifyKycCompleted { accepted verification { decision state } }
  }
}`;
const login = `mutation ($selfie: Upload!) {
  faceLogin(input: { selfie: $selfie }) { __typename ... on VerificationError { code retry providerCode } }
}`;

let faceki: ScriptedFaceki;
let gateway: TestGateway;

beforeAll(async () => {
  faceki = await startScriptedFaceki();
  gateway = await startGateway({
    FACEKI_CLIENT_ID: 'id',
    FACEKI_CLIENT_SECRET: 'secret',
    FACEKI_BASE_URL: faceki.origin,
    AUTH_MODE: 'none',
  });
});
afterAll(async () => {
  await gateway.close();
  await faceki[Symbol.asyncDispose]();
});

async function verifyAnswering(body: unknown, status = 200) {
  faceki.on(
    'POST /kycverify/api/kycverify/kyc-verification',
    typeof body === 'string' ? { status, text: body } : { status, json: body },
  );
  const answer = await gateway.upload(verify, {}, { selfie: jpeg(), front: jpeg() });
  expect(answer.errors).toBeUndefined();
  expect(answer.status).toBe(200);
  return answer.data.verifyKyc;
}

describe('verifyKyc', () => {
  test.each([
    [1000, 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    [7001, 'ConfigurationError', 'NO_RULES', 'NEVER'],
    [8001, 'MissingDocumentError', 'MISSING_IMAGES', 'NEW_IMAGE'],
    [8002, 'DocumentRejectedError', 'DOCUMENT_REJECTED', 'NEW_IMAGE'],
    [8003, 'ProviderUnavailableError', 'PROVIDER_TRY_AGAIN', 'SAME_REQUEST'],
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
    [8020, 'MissingDocumentError', 'MISSING_ID_CARD', 'NEW_IMAGE'],
    [8021, 'MissingDocumentError', 'MISSING_PASSPORT', 'NEW_IMAGE'],
    [8022, 'MissingDocumentError', 'MISSING_DRIVING_LICENCE', 'NEW_IMAGE'],
    // Numbers that belong to other operations, and one that nobody knows.
    [8013, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [8014, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [8015, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [8016, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
    [9999, 'ProviderUnavailableError', 'PROVIDER_NONSENSE', 'LATER'],
  ])('%i, as number or text, is %s %s', async (responseCode, type, code, retry) => {
    for (const sent of [responseCode, String(responseCode)]) {
      for (const data of [{}, null, 'text', undefined]) {
        const result = await verifyAnswering({ responseCode: sent, data });
        expect(result).toMatchObject({ __typename: type, code, retry, providerCode: String(responseCode) });
        expect(result.advice.length).toBeGreaterThan(10);
      }
    }
  });

  test('a missing document is named', async () => {
    expect(await verifyAnswering({ responseCode: 8021, data: {} })).toMatchObject({ documentTypes: ['PASSPORT'] });
  });

  test.each([
    ['HTML', '<html><body>Bad gateway</body></html>', 200],
    ['a cut-off body', '{"responseCode": 0, "data": {"verif', 200],
    ['an empty body', '', 200],
    ['a bare text', '"hello"', 200],
    ['success without data', { responseCode: 0 }, 200],
    ['success with null', { responseCode: 0, data: null }, 200],
    ['success with text', { responseCode: 0, data: 'done' }, 200],
    ['success with nothing in it', { responseCode: 0, data: {} }, 200],
    ['an unknown envelope', { hello: 'world' }, 200],
  ])('%s is nonsense, whose outcome nobody knows', async (_case, body, status) => {
    expect(await verifyAnswering(body, status)).toMatchObject({
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
    [401, 'ConfigurationError', 'CREDENTIALS_REJECTED'],
  ])('HTTP %i is %s %s', async (status, type, code) => {
    expect(await verifyAnswering({ status: false, message: '', statusCode: status, data: {} }, status)).toMatchObject({
      __typename: type,
      code,
    });
  });

  test('processed but not passed is a decision, not a failure', async () => {
    const body = { responseCode: 0, data: { requestId: 'r', responseID: 'x', verification: { passed: false } } };
    expect(await verifyAnswering(body)).toMatchObject({
      __typename: 'VerifyKycCompleted',
      accepted: false,
      verification: { decision: 'DECLINED', state: 'COMPLETED' },
    });
  });
});

describe('faceLogin', () => {
  test.each([
    [1000, 'ProviderUnavailableError', 'PROVIDER_FAULT'],
    [8004, 'SelfieRejectedError', 'FACE_CROPPED'],
    [8006, 'SelfieRejectedError', 'FACE_NOT_FOUND'],
    [8009, 'SelfieRejectedError', 'POOR_LIGHT'],
    [8013, 'FaceNotRecognizedError', 'FACE_NOT_RECOGNIZED'],
    [8017, 'QuotaExceededError', 'QUOTA_EXCEEDED'],
    [8018, 'SelfieRejectedError', 'MULTIPLE_FACES'],
    [8019, 'SelfieRejectedError', 'FACE_BLURRED'],
    [8002, 'ProviderUnavailableError', 'PROVIDER_NONSENSE'],
    [9999, 'ProviderUnavailableError', 'PROVIDER_NONSENSE'],
  ])('%i is %s %s', async (responseCode, type, code) => {
    faceki.on('POST /facelink/api/face-check', { json: { responseCode, data: {} } });
    const { data, errors } = await gateway.upload(login, {}, { selfie: jpeg() });
    expect(errors).toBeUndefined();
    expect(data.faceLogin).toMatchObject({ __typename: type, code });
  });

  test('nobody known, however Faceki says it, is one answer', async () => {
    const empty = { responseCode: 0, data: { face_verified: false, all_face_ids: [], kyc_records: [] } };
    faceki.on('POST /facelink/api/face-check', { json: empty });
    const { data } = await gateway.upload(login, {}, { selfie: jpeg() });
    expect(data.faceLogin).toMatchObject({
      __typename: 'FaceNotRecognizedError',
      code: 'FACE_NOT_RECOGNIZED',
      retry: 'NEW_IMAGE',
    });
  });
});
