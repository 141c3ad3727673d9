import { expect, test } from 'vitest';
import type { SubmissionOutcome } from '#domain/ports.ts';
import { startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { type Reply, readForm, sample, sampleReply } from '#test/support/scripted-faceki.ts';

const single = '/kycverify/api/kycverify/kyc-verification';
const multi = '/kycverify/api/kycverify/multi-kyc-verification';

async function verify(sent: ReturnType<typeof submission>, ...replies: Reply[]) {
  await using stage = await startFaceki();
  for (const path of [single, multi]) stage.server.on(`POST ${path}`, ...replies);
  const bytes = new Map(sent.images.map((image) => [image, Buffer.concat(image.chunks)]));
  const outcome = await stage.faceki.provider.verify(sent, {});
  const received = stage.server.received.find(({ method }) => method === 'POST');
  return {
    outcome,
    bytes,
    path: received?.path,
    headers: received?.headers,
    form: received && (await readForm(received)),
  };
}

async function bytesOf(form: FormData | undefined, name: string): Promise<Buffer> {
  const file = form?.get(name);
  if (!(file instanceof File)) throw new Error(`${name} is no file`);
  return Buffer.from(await file.arrayBuffer());
}

test('one document is sent as single KYC: its front and back and the selfie, untouched, with their length', async () => {
  const sent = submission('ID_CARD');
  const { path, form, headers, bytes } = await verify(sent, sampleReply('v2-kyc-single-ok.json'));
  expect(path).toBe(single);
  expect([...(form?.keys() ?? [])]).toEqual(['selfie_image', 'doc_front_image', 'doc_back_image']);
  for (const [index, name] of ['selfie_image', 'doc_front_image', 'doc_back_image'].entries()) {
    const image = sent.images[index];
    expect(image && (await bytesOf(form, name)).equals(bytes.get(image) ?? Buffer.alloc(0)), name).toBe(true);
  }
  expect(headers?.['transfer-encoding']).toBeUndefined();
  expect(Number(headers?.['content-length'])).toBeGreaterThan(12_000);
});

test('file names give nothing away and agree with the format', async () => {
  const { form } = await verify(submission(null), sampleReply('v2-kyc-single-ok.json'));
  const names = [...(form?.values() ?? [])].map((file) => file instanceof File && [file.name, file.type]);
  expect(names).toEqual([
    ['selfie_image.jpg', 'image/jpeg'],
    ['doc_front_image.png', 'image/png'],
    ['doc_back_image.jpg', 'image/jpeg'],
  ]);
});

test('several documents go under the names of their types, and only what was given is sent', async () => {
  const { path, form } = await verify(submission('PASSPORT', 'ID_CARD'), sampleReply('v2-kyc-multi-ok.json'));
  expect(path).toBe(multi);
  expect([...(form?.keys() ?? [])]).toEqual([
    'selfie_image',
    'id_front_image',
    'id_back_image',
    'pp_front_image',
    'pp_back_image',
  ]);
  expect((await bytesOf(form, 'pp_back_image')).equals(await bytesOf(form, 'pp_front_image'))).toBe(true);
  expect((await bytesOf(form, 'id_back_image')).equals(await bytesOf(form, 'id_front_image'))).toBe(false);
});

test('all three types can be sent at once', async () => {
  const { form } = await verify(
    submission('DRIVING_LICENCE', 'PASSPORT', 'ID_CARD'),
    sampleReply('v2-kyc-multi-ok.json'),
  );
  expect([...(form?.keys() ?? [])].map((name) => name.slice(0, 2))).toEqual(['se', 'id', 'id', 'dl', 'dl', 'pp', 'pp']);
});

test.for([
  [['ID_CARD', 'ID_CARD']],
  [['ID_CARD', null]],
  [['ID_CARD', 'OTHER']],
  [['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE', 'OTHER']],
] as const)(
  'documents that V2 has no fields for (%j) are a mistake of the caller, and nothing is sent',
  async ([types]) => {
    await using stage = await startFaceki();
    const { faceki, server } = stage;
    await expect(faceki.provider.verify(submission(...types), {})).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      path: 'input.documents',
    });
    expect(server.received).toEqual([]);
  },
);

test('code 0 with a verdict of no is a decision, not a failure: DECLINED', async () => {
  const answer = JSON.parse(sample('v2-kyc-single-ok.json'));
  answer.data.verification.passed = false;
  const { outcome } = await verify(submission(), { json: answer });
  expect(outcome).toMatchObject({ kind: 'decided', decision: 'DECLINED' });
});

test('8002 with a full data block stays a rejected document, and its ids are kept for the support desk', async () => {
  const { outcome } = await verify(submission(), sampleReply('v2-kyc-single-declined-8002-with-data.json'));
  expect(outcome).toEqual({
    kind: 'refused',
    taken: true,
    failure: { code: 'DOCUMENT_REJECTED', providerCode: '8002' },
    requestId: '00000001-0000-4000-8000-000000000001',
    referenceId: 'ffffffff000000000000000000000001',
  });
});

test('a decision that nobody can read is kept as no decision; it is not a yes', async () => {
  for (const change of [{ passed: 'perhaps' }, { passed: null }, {}]) {
    const answer = JSON.parse(sample('v2-kyc-single-ok.json'));
    answer.data.verification = change;
    expect((await verify(submission(), { json: answer })).outcome).toMatchObject({
      kind: 'decided',
      decision: null,
      requestId: '00000001-0000-4000-8000-000000000001',
    });
  }
});

test('a verdict without any id is still a verdict', async () => {
  const { outcome } = await verify(submission(), {
    json: { responseCode: 0, data: { verification: { passed: true } } },
  });
  expect(outcome).toEqual({ kind: 'decided', decision: 'ACCEPTED', requestId: null, referenceId: null, records: [] });
});

const multiAnswer = (change: (answer: { responseCode: number; data: Record<string, unknown> }) => void): Reply => {
  const answer = JSON.parse(sample('v2-kyc-multi-ok.json'));
  delete answer.data.dlKycData;
  change(answer);
  return { json: answer };
};
const twoDocuments = () => submission('ID_CARD', 'PASSPORT');

test('several documents that all pass are ACCEPTED, with a record for each', async () => {
  const { outcome } = await verify(
    twoDocuments(),
    multiAnswer(() => undefined),
  );
  expect(outcome).toMatchObject({
    kind: 'decided',
    decision: 'ACCEPTED',
    requestId: '00000003-0000-4000-8000-000000000003',
    referenceId: 'ffffffff000000000000000000000031',
    records: [
      { id: 'ffffffff000000000000000000000031', isPartial: true, documents: [{ type: 'ID_CARD' }] },
      { id: 'ffffffff000000000000000000000033', isPartial: true, documents: [{ type: 'PASSPORT' }] },
    ],
  });
});

test('of several documents the worst decides', async () => {
  const part = (passed: unknown) => ({
    responseCode: 0,
    data: { verification: { passed }, responseID: 'a'.repeat(32) },
  });
  const decisionFor = async (id: unknown, passport: unknown) => {
    const { outcome } = await verify(
      twoDocuments(),
      multiAnswer(({ data }) => Object.assign(data, { idKycData: part(id), ppKycData: part(passport) })),
    );
    return outcome.kind === 'decided' ? outcome.decision : outcome;
  };
  expect(await decisionFor(true, false)).toBe('DECLINED');
  expect(await decisionFor('true', 'false')).toBe('DECLINED');
  expect(await decisionFor(true, 'perhaps')).toBeNull();
  expect(await decisionFor(undefined, false)).toBe('DECLINED');
});

test.for<[string, unknown, unknown, object]>([
  ['8010 on the identity card', 8010, 0, { code: 'ID_CARD_REJECTED', documentType: 'ID_CARD', providerCode: '8010' }],
  [
    '8002 on the passport, which only its place tells',
    0,
    '8002',
    { code: 'DOCUMENT_REJECTED', documentType: 'PASSPORT' },
  ],
  ['a bad selfie', 8006, 8006, { code: 'FACE_NOT_FOUND' }],
  ['a document beside a fault that may pass', 1000, 8012, { code: 'PASSPORT_REJECTED', documentType: 'PASSPORT' }],
  ['no rules, which no new photo can mend', 8010, 7001, { code: 'NO_RULES' }],
  ['a rejected document beside a code that nobody knows', 8010, 9999, { code: 'ID_CARD_REJECTED' }],
])('an inner failure speaks for the whole: %s', async ([, idCode, passportCode, failure]) => {
  const { outcome } = await verify(
    twoDocuments(),
    multiAnswer(({ data }) => {
      data.idKycData = { responseCode: idCode, data: {} };
      data.ppKycData = { responseCode: passportCode, data: null };
    }),
  );
  expect(outcome).toMatchObject({
    kind: 'refused',
    taken: true,
    failure,
    requestId: '00000003-0000-4000-8000-000000000003',
  });
});

test('inner codes that nobody knows make the outcome unknown', async () => {
  const { outcome } = await verify(
    twoDocuments(),
    multiAnswer(({ data }) => {
      data.idKycData = { responseCode: 9999 };
    }),
  );
  expect(outcome).toEqual({ kind: 'lost', failure: { code: 'PROVIDER_NONSENSE', providerCode: '9999' } });
});

test('an outer 8002 is pinned to the document whose part failed', async () => {
  const { outcome } = await verify(
    twoDocuments(),
    multiAnswer((answer) => {
      answer.responseCode = 8002;
      answer.data.ppKycData = { responseCode: 8002, data: {} };
    }),
  );
  expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'DOCUMENT_REJECTED', documentType: 'PASSPORT' } });
});

test('a document whose part says nothing was not accepted', async () => {
  const { outcome } = await verify(
    twoDocuments(),
    multiAnswer(({ data }) => {
      data.ppKycData = { responseCode: 0, data: null };
    }),
  );
  expect(outcome).toMatchObject({ kind: 'decided', decision: null });
});

test('an answer to several documents in the shape of one is read as it is', async () => {
  const { outcome } = await verify(twoDocuments(), sampleReply('v2-kyc-single-ok.json'));
  expect(outcome).toMatchObject({ kind: 'decided', decision: 'ACCEPTED' } satisfies Partial<SubmissionOutcome>);
});
