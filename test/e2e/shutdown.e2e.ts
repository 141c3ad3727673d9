/** How the gateway stops: politely, within its time, with nothing lost; at once for whoever asks twice. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLedger } from '#ledger/ledger.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { jpeg } from '#test/support/photos.ts';
import { type GatewayProcess, startProcess } from '#test/support/process.ts';

let sandbox: Sandbox;
let folder: string;
let gateway: GatewayProcess | undefined;
beforeEach(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), 'gateway-shutdown-'));
});
afterEach(async () => {
  gateway?.child.kill('SIGKILL');
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(env: Record<string, string> = {}): Promise<GatewayProcess> {
  gateway = await startProcess({
    FACEKI_CLIENT_ID: sandbox.credentials.clientId,
    FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
    FACEKI_BASE_URL: sandbox.url,
    AUTH_MODE: 'none',
    DATABASE_URL: `sqlite:${join(folder, 'ledger.db')}`,
    ...env,
  });
  return gateway;
}

const mutation = `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], idempotencyKey: "k" }) {
    __typename
    ... on VerificationError { code retry }
    ... on ProviderUnavailableError { attempt { state } }
    ... on VerifyKycCompleted { verification { state } }
  }
}`;

function form(): FormData {
  const body = new FormData();
  body.set('operations', JSON.stringify({ query: mutation, variables: { selfie: null, front: null } }));
  body.set('map', JSON.stringify({ 0: ['variables.selfie'], 1: ['variables.front'] }));
  for (const name of ['0', '1']) body.set(name, new Blob([jpeg(name)]), 'photo.jpg');
  return body;
}

async function verify(url: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    body: form(),
    headers: { 'GraphQL-Require-Preflight': '1' },
  });
  const { data } = (await response.json()) as { data: { verifyKyc: Record<string, unknown> } };
  return { connection: response.headers.get('connection'), result: data.verifyKyc };
}

/** Resolves when the verification has been paid for. */
async function untilPaid(): Promise<void> {
  await expect.poll(() => sandbox.control.verifications().length, { timeout: 10_000 }).toBe(1);
}

/** On a connection of its own, as a probe comes. */
async function probe(url: string, path: string, body?: string) {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const sent = httpRequest(`${url}${path}`, { agent: false, method: body === undefined ? 'GET' : 'POST', headers });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = await Array.fromAsync(response);
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() };
}

async function readState(): Promise<string | undefined> {
  const ledger = await openLedger({ url: `sqlite:${join(folder, 'ledger.db')}`, mode: 'live', clock: Date.now });
  const { items } = await ledger.page({}, { limit: 10, from: 'newest' });
  await ledger.close();
  expect(items).toHaveLength(1);
  return items[0]?.state;
}

test('a paid verification is finished and recorded; probes are answered meanwhile, and new requests sent elsewhere', async () => {
  const { url, child } = await start();
  sandbox.control.setLatency(1_500);
  const exit = once(child, 'exit');
  const verified = verify(url);
  await untilPaid();
  child.kill('SIGTERM');
  await expect.poll(async () => (await probe(url, '/ready')).status).toBe(503);

  expect((await probe(url, '/health')).status).toBe(200);
  expect((await probe(url, '/metrics')).text).toContain('faceki_gateway_ready 0');
  const refused = await probe(url, '/graphql', '{"query":"{ viewer { id } }"}');
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1', connection: 'close' } });
  expect(JSON.parse(refused.text).errors[0].extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 });

  expect(await verified).toEqual({
    connection: 'close',
    result: { __typename: 'VerifyKycCompleted', verification: { state: 'COMPLETED' } },
  });
  expect(await exit).toEqual([0, null]);
  expect(await readState()).toBe('COMPLETED');
});

test('a subscription ends with a word, not with a broken connection', async () => {
  const { url, child } = await start();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { verificationUpdated(by: { idempotencyKey: "k" }) { state } }' }),
  });
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  // `text` would reject on a connection that was cut.
  expect((await response.text()).replaceAll(/^:?\n/gm, '')).toBe('event: complete\ndata:\n');
  expect(await exit).toEqual([0, null]);
});

test('photos that are on their way are waited for, and verified', async () => {
  const { url, child } = await start();
  const encoded = new Response(form());
  const body = Buffer.from(await encoded.arrayBuffer());
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nGraphQL-Require-Preflight: 1\r\nContent-Type: ${encoded.headers.get('content-type')}\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  socket.write(body.subarray(0, 600));
  await expect.poll(async () => (await probe(url, '/metrics')).text).toContain('requests_under_way 1');
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await expect.poll(async () => (await probe(url, '/ready')).status).toBe(503);
  socket.write(body.subarray(600));
  const answer = Buffer.concat(await Array.fromAsync<Buffer>(socket)).toString();
  expect(answer).toContain('Connection: close');
  expect(answer).toContain('"VerifyKycCompleted"');
  expect(await exit).toEqual([0, null]);
});

test('what cannot be finished in time is given up, and both client and ledger know it', async () => {
  const { url, child } = await start({ SHUTDOWN_WITHIN_MS: '500' });
  sandbox.control.addFault('kyc', { kind: 'slow-headers', delayMs: 20_000 });
  const exit = once(child, 'exit');
  const verified = verify(url);
  await untilPaid();
  child.kill('SIGTERM');
  expect((await verified).result).toMatchObject({
    __typename: 'ProviderUnavailableError',
    attempt: { state: 'INTERRUPTED' },
  });
  expect(await exit).toEqual([0, null]);
  expect(await readState()).toBe('INTERRUPTED');
});

test('a signal that comes twice for one wish, as from Ctrl-C under npm, is one', async () => {
  const { url, child } = await start();
  sandbox.control.addFault('kyc', { kind: 'slow-headers', delayMs: 1_500 });
  const exit = once(child, 'exit');
  const verified = verify(url);
  await untilPaid();
  // Two of one kind at once would be made one by the system.
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect((await verified).result).toMatchObject({ __typename: 'VerifyKycCompleted' });
  expect(await exit).toEqual([0, null]);
});

test('a second wish ends it at once', async () => {
  const { url, child } = await start();
  sandbox.control.addFault('kyc', { kind: 'slow-headers', delayMs: 20_000 });
  const exit = once(child, 'exit');
  const verified = verify(url).catch(() => 'cut off');
  await untilPaid();
  child.kill('SIGTERM');
  await expect.poll(async () => (await probe(url, '/ready')).status).toBe(503);
  await setTimeout(600);
  child.kill('SIGTERM');
  expect(await exit).toEqual([1, null]);
  expect(await verified).toBe('cut off');
});
