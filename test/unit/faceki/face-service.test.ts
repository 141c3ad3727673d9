/** The biometric services, on their own host and in the cloud: who is this, and remember this face. */
import { describe, expect, test } from 'vitest';
import { failures } from '#domain/failure.ts';
import type { FacekiOptions } from '#faceki/faceki.ts';
import { startFaceki } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';
import { type Reply, readForm, sample, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

const services = [
  { faceLogin: 'bio-verify', login: '/verify', enroll: '/enroll', field: 'image' },
  { faceLogin: 'facelink-login', login: '/facelink/api/login', enroll: '/facelink/api/signup', field: 'selfie_image' },
] as const;
const nobody = { faceIds: [], records: [], account: null, confidence: null };
const nameless = { email: null, firstName: null, lastName: null, phoneNumber: null };

async function logIn(reply: Reply, options: Partial<FacekiOptions> = {}) {
  await using stage = await startFaceki({ faceLogin: 'bio-verify', ...options });
  for (const { login } of services) stage.server.on(`POST ${login}`, reply);
  return await stage.faceki.provider.matchFace(heldImage(), {}).catch((error) => error);
}

async function enroll(reply: Reply, options: Partial<FacekiOptions> = {}) {
  await using stage = await startFaceki({ faceLogin: 'bio-verify', ...options });
  for (const { enroll: path } of services) stage.server.on(`POST ${path}`, reply);
  return await stage.faceki.provider.enrollFace({ selfie: heldImage(), ...nameless }, {}).catch((error) => error);
}

const loggedIn = (change: object = {}): Reply => {
  const body = JSON.parse(sample('bio-verify-ok.json'));
  return { json: { ...body, data: { ...body.data, ...change } } };
};
const withUser = (change: object): Reply =>
  loggedIn({ user: { ...JSON.parse(sample('bio-verify-ok.json')).data.user, ...change } });

describe.each(services)('$faceLogin', ({ faceLogin, login, enroll: enrollPath, field }) => {
  test('sends the selfie in the field that this service reads, and lets go of it', async () => {
    await using stage = await startFaceki({ faceLogin });
    const { server, faceki } = stage;
    server.on(`POST ${login}`, sampleReply('bio-verify-ok.json'));
    server.on(`POST ${enrollPath}`, sampleReply('facelink-signup-ok.json'));
    const selfie = heldImage();
    await faceki.provider.matchFace(selfie, {});
    const [asked] = server.to(login);
    expect(asked && [...(await readForm(asked)).keys()]).toEqual([field]);
    expect(selfie.isReleased).toBe(true);
    await faceki.provider.enrollFace({ selfie: heldImage(), ...nameless }, {});
    const [enrolled] = server.to(enrollPath);
    expect(enrolled && [...(await readForm(enrolled)).keys()]).toEqual([field]);
  });

  test('is there under both generations', async () => {
    for (const generation of ['v2', 'v3'] as const) {
      const account = { userId: '00000080-0000-4000-8000-000000000080', blocked: false };
      expect(await logIn(sampleReply('bio-verify-ok.json'), { faceLogin, generation })).toMatchObject({ account });
    }
  });
});

test('the cloud’s account has the names that were given, and no field for those that were not', async () => {
  await using stage = await startFaceki({ faceLogin: 'facelink-login' });
  stage.server.on('POST /facelink/api/signup', sampleReply('facelink-signup-ok.json'));
  const details = { email: 'alex.tester@example.test', firstName: 'Alex', lastName: 'Tester', phoneNumber: '+973' };
  await stage.faceki.provider.enrollFace({ selfie: heldImage(), ...details }, {});
  await stage.faceki.provider.enrollFace({ selfie: heldImage(), ...nameless, email: 'a@example.test' }, {});
  const forms = await Promise.all(stage.server.to('/facelink/api/signup').map(readForm));
  expect(forms.map((form) => [...form.entries()].slice(1))).toEqual([
    Object.entries(details),
    [['email', 'a@example.test']],
  ]);
});

test('the service on premises has a host and a token of its own', async () => {
  await using bioHost = await startScriptedFaceki();
  await using stage = await startFaceki({ faceLogin: 'bio-verify', bioBaseUrl: bioHost.origin, generation: 'v3' });
  bioHost.on('POST /verify', { status: 401, text: '' }, sampleReply('bio-verify-ok.json'));
  await stage.faceki.provider.matchFace(heldImage(), {});
  expect(stage.server.received).toEqual([]);
  expect(bioHost.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /auth/api/access-token',
    'POST /verify',
    'GET /auth/api/access-token',
    'POST /verify',
  ]);
});

describe('a string code', () => {
  const codes = {
    FACE_TOO_CLOSE: 'FACE_TOO_CLOSE',
    FACE_CLOSE_TO_BORDER: 'FACE_CLOSE_TO_BORDER',
    FACE_CROPPED: 'FACE_CROPPED',
    FACE_NOT_FOUND: 'FACE_NOT_FOUND',
    FACE_TOO_SMALL: 'FACE_TOO_SMALL',
    FACE_ANGLE_TOO_LARGE: 'FACE_ANGLE_TOO_LARGE',
    FAILED_TO_PREDICT_LANDMARKS: 'SELFIE_UNREADABLE',
    FAILED_TO_PREPROCESS_IMAGE_WHILE_DETECT: 'SELFIE_UNREADABLE',
    FAILED_TO_PREPROCESS_IMAGE_WHILE_PREDICT: 'SELFIE_UNREADABLE',
    FAILED_TO_READ_IMAGE: 'SELFIE_UNREADABLE',
    FAILED_TO_READ_MODEL: 'PROVIDER_FAULT',
    FAILED_TO_WRITE_IMAGE: 'PROVIDER_FAULT',
    INVALID_CONFIG: 'PROVIDER_FAULT',
    INVALID_FUSE_MODE: 'PROVIDER_FAULT',
    NO_SUCH_OBJECT_IN_BUILD: 'PROVIDER_FAULT',
    NULLPTR: 'PROVIDER_FAULT',
    TOO_MANY_FACES: 'MULTIPLE_FACES',
    UNKNOWN: 'PROVIDER_FAULT',
    // The vendor's other spellings (Q15).
    FACE_TOO_CLOSED: 'FACE_TOO_CLOSE',
    FACE_CLOSED_TO_BORDER: 'FACE_CLOSE_TO_BORDER',
    FACE_BLURR: 'FACE_BLURRED',
    SELFIE_MULTIPLE_FACES: 'MULTIPLE_FACES',
  } as const;
  /** Where the word may hide; nobody documents it. */
  const carriers: Readonly<Record<string, (word: string) => unknown>> = {
    response: (word) => ({ response: word }),
    message: (word) => ({ message: word }),
    'message beside a number': (word) => ({ responseCode: 1000, message: word, data: {} }),
    'message beside success': (word) => ({ responseCode: 0, message: word, data: { logedIn: false } }),
    error: (word) => ({ error: word }),
    'error.message': (word) => ({ responseCode: 9999, error: { message: word } }),
    errorCode: (word) => ({ responseCode: 1, errorCode: word }),
    code: (word) => ({ status: false, code: word }),
    'code alone': (word) => ({ code: word }),
    responseCode: (word) => ({ responseCode: word, data: {} }),
    'data.message': (word) => ({ responseCode: 0, data: { logedIn: false, message: word } }),
    'data.error': (word) => ({ responseCode: 9999, data: { error: word } }),
    'data as text': (word) => ({ responseCode: 9999, data: word }),
    'data in a list': (word) => ({ responseCode: 9999, data: [{ errors: [{ code: word }] }] }),
    'a sentence': (word) => ({ responseCode: 9999, message: `Rejected (${word}).` }),
  };

  test.each(Object.entries(codes))('%s is %s, whatever carries it, in any case', async (word, code) => {
    await using stage = await startFaceki({ faceLogin: 'bio-verify' });
    for (const [carrier, wrap] of Object.entries(carriers)) {
      // One word alone inside a sentence is not the engine's code.
      if (carrier === 'a sentence' && !word.includes('_')) continue;
      for (const spelling of [word, word.toLowerCase(), word.replaceAll('_', ' ')]) {
        stage.server.on('POST /verify', { json: wrap(spelling) });
        const error = await stage.faceki.provider.matchFace(heldImage(), {}).catch((thrown: unknown) => thrown);
        expect(error, `${spelling} in ${carrier}`).toMatchObject({ name: failures[code].error, code });
      }
    }
  });

  test('is understood beside a 4xx too, where nobody knows which status a bad photo has', async () => {
    for (const status of [400, 404, 422]) {
      expect(await logIn({ status, json: { response: 'FACE_NOT_FOUND' } })).toMatchObject({ code: 'FACE_NOT_FOUND' });
      expect(await logIn({ status, json: { response: 'No.' } })).toMatchObject({ code: 'REQUEST_REJECTED' });
    }
    expect(await logIn({ status: 500, json: { response: 'FACE_NOT_FOUND' } })).toMatchObject({
      code: 'PROVIDER_FAULT',
    });
  });

  test('is not looked for in what is said about people', async () => {
    const user = { userId: 'u', email: 'unknown', status: 'ACTIVE', name: 'FACE_NOT_FOUND' };
    expect(await logIn({ json: { responseCode: 9999, data: { user } } })).toMatchObject({
      code: 'PROVIDER_NONSENSE',
      providerCode: '9999',
    });
    expect(await logIn({ json: { responseCode: 0, data: { logedIn: false, message: 'Unknown user' } } })).toEqual(
      nobody,
    );
  });
});

test('a photo whose quality is not good enough is the photo’s fault, with or without a number', async () => {
  expect(await logIn(sampleReply('facelink-login-poor-quality.json'))).toMatchObject({ code: 'POOR_LIGHT' });
  for (const responseCode of [0, 1, 9999]) {
    const json = { responseCode, message: 'Image quality is not good', data: { logedIn: false } };
    expect(await logIn({ json })).toMatchObject({ name: 'SelfieRejectedError', code: 'SELFIE_UNREADABLE' });
  }
});

test.each<[string, Reply]>([
  ['a no', sampleReply('bio-verify-no-match.json')],
  ['a no in other spellings', { json: { responseCode: 0, data: { loggedIn: 'false' } } }],
  ['a no beside faces', loggedIn({ logedIn: false })],
  ['a yes about no face', loggedIn({ all_face_ids: [] })],
  ['a yes about nobody', { json: { responseCode: 0, data: { logedIn: true } } }],
  ['8013', { json: { responseCode: 8013, data: {} } }],
  ['a sentence', { json: { response: 'Login Failed.' } }],
  ['an empty object', { json: { responseCode: 0, data: {} } }],
  ['null', { json: { responseCode: 0, data: null } }],
  ['an empty list', { json: { responseCode: 0, data: [] } }],
])('nobody known is one answer, said as %s', async (_case, reply) => {
  expect(await logIn(reply)).toEqual(nobody);
});

test.each(['logedIn', 'loggedIn', 'logged_in'])('a login is a login, spelt %s', async (key) => {
  const { logedIn: _, ...data } = JSON.parse(sample('bio-verify-ok.json')).data;
  for (const yes of [true, 'true', 1]) {
    expect(await logIn({ json: { responseCode: 0, data: { ...data, [key]: yes } } })).toMatchObject({
      faceIds: ['00000600-0000-4000-8000-000000000600'],
    });
  }
});

test.each<[string, Reply]>([
  ['a person without a verdict', loggedIn({ logedIn: undefined })],
  ['a verdict that is neither', loggedIn({ logedIn: 'perhaps' })],
  ['a bare word', { json: { response: 'Welcome' } }],
  ['text in place of data', { json: { responseCode: 0, data: 'Welcome' } }],
  ['no JSON', { text: '<html></html>' }],
])('%s opens no door, and is said to be none of what can be understood', async (_case, reply) => {
  expect(await logIn(reply)).toMatchObject({ name: 'ProviderUnavailableError', code: 'PROVIDER_NONSENSE' });
});

test('several people who look alike are all named, so that nobody is logged in as one of them', async () => {
  expect(await logIn(sampleReply('facelink-login-multiple-faces-ok.json'))).toMatchObject({
    faceIds: ['00000600-0000-4000-8000-000000000600', '00000602-0000-4000-8000-000000000602'],
  });
});

test('without a list of faces the account’s own face is the one', async () => {
  expect(await logIn(loggedIn({ all_face_ids: undefined }))).toMatchObject({
    faceIds: ['00000600-0000-4000-8000-000000000600'],
  });
});

test.each<[object, boolean]>([
  [{ status: 'ACTIVE', blockStatus: 'UNBLOCKED' }, false],
  [{ status: 'active', blockStatus: 'unblocked' }, false],
  [{ status: undefined, blockStatus: undefined }, false],
  [{ blockStatus: 'BLOCKED' }, true],
  [{ blockStatus: 'TEMPORARY' }, true],
  [{ status: 'INACTIVE' }, true],
  [{ status: 'DELETED' }, true],
])('an account with %j is blocked: %s', async (change, blocked) => {
  expect(await logIn(withUser(change))).toMatchObject({ account: { blocked } });
});

test.each([
  [99.99, 0.9999],
  ['99.99', 0.9999],
  [0.97, 0.97],
  [1, 1],
  [101, null],
  ['sure', null],
])('a confidence of %s is %s', async (confidence, expected) => {
  expect(await logIn(loggedIn({ confidence }))).toMatchObject({ confidence: expected });
  expect(await logIn(withUser({ confidence }))).toMatchObject({ confidence: expected });
});

describe('enrolment', () => {
  test.each<[string, unknown, object]>([
    ['an envelope', { responseCode: 0, data: { face_id: 'f-1', image_id: 'i-1' } }, { faceId: 'f-1', account: null }],
    ['no envelope', { face_id: 'f-1' }, { faceId: 'f-1' }],
    ['a word beside it', { response: 'Success', face_id: 'f-1' }, { faceId: 'f-1' }],
    [
      'an account',
      { responseCode: 0, data: { user: { userId: 'u-1', faceID: 'f-1' } } },
      { faceId: 'f-1', account: { userId: 'u-1' } },
    ],
    [
      'an account alone',
      { responseCode: 0, data: { user: { userId: 'u-1' } } },
      { faceId: null, account: { userId: 'u-1' } },
    ],
  ])('a face is enrolled, said in %s', async (_case, json, expected) => {
    expect(await enroll({ json })).toMatchObject(expected);
  });

  test.each<[string, unknown]>([
    ['the vendor’s words', { response: 'Already Registered' }],
    ['a code', { response: 'ALREADY_REGISTERED' }],
    ['a sentence', { responseCode: 9999, message: 'This face is already registered.' }],
    ['8016', { responseCode: 8016, data: {} }],
    [
      'success, with somebody else’s face beside it',
      { responseCode: 0, data: { face_id: 'f-1', message: 'Already Registered' } },
    ],
  ])('a face that is enrolled already is said so: %s', async (_case, json) => {
    for (const { faceLogin } of services) {
      expect(await enroll({ json }, { faceLogin })).toMatchObject({
        name: 'AlreadyEnrolledError',
        code: 'ALREADY_ENROLLED',
      });
    }
  });

  test('a bad selfie says what is wrong with it', async () => {
    expect(await enroll({ json: { response: 'FACE_TOO_SMALL' } })).toMatchObject({ code: 'FACE_TOO_SMALL' });
    expect(await enroll({ json: { responseCode: 0, data: { error: 'TOO_MANY_FACES' } } })).toMatchObject({
      code: 'MULTIPLE_FACES',
    });
  });

  test.each([{ response: 'Success' }, { responseCode: 0, data: {} }, { responseCode: 0, data: null }, {}])(
    'an answer that names no face (%j) enrols nobody',
    async (json) => {
      expect(await enroll({ json })).toMatchObject({ code: 'PROVIDER_NONSENSE' });
    },
  );

  test.each(['face-check', 'search-by-face'] as const)('with %s there is none', async (faceLogin) => {
    await using stage = await startFaceki({ faceLogin, generation: 'v3' });
    await expect(stage.faceki.provider.enrollFace({ selfie: heldImage(), ...nameless }, {})).rejects.toMatchObject({
      name: 'ConfigurationError',
      code: 'NOT_SUPPORTED',
    });
    expect(stage.server.received).toEqual([]);
  });
});

test('of the account’s bill nothing comes out but the credit that is left, for a gauge', async () => {
  const credits: number[] = [];
  const onCredit = (credit: number) => {
    credits.push(credit);
    throw new Error('a gauge that fails must not fail a login');
  };
  const matches = await logIn(sampleReply('bio-verify-ok.json'), { onCredit });
  expect(matches).toMatchObject({ account: { userId: '00000080-0000-4000-8000-000000000080' } });
  expect(credits).toEqual([9999]);
  expect(JSON.stringify(matches)).not.toMatch(/Stripe|owner@|sub_FAKE|subscription|9999/);
  expect(Object.keys(matches)).toEqual(['faceIds', 'records', 'account', 'confidence']);
});

test('the two generations’ face matches can be chosen for each other', async () => {
  for (const generation of ['v2', 'v3'] as const) {
    await using stage = await startFaceki({
      generation,
      faceLogin: generation === 'v2' ? 'search-by-face' : 'face-check',
    });
    stage.server.on('POST /api/v3/kyc_verification/search-by-face', sampleReply('v3-search-by-face-ok.json'));
    stage.server.on('POST /facelink/api/face-check', sampleReply('v2-face-check-ok.json'));
    const { records } = await stage.faceki.provider.matchFace(heldImage(), {});
    expect(records.map(({ referenceId }) => referenceId === null)).toEqual([generation === 'v2']);
  }
});
