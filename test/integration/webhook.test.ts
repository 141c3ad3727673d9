/** The webhook from outside: who is answered with yes and how soon, and what a hint does to attempts. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { photo } from '#test/support/sandbox-caller.ts';
import { type ScriptedFaceki, sample, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

const secret = 'a-secret-of-the-webhook';
const kyc = '/api/v3/kyc_verification';
const createLink = `mutation { createKycLink(input: {}) { ... on CreateKycLinkSuccess { link { id } verification { id state } } ... on VerificationError { code message } } }`;
const read = `query ($id: ID!) { verification(id: $id) { state decision requestId link { id } } }`;

let faceki: ScriptedFaceki;
let gateway: TestGateway;
beforeAll(async () => {
  faceki = await startScriptedFaceki();
  gateway = await startGateway({
    FACEKI_CLIENT_ID: 'id',
    FACEKI_CLIENT_SECRET: 'secret',
    FACEKI_BASE_URL: faceki.origin,
    FACEKI_API: 'v3',
    FACEKI_WORKFLOW_ID: 'flow-1',
    AUTH_MODE: 'none',
    WEBHOOK_SECRET: secret,
  });
});
afterAll(async () => {
  await gateway.close();
  await faceki[Symbol.asyncDispose]();
});

const post = (body: BodyInit, key = secret, init: RequestInit = {}) =>
  fetch(`${gateway.url}/webhooks/faceki/${key}`, { method: 'POST', body, ...init });
const hint = (body: unknown) => post(JSON.stringify(body), secret, { headers: { 'content-type': 'application/json' } });
const eventsOf = async (id: string) => {
  const { data } = await gateway.query(
    `query ($id: ID!) { auditEvents(first: 50, verification: $id) { edges { node { kind actor } } } }`,
    { id },
  );
  return data.auditEvents.edges
    .map(({ node }: { node: { kind: string; actor: string } }) => `${node.kind} by ${node.actor}`)
    .toReversed();
};

describe('at the door', () => {
  test.each([
    ['a hint', sample('webhook-ekyc-accepted.json')],
    ['a hint with the whole record', sample('webhook-ekyc-accepted-with-kycdata.json')],
    ['nothing', ''],
    ['no JSON', '<xml/>'],
    ['another document', '[1, 2, {"a": null}]'],
    ['a prototype', '{"__proto__": {"requestId": "x"}, "constructor": 1}'],
    ['64 KB and more', JSON.stringify({ requestId: 'r', fullName: 'x'.repeat(70_000) })],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('with the right secret %s is answered with 204', async (_case, body) => {
    faceki.on(`GET ${kyc}`, sampleReply('v3-fetch-records-empty.json'));
    const response = await post(body);
    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  test('what is too large to be a hint is not heard', async () => {
    faceki.on(`GET ${kyc}`, sampleReply('v3-fetch-records-empty.json'));
    const asked = (id: string) => faceki.to(kyc).some(({ query }) => query.get('requestId') === id);
    await hint({ requestId: 'too-large', fullName: 'x'.repeat(66_000) });
    await hint({ requestId: 'just-right', fullName: 'x'.repeat(60_000) });
    await expect.poll(() => asked('just-right')).toBe(true);
    expect(asked('too-large')).toBe(false);
  });

  test.each([
    ['a wrong secret', (base: string) => fetch(`${base}${secret}x`, { method: 'POST', body: '{}' })],
    ['a shorter one', (base: string) => fetch(`${base}${secret.slice(1)}`, { method: 'POST', body: '{}' })],
    ['none', (base: string) => fetch(base, { method: 'POST', body: '{}' })],
    ['the right one and more', (base: string) => fetch(`${base}${secret}/more`, { method: 'POST', body: '{}' })],
    [
      'the right one in other letters',
      (base: string) => fetch(`${base}${secret.toUpperCase()}`, { method: 'POST', body: '{}' }),
    ],
    ['a look instead of a hint', (base: string) => fetch(`${base}${secret}`)],
  ])('%s finds nothing there, as anywhere else', async (_case, ask) => {
    const nowhere = await fetch(`${gateway.url}/nowhere`, { method: 'POST', body: '{}' });
    const response = await ask(`${gateway.url}/webhooks/faceki/`);
    expect([response.status, await response.text()]).toEqual([404, await nowhere.text()]);
  });

  test('without WEBHOOK_SECRET there is no door', async () => {
    const closed = await startGateway();
    try {
      for (const key of ['', 'null', 'undefined', secret]) {
        const response = await fetch(`${closed.url}/webhooks/faceki/${key}`, { method: 'POST', body: '{}' });
        expect(response.status).toBe(404);
      }
    } finally {
      await closed.close();
    }
  });

  test('a provider that is down, slow or mad is not the sender’s matter', async () => {
    for (const reply of [{ status: 500, text: '' }, { text: '<html>' }, () => undefined]) {
      faceki.on(`GET ${kyc}`, reply);
      expect((await hint({ requestId: 'unknown', status: 'ACCEPTED' })).status).toBe(204);
    }
  });

  test('one that sends slowly is answered before it has sent all, and heard when it has', async () => {
    faceki.on(`GET ${kyc}`, sampleReply('v3-fetch-records-empty.json'));
    const body = JSON.stringify({ requestId: 'slowly', status: 'ACCEPTED' });
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    const head = `POST /webhooks/faceki/${secret} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(head + body.slice(0, 5));
    const [first] = await once(socket, 'data');
    expect(String(first)).toMatch(/^HTTP\/1\.1 204 /);
    socket.write(body.slice(5));
    await expect.poll(() => faceki.to(kyc).some(({ query }) => query.get('requestId') === 'slowly')).toBe(true);
    socket.destroy();
  });

  test('the secret is in no log', () => {
    expect(gateway.log()).not.toContain(secret);
    expect(gateway.log()).not.toContain('/webhooks/');
  });
});

describe('a hint', () => {
  const linkId = '00000093-0000-4000-8000-000000000093';
  beforeEach(() => {
    faceki.on('POST /kycverify/api/kycverify/kyc-verify-link', sampleReply('v3-generate-link-ok.json'));
    faceki.on(`GET ${kyc}`, sampleReply('v3-fetch-records-empty.json'));
  });

  test('settles an attempt by link, and its subscribers hear of it; the forged verdict in it does not count', async () => {
    const { data } = await gateway.query(createLink);
    const { id } = data.createKycLink.verification;
    expect(data.createKycLink.link.id).toBe(linkId);
    const events = watch(id);
    expect(await events.next()).toMatchObject({ value: { state: 'AWAITING_PERSON' } });

    await hint({
      requestId: 'forged',
      fullName: 'MALLORY',
      status: 'ACCEPTED',
      kycData: { link: linkId, decision: 'ACCEPTED' },
    });
    expect((await gateway.query(read, { id })).data.verification).toMatchObject({ state: 'AWAITING_PERSON' });

    faceki.on(`GET ${kyc}`, sampleReply('v3-fetch-records-declined.json'));
    await hint({
      requestId: '00000096-0000-4000-8000-000000000096',
      fullName: 'ALEX',
      status: 'ACCEPTED',
      kycData: {},
    });
    expect(await events.next()).toMatchObject({ value: { state: 'COMPLETED', decision: 'DECLINED' } });
    expect(await events.next()).toMatchObject({ done: true });
    expect((await gateway.query(read, { id })).data.verification).toEqual({
      state: 'COMPLETED',
      decision: 'DECLINED',
      requestId: '00000096-0000-4000-8000-000000000096',
      link: null,
    });
    expect(await eventsOf(id)).toEqual([
      'link.begun by anonymous',
      'verification.awaiting_person by gateway',
      'verification.completed by webhook',
    ]);

    const asked = faceki.to(kyc).length;
    for (let time = 0; time < 5; time += 1) {
      await hint({ requestId: '00000096-0000-4000-8000-000000000096', status: 'ACCEPTED', kycData: {} });
      await expect.poll(() => faceki.to(kyc).length).toBe(asked + time + 1);
    }
    expect(await eventsOf(id)).toHaveLength(3);
  });

  test('of a decision that was changed at the portal is followed', async () => {
    faceki.on(`POST ${kyc}`, sampleReply('v3-perform-kyc-review.json'));
    const { data } = await gateway.upload(
      `mutation ($selfie: Upload!, $front: Upload!) { verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) { ... on VerifyKycCompleted { verification { id decision } } } }`,
      {},
      { selfie: jpeg(), front: jpeg() },
    );
    const { id, decision } = data.verifyKyc.verification;
    expect(decision).toBe('REVIEW');
    faceki.on(`GET ${kyc}`, sampleReply('v3-search-by-face-ok.json'));
    await post(sample('webhook-ekyc-declined.json'));
    await expect.poll(async () => (await gateway.query(read, { id })).data.verification.decision).toBe('ACCEPTED');
    expect((await eventsOf(id)).at(-1)).toBe('verification.decision_changed by webhook');
  });
});

describe('from the sandbox', () => {
  test('a person verifies on the hosted page, and the gateway knows without being asked', async () => {
    const own = await startGateway({ FACEKI_API: 'v3', WEBHOOK_SECRET: secret });
    try {
      const { sandbox } = own.app;
      sandbox?.control.setWebhook({ url: `${own.url}/webhooks/faceki/${secret}`, copies: 3 });
      const { data } = await own.query(createLink);
      const { link, verification } = data.createKycLink;
      const form = new FormData();
      form.set('link', link.id);
      for (const [field, file] of [
        ['selfie', 'alex-selfie.jpg'],
        ['document_1_front', 'alex-id-card-front.jpg'],
        ['document_1_back', 'alex-id-card-back.jpg'],
      ] as const) {
        form.set(field, new Blob([new Uint8Array(photo(file))]), file);
      }
      await fetch(`${sandbox?.url}${kyc}/requestbylink`, { method: 'POST', body: form });
      // Not through verification(id), which would look by itself.
      const viewer = async () => (await own.query('{ viewer { kycStatus } }')).data.viewer.kycStatus;
      await expect.poll(viewer).toBe('VERIFIED');
      expect((await own.query(read, { id: verification.id })).data.verification).toMatchObject({
        decision: 'ACCEPTED',
      });
    } finally {
      await own.close();
    }
  });
});

/** The events of one attempt, over SSE. */
async function* watch(id: string): AsyncGenerator<{ state: string; decision: string | null }> {
  const query = `subscription ($id: ID!) { verificationUpdated(by: { id: $id }) { state decision } }`;
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { id } }),
  });
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
      const data = /^data: (\{.*\})$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) yield JSON.parse(data).data.verificationUpdated;
    }
  }
}
