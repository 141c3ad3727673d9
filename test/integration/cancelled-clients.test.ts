/** Clients that leave, at whatever point, leave nothing behind: no slot, no place in a queue, no memory, no timer. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';

let sandbox: Sandbox;
let gateway: TestGateway;
beforeEach(async () => {
  sandbox = await startSandbox();
  gateway = await startGateway({
    FACEKI_CLIENT_ID: sandbox.credentials.clientId,
    FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
    FACEKI_BASE_URL: sandbox.url,
    FACEKI_MAX_CONCURRENT: '2',
    AUTH_MODE: 'none',
  });
  await gateway.query('{ kycRules { documents } }');
});
afterEach(async () => {
  await gateway.close();
  await sandbox.close();
});

/** One gauge as Prometheus would read it. */
async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  return Number(new RegExp(`^faceki_gateway_${name} (.*)$`, 'm').exec(text)?.[1]);
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
}

/** At most so many are running soon; without a timer of its own in between. */
async function expectTimers(atMost: number): Promise<void> {
  // Less than the pause that Faceki asks for below.
  const giveUpAt = performance.now() + 3_000;
  while (timers() > atMost && performance.now() < giveUpAt) await setImmediate();
  expect(timers()).toBeLessThanOrEqual(atMost);
}

async function expectNothingLeft(): Promise<void> {
  const gauges = [
    'provider_requests_under_way',
    'provider_requests_queued',
    'upload_reserved_bytes',
    'requests_under_way',
    'attempts_under_way',
  ];
  for (const name of gauges) await expect.poll(() => gauge(name), { message: name, timeout: 5_000 }).toBe(0);
}

function form(): FormData {
  const body = new FormData();
  const query = `mutation ($selfie: Upload!, $front: Upload!) {
    verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) { __typename }
  }`;
  body.set('operations', JSON.stringify({ query, variables: { selfie: null, front: null } }));
  body.set('map', JSON.stringify({ 0: ['variables.selfie'], 1: ['variables.front'] }));
  for (const name of ['0', '1']) body.set(name, new Blob([jpeg(name)]), 'photo.jpg');
  return body;
}

/** A client; `leave` closes its connection, and resolves when it knows so itself. */
function client(request: RequestInit): { leave(): Promise<void> } {
  const leaving = new AbortController();
  const headers = { 'GraphQL-Require-Preflight': '1', ...request.headers };
  const answer = fetch(`${gateway.url}/graphql`, { method: 'POST', ...request, headers, signal: leaving.signal });
  const over = answer.then((response) => response.text()).catch(() => {});
  return {
    async leave() {
      leaving.abort();
      await over;
    },
  };
}

const json = (query: string): RequestInit => ({
  body: JSON.stringify({ query }),
  headers: { 'content-type': 'application/json' },
});

test('while their photos are still on the way', async () => {
  const before = timers();
  const sockets = Array.from({ length: 20 }, () => connect(Number(new URL(gateway.url).port), '127.0.0.1'));
  const encoded = new Response(form());
  const body = Buffer.from(await encoded.arrayBuffer());
  const head = `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nGraphQL-Require-Preflight: 1\r\nContent-Type: ${encoded.headers.get('content-type')}\r\nContent-Length: ${body.length}\r\n\r\n`;
  for (const socket of sockets) socket.write(Buffer.concat([Buffer.from(head), body.subarray(0, body.length - 20)]));
  await expect.poll(() => gauge('upload_reserved_bytes')).toBeGreaterThan(0);
  for (const socket of sockets) socket.destroy();
  await expectNothingLeft();
  await expectTimers(before);
});

test('while they wait for a slot at Faceki: nothing is sent for them', async () => {
  sandbox.control.setLatency(1_500);
  const before = timers();
  const clients = Array.from({ length: 8 }, () => client({ body: form() }));
  await expect.poll(() => gauge('provider_requests_queued')).toBe(6);
  await Promise.all(clients.map(({ leave }) => leave()));
  await expect.poll(() => gauge('provider_requests_queued')).toBe(0);
  await expectNothingLeft();
  // The two that had been sent were paid for, and are recorded; the others never left.
  expect(sandbox.control.verifications()).toHaveLength(2);
  const { data } = await gateway.query('{ verifications { edges { node { state } } } }');
  const states = data.verifications.edges.map(({ node }: { node: { state: string } }) => node.state).sort();
  expect(states).toEqual([...Array(2).fill('COMPLETED'), ...Array(6).fill('FAILED')]);
  await expectTimers(before);
});

test('while a record is read: the question to Faceki is given up', async () => {
  sandbox.control.addFault('kyc-rules', { kind: 'slow-headers', delayMs: 60_000 }, 4);
  const before = timers();
  const clients = Array.from({ length: 4 }, () => client(json('{ kycRules { documents } }')));
  await expect.poll(() => gauge('provider_requests_under_way')).toBe(2);
  await expect.poll(() => gauge('provider_requests_queued')).toBe(2);
  await Promise.all(clients.map(({ leave }) => leave()));
  await expectNothingLeft();
  // The sandbox still counts to sixty for the two that came so far.
  await expectTimers(before + 2);
});

test('during the pause before a read is repeated', async () => {
  sandbox.control.addFault('kyc-rules', { kind: 'status', status: 503, retryAfterSeconds: 5 }, 1);
  const before = timers();
  const reader = client(json('{ kycRules { documents } }'));
  await expect.poll(() => sandbox.control.received().filter(({ status }) => status === 503).length).toBe(1);
  await reader.leave();
  await expectNothingLeft();
  await expectTimers(before);
});

test('while they watch an attempt', async () => {
  const before = timers();
  const subscription = json('subscription { verificationUpdated(by: { idempotencyKey: "to come" }) { state } }');
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const watchers = Array.from({ length: 10 }, () => client({ ...subscription, headers }));
  await expect.poll(() => gauge('requests_under_way')).toBe(10);
  await Promise.all(watchers.map(({ leave }) => leave()));
  await expectNothingLeft();
  await expectTimers(before);
});

test('a connection that is broken off in the middle of an answer is forgotten', async () => {
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const body = JSON.stringify({ query: '{ __schema { types { name fields { name description } } } }' });
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await once(socket, 'data');
  socket.resetAndDestroy();
  await expectNothingLeft();
});
