/** One verification under V3: what is sent, what each answer means, and that nothing is asked twice without need. */
import { expect, test } from 'vitest';
import type { FacekiOptions } from '#faceki/faceki.ts';
import { type FacekiUnderTest, startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { type Reply, readForm, sample, sampleReply } from '#test/support/scripted-faceki.ts';

const path = '/api/v3/kyc_verification';
const v3 = (options: Partial<FacekiOptions> = {}) =>
  startFaceki({ generation: 'v3', workflowId: 'flow-1', ...options });
const answer = (result: unknown, rest: object = {}): Reply => ({
  json: { status: true, code: 200, message: 'OK', appVersion: 'v3.0.0', result, ...rest },
});

async function verify(reply: Reply, sent = submission('ID_CARD'), ...records: Reply[]) {
  await using stage = await v3();
  stage.server.on(`POST ${path}`, reply);
  if (records.length > 0) stage.server.on(`GET ${path}`, ...records);
  const outcome = await stage.faceki.provider.verify(sent, {});
  return { outcome, received: stage.server.to(path) };
}

async function sentBy(stage: FacekiUnderTest): Promise<FormData> {
  const [request] = stage.server.to(path);
  if (request === undefined) throw new Error('nothing was sent');
  return readForm(request);
}

test('one to three documents are numbered in the caller’s order, with the workflow and the attempt’s id', async () => {
  for (const types of [['ID_CARD'], ['DRIVING_LICENCE', 'ID_CARD'], ['PASSPORT', null, 'ID_CARD']] as const) {
    await using stage = await v3();
    stage.server.on(`POST ${path}`, sampleReply('v3-perform-kyc-accepted.json'));
    const sent = submission(...types);
    const bytes = sent.images.map((image) => Buffer.concat(image.chunks));
    expect(await stage.faceki.provider.verify(sent, {})).toMatchObject({ kind: 'decided', decision: 'ACCEPTED' });
    const form = await sentBy(stage);
    const pictures = types.flatMap((type, index) => [
      `document_${index + 1}_front`,
      ...(type === 'PASSPORT' ? [] : [`document_${index + 1}_back`]),
    ]);
    expect([...form.keys()]).toEqual(['workflowId', 'record_identifier', 'selfie', ...pictures]);
    expect([form.get('workflowId'), form.get('record_identifier')]).toEqual(['flow-1', 'ver_1']);
    const files = [...form.values()].filter((value) => value instanceof File);
    const arrived = await Promise.all(files.map(async (file) => Buffer.from(await file.arrayBuffer())));
    expect(arrived.every((file, index) => file.equals(bytes[index] ?? Buffer.alloc(0)))).toBe(true);
    expect(sent.images.every(({ isReleased }) => isReleased)).toBe(true);
  }
});

test('the back of a passport is not sent, even if somebody photographed it; a card without a back goes without', async () => {
  await using stage = await v3();
  stage.server.on(`POST ${path}`, sampleReply('v3-perform-kyc-accepted.json'));
  const sent = submission('ID_CARD', 'ID_CARD');
  const [first, second] = sent.documents;
  if (first === undefined || second === undefined) throw new Error('two documents');
  const documents = [
    { ...first, type: 'PASSPORT' as const },
    { ...second, back: null },
  ];
  await stage.faceki.provider.verify({ ...sent, documents }, {});
  expect([...(await sentBy(stage)).keys()].slice(2)).toEqual(['selfie', 'document_1_front', 'document_2_front']);
  expect(first.back).toMatchObject({ isReleased: true });
});

test('a verification may name its own workflow', async () => {
  await using stage = await v3();
  stage.server.on(`POST ${path}`, sampleReply('v3-perform-kyc-accepted.json'));
  await stage.faceki.provider.verify({ ...submission(), workflowId: 'flow-2' }, {});
  expect((await sentBy(stage)).get('workflowId')).toBe('flow-2');
});

test.each([null, undefined])(
  'without any workflow nothing is sent, not even for a token, and nothing is paid',
  async (workflowId) => {
    await using stage = await v3({ workflowId });
    const sent = submission();
    expect(await stage.faceki.provider.verify(sent, {})).toEqual({
      kind: 'refused',
      failure: { code: 'REQUEST_REJECTED' },
      taken: false,
      requestId: null,
      referenceId: null,
    });
    expect(stage.server.received).toEqual([]);
    expect(sent.images.every(({ isReleased }) => isReleased)).toBe(true);
  },
);

test('ids alone decide: the record is left for whoever wants to read it', async () => {
  const { outcome, received } = await verify(sampleReply('v3-perform-kyc-declined.json'));
  expect(outcome).toEqual({
    kind: 'decided',
    decision: 'DECLINED',
    requestId: '00000094-0000-4000-8000-000000000094',
    referenceId: null,
    records: [],
  });
  expect(received).toHaveLength(1);
});

test('a result in a list is the same result', async () => {
  const { result } = JSON.parse(sample('v3-perform-kyc-review.json'));
  expect((await verify(answer([result]))).outcome).toMatchObject({ kind: 'decided', decision: 'REVIEW' });
});

test('an answer that carries the whole record saves reading it', async () => {
  const [record] = JSON.parse(sample('v3-fetch-records-declined.json')).result;
  for (const result of [record, [record]]) {
    const { outcome, received } = await verify(answer(result));
    expect(outcome).toMatchObject({
      kind: 'decided',
      decision: 'DECLINED',
      records: [{ id: '00000096-0000-4000-8000-000000000096', isPartial: false, failures: ['SELFIE_NOT_LIVE'] }],
    });
    expect(received).toHaveLength(1);
  }
});

test('where the answer has ids and no word of the decision, the record is read once for it', async () => {
  const requestId = '00000096-0000-4000-8000-000000000096';
  const { outcome, received } = await verify(
    answer({ requestId }),
    submission(),
    sampleReply('v3-fetch-records-declined.json'),
  );
  expect(outcome).toMatchObject({
    kind: 'decided',
    decision: 'DECLINED',
    requestId,
    records: [{ decision: 'DECLINED' }],
  });
  expect(received.map(({ method, query }) => [method, query.get('requestId')])).toEqual([
    ['POST', null],
    ['GET', requestId],
  ]);
});

test.each<[string, Reply, string]>([
  ['is not there yet', answer([]), 'PROVIDER_NONSENSE'],
  ['cannot be read', { status: 500, text: '' }, 'PROVIDER_FAULT'],
  ['is refused', answer(null, { status: false, code: 5003 }), 'PROVIDER_NONSENSE'],
  ['is not ours to read', { status: 403, text: '' }, 'PROVIDER_NONSENSE'],
])('a decision whose record %s is an outcome that is not known, not a no', async (_case, reply, code) => {
  const { outcome } = await verify(answer({ requestId: 'r-1' }), submission(), reply);
  expect(outcome).toMatchObject({ kind: 'lost', failure: { code } });
});

test('an unknown word is a decision that we cannot read: neither yes nor no, and no reason to ask again', async () => {
  const { outcome, received } = await verify(answer({ requestId: 'r-1', decision: 'PENDING' }));
  expect(outcome).toMatchObject({ kind: 'decided', decision: null, requestId: 'r-1' });
  expect(received).toHaveLength(1);
});

test.each(['accepted', 'Accept', ' ACCEPTED '])('%s is a yes', async (decision) => {
  expect((await verify(answer({ requestId: 'r', decision }))).outcome).toMatchObject({ decision: 'ACCEPTED' });
});

test('the overall no (5008) is a decision, whatever stands beside it', async () => {
  for (const result of [
    null,
    undefined,
    {},
    [],
    { requestId: 'r-1', decision: 'DECLINED' },
    { requestId: 'r-1', decision: 'ACCEPTED' },
  ]) {
    for (const code of [5008, '5008', 'KYC_FAILED']) {
      const { outcome } = await verify(answer(result, { status: false, code }));
      expect(outcome).toMatchObject({ kind: 'decided', decision: 'DECLINED' });
    }
  }
});

test.each<[string, object]>([
  ['status false', { status: false }],
  ['status "false"', { status: 'false' }],
  ['status false and a yes beside it', { status: false, result: { requestId: 'r', decision: 'ACCEPTED' } }],
])('code 200 with %s is not believed; the attempt can be found again by its id', async (_case, rest) => {
  const { outcome } = await verify(answer(null, rest));
  expect(outcome).toEqual({ kind: 'lost', failure: { code: 'PROVIDER_NONSENSE', providerCode: '200' } });
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['an empty object', {}],
  ['an empty list', []],
  ['text', 'OK'],
  ['no result', undefined],
])('processed with %s in place of a result is an outcome that is not known', async (_case, result) => {
  expect((await verify(answer(result))).outcome).toMatchObject({
    kind: 'lost',
    failure: { code: 'PROVIDER_NONSENSE' },
  });
});

test('a document that is a copy is said by name, or by whatever number it has', async () => {
  for (const [code, message, providerCode] of [
    [5012, 'DOCUMENT_LIVENESS_FAILED', '5012'],
    [5012, '', '5012'],
    [5013, 'DOCUMENT_LIVENESS_FAILED', 'DOCUMENT_LIVENESS_FAILED'],
    ['DOCUMENT_LIVENESS_FAILED', undefined, 'DOCUMENT_LIVENESS_FAILED'],
    [null, 'document liveness failed', 'document liveness failed'],
  ]) {
    const { outcome } = await verify(answer(null, { status: false, code, message }));
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'DOCUMENT_NOT_LIVE', providerCode } });
  }
});

test('a number that is known is not overruled by its message', async () => {
  const { outcome } = await verify(answer(null, { status: false, code: 8006, message: 'DOCUMENT_LIVENESS_FAILED' }));
  expect(outcome).toMatchObject({ failure: { code: 'FACE_NOT_FOUND', providerCode: '8006' } });
});

test.each([
  [8010, 'ID_CARD_REJECTED'],
  [8011, 'DRIVING_LICENCE_REJECTED'],
  [8012, 'PASSPORT_REJECTED'],
  [8017, 'QUOTA_EXCEEDED'],
  [8018, 'MULTIPLE_FACES'],
  [8019, 'FACE_BLURRED'],
])('%i, which V3 may still send, is %s', async (code, failure) => {
  const { outcome } = await verify(answer({ requestId: 'r-9' }, { status: false, code }));
  expect(outcome).toMatchObject({ kind: 'refused', taken: true, failure: { code: failure }, requestId: 'r-9' });
});

test('a refused token is renewed once, and the same bytes are sent again', async () => {
  await using stage = await v3();
  const replies = [sampleReply('v3-unauthorized-1.json', 401), sampleReply('v3-perform-kyc-accepted.json')];
  stage.server.on(`POST ${path}`, ...replies);
  expect(await stage.faceki.provider.verify(submission(), {})).toMatchObject({ decision: 'ACCEPTED' });
  const [first, second] = stage.server.to(path);
  expect([first, second].map((request) => request?.headers.authorization)).toEqual([
    'Bearer token-1',
    'Bearer token-2',
  ]);
  const pictureOf = async (request: typeof first) => {
    const file = request && (await readForm(request)).get('document_1_front');
    return file instanceof File ? Buffer.from(await file.arrayBuffer()) : null;
  };
  expect(await pictureOf(second)).toEqual(await pictureOf(first));
});

test('a token that is refused inside a 200 costs nothing and frees the key; the next try has a new one', async () => {
  await using stage = await v3();
  stage.server.on(`POST ${path}`, sampleReply('v3-unauthorized-1.json'), sampleReply('v3-perform-kyc-accepted.json'));
  expect(await stage.faceki.provider.verify(submission(), {})).toMatchObject({
    kind: 'refused',
    taken: false,
    failure: { code: 'CREDENTIALS_REJECTED' },
  });
  expect(await stage.faceki.provider.verify(submission(), {})).toMatchObject({ decision: 'ACCEPTED' });
  expect(stage.server.to(path).at(-1)?.headers.authorization).toBe('Bearer token-2');
});

test('more than three documents are a mistake of the caller, before anything is sent', async () => {
  await using stage = await v3();
  await expect(stage.faceki.provider.verify(submission(null, null, null, null), {})).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  expect(stage.server.received).toEqual([]);
});
