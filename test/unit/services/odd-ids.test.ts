/** That no id of the vendor's, however odd, keeps a decision that was paid for out of the ledger. */
import { expect, test } from 'vitest';
import { callerWith } from '#test/support/callers.ts';
import { startFaceki } from '#test/support/faceki-under-test.ts';
import { sample } from '#test/support/scripted-faceki.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const ada = callerWith('ada');

test.each([
  ['a NUL', 'a\u0000b'],
  ['a line break', 'a\nb'],
  ['half a character', 'a\ud800b'],
  ['ten thousand letters', 'x'.repeat(10_000)],
  ['an object', { id: 1 }],
])('%s in its place is no id', async (_case, id) => {
  for (const generation of ['v2', 'v3'] as const) {
    await using stage = await startFaceki({ generation, workflowId: 'flow-1' });
    const single = JSON.parse(sample('v2-kyc-single-ok.json'));
    Object.assign(single.data, { requestId: id, responseID: id });
    stage.server.on('POST /kycverify/api/kycverify/kyc-verification', { json: single });
    const performed = JSON.parse(sample('v3-perform-kyc-accepted.json'));
    performed.result.requestId = id;
    stage.server.on('POST /api/v3/kyc_verification', { json: performed });
    const { provider, sources } = stage.faceki;
    const { services } = await createTestServices(provider, { sources });
    const { verification } = await services.verifyKyc(ada, kycInput(), staying);
    expect(verification).toMatchObject({
      state: 'COMPLETED',
      decision: 'ACCEPTED',
      requestId: null,
      referenceId: null,
    });
  }
});

test('a number is one', async () => {
  await using stage = await startFaceki();
  const answer = JSON.parse(sample('v2-kyc-single-ok.json'));
  answer.data.requestId = 42;
  stage.server.on('POST /kycverify/api/kycverify/kyc-verification', { json: answer });
  const { services } = await createTestServices(stage.faceki.provider);
  const { verification } = await services.verifyKyc(ada, kycInput(), staying);
  expect(verification.requestId).toBe('42');
});
