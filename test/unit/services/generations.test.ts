/** What happens to attempts when FACEKI_API changes from one generation to the other. */
import { expect, test } from 'vitest';
import type { Generation } from '#domain/verification.ts';
import { newAttempt } from '#test/support/attempts.ts';
import { callerWith } from '#test/support/callers.ts';
import { startFaceki } from '#test/support/faceki-under-test.ts';
import { sampleReply } from '#test/support/scripted-faceki.ts';
import { createTestServices, staying } from '#test/support/services.ts';

test.each<[Generation, Generation, string]>([
  ['v2', 'v3', '/kycverify/api/kycverify/records'],
  ['v3', 'v2', '/api/v3/kyc_verification'],
])('an attempt that was made under %s is read there, also once %s is configured', async (made, configured, path) => {
  await using stage = await startFaceki({ generation: configured, workflowId: 'w' });
  stage.server.on('GET /kycverify/api/kycverify/records', sampleReply('v2-records-by-request-id-ok.json'));
  stage.server.on('GET /api/v3/kyc_verification', sampleReply('v3-fetch-records-ok.json'));
  const { provider, sources } = stage.faceki;
  const { services, ledger, reconciler } = await createTestServices(provider, { sources });
  const attempt = newAttempt({ generation: made });
  await ledger.begin(attempt);
  const settlement = {
    state: 'COMPLETED',
    decision: 'REVIEW',
    requestId: '00000094-0000-4000-8000-000000000094',
    atMs: attempt.createdAtMs,
  } as const;
  const verification = await ledger.settle(attempt.id, settlement);
  if (verification === null) throw new Error('it was begun');

  const records = await services.recordReader(callerWith('ada'), staying).ofVerification(verification);
  expect(records).toMatchObject([{ decision: 'ACCEPTED' }]);
  await reconciler.refresh(verification, 0);
  expect(stage.server.to(path)).toHaveLength(2);
  expect(stage.server.received.filter(({ path: asked }) => !asked.startsWith('/auth/'))).toHaveLength(2);
  expect((await ledger.attempts([attempt.id])).get(attempt.id)).toMatchObject({
    decision: 'ACCEPTED',
    generation: made,
  });
});
