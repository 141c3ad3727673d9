/** Holds what the sandbox says against the vendor's samples: the same keys, the same JSON types, down to the last field. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { sandboxWorkflowId } from '#sandbox/account.ts';
import { at, textAt } from '#test/support/json-path.ts';
import { openSandbox, photo, type SandboxCaller, tinyJpeg } from '#test/support/sandbox-caller.ts';
import { multiForm, paths, singleForm, v3Form } from '#test/support/sandbox-paths.ts';
import { sample } from '#test/support/scripted-faceki.ts';
import { shapeOf } from '#test/support/shape.ts';

const sampleOf = (name: string): unknown => JSON.parse(sample(name));
const alex = { selfie_image: photo('alex-selfie-2.jpg') };
/** A document of a few bytes: the engine finds it small, as in the samples of records. */
const small = { doc_front_image: tinyJpeg('front', { person: 'alex', shows: 'id-card', side: 'front' }) };

const idCard = { id_front_image: photo('alex-id-card-front.jpg') };
const parts = ['idKycData', 'dlKycData', 'ppKycData'] as const;
const codesOf = (value: unknown) => [
  at(value, 'responseCode'),
  ...parts.map((part) => at(value, 'data', part, 'responseCode')),
];

type Ask = (caller: SandboxCaller) => Promise<unknown>;
const body = (answer: { body: unknown }) => answer.body;
const verified: (fields?: Parameters<typeof singleForm>[0]) => Ask = (fields) => (caller) =>
  caller.post(paths.single, singleForm(fields)).then(body);
const linked = async (caller: SandboxCaller, wish: object = {}) =>
  textAt((await caller.postJson(paths.createLink, wish)).body, 'data');

const asked: Record<string, Ask> = {
  'v2-token-ok.json': ({ get, sandbox }) => get(paths.token, { ...sandbox.credentials }).then(body),
  'v2-token-422.json': ({ get }) => get(paths.token, { clientSecret: 'x' }).then(body),
  'v2-token-422-empty-message.json': ({ get }) => get(paths.token).then(body),
  'v2-token-client-secret-echo.json': ({ get }) => get(paths.token, { clientId: 'x' }).then(body),
  'v2-unauthorized-401.json': ({ get }) => get(paths.rules, {}, null).then(body),
  'v2-kyc-rules-ok.json': ({ get, sandbox }) => {
    sandbox.control.setVariants({ rulesKeys: 'documented' });
    return get(paths.rules).then(body);
  },
  'v2-kyc-rules-extended-ok.json': ({ get }) => get(paths.rules).then(body),
  'v2-kyc-single-ok.json': verified(),
  'v2-kyc-single-error-8002.json': verified({ doc_front_image: photo('document-rejected.jpg') }),
  'v2-kyc-single-declined-8002-with-data.json': verified({ doc_front_image: photo('document-not-live.jpg') }),
  'v2-kyc-multi-ok.json': ({ post }) => post(paths.multi, multiForm()).then(body),
  'v2-kyc-summary-ok.json': ({ get }) => get(paths.summary).then(body),
  'v2-generate-link-ok.json': ({ postJson }) => postJson(paths.createLink, { expiryTime: 5 }).then(body),
  'v2-generate-link-8016.json': ({ postJson }) => postJson(paths.createLink, { workflowId: 'unknown' }).then(body),
  'v2-validate-link-ok.json': async (caller) =>
    body(await caller.get(paths.validateLink, { url: await linked(caller) }, null)),
  'v2-link-invalid-8014.json': ({ get }) => get(paths.validateLink, { url: 'unknown' }, null).then(body),
  'v2-face-check-ok.json': async (caller) => {
    await caller.post(paths.single, singleForm(small));
    return body(await caller.post(paths.faceCheck, alex));
  },
  'v2-face-check-multiple-records-ok.json': async (caller) => {
    for (const _ of [1, 2]) await caller.post(paths.single, singleForm(small));
    return body(await caller.post(paths.faceCheck, alex));
  },
  'v2-face-check-no-match.json': ({ post }) => post(paths.faceCheck, alex).then(body),
  'v2-records-by-request-id-ok.json': async (caller) => {
    const answer = await caller.post(paths.single, singleForm(small));
    return body(await caller.get(paths.byRequest, { requestId: textAt(answer.body, 'data', 'requestId') }));
  },
  'v2-records-by-reference-ok.json': async (caller) => {
    const answer = await caller.post(paths.single, singleForm(small));
    return body(await caller.get(paths.byReference, { referenceId: textAt(answer.body, 'data', 'responseID') }));
  },
  'v2-records-by-link-ok.json': async (caller) => {
    const linkId = await linked(caller);
    await caller.post(paths.singleByLink, { ...singleForm(small), link: linkId }, null);
    return body(await caller.get(paths.byLink, { linkId }));
  },
  'v2-records-empty.json': async (caller) => body(await caller.get(paths.byLink, { linkId: await linked(caller) })),
  'facelink-signup-ok.json': ({ post }) => post(paths.signup, { ...alex, email: 'alex@example.test' }).then(body),
  'facelink-login-ok.json': async ({ post }) => {
    await post(paths.signup, alex);
    return body(await post(paths.login, alex));
  },
  'facelink-login-request-ok.json': async ({ post }) => {
    await post(paths.signup, alex);
    return body(await post(paths.loginRequest, { ...alex, socket_id: 'x' }));
  },
  'facelink-login-poor-quality.json': ({ post }) =>
    post(paths.login, { selfie_image: photo('selfie-poor-light.jpg') }).then(body),
  'bio-enroll-ok.json': ({ post }) => post(paths.bioEnroll, { image: photo('alex-selfie.jpg') }).then(body),
  'bio-verify-ok.json': async ({ post }) => {
    await post(paths.bioEnroll, { image: photo('alex-selfie.jpg') });
    return body(await post(paths.bioVerify, { image: photo('alex-selfie-2.jpg') }));
  },
  'bio-verify-no-match.json': ({ post }) => post(paths.bioVerify, { image: photo('alex-selfie.jpg') }).then(body),
  'v3-token-ok.json': ({ postJson, sandbox }) => postJson(paths.generateToken, sandbox.credentials, null).then(body),
  'v3-token-422.json': ({ postJson }) => postJson(paths.generateToken, { clientSecret: 'x' }, null).then(body),
  'v3-unauthorized-1.json': ({ get }) => get(paths.v3Rules, {}, null).then(body),
  'v3-workflow-rules-ok.json': ({ get }) => get(paths.v3Rules, { workflowId: sandboxWorkflowId }).then(body),
  'v3-workflow-rules-choose-one-ok.json': ({ get }) => get(paths.v3Rules, { workflowId: sandboxWorkflowId }).then(body),
  'v3-workflow-rules-5001.json': ({ get }) => get(paths.v3Rules, { workflowId: 'unknown' }).then(body),
  'v3-workflow-rules-by-link-ok.json': async (caller) => {
    const link = await linked(caller, { workflowId: sandboxWorkflowId });
    return body(await caller.get(paths.v3RulesByLink, { link }, null));
  },
  'v3-generate-link-ok.json': ({ postJson }) =>
    postJson(paths.createLink, { workflowId: sandboxWorkflowId }).then(body),
  'v3-perform-kyc-accepted.json': ({ post }) => post(paths.v3Kyc, v3Form(sandboxWorkflowId)).then(body),
  'v3-perform-kyc-error-5008-with-result.json': ({ post }) =>
    post(paths.v3Kyc, v3Form(sandboxWorkflowId, { selfie: photo('person-failed.jpg') })).then(body),
  'v3-fetch-records-ok.json': async (caller) => {
    const answer = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
    const requestId = textAt(answer.body, 'result', 'requestId');
    caller.sandbox.control.changeDecision(requestId, 'ACCEPTED');
    return body(await caller.get(paths.v3Kyc, { requestId }));
  },
  'v3-fetch-records-declined.json': async (caller) => {
    await caller.post(
      paths.v3Kyc,
      v3Form(sandboxWorkflowId, { selfie: photo('selfie-not-live.jpg'), record_identifier: 'mine' }),
    );
    return body(await caller.get(paths.v3Kyc, { record_identifier: 'mine' }));
  },
  'v3-fetch-records-aml-hit.json': async (caller) => {
    await caller.post(
      paths.v3Kyc,
      v3Form(sandboxWorkflowId, { selfie: photo('person-on-watch-list.jpg'), record_identifier: 'mine' }),
    );
    return body(await caller.get(paths.v3Kyc, { record_identifier: 'mine' }));
  },
  'v3-search-by-face-declined-override.json': async (caller) => {
    const answer = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
    caller.sandbox.control.changeDecision(textAt(answer.body, 'result', 'requestId'), 'DECLINED');
    return body(await caller.post(paths.v3Search, { selfie: photo('alex-selfie-2.jpg') }));
  },
  'v3-search-by-face-no-match.json': ({ post }) =>
    post(paths.v3Search, { selfie: photo('stranger-selfie.jpg') }).then(body),
  'v3-fetch-records-empty.json': ({ get }) => get(paths.v3Kyc, { requestId: 'unknown' }).then(body),
  'v3-analyze-face-ok.json': ({ post }) => post(paths.v3Analyze, { selfie: photo('alex-selfie.jpg') }).then(body),
};

describe('a client that can read the vendor’s samples can read the sandbox', () => {
  test.for(Object.entries(asked))('%s', async ([name, ask]) => {
    await using caller = await openSandbox();
    expect(shapeOf(await ask(caller))).toEqual(shapeOf(sampleOf(name)));
  });

  test.for([
    ['v2-kyc-multi-id-fail-8010.json', { id_front_image: photo('id-card-rejected.jpg') }],
    ['v2-kyc-multi-dl-fail-8011.json', { ...idCard, dl_front_image: photo('licence-rejected.jpg') }],
    ['v2-kyc-multi-passport-fail-8012.json', { ...idCard, pp_front_image: photo('passport-rejected.jpg') }],
  ] as const)('%s: which document failed, by its own code and the outer one', async ([name, fronts]) => {
    await using caller = await openSandbox();
    const backs = Object.fromEntries(
      Object.keys(fronts).map((field) => [field.replace('front', 'back'), photo('alex-id-card-back.jpg')]),
    );
    const marked = { dl_back_image: photo('alex-licence-back.jpg'), pp_back_image: photo('alex-passport.jpg') };
    const sent = Object.fromEntries(
      Object.entries({ ...backs, ...marked }).filter(([field]) => field.replace('back', 'front') in fronts),
    );
    const answer = await caller.post(paths.multi, { selfie_image: photo('alex-selfie.jpg'), ...fronts, ...sent });
    expect(shapeOf(answer.body)).toEqual(shapeOf(sampleOf(name)));
    expect(codesOf(answer.body)).toEqual(codesOf(sampleOf(name)));
  });

  test('webhook-ekyc-accepted-with-kycdata.json, but for the key of a change by hand', async () => {
    await using caller = await openSandbox();
    const received = Promise.withResolvers<unknown>();
    const listener = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      received.resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      response.end();
    });
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    const address = listener.address();
    caller.sandbox.control.setWebhook({
      url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`,
    });
    const answer = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
    const hint = await received.promise;
    listener.close();
    const { updateBy: _changed, ...kycData } = Object(
      at(sampleOf('webhook-ekyc-accepted-with-kycdata.json'), 'kycData'),
    );
    expect(shapeOf(hint)).toEqual(shapeOf({ ...Object(sampleOf('webhook-ekyc-accepted.json')), kycData }));
    expect(at(hint, 'requestId')).toBe(at(answer.body, 'result', 'requestId'));
  });
});
