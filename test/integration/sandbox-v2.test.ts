/** V2 as an account lives it: verify, read the record by each key, be recognised, be declined for the right reasons. */
import { describe, expect, test } from 'vitest';
import { at, textAt } from '#test/support/json-path.ts';
import { openSandbox, photo, tinyJpeg } from '#test/support/sandbox-caller.ts';
import { multiForm, paths, singleForm } from '#test/support/sandbox-paths.ts';

describe('a verified person', () => {
  test('is found by request id and by reference id, as the same record', async () => {
    await using caller = await openSandbox();
    const { body } = await caller.post(paths.single, singleForm());
    const byRequest = await caller.get(paths.byRequest, { requestId: textAt(body, 'data', 'requestId') });
    const byReference = await caller.get(paths.byReference, { referenceId: textAt(body, 'data', 'responseID') });
    expect(at(byRequest.body, 'data', 0)).toMatchObject({
      fullName: 'ALEX SAMPLE TESTER',
      status: 'ACCEPTED',
      link: 'client',
    });
    expect(at(byRequest.body, 'data', 0)).toMatchObject(Object(at(byReference.body, 'data', 0)));
  });

  test('is recognised by another selfie, and nobody else is', async () => {
    await using caller = await openSandbox();
    await caller.post(paths.single, singleForm());
    const again = await caller.post(paths.faceCheck, { selfie_image: photo('alex-selfie-2.jpg') });
    expect(at(again.body, 'data', 'face_verified')).toBe(true);
    expect(at(again.body, 'data', 'all_face_ids', 0)).toBe(at(again.body, 'data', 'kyc_records', 0, 'faceID'));
    const stranger = await caller.post(paths.faceCheck, { selfie_image: photo('stranger-selfie.jpg') });
    expect(at(stranger.body, 'data', 'face_verified')).toBe(false);
  });

  test('shares a face with a double once both are verified', async () => {
    await using caller = await openSandbox();
    const twin = photo('twin-selfie.jpg');
    await caller.post(paths.single, singleForm());
    await caller.post(paths.single, {
      selfie_image: twin,
      doc_front_image: tinyJpeg('f'),
      doc_back_image: tinyJpeg('b'),
    });
    const { body } = await caller.post(paths.faceCheck, { selfie_image: twin });
    expect(at(body, 'data', 'all_face_ids')).toHaveLength(2);
  });

  test('is recognised by the very bytes of a picture without a marker', async () => {
    await using caller = await openSandbox();
    const own = tinyJpeg('me');
    await caller.post(paths.single, {
      selfie_image: own,
      doc_front_image: tinyJpeg('front'),
      doc_back_image: tinyJpeg('back'),
    });
    expect(at((await caller.post(paths.faceCheck, { selfie_image: own })).body, 'data', 'face_verified')).toBe(true);
    const other = await caller.post(paths.faceCheck, { selfie_image: tinyJpeg('somebody else') });
    expect(at(other.body, 'data', 'face_verified')).toBe(false);
  });

  test('keeps the record when somebody deletes it at the portal, marked deleted', async () => {
    await using caller = await openSandbox();
    const { body } = await caller.post(paths.single, singleForm());
    const requestId = textAt(body, 'data', 'requestId');
    caller.sandbox.control.deleteRecord(requestId);
    expect(at((await caller.get(paths.byRequest, { requestId })).body, 'data', 0, 'deleteStatus')).toBe('DELETED');
  });
});

describe('a decision', () => {
  test('can be changed by hand, with the name of who did it and a later time', async () => {
    let now = Date.parse('2026-01-01T10:00:00Z');
    await using caller = await openSandbox({ clock: () => now });
    const { body } = await caller.post(paths.single, singleForm());
    const requestId = textAt(body, 'data', 'requestId');
    now += 60_000;
    expect(caller.sandbox.control.changeDecision(requestId, 'DECLINED', 'clerk')).toBe(true);
    const record = at((await caller.get(paths.byRequest, { requestId })).body, 'data', 0);
    expect(record).toMatchObject({
      status: 'DECLINED',
      modifiedBy: 'clerk',
      createdAt: '2026-01-01T10:00:00.000Z',
      updatedAt: '2026-01-01T10:01:00.000Z',
    });
    expect(at(record, 'kycResponse', 'verification', 'passed')).toBe(true);
  });

  test('is no when selfie and document show different people', async () => {
    await using caller = await openSandbox();
    const { body } = await caller.post(paths.single, singleForm({ selfie_image: photo('mariam-selfie.jpg') }));
    expect(at(body, 'responseCode')).toBe(8002);
    expect(at(body, 'data', 'verification')).toEqual({ passed: false, result: { face: false, notexpired: true } });
  });

  test('is no for a child, until the rules allow it', async () => {
    await using caller = await openSandbox();
    const toni = {
      selfie_image: photo('toni-selfie.jpg'),
      doc_front_image: photo('toni-passport.jpg'),
      doc_back_image: photo('toni-passport.jpg'),
    };
    expect(at((await caller.post(paths.single, toni)).body, 'data', 'verification', 'passed')).toBe(false);
    caller.sandbox.control.setRules({ minAge: 6 });
    expect(at((await caller.post(paths.single, toni)).body, 'data', 'verification', 'passed')).toBe(true);
  });

  test.for([
    ['a nationality that the rules leave out', { nationalities: ['BH'] }, { nationalities: ['UT'] }],
    ['an issuing country that they leave out', { countries: ['BH'] }, { countries: ['BH', 'UT'] }],
    ['somebody older than they allow', { maxAge: 20 }, { maxAge: 99 }],
  ] as const)('is no for %s', async ([, strict, open]) => {
    await using caller = await openSandbox();
    const isPassed = async () =>
      at((await caller.post(paths.single, singleForm())).body, 'data', 'verification', 'passed');
    caller.sandbox.control.setRules(strict);
    expect(await isPassed()).toBe(false);
    caller.sandbox.control.setRules(open);
    expect(await isPassed()).toBe(true);
  });
});

describe('several documents', () => {
  test('leave one record each under one request', async () => {
    await using caller = await openSandbox();
    const { body } = await caller.post(paths.multi, multiForm());
    const records = await caller.get(paths.byRequest, { requestId: textAt(body, 'data', 'requestId') });
    expect(at(records.body, 'data')).toHaveLength(3);
    expect([0, 1, 2].map((index) => at(records.body, 'data', index, 'kycResponse', 'result', 'documentType'))).toEqual([
      'I',
      'D',
      'P',
    ]);
  });

  test('are judged one by one: a bad licence does not spoil the passport’s record', async () => {
    await using caller = await openSandbox();
    const { body } = await caller.post(paths.multi, multiForm({ dl_front_image: photo('licence-rejected.jpg') }));
    expect(at(body, 'responseCode')).toBe(8011);
    expect(at(body, 'data', 'ppKycData', 'responseCode')).toBe(0);
    const records = await caller.get(paths.byRequest, { requestId: textAt(body, 'data', 'requestId') });
    expect([0, 1, 2].map((index) => at(records.body, 'data', index, 'status'))).toEqual([
      'ACCEPTED',
      'DECLINED',
      'ACCEPTED',
    ]);
  });

  test.for([
    ['id_front_image', 'id_back_image', 8020],
    ['pp_front_image', 'pp_back_image', 8021],
    ['dl_front_image', 'dl_back_image', 8022],
  ] as const)('without %s are refused where the rules want all of them', async ([front, back, code]) => {
    await using caller = await openSandbox();
    caller.sandbox.control.setRules({ oneDocumentIsEnough: false });
    const { [front]: _front, [back]: _back, ...form } = multiForm();
    expect(at((await caller.post(paths.multi, form)).body, 'responseCode')).toBe(code);
  });
});

test('an account without rules, or with nothing left, verifies nobody', async () => {
  await using caller = await openSandbox();
  const { control } = caller.sandbox;
  control.setQuota(1);
  expect(at((await caller.post(paths.single, singleForm())).body, 'responseCode')).toBe(0);
  expect(at((await caller.post(paths.single, singleForm())).body, 'responseCode')).toBe(8017);
  control.setRules(null);
  expect(at((await caller.post(paths.single, singleForm())).body, 'responseCode')).toBe(7001);
  expect(at((await caller.get(paths.rules)).body, 'responseCode')).toBe(7001);
});

test('a poor selfie costs nothing and leaves nothing', async () => {
  await using caller = await openSandbox();
  caller.sandbox.control.setQuota(1);
  await caller.post(paths.single, singleForm({ selfie_image: photo('selfie-blurred.jpg') }));
  expect(caller.sandbox.control.verifications()).toEqual([]);
  expect(at((await caller.post(paths.single, singleForm())).body, 'responseCode')).toBe(0);
});

test('the images of a record can be fetched, and are not what was uploaded', async () => {
  await using caller = await openSandbox();
  const { body } = await caller.post(paths.single, singleForm());
  const response = await fetch(textAt(body, 'data', 'images', 'selfie_image'));
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('content-type')).toBe('image/png');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.equals(photo('alex-selfie.jpg'))).toBe(false);
  expect((await caller.get('/stored-images/unknown/selfie.png')).status).toBe(404);
});

describe('where nobody knows, both ways can be chosen', () => {
  test('scores as numbers or text, with or without the authenticity score', async () => {
    await using caller = await openSandbox();
    const { control } = caller.sandbox;
    control.setVariants({ faceConfidence: 'string', authenticationScore: 'present' });
    const text = await caller.post(paths.single, singleForm());
    expect(at(text.body, 'data', 'face', 'confidence')).toBe('0.9999');
    expect(at(text.body, 'data', 'authentication', 'score')).toBe(0.98);
    control.setVariants({ faceConfidence: 'number', authenticationScore: 'absent' });
    const { body } = await caller.get(paths.byRequest, { requestId: textAt(text.body, 'data', 'requestId') });
    expect(at(body, 'data', 0, 'kycResponse', 'face', 'confidence')).toBe(0.786);
    expect(at(body, 'data', 0, 'kycResponse', 'authentication', 'score')).toBeUndefined();
  });

  test('nothing found as 8013, one record as an object', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.setVariants({ noMatch: '8013', v2Records: 'object' });
    expect(
      at((await caller.post(paths.faceCheck, { selfie_image: photo('alex-selfie.jpg') })).body, 'responseCode'),
    ).toBe(8013);
    expect(at((await caller.get(paths.byRequest, { requestId: 'unknown' })).body, 'responseCode')).toBe(8013);
    const { body } = await caller.post(paths.single, singleForm());
    const found = await caller.get(paths.byRequest, { requestId: textAt(body, 'data', 'requestId') });
    expect(at(found.body, 'data', 'fullName')).toBe('ALEX SAMPLE TESTER');
  });
});
