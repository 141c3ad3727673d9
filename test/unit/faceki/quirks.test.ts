/** The vendor's contradictions (faceki-api.md section 8, Q1 to Q32) that concern V2, each named after what it means for a user. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { Secret } from '#domain/secret.ts';
import { createFaceki } from '#faceki/faceki.ts';
import { toDirectAnswer, toV2Record } from '#faceki/v2-records.ts';
import { type FacekiUnderTest, startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';
import { readForm, sample, sampleReply, tokenPath } from '#test/support/scripted-faceki.ts';

type Wire = Record<string, never> & { [key: string]: Wire };
const directData = (): Wire => JSON.parse(sample('v2-kyc-single-ok.json')).data;
const recordData = (): Wire => JSON.parse(sample('v2-records-by-request-id-ok.json')).data[0];
const read = (raw: unknown) => toDirectAnswer(raw, { requestId: null, documentType: null })?.record;
const set = (wire: object, change: object) => Object.assign(wire, change);

const single = '/kycverify/api/kycverify/kyc-verification';
const verify = ({ faceki }: FacekiUnderTest) => faceki.provider.verify(submission(), {});

test('Q1: how alike two faces are is a number to the client, also when the vendor sends text', () => {
  for (const confidence of [0.786, '0.786', ' 0.786 ']) {
    const wire = directData();
    set(wire.face ?? {}, { confidence });
    expect(read(wire)?.faceMatch).toEqual({ identical: true, confidence: 0.786, similarity: null });
  }
});

test('Q2: the selfie is found by the vendor whatever is asked, because each endpoint gets its own field name', async () => {
  await using stage = await startFaceki();
  stage.server.on(`POST ${single}`, sampleReply('v2-kyc-single-ok.json'));
  stage.server.on('POST /facelink/api/face-check', sampleReply('v2-face-check-ok.json'));
  await verify(stage);
  await stage.faceki.provider.matchFace(heldImage(), {});
  const forms = stage.server.received.filter(({ method }) => method === 'POST').map(readForm);
  for (const form of await Promise.all(forms)) expect([...form.keys()][0]).toBe('selfie_image');
});

test('Q3, Q4: credentials go where every SDK of the vendor puts them, and calls carry `Bearer <token>`', async () => {
  await using stage = await startFaceki();
  await stage.faceki.provider.readSummary({}).catch(() => undefined);
  const [token, call] = stage.server.received;
  expect([token?.method, token?.path, ...(token?.query.keys() ?? [])]).toEqual([
    'GET',
    tokenPath,
    'clientId',
    'clientSecret',
  ]);
  expect(token?.headers.authorization).toBeUndefined();
  expect(call?.headers.authorization).toBe('Bearer token-1');
});

test('Q8: nobody’s passport ever travels in clear text: http is refused before anything is sent', () => {
  const credentials = { clientId: new Secret('id'), clientSecret: new Secret('secret') };
  expect(() => createFaceki({ generation: 'v2', ...credentials, baseUrl: 'http://sdk.faceki.com' })).toThrow(/https/);
});

test('Q10: a certainty of 190 or in words is shown as unknown, not as nineteen thousand per cent', () => {
  const wire = directData();
  set(wire.result ?? {}, { face0: 'something', firstName: 'ALEX', lastName: 'TESTER' });
  set(wire.confidence ?? {}, { firstName: 'high', lastName: '0.968' });
  const fields = new Map(read(wire)?.documents[0]?.fields.map(({ name, confidence }) => [name, confidence]));
  expect([fields.get('face0'), fields.get('firstName'), fields.get('lastName')]).toEqual([null, null, 0.968]);
});

test('Q11: a person without an identity card can verify with the other two documents', async () => {
  await using stage = await startFaceki();
  const path = '/kycverify/api/kycverify/multi-kyc-verification';
  stage.server.on(`POST ${path}`, sampleReply('v2-kyc-multi-ok.json'));
  await stage.faceki.provider.verify(submission('DRIVING_LICENCE', 'PASSPORT'), {});
  const [received] = stage.server.to(path);
  expect(received && [...(await readForm(received)).keys()].some((name) => name.startsWith('id_'))).toBe(false);
});

test('Q12: nobody has to photograph the back of a passport', async () => {
  await using stage = await startFaceki();
  stage.server.on(`POST ${single}`, sampleReply('v2-kyc-single-ok.json'));
  const sent = submission('PASSPORT');
  const front = Buffer.concat(sent.images[1]?.chunks ?? []);
  expect(await stage.faceki.provider.verify(sent, {})).toMatchObject({ decision: 'ACCEPTED' });
  const [received] = stage.server.to(single);
  const back = received && (await readForm(received)).get('doc_back_image');
  expect(back instanceof File && Buffer.from(await back.arrayBuffer()).equals(front)).toBe(true);
});

test('Q13: 8016 on a link means that it was not made, and says that one may ask again', async () => {
  await using stage = await startFaceki();
  stage.server.on('POST /kycverify/api/kycverify/kyc-verify-link', sampleReply('v2-generate-link-8016.json'));
  const request = {
    attemptId: 'a',
    workflowId: null,
    expiresInMinutes: null,
    redirectUrl: null,
    documentOptional: null,
  };
  const error = await stage.faceki.provider.createLink(request, {}).catch((cause) => cause);
  expect(error).toMatchObject({ code: 'LINK_NOT_CREATED', retry: 'SAME_REQUEST' });
});

test('Q14: a token is used for as long as the answer says, whatever the prose says', async () => {
  let nowMs = 0;
  await using stage = await startFaceki({ clock: () => nowMs });
  const ask = () => stage.faceki.provider.readSummary({}).catch(() => undefined);
  await ask();
  nowMs = 5 * 60_000 + 1;
  await ask();
  expect(stage.server.to(tokenPath)).toHaveLength(1);
  nowMs = 3_600_000;
  await ask();
  expect(stage.server.to(tokenPath)).toHaveLength(2);
});

test.for([
  ['FACE_TOO_CLOSED', 'FACE_TOO_CLOSE'],
  ['FACE_CLOSED_TO_BORDER', 'FACE_CLOSE_TO_BORDER'],
  ['FACE_BLURR', 'FACE_BLURRED'],
  ['face_too_close', 'FACE_TOO_CLOSE'],
])(
  'Q15: a person is told what is wrong with the photo however the vendor spells it: %s',
  async ([responseCode, code]) => {
    await using stage = await startFaceki();
    stage.server.on(`POST ${single}`, { json: { responseCode, data: {} } });
    expect(await verify(stage)).toMatchObject({ kind: 'refused', failure: { code, providerCode: responseCode } });
  },
);

test('Q16: a driving licence is one document, whichever of its names the rules use', async () => {
  await using stage = await startFaceki();
  const allowedKycDocuments = [
    'Driving License',
    'Driver License',
    'driving_licence',
    'ID_Card',
    'ID Card',
    'PASSPORT',
    'Visa',
  ];
  stage.server.on('GET /kycrules/api/kycrules', { json: { responseCode: 0, data: { allowedKycDocuments } } });
  const { documents } = await stage.faceki.provider.readRules(null, {});
  expect(documents).toEqual(['DRIVING_LICENCE', 'ID_CARD', 'PASSPORT', 'OTHER']);
});

test('Q18: pictures are one list with one set of names, wherever the record came from', () => {
  const kinds = (record: ReturnType<typeof read> | null) => record?.images.map(({ kind }) => kind).toSorted();
  expect(kinds(read(directData()))).toEqual(['DOCUMENT_BACK', 'DOCUMENT_FRONT', 'SELFIE']);
  expect(kinds(toV2Record(recordData()))).toEqual(['DOCUMENT_BACK', 'DOCUMENT_FRONT', 'PORTRAIT', 'SELFIE']);
});

test.for(['imagelink', '', null, 7, 'ftp://x/y', 'javascript:alert(1)', {}])(
  'Q18: a picture without an address (%j) is left out; the record is not',
  (junk) => {
    const wire = recordData();
    set(wire, { idFrontImage: junk, idBackImage: junk });
    expect(toV2Record(wire)).toMatchObject({
      decision: 'ACCEPTED',
      images: [{ kind: 'SELFIE' }, { kind: 'PORTRAIT' }],
    });
    const direct = directData();
    set(direct, { images: { doc_front_image: junk, selfie_image: 'https://images.example.test/s.jpg', extra: junk } });
    expect(read(direct)).toMatchObject({ decision: 'ACCEPTED', images: [{ kind: 'SELFIE' }] });
  },
);

test('Q19: a red check does not decline a person whom the vendor accepted', () => {
  const wire = recordData();
  expect(toV2Record(wire)).toMatchObject({ decision: 'ACCEPTED' });
  expect(toV2Record(wire)?.checks).toContainEqual(expect.objectContaining({ name: 'imageQuality', passed: false }));
});

test('Q19: green checks do not accept a person whom the vendor declined', () => {
  const declined = JSON.parse(sample('v2-record-declined.json')).data[0];
  expect(declined.kycResponse.verification.passed).toBe(true);
  expect(toV2Record(declined)?.decision).toBe('DECLINED');
});

test('Q19: code 0 is not yet a yes', async () => {
  await using stage = await startFaceki();
  const data = directData();
  set(data.verification ?? {}, { passed: false });
  stage.server.on(`POST ${single}`, { json: { responseCode: 0, data } });
  expect(await verify(stage)).toMatchObject({ kind: 'decided', decision: 'DECLINED' });
});

test.for(['PENDING', 'APPROVED', 'Banana'])(
  'Q19: a status that we do not know (%s) is no decision, and not a yes',
  (status) => {
    expect(toV2Record(set(recordData(), { status }))?.decision).toBeNull();
  },
);

test('Q19: without a status the content verdict counts', () => {
  expect(toV2Record(set(recordData(), { status: '' }))?.decision).toBe('ACCEPTED');
  const wire = set(recordData(), { status: null }) as Wire;
  set(wire.kycResponse ?? {}, { verification: { passed: 'false' } });
  expect(toV2Record(wire)?.decision).toBe('DECLINED');
});

test('Q20: numbers and booleans as text, and keys nobody has heard of, change nothing for a client', () => {
  const wire = directData();
  set(wire, { surprise: { nested: true } });
  set(wire.verification ?? {}, { passed: 'true', result: { face: 'true', notexpired: 1 } });
  set(wire.face ?? {}, { isIdentical: 'true', confidence: '0.9999' });
  const record = read(wire);
  const { raw: _raw, ...before } = read(directData()) ?? {};
  expect(record).toMatchObject(before);
  expect(record?.raw).toMatchObject({ surprise: { nested: true } });
});

test('Q20: missing, null and empty keys cost themselves and nothing else', () => {
  for (const nothing of [undefined, null, '', {}, []]) {
    for (const key of ['face', 'confidence', 'result', 'authentication', 'aml', 'images', 'link', 'verification']) {
      const record = read(set(directData(), { [key]: nothing }));
      expect(record, key).toMatchObject({
        id: 'ffffffff000000000000000000000001',
        requestId: '00000001-0000-4000-8000-000000000001',
      });
    }
    for (const key of ['kycResponse', 'livenessResponse', 'deviceDetails', 'faceID', 'deleteStatus', 'createdAt']) {
      expect(toV2Record(set(recordData(), { [key]: nothing })), key).toMatchObject({
        decision: 'ACCEPTED',
        isActive: true,
      });
    }
  }
});

test('Q21: a birthday is the same day in every country and time zone, and no day when there is none', () => {
  for (const [written, day] of [
    ['1990/05/17', '1990-05-17'],
    ['1990-05-17', '1990-05-17'],
    ['1990/5/7', '1990-05-07'],
    ['17/05/1990', null],
    ['05/17/90', null],
    ['1990/02/30', null],
    ['soon', null],
  ] as const) {
    const wire = set(recordData(), { DOB: written }) as Wire;
    set(wire.kycResponse ?? {}, { result: { firstName: 'ALEX' } });
    expect(toV2Record(wire)?.person?.dateOfBirth, written).toBe(day);
  }
});

test('Q21: an instant is the same instant wherever the gateway runs', () => {
  vi.stubEnv('TZ', 'Asia/Bahrain');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(new Date(2023, 0, 1).getTimezoneOffset()).toBe(-180);
  for (const [written, instant] of [
    ['2023-04-28T07:59:59.799Z', 1_682_668_799_799],
    ['2023-04-28T07:59:59.799', 1_682_668_799_799],
    ['2023-04-28T10:59:59.799+03:00', 1_682_668_799_799],
    ['28.04.2023 07:59', null],
    ['2023-13-28T07:59:59Z', null],
  ] as const) {
    expect(toV2Record(set(recordData(), { createdAt: written }))?.createdAtMs, written).toBe(instant);
  }
});

test('Q24: how long a link lives is a number of minutes, and never 0, whose meaning nobody knows', async () => {
  await using stage = await startFaceki({ clock: () => 0 });
  const path = '/kycverify/api/kycverify/kyc-verify-link';
  stage.server.on(`POST ${path}`, sampleReply('v2-generate-link-ok.json'));
  const request = { attemptId: 'a', workflowId: null, redirectUrl: null, documentOptional: null };
  const { expiresAtMs } = await stage.faceki.provider.createLink({ ...request, expiresInMinutes: 15 }, {});
  await stage.faceki.provider.createLink({ ...request, expiresInMinutes: 0 }, {});
  expect(expiresAtMs).toBe(15 * 60_000);
  expect(stage.server.to(path).map(({ body }) => JSON.parse(body.toString()).expiryTime)).toEqual([15, undefined]);
});

test('Q25: several documents go to the route that takes a token, not to its twin that takes a link', async () => {
  await using stage = await startFaceki();
  await stage.faceki.provider.verify(submission('ID_CARD', 'PASSPORT'), {});
  expect(stage.server.received.at(-1)?.path).toBe('/kycverify/api/kycverify/multi-kyc-verification');
});

test('Q26: JSON as broken as the vendor’s own samples is a typed failure, never a crash', async () => {
  await using stage = await startFaceki();
  stage.server.on(`POST ${single}`, { text: sample('v2-kyc-single-ok.json').replace('{', '') });
  expect(await verify(stage)).toMatchObject({ kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } });
});

test('Q27: warnings and watch-list hits of any shape reach those who may see them', () => {
  const wire = directData();
  set(wire.authentication ?? {}, { warning: ['text', { reason: 'because' }, 7, { odd: true }, null] });
  set(wire, { aml: ['JOHN DOE', { name: 'A', fuzz: 'n/a' }, {}] });
  const record = read(wire);
  expect(record?.warnings).toEqual(['text', 'because', '7', 'odd: true']);
  expect(record?.aml.map(({ name, score }) => [name, score])).toEqual([
    ['JOHN DOE', null],
    ['A', null],
    [null, null],
  ]);
});

test('Q28: scores are between 0 and 1, or unknown', () => {
  const wire = directData();
  set(wire.face ?? {}, { confidence: 99.9 });
  set(wire.authentication ?? {}, { score: '0.7' });
  expect(read(wire)).toMatchObject({ faceMatch: { confidence: null }, authenticityScore: 0.7 });
});

test.for([
  ['accept', 'ACCEPTED', true],
  ['REJECT', 'DECLINED', false],
  ['Review', 'REVIEW', null],
  ['maybe', null, null],
] as const)('Q29: liveness says %s in any letter case', ([word, decision, passed]) => {
  const wire = set(recordData(), { livenessResponse: { success: true, decision: word } });
  expect(toV2Record(wire)?.liveness).toMatchObject({ decision, passed });
  expect(toV2Record(set(recordData(), { status: 'accepted' }))?.decision).toBe('ACCEPTED');
});

test('Q31: a record that a person at the vendor’s changed says so, and says the new decision', () => {
  const before = toV2Record(recordData());
  const after = toV2Record(
    set(recordData(), {
      status: 'DECLINED',
      modifiedBy: 'clerk@vendor.example.test',
      updatedAt: '2023-04-28T08:10:00Z',
    }),
  );
  expect([before?.decision, before?.changedByHand]).toEqual(['ACCEPTED', false]);
  expect([after?.decision, after?.changedByHand]).toEqual(['DECLINED', true]);
  expect((after?.updatedAtMs ?? 0) > (after?.createdAtMs ?? 0)).toBe(true);
});

test.for([200, 201, 202])('Q32: a link that was made with status %i is made', async (status) => {
  await using stage = await startFaceki();
  stage.server.on('POST /kycverify/api/kycverify/kyc-verify-link', sampleReply('v2-generate-link-ok.json', status));
  const request = {
    attemptId: 'a',
    workflowId: null,
    expiresInMinutes: null,
    redirectUrl: null,
    documentOptional: null,
  };
  expect(await stage.faceki.provider.createLink(request, {})).toMatchObject({
    id: '00000050-0000-4000-8000-000000000050',
  });
});

test('a record that the vendor deleted logs nobody in', () => {
  expect(toV2Record(set(recordData(), { deleteStatus: 'DELETED' }))?.isActive).toBe(false);
  expect(toV2Record(set(recordData(), { deleteStatus: 'active' }))?.isActive).toBe(true);
});
