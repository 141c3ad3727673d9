/** The biometric services: enrol a face, log in by it, be refused, in every place where the vendor may put the word. */
import { describe, expect, test } from 'vitest';
import { at, textAt } from '#test/support/json-path.ts';
import { openSandbox, photo, tinyJpeg } from '#test/support/sandbox-caller.ts';
import { paths, singleForm } from '#test/support/sandbox-paths.ts';

const services = [
  { name: 'facelink', enroll: paths.signup, login: paths.login, field: 'selfie_image' },
  { name: 'on-prem', enroll: paths.bioEnroll, login: paths.bioVerify, field: 'image' },
] as const;

describe.for(services)('$name', ({ name, enroll, login, field }) => {
  test('logs in whoever is enrolled, by another picture of the same person', async () => {
    await using caller = await openSandbox();
    const enrolled = await caller.post(enroll, { [field]: photo('alex-selfie.jpg') });
    const { body } = await caller.post(login, { [field]: photo('alex-selfie-2.jpg') });
    expect(at(body, 'data', 'logedIn')).toBe(true);
    expect(at(body, 'data', 'user', 'faceID')).toBe(at(enrolled.body, 'data', 'face_id'));
    expect(at(body, 'data', 'user')).toMatchObject({ status: 'ACTIVE', blockStatus: 'UNBLOCKED' });
  });

  test('does not know who was only verified, nor who enrolled with the other service', async () => {
    await using caller = await openSandbox();
    const other = services.find((service) => service.name !== name) ?? services[0];
    await caller.post(paths.single, singleForm());
    await caller.post(other.enroll, { [other.field]: photo('alex-selfie.jpg') });
    const { body } = await caller.post(login, { [field]: photo('alex-selfie.jpg') });
    expect(at(body, 'data')).toEqual({ logedIn: false, all_face_ids: [], message: 'Login Failed.' });
  });

  test('names every face that matches when two people look alike', async () => {
    await using caller = await openSandbox();
    for (const file of ['alex-selfie.jpg', 'mariam-selfie.jpg']) await caller.post(enroll, { [field]: photo(file) });
    const double = tinyJpeg('double', { person: 'mariam', looksLike: 'alex' });
    expect(at((await caller.post(login, { [field]: double })).body, 'data', 'all_face_ids')).toHaveLength(2);
  });

  test('shows a blocked and an inactive account as such, by picture and by hand', async () => {
    await using caller = await openSandbox();
    await caller.post(enroll, { [field]: photo('alex-selfie.jpg') });
    const blocked = await caller.post(login, { [field]: photo('account-blocked.jpg') });
    expect(at(blocked.body, 'data', 'user', 'blockStatus')).toBe('BLOCKED');
    const inactive = await caller.post(login, { [field]: photo('account-inactive.jpg') });
    expect(at(inactive.body, 'data', 'user', 'status')).toBe('INACTIVE');
    caller.sandbox.control.changeAccount(textAt(blocked.body, 'data', 'user', 'userId'), { blockStatus: 'BLOCKED' });
    const again = await caller.post(login, { [field]: photo('alex-selfie.jpg') });
    expect(at(again.body, 'data', 'user', 'blockStatus')).toBe('BLOCKED');
  });

  test.for(['response', 'message', 'error', 'errorCode', 'code', 'data'] as const)(
    'can carry its failure word in %s',
    async (bioFailureCarrier) => {
      await using caller = await openSandbox();
      caller.sandbox.control.setVariants({ bioFailureCarrier });
      const { body } = await caller.post(login, { [field]: photo('selfie-too-close.jpg') });
      const place = bioFailureCarrier === 'data' ? ['data', 'error'] : [bioFailureCarrier];
      expect(at(body, ...place)).toBe('FACE_TOO_CLOSE');
    },
  );

  test('cannot read what is no picture', async () => {
    await using caller = await openSandbox();
    const { text } = await caller.post(login, { [field]: Buffer.from('%PDF-1.7') });
    expect(text).toContain('FAILED_TO_READ_IMAGE');
  });

  test('tells what credit is left beside the account, as the vendor does', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.setQuota(123);
    await caller.post(enroll, { [field]: photo('alex-selfie.jpg') });
    const { body } = await caller.post(login, { [field]: photo('alex-selfie.jpg') });
    expect(at(body, 'data', 'packageInfo', 'subscription', 'availableCredit')).toBe(123);
  });
});

test('the same face enrols once: 8016 from facelink, words from the on-prem service', async () => {
  await using caller = await openSandbox();
  const face = photo('alex-selfie.jpg');
  await caller.post(paths.signup, { selfie_image: face });
  expect((await caller.post(paths.signup, { selfie_image: face })).body).toEqual({ responseCode: 8016, data: {} });
  await caller.post(paths.bioEnroll, { image: face });
  expect((await caller.post(paths.bioEnroll, { image: face })).body).toEqual({ response: 'Already Registered' });
});

test('an enrolment can be told to find the face registered, and a login to find nobody', async () => {
  await using caller = await openSandbox();
  const { control } = caller.sandbox;
  const face = photo('alex-selfie.jpg');
  control.setNextOutcome('*', 'ALREADY_REGISTERED', 2);
  expect(at((await caller.post(paths.signup, { selfie_image: face })).body, 'responseCode')).toBe(8016);
  expect((await caller.post(paths.bioEnroll, { image: face })).body).toEqual({ response: 'Already Registered' });
  await caller.post(paths.signup, { selfie_image: face });
  control.setNextOutcome('facelink-login', 'NO_MATCH');
  expect(at((await caller.post(paths.login, { selfie_image: face })).body, 'data', 'logedIn')).toBe(false);
  expect(at((await caller.post(paths.login, { selfie_image: face })).body, 'data', 'logedIn')).toBe(true);
});

test('the on-prem service also takes the other names that its field is known by', async () => {
  await using caller = await openSandbox();
  for (const field of ['image', 'selfie_image', 'selfie']) {
    expect((await caller.post(paths.bioVerify, { [field]: photo('alex-selfie.jpg') })).text).toContain('logedIn');
  }
  expect((await caller.post(paths.bioVerify, { photo: photo('alex-selfie.jpg') })).text).toContain(
    'FAILED_TO_READ_IMAGE',
  );
});
