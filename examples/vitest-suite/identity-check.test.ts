/** A suite like yours: the code under test talks to a Faceki that does what the test says. */
import { readFileSync } from 'node:fs';
import { markImage, type Sandbox, startSandbox } from 'faceki-gateway/sandbox';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkIdentity, type FacekiAccess, type Photos } from './identity-check.ts';

const picture = (file: string) => readFileSync(new URL(`../images/${file}`, import.meta.url));
const alex: Photos = {
  selfie: picture('alex-selfie.jpg'),
  front: picture('alex-id-card-front.jpg'),
  back: picture('alex-id-card-back.jpg'),
};

let sandbox: Sandbox;
let access: FacekiAccess;

beforeAll(async () => {
  sandbox = await startSandbox();
  access = { baseUrl: sandbox.url, ...sandbox.credentials };
});
beforeEach(() => sandbox.control.reset());
afterAll(() => sandbox.close());

test('welcomes a person whose papers are good', async () => {
  expect(await checkIdentity(access, alex)).toMatchObject({ verdict: 'welcome' });
  expect(sandbox.control.received().map(({ endpoint }) => endpoint)).toEqual(['token', 'kyc']);
});

test.each([
  ['POOR_LIGHT', 8009],
  ['FACE_BLURR', 8019],
])('asks for another photo when Faceki does: %s', async (outcome, code) => {
  sandbox.control.setNextOutcome('kyc', outcome);
  expect(await checkIdentity(access, alex)).toEqual({ verdict: 'retake', code });
});

test('does not take somebody else’s papers', async () => {
  expect(await checkIdentity(access, { ...alex, selfie: picture('mariam-selfie.jpg') })).toEqual({ verdict: 'no' });
});

test('does not take an expired document', async () => {
  // Any JPEG or PNG of yours can be marked like this.
  const front = markImage(alex.front, { person: 'alex', outcome: 'EXPIRED_DOCUMENT' });
  expect(await checkIdentity(access, { ...alex, front })).toEqual({ verdict: 'no' });
});

test('tries later when the line breaks after the pictures were sent', async () => {
  sandbox.control.addFault('kyc', { kind: 'reset' });
  expect(await checkIdentity(access, alex)).toEqual({ verdict: 'later' });
  // The dangerous part: Faceki has carried it out all the same.
  expect(sandbox.control.verifications()).toHaveLength(1);
});
