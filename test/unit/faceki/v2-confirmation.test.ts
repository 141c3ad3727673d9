/** V2's flag says yes or no; its record has a word for what lies between. What a no costs and gains by one look at the record. */
import { expect, test } from 'vitest';
import { createV2Verify } from '#faceki/v2-verify.ts';
import { startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { type Reply, sample } from '#test/support/scripted-faceki.ts';

const single = '/kycverify/api/kycverify/kyc-verification';
const multi = '/kycverify/api/kycverify/multi-kyc-verification';
const records = '/kycverify/api/kycverify/records';

const answerOf = (passed: boolean | undefined) => {
  const answer = JSON.parse(sample('v2-kyc-single-ok.json'));
  answer.data.verification = { passed };
  return answer;
};
const recordOf = (status: string) => ({ ...JSON.parse(sample('v2-records-by-request-id-ok.json')).data[0], status });
const saying = (...statuses: readonly string[]): Reply => ({ json: { responseCode: 0, data: statuses.map(recordOf) } });

async function verify(answer: unknown, reply: Reply, sent = submission('ID_CARD')) {
  await using stage = await startFaceki();
  for (const path of [single, multi]) stage.server.on(`POST ${path}`, { json: answer });
  stage.server.on(`GET ${records}`, reply);
  const outcome = await stage.faceki.provider.verify(sent, {});
  return { outcome, reads: stage.server.to(records).map(({ query }) => query.get('requestId')) };
}

test.each(['REVIEW', 'DECLINED'])(
  'a no whose record says %s is that, and the record is handed on whole',
  async (decision) => {
    const { outcome, reads } = await verify(answerOf(false), saying(decision));
    expect(outcome).toMatchObject({ kind: 'decided', decision, records: [{ decision, isPartial: false }] });
    expect(reads).toEqual(['00000001-0000-4000-8000-000000000001']);
  },
);

test.each([
  ['ACCEPTED', false, 'DECLINED'],
  ['ACCEPTED', undefined, null],
  ['PENDING', false, 'DECLINED'],
] as const)('a record that says %s makes no yes of an answer with passed %s', async (status, passed, decision) => {
  const { outcome } = await verify(answerOf(passed), saying(status));
  expect(outcome).toMatchObject({ kind: 'decided', decision, records: [{ isPartial: true }] });
});

test('an answer that says neither yes nor no is looked up alike', async () => {
  expect((await verify(answerOf(undefined), saying('REVIEW'))).outcome).toMatchObject({ decision: 'REVIEW' });
});

test('a yes is taken at its word: no further call', async () => {
  const { outcome, reads } = await verify(answerOf(true), saying('DECLINED'));
  expect([outcome, reads]).toMatchObject([{ decision: 'ACCEPTED' }, []]);
});

test.each<[string, Reply]>([
  ['is not there yet', { json: { responseCode: 8013, data: {} } }],
  ['cannot be read', { status: 500, text: '' }],
  ['is nonsense', { text: '<html>' }],
])('a no whose record %s stays a no: the answer is there and paid for', async (_case, reply) => {
  const { outcome } = await verify(answerOf(false), reply);
  expect(outcome).toMatchObject({ kind: 'decided', decision: 'DECLINED', records: [{ isPartial: true }] });
});

test('of several documents no less than all records count', async () => {
  const answer = JSON.parse(sample('v2-kyc-multi-ok.json'));
  answer.data.ppKycData.data.verification.passed = false;
  const sent = () => submission('ID_CARD', 'DRIVING_LICENCE', 'PASSPORT');
  expect((await verify(answer, saying('ACCEPTED', 'ACCEPTED'), sent())).outcome).toMatchObject({
    decision: 'DECLINED',
  });
  expect((await verify(answer, saying('ACCEPTED', 'REVIEW', 'ACCEPTED'), sent())).outcome).toMatchObject({
    decision: 'REVIEW',
  });
});

test('a record that does not come is not waited for long', async () => {
  const verifyThere = createV2Verify({
    call: async () => {
      const { data } = answerOf(false);
      return {
        kind: 'answered',
        envelope: { kind: 'v2', code: '0', content: data, body: {} },
        decision: null,
      };
    },
    createBoundary: () => 'boundary',
    findRecords: (_key, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('given up')));
      }),
    confirmWithinMs: 5,
  });
  expect(await verifyThere(submission(), {})).toMatchObject({ kind: 'decided', decision: 'DECLINED' });
});
