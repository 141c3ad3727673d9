/** The rest of V3: records by every key, search by face, workflow rules, face analysis, links; and that V2's attempts stay readable. */
import { expect, test } from 'vitest';
import type { FacekiOptions } from '#faceki/faceki.ts';
import { startFaceki } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';
import { type Reply, readForm, sample, sampleReply } from '#test/support/scripted-faceki.ts';

const kyc = '/api/v3/kyc_verification';
const v3 = (options: Partial<FacekiOptions> = {}) =>
  startFaceki({ generation: 'v3', workflowId: 'flow-1', ...options });
const answer = (result: unknown, rest: object = {}): Reply => ({
  json: { status: true, code: 200, message: 'OK', appVersion: 'v3.0.0', result, ...rest },
});
/** A record for each of these keys. */
const recordsWith = (...keys: readonly object[]): Reply => {
  const [record] = JSON.parse(sample('v3-fetch-records-ok.json')).result;
  return answer(keys.map((own) => ({ ...record, ...own })));
};
const nobody = { faceIds: [], records: [], account: null, confidence: null };

test.for([
  ['requestId', 'requestId'],
  ['faceId', 'face_id'],
  ['link', 'link'],
  ['recordIdentifier', 'record_identifier'],
] as const)('records are found by %s, in the query parameter %s and no other', async ([kind, parameter]) => {
  await using stage = await v3();
  const value = 'a/b?c=d&e #f';
  stage.server.on(`GET ${kyc}`, recordsWith({ [parameter]: value }));
  expect(await stage.faceki.provider.findRecords({ kind, value }, {})).toMatchObject([{ decision: 'ACCEPTED' }]);
  const [request] = stage.server.to(kyc);
  expect([...(request?.query ?? [])]).toEqual([[parameter, value]]);
});

test('V3 has no references: asking by one is refused before anything is sent', async () => {
  await using stage = await v3();
  await expect(stage.faceki.provider.findRecords({ kind: 'referenceId', value: 'x' }, {})).rejects.toMatchObject({
    code: 'NOT_SUPPORTED',
  });
  expect(stage.faceki.provider.recordKeys).toEqual(['requestId', 'link', 'recordIdentifier', 'faceId']);
  expect(stage.server.received).toEqual([]);
});

test('a record that was found by a key carries that key, also where the vendor does not repeat it', async () => {
  await using stage = await v3();
  stage.server.on(`GET ${kyc}`, answer({ decision: 'ACCEPTED' }));
  for (const kind of ['requestId', 'recordIdentifier'] as const) {
    expect(await stage.faceki.provider.findRecords({ kind, value: 'x-1' }, {})).toMatchObject([
      { id: 'x-1', [kind]: 'x-1' },
    ]);
  }
});

test.for<[string, Reply]>([
  ['an empty list', sampleReply('v3-fetch-records-empty.json')],
  ['null', answer(null)],
  ['an empty object', answer({})],
  ['code 8013', answer(null, { status: false, code: 8013, message: 'DATA_NOT_FOUND' })],
])('nothing there is an empty answer, said as %s', async ([, reply]) => {
  await using stage = await v3();
  stage.server.on(`GET ${kyc}`, reply);
  stage.server.on(`POST ${kyc}/search-by-face`, reply);
  expect(await stage.faceki.provider.findRecords({ kind: 'requestId', value: 'x' }, {})).toEqual([]);
  expect(await stage.faceki.provider.matchFace(heldImage(), {})).toEqual(nobody);
});

test.for<[string, Reply]>([
  ['text', answer('records')],
  ['no result', answer(undefined)],
  ['a result that is taken back', answer([{ requestId: 'r', decision: 'ACCEPTED' }], { status: false })],
])('an answer that is neither records nor none (%s) is an error, and logs nobody in', async ([, reply]) => {
  await using stage = await v3();
  stage.server.on(`GET ${kyc}`, reply);
  stage.server.on(`POST ${kyc}/search-by-face`, reply);
  const expected = { name: 'ProviderUnavailableError', code: 'PROVIDER_NONSENSE' };
  await expect(stage.faceki.provider.findRecords({ kind: 'requestId', value: 'x' }, {})).rejects.toMatchObject(
    expected,
  );
  await expect(stage.faceki.provider.matchFace(heldImage(), {})).rejects.toMatchObject(expected);
});

test.for([
  [8014, 'LINK_INVALID'],
  [8015, 'LINK_EXPIRED'],
] as const)('a link that V3 does not take says so: %i', async ([code, failure]) => {
  await using stage = await v3();
  stage.server.on(`GET ${kyc}`, answer(null, { status: false, code }));
  await expect(stage.faceki.provider.findRecords({ kind: 'link', value: 'x' }, {})).rejects.toMatchObject({
    name: 'LinkError',
    code: failure,
  });
});

test('a face is looked for with the field that V3 calls `selfie`, and is let go of', async () => {
  await using stage = await v3();
  stage.server.on(`POST ${kyc}/search-by-face`, sampleReply('v3-search-by-face-ok.json'));
  const selfie = heldImage();
  expect(await stage.faceki.provider.matchFace(selfie, {})).toMatchObject({
    faceIds: ['00000600-0000-4000-8000-000000000600'],
    records: [{ requestId: '00000094-0000-4000-8000-000000000094' }],
    account: null,
    confidence: null,
  });
  const [request] = stage.server.to(`${kyc}/search-by-face`);
  expect(request && [...(await readForm(request)).keys()]).toEqual(['selfie']);
  expect(selfie.isReleased).toBe(true);
});

test('the record that is all green, declined and changed by hand comes out declined and changed by hand', async () => {
  await using stage = await v3();
  stage.server.on(`POST ${kyc}/search-by-face`, sampleReply('v3-search-by-face-declined-override.json'));
  const { records } = await stage.faceki.provider.matchFace(heldImage(), {});
  expect(records).toMatchObject([{ decision: 'DECLINED', changedByHand: true }]);
  expect(records[0]?.checks.every(({ passed }) => passed)).toBe(true);
});

test('the rules of a workflow are those of the one that is asked for, or of the configured one', async () => {
  await using stage = await v3();
  stage.server.on('GET /api/v3/workflows/rules', sampleReply('v3-workflow-rules-choose-one-ok.json'));
  expect(await stage.faceki.provider.readRules('flow-2', {})).toEqual({
    workflowId: '00000092-0000-4000-8000-000000000092',
    documents: ['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE'],
    oneDocumentIsEnough: true,
    minAge: 18,
    maxAge: 100,
    nationalities: [],
    countries: [],
    livenessLevel: 'MODERATE',
    // The webhook's path holds the secret that lets Faceki in.
    raw: {
      ...JSON.parse(sample('v3-workflow-rules-choose-one-ok.json')).result,
      callbackURL: 'https://client.example.test',
    },
  });
  await stage.faceki.provider.readRules(null, {});
  expect(stage.server.to('/api/v3/workflows/rules').map(({ query }) => query.get('workflowId'))).toEqual([
    'flow-2',
    'flow-1',
  ]);
});

test.for<[string, Reply]>([
  ['5001', sampleReply('v3-workflow-rules-5001.json')],
  ['null', answer(null)],
  ['false', answer(false)],
  ['an empty object', answer({})],
])('a workflow that is unknown has no rules, said as %s', async ([, reply]) => {
  await using stage = await v3();
  stage.server.on('GET /api/v3/workflows/rules', reply);
  await expect(stage.faceki.provider.readRules(null, {})).rejects.toMatchObject({
    name: 'ConfigurationError',
    code: 'NO_RULES',
  });
});

test('rules whose flags and numbers are text are rules all the same (Q20)', async () => {
  await using stage = await v3();
  const rules = {
    document_optional: 'true',
    minAge: '21',
    documents: 'Driver License',
    countries: [{ message: 'BH' }],
    extra: 1,
  };
  stage.server.on('GET /api/v3/workflows/rules', answer([rules]));
  expect(await stage.faceki.provider.readRules(null, {})).toMatchObject({
    workflowId: 'flow-1',
    documents: ['DRIVING_LICENCE'],
    oneDocumentIsEnough: true,
    minAge: 21,
    countries: ['BH'],
  });
});

test('a selfie is analysed in one unit for all figures, and a bad one says what is wrong with it', async () => {
  await using stage = await v3();
  const route = `POST ${kyc}/analyzeFace`;
  stage.server.on(route, sampleReply('v3-analyze-face-ok.json'));
  expect(await stage.faceki.provider.analyzeFace(heldImage(), {})).toEqual({
    minAge: 25,
    maxAge: 33,
    sex: 'MALE',
    liveness: 0.999,
    detectionConfidence: 0.99999,
  });
  const [request] = stage.server.to(`${kyc}/analyzeFace`);
  expect(request && [...(await readForm(request)).keys()]).toEqual(['selfie']);
  stage.server.on(route, answer(null, { status: false, code: 8006 }));
  await expect(stage.faceki.provider.analyzeFace(heldImage(), {})).rejects.toMatchObject({ code: 'FACE_NOT_FOUND' });
  for (const result of [null, {}, [], 'x']) {
    stage.server.on(route, answer(result));
    await expect(stage.faceki.provider.analyzeFace(heldImage(), {})).rejects.toMatchObject({
      code: 'PROVIDER_NONSENSE',
    });
  }
});

const linkRequest = {
  attemptId: 'ver_1',
  workflowId: null,
  expiresInMinutes: 30,
  redirectUrl: 'https://client.example.test/done',
  documentOptional: true,
};
const linkPath = '/kycverify/api/kycverify/kyc-verify-link';

test('a link is made by the route that V2 has, with the workflow that V3 demands', async () => {
  await using stage = await v3({ clock: () => 1_700_000_000_000 });
  stage.server.on(`POST ${linkPath}`, sampleReply('v3-generate-link-ok.json'));
  expect(await stage.faceki.provider.createLink(linkRequest, {})).toEqual({
    id: '00000093-0000-4000-8000-000000000093',
    url: 'https://apps.faceki.com/kycverify/00000093-0000-4000-8000-000000000093',
    expiresAtMs: 1_700_001_800_000,
  });
  await stage.faceki.provider.createLink({ ...linkRequest, workflowId: 'flow-2' }, {});
  const [first, second] = stage.server.to(linkPath).map(({ body }) => JSON.parse(body.toString()));
  expect(first).toEqual({
    applicationId: 'ver_1',
    expiryTime: 30,
    redirect_url: 'https://client.example.test/done',
    workflowId: 'flow-1',
  });
  expect(second.workflowId).toBe('flow-2');
});

test('what needs a workflow and has none is a mistake of the configuration, before anything is sent', async () => {
  await using stage = await v3({ workflowId: null });
  const expected = { name: 'ConfigurationError', code: 'REQUEST_REJECTED' };
  await expect(stage.faceki.provider.createLink(linkRequest, {})).rejects.toMatchObject(expected);
  await expect(stage.faceki.provider.readRules(null, {})).rejects.toMatchObject(expected);
  expect(stage.server.received).toEqual([]);
});

test('what V3 does not have says so before anything is sent: a summary, and enrolment without documents', async () => {
  await using stage = await v3();
  const expected = { name: 'ConfigurationError', code: 'NOT_SUPPORTED' };
  const enrolment = { selfie: heldImage(), email: null, firstName: null, lastName: null, phoneNumber: null };
  await expect(stage.faceki.provider.readSummary({})).rejects.toMatchObject(expected);
  await expect(stage.faceki.provider.enrollFace(enrolment, {})).rejects.toMatchObject(expected);
  expect(stage.server.received).toEqual([]);
});

test('attempts of the other generation stay readable, with the same token', async () => {
  await using stage = await v3();
  stage.server.on(`GET ${kyc}`, sampleReply('v3-fetch-records-ok.json'));
  stage.server.on('GET /kycverify/api/kycverify/records', sampleReply('v2-records-by-request-id-ok.json'));
  const key = { kind: 'requestId', value: '00000094-0000-4000-8000-000000000094' } as const;
  const { v2, v3: newer } = stage.faceki.sources;
  expect([v2.generation, newer.generation, stage.faceki.provider.generation]).toEqual(['v2', 'v3', 'v3']);
  expect(await v2.findRecords(key, {})).toMatchObject([{ referenceId: 'ffffffff000000000000000000000072' }]);
  expect(await newer.findRecords(key, {})).toMatchObject([
    { referenceId: null, requestId: '00000094-0000-4000-8000-000000000094' },
  ]);
  expect(stage.server.to('/auth/api/access-token')).toHaveLength(1);
});

test('the reference’s fallback: without POST generate-token the older GET is asked, and remembered', async () => {
  for (const status of [404, 405]) {
    await using stage = await v3();
    stage.server.on('POST /auth/api/generate-token', { status, text: '' });
    stage.server.on(`GET ${kyc}`, sampleReply('v3-fetch-records-ok.json'));
    await stage.faceki.provider.findRecords({ kind: 'requestId', value: 'r' }, {});
    expect(stage.server.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /auth/api/generate-token',
      'GET /auth/api/access-token',
      `GET ${kyc}`,
    ]);
  }
});
