/** Attempts whose answer was lost under V3, from the use case down to the wire: found again by the id that was sent along, paid for once. */
import { expect, test } from 'vitest';
import { callerWith } from '#test/support/callers.ts';
import { type FacekiUnderTest, startFaceki } from '#test/support/faceki-under-test.ts';
import { type Reply, readForm, sample, sampleReply } from '#test/support/scripted-faceki.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const path = '/api/v3/kyc_verification';
const ada = callerWith('ada');
const withKey = () => kycInput({ idempotencyKey: 'key-1' });

/** The record that the vendor made of a request whose answer nobody got. */
const recordOf = (identifier: string, decision = 'ACCEPTED'): Reply => {
  const answer = JSON.parse(sample('v3-fetch-records-ok.json'));
  Object.assign(answer.result[0], { record_identifier: identifier, decision });
  return { json: answer };
};

async function stage(clock = Date.now) {
  const faceki: FacekiUnderTest = await startFaceki({ generation: 'v3', workflowId: 'w', timeoutMs: 150, clock });
  const { provider, sources } = faceki.faceki;
  const built = await createTestServices(provider, { sources, clock, onFault: () => {} });
  const verify = (input = withKey()) =>
    built.services.verifyKyc(ada, input, staying).then(
      ({ verification }) => verification,
      (error) => error,
    );
  return { ...built, verify, server: faceki.server, [Symbol.asyncDispose]: () => faceki[Symbol.asyncDispose]() };
}

test.for<[string, Reply, string]>([
  ['no answer in time', (request) => void request.resume(), 'PROVIDER_TIMEOUT'],
  [
    'a broken connection',
    (request) => void request.resume().on('end', () => request.socket.destroy()),
    'PROVIDER_UNREACHABLE',
  ],
  ['a cut-off answer', { text: '{"status": true, "code": 200, "resu' }, 'PROVIDER_NONSENSE'],
  ['HTTP 500', sampleReply('v3-internal-error-500.json', 500), 'PROVIDER_FAULT'],
  ['HTML', { text: '<html></html>' }, 'PROVIDER_NONSENSE'],
])('%s: the same key asked again gets the decision, and nothing is sent twice', async ([, reply, code]) => {
  await using lost = await stage();
  const { server, verify } = lost;
  server.on(`POST ${path}`, reply);
  const first = await verify();
  expect(first).toMatchObject({ code, attempt: { state: 'INTERRUPTED' } });
  server.on(`GET ${path}`, recordOf(first.attempt.id, 'DECLINED'));
  expect(await verify()).toMatchObject({
    id: first.attempt.id,
    state: 'COMPLETED',
    decision: 'DECLINED',
    failure: null,
  });
  const posts = server.to(path).filter(({ method }) => method === 'POST');
  expect(posts).toHaveLength(1);
  const [asked] = server.to(path).filter(({ method }) => method === 'GET');
  expect([...(asked?.query ?? [])]).toEqual([['record_identifier', first.attempt.id]]);
});

test('the attempt’s id goes along with the images, so that the record can be found by it', async () => {
  await using sent = await stage();
  sent.server.on(`POST ${path}`, sampleReply('v3-perform-kyc-accepted.json'));
  const verification = await sent.verify();
  const [request] = sent.server.to(path);
  expect(request && (await readForm(request)).get('record_identifier')).toBe(verification.id);
  expect(verification).toMatchObject({ generation: 'v3', requestId: '00000094-0000-4000-8000-000000000094' });
});

test('nobody has to ask: the reconciler finds it by itself', async () => {
  await using lost = await stage();
  lost.server.on(`POST ${path}`, { text: '' });
  const { attempt } = await lost.verify(kycInput());
  lost.server.on(`GET ${path}`, sampleReply('v3-fetch-records-empty.json'), recordOf(attempt.id));
  await lost.reconciler.sweep();
  expect((await lost.ledger.attempts([attempt.id])).get(attempt.id)).toMatchObject({ state: 'INTERRUPTED' });
  await lost.reconciler.refresh(attempt, 0);
  const found = (await lost.ledger.attempts([attempt.id])).get(attempt.id);
  expect(found).toMatchObject({ state: 'COMPLETED', decision: 'ACCEPTED' });
  const { items } = await lost.ledger.auditPage({}, { limit: 9, from: 'newest' });
  expect(items[0]).toMatchObject({ kind: 'verification.completed', actor: 'reconciler' });
});

test('while there is no record the same key leads back to the attempt; after a quarter of an hour it says that it never will', async () => {
  let nowMs = Date.UTC(2026, 0, 1);
  await using lost = await stage(() => nowMs);
  lost.server.on(`POST ${path}`, { text: '' });
  lost.server.on(`GET ${path}`, sampleReply('v3-fetch-records-empty.json'));
  await lost.verify();
  nowMs += 60_000;
  expect(await lost.verify()).toMatchObject({ code: 'PROVIDER_NONSENSE', attempt: { state: 'INTERRUPTED' } });
  nowMs += 15 * 60_000;
  expect(await lost.verify()).toMatchObject({ code: 'OUTCOME_UNKNOWN', retry: 'NEVER' });
  expect(lost.server.to(path).filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('without a workflow nothing is sent, nothing is paid, and the key is free for when there is one', async () => {
  await using faceki = await startFaceki({ generation: 'v3', workflowId: null });
  const { services, ledger } = await createTestServices(faceki.faceki.provider);
  const failed = await services.verifyKyc(ada, withKey(), staying).catch((error) => error);
  expect(failed).toMatchObject({ name: 'ConfigurationError', code: 'REQUEST_REJECTED' });
  expect(faceki.server.received).toEqual([]);
  faceki.server.on(`POST ${path}`, sampleReply('v3-perform-kyc-accepted.json'));
  const again = await services.verifyKyc(ada, { ...withKey(), workflowId: 'flow-2' }, staying);
  expect(again.verification).toMatchObject({ state: 'COMPLETED', decision: 'ACCEPTED' });
  expect(await ledger.count({})).toBe(2);
});

test('the overall no without any id: its record is found by ours, and a later change of mind is followed', async () => {
  await using declined = await stage();
  const { server, services, ledger, reconciler, verify } = declined;
  server.on(`POST ${path}`, sampleReply('v3-perform-kyc-error-5008.json'));
  const attempt = await verify();
  expect(attempt).toMatchObject({ state: 'COMPLETED', decision: 'DECLINED', requestId: null });
  server.on(`GET ${path}`, recordOf(attempt.id, 'DECLINED'));
  const reader = services.recordReader(ada, staying);
  expect(await reader.ofVerification(attempt)).toMatchObject([{ recordIdentifier: attempt.id, decision: 'DECLINED' }]);
  server.on(`GET ${path}`, recordOf(attempt.id, 'ACCEPTED'));
  await reconciler.refresh(attempt, 0);
  // From now on a face match, which speaks of requests alone, leads to this user too.
  expect((await ledger.attempts([attempt.id])).get(attempt.id)).toMatchObject({
    decision: 'ACCEPTED',
    requestId: '00000094-0000-4000-8000-000000000094',
  });
});

test('a face search that shows a decision taken back is followed before anybody is logged in', async () => {
  await using face = await stage();
  const { server, services, verify, ledger } = face;
  server.on(`POST ${path}`, sampleReply('v3-perform-kyc-accepted.json'));
  const attempt = await verify();
  const logIn = () =>
    services
      .faceLogin(callerWith(null, []), { selfie: withKey().selfie, userId: null }, staying)
      .catch(({ code }) => code);
  server.on(`POST ${path}/search-by-face`, sampleReply('v3-search-by-face-ok.json'));
  expect(await logIn()).toMatchObject({ userId: 'ada' });
  server.on(`POST ${path}/search-by-face`, sampleReply('v3-search-by-face-declined-override.json'));
  expect(await logIn()).toBe('FACE_NOT_RECOGNIZED');
  expect((await ledger.attempts([attempt.id])).get(attempt.id)).toMatchObject({ decision: 'DECLINED' });
  // And given back: under V3 one record is the whole verification.
  server.on(`POST ${path}/search-by-face`, sampleReply('v3-search-by-face-ok.json'));
  expect(await logIn()).toMatchObject({ userId: 'ada' });
});
