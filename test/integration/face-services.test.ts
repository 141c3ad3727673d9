/** Login and enrolment by the biometric services, as a client of the running gateway sees them. Scripted from the reference. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import {
  type Reply,
  readForm,
  type ScriptedFaceki,
  sample,
  sampleReply,
  startScriptedFaceki,
} from '#test/support/scripted-faceki.ts';

const login = `mutation ($selfie: Upload!) {
  faceLogin(input: { selfie: $selfie }) {
    __typename
    ... on FaceLoginSuccess { user { id } }
    ... on VerificationError { code retry advice providerCode }
  }
}`;
const enroll = `mutation ($selfie: Upload!, $email: String) {
  enrollFace(input: { selfie: $selfie, email: $email }) {
    __typename
    ... on EnrollFaceSuccess { faceId account { userId email status blocked createdAt } }
    ... on VerificationError { code retry providerCode }
  }
}`;
const search = `mutation ($selfie: Upload!) {
  searchByFace(input: { selfie: $selfie }) {
    __typename
    ... on SearchByFaceMatches { faceIds records { id } users { id } account { userId blocked role userType faceId } confidence }
    ... on VerificationError { code }
  }
}`;

const services = [
  { FACEKI_FACE_LOGIN: 'bio-verify', login: '/verify', enroll: '/enroll' },
  { FACEKI_FACE_LOGIN: 'facelink-login', login: '/facelink/api/login', enroll: '/facelink/api/signup' },
] as const;

describe.each(services)('$FACEKI_FACE_LOGIN', ({ FACEKI_FACE_LOGIN, login: loginPath, enroll: enrollPath }) => {
  let sdk: ScriptedFaceki;
  let bio: ScriptedFaceki;
  let gateway: TestGateway;
  /** Where this service is asked. */
  let host: ScriptedFaceki;

  const settings = () => ({
    FACEKI_CLIENT_ID: 'id',
    FACEKI_CLIENT_SECRET: 'secret',
    FACEKI_BASE_URL: sdk.origin,
    FACEKI_BIO_BASE_URL: bio.origin,
    FACEKI_API: 'v3',
    FACEKI_FACE_LOGIN,
    AUTH_MODE: 'none',
    CIRCUIT_BREAKER: 'off',
  });
  beforeAll(async () => {
    sdk = await startScriptedFaceki();
    bio = await startScriptedFaceki();
    host = FACEKI_FACE_LOGIN === 'bio-verify' ? bio : sdk;
    gateway = await startGateway(settings());
  });
  afterAll(async () => {
    await gateway.close();
    await sdk[Symbol.asyncDispose]();
    await bio[Symbol.asyncDispose]();
  });

  async function logIn(reply: Reply) {
    host.on(`POST ${loginPath}`, reply);
    const { data, errors } = await gateway.upload(login, {}, { selfie: jpeg() });
    expect(errors).toBeUndefined();
    return data.faceLogin;
  }

  test.each([
    ['FACE_TOO_CLOSE', 'SelfieRejectedError', 'FACE_TOO_CLOSE', 'NEW_IMAGE'],
    ['FACE_CLOSE_TO_BORDER', 'SelfieRejectedError', 'FACE_CLOSE_TO_BORDER', 'NEW_IMAGE'],
    ['FACE_CROPPED', 'SelfieRejectedError', 'FACE_CROPPED', 'NEW_IMAGE'],
    ['FACE_NOT_FOUND', 'SelfieRejectedError', 'FACE_NOT_FOUND', 'NEW_IMAGE'],
    ['FACE_TOO_SMALL', 'SelfieRejectedError', 'FACE_TOO_SMALL', 'NEW_IMAGE'],
    ['FACE_ANGLE_TOO_LARGE', 'SelfieRejectedError', 'FACE_ANGLE_TOO_LARGE', 'NEW_IMAGE'],
    ['FAILED_TO_PREDICT_LANDMARKS', 'SelfieRejectedError', 'SELFIE_UNREADABLE', 'NEW_IMAGE'],
    ['FAILED_TO_PREPROCESS_IMAGE_WHILE_DETECT', 'SelfieRejectedError', 'SELFIE_UNREADABLE', 'NEW_IMAGE'],
    ['FAILED_TO_PREPROCESS_IMAGE_WHILE_PREDICT', 'SelfieRejectedError', 'SELFIE_UNREADABLE', 'NEW_IMAGE'],
    ['FAILED_TO_READ_IMAGE', 'SelfieRejectedError', 'SELFIE_UNREADABLE', 'NEW_IMAGE'],
    ['FAILED_TO_READ_MODEL', 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    ['FAILED_TO_WRITE_IMAGE', 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    ['INVALID_CONFIG', 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    ['INVALID_FUSE_MODE', 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    ['NO_SUCH_OBJECT_IN_BUILD', 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    ['NULLPTR', 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
    ['TOO_MANY_FACES', 'SelfieRejectedError', 'MULTIPLE_FACES', 'NEW_IMAGE'],
    ['UNKNOWN', 'ProviderUnavailableError', 'PROVIDER_FAULT', 'LATER'],
  ])('%s is %s %s for login and enrolment, in both documented carriers', async (word, type, code, retry) => {
    for (const json of [{ response: word }, { responseCode: 1000, message: word, data: {} }]) {
      expect(await logIn({ json })).toMatchObject({ __typename: type, code, retry, providerCode: word });
      host.on(`POST ${enrollPath}`, { json });
      const { data } = await gateway.upload(enroll, {}, { selfie: jpeg() });
      expect(data.enrollFace).toMatchObject({ __typename: type, code, retry, providerCode: word });
    }
  });

  test('an enrolled user logs in; somebody who was enrolled elsewhere does not', async () => {
    expect(await logIn(sampleReply('bio-verify-ok.json'))).toMatchObject({ code: 'FACE_NOT_RECOGNIZED' });
    host.on(
      `POST ${enrollPath}`,
      sampleReply(FACEKI_FACE_LOGIN === 'bio-verify' ? 'bio-enroll-ok.json' : 'facelink-signup-ok.json'),
    );
    const { data } = await gateway.upload(enroll, { email: 'alex.tester@example.test' }, { selfie: jpeg() });
    expect(data.enrollFace).toMatchObject({
      __typename: 'EnrollFaceSuccess',
      faceId: '00000600-0000-4000-8000-000000000600',
    });
    const [sent] = host.to(enrollPath).slice(-1);
    const form = sent && (await readForm(sent));
    expect(form?.get('email')).toBe(FACEKI_FACE_LOGIN === 'bio-verify' ? null : 'alex.tester@example.test');
    expect(await logIn(sampleReply('bio-verify-ok.json'))).toEqual({
      __typename: 'FaceLoginSuccess',
      user: { id: 'anonymous' },
    });
    // Several people look like this one; one of them is unknown here.
    expect(await logIn(sampleReply('facelink-login-multiple-faces-ok.json'))).toMatchObject({
      code: 'FACE_NOT_RECOGNIZED',
    });
  });

  test.each([
    ['nobody', sampleReply('bio-verify-no-match.json'), 'FaceNotRecognizedError', 'FACE_NOT_RECOGNIZED'],
    ['8013', { json: { responseCode: 8013, data: {} } }, 'FaceNotRecognizedError', 'FACE_NOT_RECOGNIZED'],
    ['a poor photo', sampleReply('facelink-login-poor-quality.json'), 'SelfieRejectedError', 'POOR_LIGHT'],
    ['a page', { text: '<html></html>' }, 'ProviderUnavailableError', 'PROVIDER_NONSENSE'],
    ['a refused token', { status: 401, text: '' }, 'ConfigurationError', 'CREDENTIALS_REJECTED'],
  ])('%s is %s', async (_case, reply, type, code) => {
    expect(await logIn(reply)).toMatchObject({ __typename: type, code });
  });

  test.each([{ blockStatus: 'BLOCKED' }, { status: 'INACTIVE' }])('an account with %j is blocked', async (change) => {
    const answer = JSON.parse(sample('bio-verify-ok.json'));
    Object.assign(answer.data.user, change);
    expect(await logIn({ json: answer })).toMatchObject({
      __typename: 'AccountBlockedError',
      code: 'ACCOUNT_BLOCKED',
      retry: 'NEVER',
    });
  });

  test('a face that is enrolled already is said so', async () => {
    for (const name of ['bio-enroll-already-registered.json', 'facelink-signup-already-registered-8016.json']) {
      host.on(`POST ${enrollPath}`, sampleReply(name));
      const { data } = await gateway.upload(enroll, {}, { selfie: jpeg() });
      expect(data.enrollFace).toMatchObject({
        __typename: 'AlreadyEnrolledError',
        code: 'ALREADY_ENROLLED',
        retry: 'NEVER',
      });
    }
  });

  test('a search shows the account, and nothing of the bill or of the stored selfie leaves the gateway', async () => {
    host.on(`POST ${loginPath}`, sampleReply('bio-verify-ok.json'));
    const { data } = await gateway.upload(search, {}, { selfie: jpeg() });
    expect(data.searchByFace).toEqual({
      __typename: 'SearchByFaceMatches',
      faceIds: ['00000600-0000-4000-8000-000000000600'],
      records: [],
      users: [{ id: 'anonymous' }],
      account: {
        userId: '00000080-0000-4000-8000-000000000080',
        blocked: false,
        role: 'Admin',
        userType: 'Member',
        faceId: '00000600-0000-4000-8000-000000000600',
      },
      confidence: null,
    });
    const everywhere = JSON.stringify(data) + gateway.log();
    expect(everywhere).not.toMatch(/packageInfo|subscription|Stripe|sub_FAKE|owner@example|images\.example/i);
  });

  test('with FACE_LOGIN_SUBJECT=account the service’s own user id is who logs in, if it is sure enough', async () => {
    const byAccount = await startGateway({
      ...settings(),
      FACE_LOGIN_SUBJECT: 'account',
      FACE_LOGIN_MIN_CONFIDENCE: '0.9',
    });
    try {
      const answer = JSON.parse(sample('bio-verify-ok.json'));
      for (const [confidence, expected] of [
        [99.99, { user: { id: '00000080-0000-4000-8000-000000000080' } }],
        [0.95, { user: { id: '00000080-0000-4000-8000-000000000080' } }],
        [71, { code: 'FACE_NOT_RECOGNIZED' }],
        [undefined, { code: 'FACE_NOT_RECOGNIZED' }],
      ] as const) {
        host.on(`POST ${loginPath}`, { json: { ...answer, data: { ...answer.data, confidence } } });
        const { data } = await byAccount.upload(login, {}, { selfie: jpeg() });
        expect(data.faceLogin).toMatchObject(expected);
      }
    } finally {
      await byAccount.close();
    }
  });
});

test.each([
  ['v2', undefined],
  ['v3', undefined],
  ['v2', 'search-by-face'],
  ['v3', 'face-check'],
])(
  'under %s with FACEKI_FACE_LOGIN=%s there is no enrolment, and the answer says so',
  async (FACEKI_API, FACEKI_FACE_LOGIN) => {
    const gateway = await startGateway({
      FACEKI_API,
      ...(FACEKI_FACE_LOGIN === undefined ? {} : { FACEKI_FACE_LOGIN }),
    });
    try {
      const { data } = await gateway.upload(enroll, {}, { selfie: jpeg() });
      expect(data.enrollFace).toMatchObject({
        __typename: 'ConfigurationError',
        code: 'NOT_SUPPORTED',
        retry: 'NEVER',
      });
    } finally {
      await gateway.close();
    }
  },
);
