/** That a place of the day is taken before anything is sent, and given back when nothing was. */
import { expect, test } from 'vitest';
import { callerWith } from '#test/support/callers.ts';
import { arrived, faulty } from '#test/support/images.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, kycInput, staying } from '#test/support/services.ts';

const ada = callerWith('ada');

async function stage() {
  const places = { taken: 0, givenBack: 0 };
  const built = await createTestServices(scriptedProvider(), {
    verifyPerOwnerPerDay: 1,
    takeVerification: async () => {
      places.taken += 1;
      return async () => {
        places.givenBack += 1;
      };
    },
  });
  const verify = (input = kycInput()) =>
    built.services.verifyKyc(ada, input, staying).then(
      () => 'verified',
      ({ code }) => code,
    );
  return { ...built, places, verify };
}

test('is kept once the attempt has begun', async () => {
  const { verify, places } = await stage();
  expect([await verify(), places]).toEqual(['verified', { taken: 1, givenBack: 0 }]);
});

test('is given back when an image cannot be sent', async () => {
  const { verify, places } = await stage();
  expect(await verify(kycInput({ selfie: faulty('IMAGE_EMPTY') }))).toBe('IMAGE_EMPTY');
  expect(places).toEqual({ taken: 1, givenBack: 1 });
});

test('is given back when the ledger knows that the day is used up already', async () => {
  const { verify, places } = await stage();
  await verify();
  expect(await verify(kycInput({ selfie: arrived('another') }))).toBe('RATE_LIMITED');
  expect(places).toEqual({ taken: 2, givenBack: 1 });
});
