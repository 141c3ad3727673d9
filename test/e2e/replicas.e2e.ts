/** Two processes on one PostgreSQL behave as one, and when one dies the other goes on, also with what the dead one had begun. */
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Sandbox, sandboxWorkflowId, startSandbox } from '#sandbox/sandbox.ts';
import { type GraphQLClient, graphqlClient } from '#test/support/graphql-client.ts';
import { type LocalPostgres, startLocalPostgres } from '#test/support/local-postgres.ts';
import { jpeg } from '#test/support/photos.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts';
import { type GatewayProcess, startProcess } from '#test/support/process.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

type Replica = GatewayProcess & GraphQLClient;

const webhookSecret = 'the-secret-of-the-webhook';
const given = process.env.TEST_POSTGRES_URL ?? '';
let server: LocalPostgres;
let database: TestDatabase;
let sandbox: Sandbox;
let settings: Record<string, string>;
let one: Replica;
let other: Replica;

beforeAll(async () => {
  server = given === '' ? await startLocalPostgres() : { url: given, stop: async () => {} };
  database = await createTestDatabase(server.url);
  sandbox = await startSandbox();
  const { privateKey } = generateKeyPairSync('ed25519');
  settings = {
    ...jwtSettings,
    FACEKI_CLIENT_ID: sandbox.credentials.clientId,
    FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
    FACEKI_BASE_URL: sandbox.url,
    // V3 keeps our id beside the record, so that lost answers can be looked up.
    FACEKI_API: 'v3',
    FACEKI_WORKFLOW_ID: sandboxWorkflowId,
    DATABASE_URL: database.url,
    SESSION_PRIVATE_KEY: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    WEBHOOK_SECRET: webhookSecret,
    LIMIT_VERIFY_PER_OWNER_PER_DAY: '3',
  };
  [one, other] = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await sandbox.close();
  await database.drop();
  await server.stop();
});
beforeEach(() => sandbox.control.clearFaults());

async function start(): Promise<Replica> {
  const started = await startProcess(settings);
  return { ...started, ...graphqlClient(started.url) };
}

// ---------------------------------------------------------------- what clients do

const mutation = `mutation ($selfie: Upload!, $front: Upload!, $key: String) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], idempotencyKey: $key }) {
    __typename
    ... on VerificationError { code }
    ... on VerifyKycCompleted { verification { id state decision } }
  }
}`;

async function verify(at: Replica, user: string, key: string | null = null) {
  const photos = { selfie: jpeg(`selfie of ${user}`), front: jpeg(`card of ${user}`) };
  const { data } = await at.upload(mutation, { key }, photos, await bearer(user, 'kyc:verify'));
  return data.verifyKyc;
}

/** Subscribes, and resolves to the first event's arrival and to all states in the end. */
async function watch(at: Replica, user: string, by: object) {
  const response = await fetch(`${at.url}/graphql`, {
    method: 'POST',
    headers: { ...(await bearer(user)), 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({
      query: 'subscription ($by: VerificationBy!) { verificationUpdated(by: $by) { state } }',
      variables: { by },
    }),
  });
  const states = response.text().then((text) => {
    expect(text).toContain('event: complete');
    return [...text.matchAll(/"state":"(\w+)"/g)].map(([, state]) => state);
  });
  return { states };
}

const statusOf = async (at: Replica, headers: Record<string, string>) =>
  (await at.query('{ viewer { id kycStatus verifications { edges { node { state } } } } }', {}, headers)).data.viewer;

// ---------------------------------------------------------------- as one

test('a key that is sent to both at once is paid for once, and both answer the same', async () => {
  sandbox.control.setLatency(300);
  const before = sandbox.control.verifications().length;
  const results = await Promise.all([verify(one, 'ada', 'k'), verify(other, 'ada', 'k'), verify(one, 'ada', 'k')]);
  sandbox.control.setLatency(0);
  expect(new Set(results.map(({ verification }) => verification.id)).size).toBe(1);
  expect(sandbox.control.verifications().length - before).toBe(1);
});

test('who was verified at one is verified at the other', async () => {
  await verify(one, 'bob');
  expect(await statusOf(other, await bearer('bob'))).toMatchObject({ id: 'bob', kycStatus: 'VERIFIED' });
});

test('a subscription at one follows what happens at the other', async () => {
  sandbox.control.setLatency(500);
  const { states } = await watch(one, 'cleo', { idempotencyKey: 'k' });
  await verify(other, 'cleo', 'k');
  sandbox.control.setLatency(0);
  expect(await states).toEqual(['PENDING', 'COMPLETED']);
});

test('limits are counted over both', async () => {
  for (const at of [one, other, one]) expect((await verify(at, 'dora')).__typename).toBe('VerifyKycCompleted');
  expect((await verify(other, 'dora')).code).toBe('RATE_LIMITED');
  expect((await verify(one, 'dora')).code).toBe('RATE_LIMITED');
});

test('a session that was opened at one is good at the other', async () => {
  await verify(one, 'eve');
  const login =
    'mutation ($selfie: Upload!) { faceLogin(input: { selfie: $selfie }) { __typename ... on FaceLoginSuccess { user { id } session { token } } } }';
  const { data } = await one.upload(login, {}, { selfie: jpeg('selfie of eve') });
  expect(data.faceLogin).toMatchObject({ __typename: 'FaceLoginSuccess', user: { id: 'eve' } });
  const session = { authorization: `Bearer ${data.faceLogin.session.token}` };
  expect(await statusOf(other, session)).toMatchObject({ id: 'eve', kycStatus: 'VERIFIED' });
  const keys = await Promise.all(
    [one, other].map(async ({ url }) => (await fetch(`${url}/.well-known/jwks.json`)).json()),
  );
  expect(keys[0]).toEqual(keys[1]);
});

test('a hint that Faceki gives to one settles an attempt that the other began, and its watcher hears of it', async () => {
  const create =
    'mutation { createKycLink(input: {}) { ... on CreateKycLinkSuccess { link { id } verification { id state } } } }';
  const { data } = await one.query(create, {}, await bearer('finn', 'kyc:verify'));
  const { link, verification } = data.createKycLink;
  const { states } = await watch(one, 'finn', { id: verification.id });
  sandbox.control.setWebhook({ url: `${other.url}/webhooks/faceki/${webhookSecret}` });
  const form = new FormData();
  form.set('link', link.id);
  form.set('workflowId', sandboxWorkflowId);
  for (const name of ['selfie', 'document_1_front', 'document_1_back'])
    form.set(name, new Blob([jpeg(`${name} of finn`)]), 'photo.jpg');
  await fetch(`${sandbox.url}/api/v3/kyc_verification/requestbylink`, { method: 'POST', body: form });
  expect(await states).toEqual(['AWAITING_PERSON', 'COMPLETED']);
  sandbox.control.setWebhook(null);
});

test('what is erased at one is gone at the other', async () => {
  await verify(one, 'gus');
  const erase = 'mutation { eraseUser(input: { userId: "gus" }) { erasedVerifications } }';
  const { data } = await other.query(erase, {}, await bearer('gus'));
  expect(data.eraseUser.erasedVerifications).toBe(1);
  expect(await statusOf(one, await bearer('gus'))).toMatchObject({
    kycStatus: 'UNVERIFIED',
    verifications: { edges: [] },
  });
});

// ---------------------------------------------------------------- one dies

test('when one is killed with a paid verification on its way, the other finds its result under the same key', async () => {
  sandbox.control.addFault('v3-kyc', { kind: 'slow-headers', delayMs: 60_000 });
  const before = sandbox.control.verifications().length;
  const cut = verify(one, 'hal', 'k').catch(() => 'cut off');
  await expect.poll(() => sandbox.control.verifications().length, { timeout: 10_000 }).toBe(before + 1);
  const { states } = await watch(other, 'hal', { idempotencyKey: 'k' });
  one.child.kill('SIGKILL');
  expect(await cut).toBe('cut off');

  // The other takes the first for dead when its lease of 15 s has run out, and asks Faceki by the attempt's id.
  const again = await verify(other, 'hal', 'k');
  expect(again).toMatchObject({ __typename: 'VerifyKycCompleted', verification: { state: 'COMPLETED' } });
  expect(sandbox.control.verifications().length - before).toBe(1);
  expect(await states).toEqual(['PENDING', 'INTERRUPTED', 'COMPLETED']);
});

test('the other goes on alone, and a new one joins it', async () => {
  expect((await verify(other, 'ida')).__typename).toBe('VerifyKycCompleted');
  one = await start();
  expect(await statusOf(one, await bearer('ida'))).toMatchObject({ kycStatus: 'VERIFIED' });
  expect((await verify(one, 'ida')).__typename).toBe('VerifyKycCompleted');
});
