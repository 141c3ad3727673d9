import { expect, test } from 'vitest';
import { startFaceki } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';
import { type Reply, readForm, sample, sampleReply } from '#test/support/scripted-faceki.ts';

const faceCheck = 'POST /facelink/api/face-check';
const linkRoute = 'POST /kycverify/api/kycverify/kyc-verify-link';
const nobody = { faceIds: [], records: [], account: null, confidence: null };

async function matchFace(reply: Reply) {
  await using stage = await startFaceki();
  stage.server.on(faceCheck, reply);
  const selfie = heldImage();
  const found = await stage.faceki.provider.matchFace(selfie, {}).catch((error) => error);
  return { found, selfie, received: stage.server.to('/facelink/api/face-check') };
}

test('a known face leads to its records, and one face may have several', async () => {
  const { found, selfie, received } = await matchFace(sampleReply('v2-face-check-multiple-records-ok.json'));
  expect(found).toMatchObject({
    faceIds: ['00000600-0000-4000-8000-000000000600', '00000602-0000-4000-8000-000000000602'],
    records: [{ referenceId: 'ffffffff000000000000000000000060' }, { referenceId: 'ffffffff000000000000000000000061' }],
    account: null,
    confidence: null,
  });
  expect(selfie.isReleased).toBe(true);
  const [request] = received;
  expect(request && [...(await readForm(request)).keys()]).toEqual(['selfie_image']);
});

test.for<[string, Reply]>([
  ['a false flag', sampleReply('v2-face-check-no-match.json')],
  ['code 8013', sampleReply('v2-face-check-no-match-8013.json')],
  ['an empty object', { json: { responseCode: 0, data: {} } }],
  ['null', { json: { responseCode: 0, data: null } }],
  ['an empty list', { json: { responseCode: 0, data: [] } }],
  ['empty lists without a flag', { json: { responseCode: 0, data: { all_face_ids: [], kyc_records: [] } } }],
])('nobody known is an empty answer, said as %s', async ([, reply]) => {
  expect((await matchFace(reply)).found).toEqual(nobody);
});

test('a match that the vendor itself denies logs nobody in', async () => {
  const answer = JSON.parse(sample('v2-face-check-ok.json'));
  answer.data.face_verified = 'false';
  expect((await matchFace({ json: answer })).found).toEqual(nobody);
});

test('a match that the vendor neither affirms nor denies is not a yes', async () => {
  const answer = JSON.parse(sample('v2-face-check-ok.json'));
  delete answer.data.face_verified;
  expect((await matchFace({ json: answer })).found).toMatchObject({ code: 'PROVIDER_NONSENSE' });
});

test.for(['face-not-found-8006', 'multiple-faces-8018', 'poor-light-8009'])(
  'a bad selfie says what is wrong with it: %s',
  async (name) => {
    const { found } = await matchFace(sampleReply(`v2-face-check-${name}.json`));
    expect(found).toMatchObject({ name: 'SelfieRejectedError', providerCode: name.slice(-4), retry: 'NEW_IMAGE' });
  },
);

const linkRequest = {
  attemptId: 'ver_1',
  workflowId: 'not sent on V2',
  expiresInMinutes: 30,
  redirectUrl: 'https://client.example.test/done',
  documentOptional: true,
};

test('a link is asked for with minutes as a number, and comes back with its page and its end', async () => {
  await using stage = await startFaceki({ clock: () => 1_700_000_000_000 });
  stage.server.on(linkRoute, sampleReply('v2-generate-link-ok.json', 201));
  const link = await stage.faceki.provider.createLink(linkRequest, {});
  expect(link).toEqual({
    id: '00000050-0000-4000-8000-000000000050',
    url: 'https://apps.faceki.com/kycverify/00000050-0000-4000-8000-000000000050',
    expiresAtMs: 1_700_001_800_000,
  });
  const [request] = stage.server.to('/kycverify/api/kycverify/kyc-verify-link');
  expect(JSON.parse(request?.body.toString() ?? '')).toEqual({
    applicationId: 'ver_1',
    expiryTime: 30,
    redirect_url: 'https://client.example.test/done',
    document_optional: true,
  });
});

test.for([null, 0])(
  'without a time (%s) the account’s default holds: nothing is sent whose meaning nobody knows',
  async (expiresInMinutes) => {
    await using stage = await startFaceki();
    stage.server.on(linkRoute, sampleReply('v2-generate-link-ok.json'));
    const request = { ...linkRequest, expiresInMinutes, redirectUrl: null, documentOptional: null };
    expect(await stage.faceki.provider.createLink(request, {})).toMatchObject({ expiresAtMs: null });
    const [sent] = stage.server.to('/kycverify/api/kycverify/kyc-verify-link');
    expect(JSON.parse(sent?.body.toString() ?? '')).toEqual({ applicationId: 'ver_1' });
  },
);

test.for<[unknown, unknown]>([
  ['', 'https://apps.example.test/x'],
  [{}, 'https://apps.example.test/x'],
  [null, 'https://apps.example.test/x'],
  ['id', 'javascript:alert(1)'],
  ['id', undefined],
])('a link without an id and an address to open is none (%j, %j)', async ([data, url]) => {
  await using stage = await startFaceki();
  stage.server.on(linkRoute, { json: { responseCode: 0, data, url } });
  await expect(stage.faceki.provider.createLink(linkRequest, {})).rejects.toMatchObject({ code: 'PROVIDER_NONSENSE' });
});

test('a link that could not be created can be asked for again', async () => {
  await using stage = await startFaceki();
  stage.server.on(linkRoute, sampleReply('v2-generate-link-8016.json'));
  const failed = stage.faceki.provider.createLink(linkRequest, {});
  await expect(failed).rejects.toMatchObject({
    name: 'LinkError',
    code: 'LINK_NOT_CREATED',
    retry: 'SAME_REQUEST',
    providerCode: '8016',
  });
});

test.for(['requestId', 'referenceId', 'link'] as const)(
  'records are found by %s, with the key in its own query parameter',
  async (kind) => {
    const routes = {
      requestId: ['records', 'requestId'],
      referenceId: ['reference', 'referenceId'],
      link: ['link', 'linkId'],
    } as const;
    const [route, parameter] = routes[kind];
    await using stage = await startFaceki();
    const { server, faceki } = stage;
    const value = 'a/b?c=d&e #f';
    const answer = JSON.parse(sample('v2-records-by-request-id-ok.json'));
    answer.data[0][kind] = value;
    server.on(`GET /kycverify/api/kycverify/${route}`, { json: answer });
    expect(await faceki.provider.findRecords({ kind, value }, {})).toMatchObject([
      { decision: 'ACCEPTED', isPartial: false },
    ]);
    const [request] = server.to(`/kycverify/api/kycverify/${route}`);
    expect([...(request?.query ?? [])]).toEqual([[parameter, value]]);
  },
);

test.for<[string, Reply]>([
  ['8013', sampleReply('v2-records-not-found-8013.json')],
  ['an empty list', sampleReply('v2-records-empty.json')],
  ['an empty object', { json: { responseCode: 0, data: {} } }],
  ['null', { json: { responseCode: 0, data: null } }],
])('nothing there is an empty list, said as %s', async ([, reply]) => {
  await using stage = await startFaceki();
  stage.server.on('GET /kycverify/api/kycverify/link', reply);
  expect(await stage.faceki.provider.findRecords({ kind: 'link', value: 'x' }, {})).toEqual([]);
});

test('one record instead of a list is a list of one; what is no record is left out', async () => {
  await using stage = await startFaceki();
  const [record] = JSON.parse(sample('v2-records-by-reference-ok.json')).data;
  const route = 'GET /kycverify/api/kycverify/reference';
  const read = () => stage.faceki.provider.findRecords({ kind: 'referenceId', value: record.referenceId }, {});
  stage.server.on(route, { json: { responseCode: 0, data: record } });
  expect(await read()).toMatchObject([{ id: 'ffffffff000000000000000000000071' }]);
  stage.server.on(route, { json: { responseCode: 0, data: [null, 'junk', record, {}, 7] } });
  expect(await read()).toMatchObject([{ id: 'ffffffff000000000000000000000071' }]);
});

test.for([undefined, 'no records', 7, true])(
  'an answer that is neither records nor none (%s) is an error that says so',
  async (data) => {
    await using stage = await startFaceki();
    stage.server.on('GET /kycverify/api/kycverify/records', { json: { responseCode: 0, data } });
    const read = stage.faceki.provider.findRecords({ kind: 'requestId', value: 'x' }, {});
    await expect(read).rejects.toMatchObject({ name: 'ProviderUnavailableError', code: 'PROVIDER_NONSENSE' });
  },
);

test('a record that was found by a key carries that key, also where the vendor does not repeat it', async () => {
  await using stage = await startFaceki();
  stage.server.on('GET /kycverify/api/kycverify/records', sampleReply('v2-records-by-reference-ok.json'));
  expect(await stage.faceki.provider.findRecords({ kind: 'requestId', value: 'req-1' }, {})).toMatchObject([
    { requestId: 'req-1' },
  ]);
});

test.for([
  ['unknown', 'v2-link-invalid-8014.json', 'LINK_INVALID'],
  ['expired', 'v2-link-expired-8015.json', 'LINK_EXPIRED'],
] as const)('a link that is %s says so', async ([, name, code]) => {
  await using stage = await startFaceki();
  stage.server.on('GET /kycverify/api/kycverify/link', sampleReply(name));
  await expect(stage.faceki.provider.findRecords({ kind: 'link', value: 'x' }, {})).rejects.toMatchObject({
    name: 'LinkError',
    code,
  });
});

test('the rules say which documents will do', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  const route = 'GET /kycrules/api/kycrules';
  server.on(route, sampleReply('v2-kyc-rules-ok.json'));
  expect(await faceki.provider.readRules(null, {})).toEqual({
    workflowId: null,
    documents: ['PASSPORT'],
    oneDocumentIsEnough: null,
    minAge: 18,
    maxAge: null,
    nationalities: [],
    countries: [],
    livenessLevel: 'MODERATE',
    raw: JSON.parse(sample('v2-kyc-rules-ok.json')).data,
  });
  server.on(route, sampleReply('v2-kyc-rules-extended-ok.json'));
  expect(await faceki.provider.readRules(null, {})).toMatchObject({
    documents: ['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE'],
    oneDocumentIsEnough: true,
  });
  server.on(route, sampleReply('v2-kyc-rules-7001.json'));
  await expect(faceki.provider.readRules(null, {})).rejects.toMatchObject({
    name: 'ConfigurationError',
    code: 'NO_RULES',
  });
});

test('rules whose flags are text, whose lists are single words or whose object is in a list are rules all the same', async () => {
  await using stage = await startFaceki();
  const rules = {
    allowSingle: 'false',
    validAge: '21',
    allowedKycDocuments: 'Driver License',
    allowedCountries: { message: 'BH' },
  };
  stage.server.on('GET /kycrules/api/kycrules', { json: { responseCode: 0, data: [rules] } });
  expect(await stage.faceki.provider.readRules(null, {})).toMatchObject({
    oneDocumentIsEnough: false,
    minAge: 21,
    documents: ['DRIVING_LICENCE'],
    countries: ['BH'],
  });
});

test.for([null, {}, 'none', []])('an answer without rules (%j) is an error that says so', async (data) => {
  await using stage = await startFaceki();
  stage.server.on('GET /kycrules/api/kycrules', { json: { responseCode: 0, data } });
  await expect(stage.faceki.provider.readRules(null, {})).rejects.toMatchObject({ code: 'PROVIDER_NONSENSE' });
});

test('the summary is handed on as it comes', async () => {
  await using stage = await startFaceki();
  stage.server.on(
    'GET /kycverify/api/kycverify/kyc-verify-summary',
    { json: { responseCode: 0, data: [{ any: 1 }] } },
    { json: { responseCode: 0 } },
  );
  expect(await stage.faceki.provider.readSummary({})).toEqual([{ any: 1 }]);
  expect(await stage.faceki.provider.readSummary({})).toBeNull();
});

test('what V2 does not have is a mistake of the configuration, said before anything is sent', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  const expected = { name: 'ConfigurationError', code: 'NOT_SUPPORTED' };
  const enrolment = { selfie: heldImage(), email: null, firstName: null, lastName: null, phoneNumber: null };
  await expect(faceki.provider.enrollFace(enrolment, {})).rejects.toMatchObject(expected);
  await expect(faceki.provider.analyzeFace(heldImage(), {})).rejects.toMatchObject(expected);
  await expect(faceki.provider.findRecords({ kind: 'faceId', value: 'x' }, {})).rejects.toMatchObject(expected);
  expect(faceki.provider.recordKeys).toEqual(['requestId', 'referenceId', 'link']);
  expect(server.received).toEqual([]);
});
