/** What an operator sees of the gateway: a line for each operation and each call to Faceki, and metrics; never what was in them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const verify = `mutation VerifyPerson($selfie: Upload!, $front: Upload!, $reference: String) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], reference: $reference, idempotencyKey: "planted-key" }) {
    __typename
  }
}`;
const photos = { selfie: jpeg('planted-image'), front: jpeg('front') };

let gateway: TestGateway;
let requestId: string;
let number = 0;
beforeAll(async () => {
  gateway = await startGateway(jwtSettings);
});
afterAll(() => gateway.close());
beforeEach(() => {
  number += 1;
  requestId = `request-${number}`;
});

const as = async (user: string, ...scopes: Parameters<typeof bearer>[1][]) => ({
  ...(await bearer(user, ...scopes)),
  'x-request-id': requestId,
});

/** The lines of this test's request, once the last one is there: it comes when the answer has been sent. */
async function lines(msg = 'operation'): Promise<Record<string, unknown>[]> {
  const read = () =>
    gateway
      .log()
      .split('\n')
      .filter((line) => line.includes(`"requestId":"${requestId}"`) && line.includes(`"msg":"${msg}"`))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  await expect.poll(() => read().length).toBeGreaterThan(0);
  return read();
}

async function metric(series: string): Promise<number | null> {
  const text = await (await fetch(`${gateway.url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`faceki_gateway_${series} `));
  return line === undefined ? null : Number(line.split(' ').at(-1));
}

test('an operation is one line: what it was, who asked, how it went and how long it took', async () => {
  const { headers } = await gateway.upload(
    verify,
    { reference: 'planted-reference' },
    photos,
    await as('planted-user', 'kyc:verify'),
  );
  expect(headers.get('x-request-id')).toBe(requestId);
  expect(await lines()).toEqual([
    {
      level: 30,
      time: expect.stringMatching(/^\d{4}-/),
      requestId,
      operation: 'VerifyPerson',
      type: 'mutation',
      fields: ['verifyKyc'],
      caller: 'user',
      status: 200,
      outcome: 'ok',
      durationMs: expect.any(Number),
      msg: 'operation',
    },
  ]);
});

test('each call to Faceki for it is a line under the same request id', async () => {
  await gateway.upload(verify.replace('planted-key', 'k2'), {}, photos, await as('bob', 'kyc:verify'));
  const [call, ...others] = await lines('faceki');
  expect(others).toEqual([]);
  expect(call).toEqual({
    level: 30,
    time: expect.any(String),
    requestId,
    endpoint: 'v2.kyc-verification',
    status: 200,
    code: '0',
    durationMs: expect.any(Number),
    attempt: 1,
    tries: 1,
    outcome: 'ok',
    msg: 'faceki',
  });
});

test('an expected failure is told by its type and code, and what the operator has to mend is a warning', async () => {
  gateway.app.sandbox?.control.setNextOutcome('kyc', 'NO_RULES_FOR_COMPANY');
  await gateway.upload(verify.replace('planted-key', 'k3'), {}, photos, await as('cleo', 'kyc:verify'));
  expect(await lines()).toMatchObject([{ outcome: 'failure', failures: ['ConfigurationError NO_RULES'] }]);
  expect(await lines('faceki')).toMatchObject([{ level: 40, outcome: 'NO_RULES', code: '7001' }]);
});

test.each([
  ['no token', '{ viewer { id } }', null, { outcome: 'ok', caller: 'none' }],
  ['a right that is missing', '{ kycSummary }', 'dora', { outcome: 'error', errors: ['FORBIDDEN'], caller: 'user' }],
  [
    'a field that does not exist',
    '{ planted }',
    'dora',
    { outcome: 'error', errors: ['GRAPHQL_VALIDATION_FAILED'], type: null },
  ],
  [
    'no GraphQL at all',
    'planted {',
    'dora',
    { outcome: 'error', errors: ['GRAPHQL_PARSE_FAILED'], type: null, fields: [] },
  ],
  [
    'several fields',
    '{ b: __typename viewer { id } kycRules { documents } }',
    'dora',
    { fields: ['__typename', 'kycRules', 'viewer'] },
  ],
] as const)('%s is told apart', async (_case, query, user, expected) => {
  const headers = user === null ? { 'x-request-id': requestId } : await as(user);
  await gateway.query(query, {}, headers);
  expect(await lines()).toMatchObject([expected]);
});

test('of a name without end the beginning is enough', async () => {
  await gateway.query(`query ${'N'.repeat(500)} { viewer { id } }`, {}, await as('dora'));
  expect(await lines()).toMatchObject([{ operation: 'N'.repeat(64) }]);
});

test('a token that is not good is a line, too', async () => {
  const { status } = await gateway.query(
    '{ viewer { id } }',
    {},
    { authorization: 'Bearer planted', 'x-request-id': requestId },
  );
  expect(status).toBe(401);
  expect(await lines()).toMatchObject([
    { status: 401, outcome: 'error', errors: ['UNAUTHENTICATED'], caller: 'unknown' },
  ]);
});

test('a client that leaves before its answer is said to have left', async () => {
  gateway.app.sandbox?.control.addFault('kyc-rules', { kind: 'slow-headers', delayMs: 5_000 });
  const leaving = new AbortController();
  const answer = fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    signal: leaving.signal,
    headers: { ...(await as('eve')), 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ kycRules { documents } }' }),
  });
  await expect.poll(() => metric('provider_requests_under_way')).toBe(1);
  leaving.abort();
  await answer.catch(() => {});
  expect(await lines()).toMatchObject([{ outcome: 'left', fields: ['kycRules'] }]);
});

test('a subscription is one line, when it ends', async () => {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { ...(await as('bob')), 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { verificationUpdated(by: { idempotencyKey: "k2" }) { state } }' }),
  });
  await response.text();
  expect(await lines()).toMatchObject([{ type: 'subscription', fields: ['verificationUpdated'], outcome: 'ok' }]);
});

test('metrics count operations, attempts, calls, tokens and the ledger', async () => {
  expect(await metric('operations_total{type="mutation",field="verifyKyc",outcome="ok"}')).toBe(2);
  expect(await metric('operations_total{type="mutation",field="verifyKyc",outcome="ConfigurationError"}')).toBe(1);
  expect(await metric('operations_total{type="query",field="kycSummary",outcome="FORBIDDEN"}')).toBe(1);
  expect(await metric('operations_total{type="none",field="none",outcome="UNAUTHENTICATED"}')).toBe(1);
  expect(await metric('operation_duration_seconds_count{type="mutation",field="verifyKyc"}')).toBe(3);
  expect(await metric('attempts_total{state="COMPLETED",decision="ACCEPTED",failure="",by="gateway"}')).toBe(2);
  expect(await metric('attempts_total{state="FAILED",decision="",failure="NO_RULES",by="gateway"}')).toBe(1);
  expect(await metric('provider_calls_total{endpoint="v2.kyc-verification",outcome="ok"}')).toBe(2);
  expect(await metric('token_renewals_total{outcome="ok"}')).toBe(1);
  expect(await metric('ledger_duration_seconds_count{method="begin",outcome="ok"}')).toBe(3);
  expect(await metric('upload_budget_bytes')).toBe(128_000_000);
  expect(await metric('ready')).toBe(1);
});

test('each host of Faceki that is used has a circuit to be watched, from the start', async () => {
  const account = { FACEKI_CLIENT_ID: 'id', FACEKI_CLIENT_SECRET: 'secret', AUTH_MODE: 'none' };
  const hostsOf = async (env: Record<string, string>) => {
    const started = await startGateway({ ...account, ...env });
    const text = await (await fetch(`${started.url}/metrics`)).text();
    await started.close();
    return [...text.matchAll(/^faceki_gateway_circuit_state\{host="([^"]+)"\} 0$/gm)].map(([, host]) => host);
  };
  expect(await hostsOf({})).toEqual(['sdk.faceki.com']);
  expect(await hostsOf({ FACEKI_FACE_LOGIN: 'bio-verify' })).toEqual(['sdk.faceki.com', 'sdkbio.faceki.com']);
  expect(await hostsOf({ FACEKI_FACE_LOGIN: 'facelink-login' })).toEqual(['sdk.faceki.com']);
});

test('what nobody knows is absent, rather than nothing', async () => {
  expect(await (await fetch(`${gateway.url}/metrics`)).text()).not.toMatch(/^faceki_gateway_provider_credit_left/m);
});

test('credit that the biometric services speak of can be watched', async () => {
  const biometric = await startGateway({ FACEKI_FACE_LOGIN: 'facelink-login' });
  const enroll = 'mutation ($selfie: Upload!) { enrollFace(input: { selfie: $selfie }) { __typename } }';
  const login = 'mutation ($selfie: Upload!) { faceLogin(input: { selfie: $selfie }) { __typename } }';
  await biometric.upload(enroll, {}, { selfie: jpeg('face') });
  await biometric.upload(login, {}, { selfie: jpeg('face') });
  const text = await (await fetch(`${biometric.url}/metrics`)).text();
  expect(text).toMatch(/^faceki_gateway_provider_credit_left\{source="answer"\} [\d.]+$/m);
  await biometric.close();
});

test('no line and no metric holds what clients sent, or who they are', async () => {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(gateway.log()).not.toContain('planted');
  expect(metrics).not.toContain('planted');
});

test('with METRICS=off there is nothing to read', async () => {
  const silent = await startGateway({ METRICS: 'off' });
  expect((await fetch(`${silent.url}/metrics`)).status).toBe(404);
  expect((await silent.query('{ viewer { id } }')).status).toBe(200);
  await silent.close();
});
