/** That the use cases themselves refuse who was recognised by face alone, whatever scopes somebody gave that session. */
import { expect, test } from 'vitest';
import type { Caller } from '#domain/caller.ts';
import type { Services } from '#services/services.ts';
import { callerWith, everything } from '#test/support/callers.ts';
import { arrived } from '#test/support/images.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const byFace: Caller = { ...callerWith('ada', everything), isFaceSession: true };
const selfie = () => arrived('selfie');
const noDetails = { userId: null, email: null, firstName: null, lastName: null, phoneNumber: null };
const link = {
  userId: null,
  workflowId: null,
  reference: null,
  idempotencyKey: null,
  expiresInMinutes: null,
  redirectUrl: null,
  documentOptional: null,
};

test.each<[string, (services: Services) => unknown]>([
  ['verify', ({ verifyKyc }) => verifyKyc(byFace, kycInput(), staying)],
  ['enrol', ({ enrollFace }) => enrollFace(byFace, { selfie: selfie(), ...noDetails }, staying)],
  ['analyse a face', ({ analyzeFace }) => analyzeFace(byFace, { selfie: selfie() }, staying)],
  ['make a link', ({ createKycLink }) => createKycLink(byFace, link, staying)],
  ['ask for the rules', ({ kycRules }) => kycRules(byFace, null, staying)],
  ['erase its user', ({ eraseUser }) => eraseUser(byFace, 'ada')],
])('a session that was opened by a face may not %s', async (_what, act) => {
  const { services } = await createTestServices(scriptedProvider());
  await expect((async () => act(services))()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
