/** V3 as an account lives it: verify under a workflow, fetch by each key, search by face, analyse a face. */
import { describe, expect, test } from 'vitest';
import { sandboxWorkflowId } from '#sandbox/account.ts';
import { at, textAt } from '#test/support/json-path.ts';
import { openSandbox, photo } from '#test/support/sandbox-caller.ts';
import { paths, singleForm, v3Form } from '#test/support/sandbox-paths.ts';

describe('a verification', () => {
  test('answers its ids alone; the record is fetched by request id, face id or the caller’s own id', async () => {
    await using caller = await openSandbox();
    const { body } = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId, { record_identifier: 'case-7' }));
    const requestId = textAt(body, 'result', 'requestId');
    expect(at(body, 'result')).toEqual({
      requestId,
      decision: 'ACCEPTED',
      companyId: expect.any(String),
      workflowId: sandboxWorkflowId,
      branchId: expect.any(String),
    });
    const byRequest = await caller.get(paths.v3Kyc, { requestId });
    const faceId = textAt(byRequest.body, 'result', 0, 'face_id');
    expect(at(byRequest.body, 'result', 0)).toMatchObject({
      requestId,
      record_identifier: 'case-7',
      decision: 'ACCEPTED',
    });
    for (const query of [{ record_identifier: 'case-7' }, { face_id: faceId }]) {
      expect((await caller.get(paths.v3Kyc, query)).body).toEqual(byRequest.body);
    }
    expect((await caller.get(paths.v3Kyc)).status).toBe(400);
  });

  test('of a passport needs no back; of a card it does', async () => {
    await using caller = await openSandbox();
    const selfie = photo('alex-selfie.jpg');
    const passport = { workflowId: sandboxWorkflowId, selfie, document_1_front: photo('alex-passport.jpg') };
    expect(at((await caller.post(paths.v3Kyc, passport)).body, 'code')).toBe(200);
    const card = { workflowId: sandboxWorkflowId, selfie, document_1_front: photo('alex-id-card-front.jpg') };
    expect(at((await caller.post(paths.v3Kyc, card)).body, 'code')).toBe(5002);
  });

  test('of three documents is one record with three parts', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.setWorkflow('all-three', { oneDocumentIsEnough: false });
    const two = { document_2_front: photo('alex-licence-front.jpg'), document_2_back: photo('alex-licence-back.jpg') };
    const short = await caller.post(paths.v3Kyc, v3Form('all-three', two));
    expect(at(short.body, 'code')).toBe(5006);
    const { body } = await caller.post(
      paths.v3Kyc,
      v3Form('all-three', { ...two, document_3_front: photo('alex-passport.jpg') }),
    );
    const record = await caller.get(paths.v3Kyc, { requestId: textAt(body, 'result', 'requestId') });
    expect([0, 1, 2].map((index) => at(record.body, 'result', 0, 'document_data', index, 'document_type'))).toEqual([
      'I',
      'D',
      'P',
    ]);
    expect(at(record.body, 'result', 0, 'document_data_confidence')).toHaveLength(3);
  });

  test.for([
    ['an unknown workflow', { workflowId: 'unknown' }, 5001],
    ['the selfie of another person', { selfie: photo('mariam-selfie.jpg') }, 5005],
    [
      'a document that the workflow does not want',
      { document_1_front: photo('alex-licence-front.jpg'), document_1_back: photo('alex-licence-back.jpg') },
      5006,
    ],
    ['a document that is no picture', { document_1_front: Buffer.from('%PDF-1.7') }, 5002],
    ['a selfie that is no picture', { selfie: Buffer.from('%PDF-1.7') }, 8006],
  ] as const)('with %s is refused', async ([, change, code]) => {
    await using caller = await openSandbox();
    caller.sandbox.control.setWorkflow(sandboxWorkflowId, { documents: ['ID Card'] });
    expect(at((await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId, change))).body, 'code')).toBe(code);
  });

  test('of a child breaks the workflow’s rules', async () => {
    await using caller = await openSandbox();
    const form = {
      workflowId: sandboxWorkflowId,
      selfie: photo('toni-selfie.jpg'),
      document_1_front: photo('toni-passport.jpg'),
    };
    expect(at((await caller.post(paths.v3Kyc, form)).body, 'code')).toBe(5007);
  });

  test('can come as ids in a list, or as the whole record', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.setVariants({ v3Perform: 'list' });
    expect(at((await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId))).body, 'result', 0, 'decision')).toBe(
      'ACCEPTED',
    );
    caller.sandbox.control.setVariants({ v3Perform: 'record' });
    expect(
      at((await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId))).body, 'result', 'document_data', 0, 'full_name'),
    ).toBe('ALEX SAMPLE TESTER');
  });

  test('without credit is refused', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.setQuota(0);
    expect(at((await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId))).body, 'code')).toBe(5003);
  });
});

test('a record may be all green and DECLINED by hand, as the vendor’s own sample', async () => {
  await using caller = await openSandbox();
  const { body } = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
  caller.sandbox.control.changeDecision(textAt(body, 'result', 'requestId'), 'DECLINED', 'clerk');
  const found = await caller.post(paths.v3Search, { selfie: photo('alex-selfie-2.jpg') });
  const record = at(found.body, 'result', 0);
  expect(record).toMatchObject({ decision: 'DECLINED', updateBy: 'clerk', errorCodes: [] });
  expect(new Set(Object.values(Object(at(record, 'verification_summary'))))).toEqual(new Set([true]));
});

test('two letters and three letters of a country stand under the vendor’s odd names', async () => {
  await using caller = await openSandbox();
  const { body } = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
  const record = await caller.get(paths.v3Kyc, { requestId: textAt(body, 'result', 'requestId') });
  expect(at(record.body, 'result', 0, 'document_data', 0)).toMatchObject({
    nationality_iso: 'UT',
    nationality_iso2: 'UTO',
    date_of_birth: '90-05-17',
    dob: '05',
  });
});

test('V2 and V3 keep their records apart', async () => {
  await using caller = await openSandbox();
  const v3 = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
  expect(
    at((await caller.get(paths.byRequest, { requestId: textAt(v3.body, 'result', 'requestId') })).body, 'data'),
  ).toEqual([]);
  const recognised = await caller.post(paths.faceCheck, { selfie_image: photo('alex-selfie.jpg') });
  expect(at(recognised.body, 'data', 'face_verified')).toBe(false);
  const v2 = await caller.post(paths.single, singleForm({ selfie_image: photo('mariam-selfie.jpg') }));
  const requestId = caller.sandbox.control.verifications().at(-1)?.requestId ?? '';
  expect(at(v2.body, 'responseCode')).toBe(8002);
  expect(at((await caller.get(paths.v3Kyc, { requestId })).body, 'result')).toEqual([]);
});

test('a record that was deleted at the portal is gone', async () => {
  await using caller = await openSandbox();
  const { body } = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
  const requestId = textAt(body, 'result', 'requestId');
  caller.sandbox.control.deleteRecord(requestId);
  expect(at((await caller.get(paths.v3Kyc, { requestId })).body, 'result')).toEqual([]);
});

test('a face is analysed without being looked up', async () => {
  await using caller = await openSandbox({ clock: () => Date.parse('2026-06-01') });
  const alex = await caller.post(paths.v3Analyze, { selfie: photo('alex-selfie.jpg') });
  expect(at(alex.body, 'result')).toMatchObject({ minAge: 32, maxAge: 40, gender: 'Male' });
  const spoof = await caller.post(paths.v3Analyze, { selfie: photo('selfie-not-live.jpg') });
  expect(at(spoof.body, 'result', 'livenessScore')).toBeLessThan(0.5);
  const nobody = await caller.post(paths.v3Analyze, { selfie: photo('selfie-no-face.jpg') });
  expect(at(nobody.body, 'code')).toBe(8006);
});

test('generate-token can be missing, so that a client falls back to the older way', async () => {
  await using caller = await openSandbox();
  for (const status of ['404', '405'] as const) {
    caller.sandbox.control.setVariants({ generateToken: status });
    expect((await caller.postJson(paths.generateToken, caller.sandbox.credentials, null)).status).toBe(Number(status));
  }
  expect((await caller.get(paths.token, { ...caller.sandbox.credentials }, null)).status).toBe(200);
});
