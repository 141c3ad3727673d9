/** Every documented code, reached both ways: by a sample image's marker and by the control API. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { sandboxWorkflowId } from '#sandbox/account.ts';
import { readMarker } from '#sandbox/marker.ts';
import { type Outcome, outcomeNamed, outcomes } from '#sandbox/outcomes.ts';
import { at } from '#test/support/json-path.ts';
import { openSandbox, photo } from '#test/support/sandbox-caller.ts';
import { paths, singleForm, v3Form } from '#test/support/sandbox-paths.ts';

const caller = await openSandbox();
const { control } = caller.sandbox;
const token = await tokenAfterReset();
afterAll(() => caller[Symbol.asyncDispose]());
beforeEach(() => control.clearReceived());

async function tokenAfterReset(): Promise<string> {
  const answer = await caller.get(paths.token, { ...caller.sandbox.credentials }, null);
  return String(at(answer.body, 'data', 'access_token'));
}

/** The first sample image for each outcome. */
const images = new Map(
  readdirSync('examples/images')
    .filter((file) => file.endsWith('.jpg'))
    .flatMap((file) => {
      const marker = readMarker(photo(file));
      return marker?.outcome === undefined ? [] : [[outcomeNamed(marker.outcome).name, { file, marker }] as const];
    }),
);
const asked = outcomes.filter(({ name }) => name !== 'ACCEPTED');

/** The usual form, with the image of the outcome in the place that it shows. */
function formWith(outcome: Outcome, selfieField: string, frontField: string) {
  const image = images.get(outcome.name);
  if (image === undefined) throw new TypeError(`No image for ${outcome.name}.`);
  return { [image.marker.shows === 'selfie' ? selfieField : frontField]: photo(image.file) };
}

const v2Code = ({ v2 }: Outcome) => (typeof v2 === 'number' ? v2 : 0);

describe('V2', () => {
  test.for(asked)('$name by its image', async (outcome) => {
    const answer = await caller.post(
      paths.single,
      singleForm(formWith(outcome, 'selfie_image', 'doc_front_image')),
      token,
    );
    expect(at(answer.body, 'responseCode')).toBe(v2Code(outcome));
    if (typeof outcome.v2 === 'string')
      expect(at(answer.body, 'data', 'verification', 'passed')).toBe(outcome.v2 === 'ACCEPTED');
  });

  test.for(asked)('$name by the control API', async (outcome) => {
    control.setNextOutcome('kyc', outcome.name);
    const answer = await caller.post(paths.single, singleForm(), token);
    expect(at(answer.body, 'responseCode')).toBe(v2Code(outcome));
    const after = await caller.post(paths.single, singleForm(), token);
    expect(at(after.body, 'data', 'verification', 'passed')).toBe(true);
  });

  test.for([1000, 7001, ...Array.from({ length: 22 }, (_, index) => 8001 + index)])(
    '%i by its number',
    async (code) => {
      control.setNextOutcome('kyc', code);
      expect(at((await caller.post(paths.single, singleForm(), token)).body, 'responseCode')).toBe(code);
    },
  );

  test.for(['DECLINED', 'REVIEW'])('%s is decided, without an error, and the record says so', async (decision) => {
    control.setNextOutcome('kyc', decision);
    const answer = await caller.post(paths.single, singleForm(), token);
    const records = await caller.get(
      paths.byRequest,
      { requestId: String(at(answer.body, 'data', 'requestId')) },
      token,
    );
    expect(at(records.body, 'data', 0, 'status')).toBe(decision);
  });
});

describe('V3', () => {
  test.for(asked)('$name by its image', async (outcome) => {
    const form = v3Form(sandboxWorkflowId, formWith(outcome, 'selfie', 'document_1_front'));
    expectV3(outcome, await caller.post(paths.v3Kyc, form, token));
  });

  test.for(asked)('$name by the control API', async (outcome) => {
    control.setNextOutcome('v3-kyc', outcome.name);
    expectV3(outcome, await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId), token));
  });

  test.for([8004, 8005, 8006, 8007, 8008, 8009, 8010, 8011, 8012, 8013, 8014, 8015, 8016, 8017, 8018, 8019])(
    '%i by its number',
    async (code) => {
      control.setNextOutcome('v3-kyc', code);
      const answer = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId), token);
      expect([at(answer.body, 'code'), at(answer.body, 'status')]).toEqual([code, false]);
    },
  );

  test.for([5004, 5005, 5007, 5008, 5010, 5011, 5012])(
    '%i leaves a declined record with the code in it',
    async (code) => {
      control.setNextOutcome('v3-kyc', code);
      await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId, { record_identifier: `code-${code}` }), token);
      const found = await caller.get(paths.v3Kyc, { record_identifier: `code-${code}` }, token);
      expect(at(found.body, 'result', 0, 'decision')).toBe('DECLINED');
      expect(at(found.body, 'result', 0, 'errorCodes')).toEqual([code]);
    },
  );

  function expectV3(outcome: Outcome, answer: { status: number; body: unknown }): void {
    const isNumber = typeof outcome.v3 === 'number';
    expect(at(answer.body, 'code')).toBe(isNumber ? outcome.v3 : 200);
    expect(at(answer.body, 'status')).toBe(!isNumber);
    if (!isNumber) expect(at(answer.body, 'result', 'decision')).toBe(outcome.v3);
  }
});

describe('biometrics', () => {
  const words = asked.filter(
    ({ bio }) => bio !== null && !/BLOCKED|INACTIVE|NO_MATCH|POOR_LIGHT|FACE_BLURR|ALREADY/.test(bio),
  );

  test.for(words)('$bio from the on-prem service, by its image', async (outcome) => {
    const image = images.get(outcome.name);
    const answer = await caller.post(paths.bioVerify, { image: photo(image?.file ?? '') }, token);
    expect(answer.body).toEqual({ response: outcome.bio });
  });

  test.for(words)('$bio from facelink, by the control API', async (outcome) => {
    control.setNextOutcome('facelink-login', outcome.name);
    const answer = await caller.post(paths.login, { selfie_image: photo('alex-selfie.jpg') }, token);
    expect(at(answer.body, 'message')).toBe(outcome.bio);
  });
});
