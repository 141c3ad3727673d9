import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '#domain/secret.ts';
import { createTokenRequest } from '#faceki/token-request.ts';
import { BaseUrl } from '#http/base-url.ts';
import { createHttpClient } from '#http/client.ts';
import { secretMarkers } from '#test/support/faceki-under-test.ts';
import { type Reply, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

const get = 'GET /auth/api/access-token';
const post = 'POST /auth/api/generate-token';

async function ask(
  script: Record<string, Reply>,
  style: 'access-token' | 'generate-token' = 'access-token',
  timeoutMs = 5_000,
) {
  await using server = await startScriptedFaceki();
  for (const [route, reply] of Object.entries(script)) server.on(route, reply);
  const http = createHttpClient({ maxConcurrent: 2, retry: null });
  const reports: unknown[] = [];
  const request = createTokenRequest({
    http,
    base: new BaseUrl(server.origin),
    clientId: new Secret(secretMarkers.clientId),
    clientSecret: new Secret(secretMarkers.clientSecret),
    style,
    timeoutMs,
    clock: () => 0,
    onCall: (report) => reports.push(report),
  });
  const outcomes = [await request().catch((error: unknown) => error), await request().catch((error: unknown) => error)];
  await server[Symbol.asyncDispose]();
  await http.close();
  return { outcome: outcomes[0], received: server.received, reports };
}

test('asks by GET with the credentials in the query, as every vendor SDK does', async () => {
  const { outcome, received } = await ask({ [get]: sampleReply('v2-token-ok.json') });
  expect(outcome).toEqual({ value: 'fake-header.fake-payload.fake-signature', lifetimeMs: 3_600_000 });
  expect(received[0]?.method).toBe('GET');
  expect(Object.fromEntries(received[0]?.query ?? [])).toEqual(secretMarkers);
});

test.for([
  ['a missing client id', sampleReply('v2-token-422.json', 422), '422'],
  ['a refusal without a message', sampleReply('v2-token-422-empty-message.json', 422), '422'],
  ['a missing secret, echoed without an envelope', sampleReply('v2-token-client-secret-echo.json', 422), '422'],
  ['the same refusals with status 200', sampleReply('v2-token-422.json'), '422'],
  ['an echo with status 200', sampleReply('v2-token-client-secret-echo.json'), null],
  ['a 401', sampleReply('v2-unauthorized-401.json', 401), '401'],
  ['a 403 in HTML', { status: 403, text: '<html>' }, '403'],
  ['an answer without a token', { json: { responseCode: 0, data: {} } }, null],
  ['a null in its place', { json: { responseCode: 0, data: null } }, null],
  ['a token that no header can carry', { json: { responseCode: 0, data: { access_token: 'a\r\nb' } } }, null],
  ['an unknown code', { json: { responseCode: 9999, data: {} } }, '9999'],
] as const)('reads %s as credentials that are refused', async ([, reply, providerCode]) => {
  const { outcome } = await ask({ [get]: reply });
  expect(outcome).toMatchObject({ failure: { code: 'CREDENTIALS_REJECTED', providerCode } });
});

test.for([
  ['a 500', sampleReply('v2-internal-error-http-500.json', 500), 'PROVIDER_FAULT'],
  ['code 1000', sampleReply('v2-internal-error-1000.json'), 'PROVIDER_FAULT'],
  ['a 429', { status: 429, headers: { 'retry-after': '3' } }, 'PROVIDER_TRY_AGAIN'],
  ['a maintenance page', { text: '<html>' }, 'PROVIDER_NONSENSE'],
  ['an empty answer', { text: '' }, 'PROVIDER_NONSENSE'],
  ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, 'PROVIDER_NONSENSE'],
  ['a broken connection', ((request) => request.socket.destroy()) as Reply, 'PROVIDER_UNREACHABLE'],
] as const)('does not blame the credentials for %s', async ([, reply, code]) => {
  const { outcome } = await ask({ [get]: reply });
  expect(outcome).toMatchObject({ failure: { code } });
});

test('gives up on a token endpoint that is silent', async () => {
  const { outcome } = await ask({ [get]: () => undefined }, 'access-token', 50);
  expect(outcome).toMatchObject({ failure: { code: 'PROVIDER_TIMEOUT' } });
});

test('under V3 asks by POST with the credentials in the body', async () => {
  const { outcome, received } = await ask({ [post]: sampleReply('v3-token-ok.json') }, 'generate-token');
  expect(outcome).toMatchObject({ lifetimeMs: 3_600_000 });
  expect(received[0]?.query.size).toBe(0);
  expect(JSON.parse(received[0]?.body.toString() ?? '')).toEqual(secretMarkers);
});

test.for([404, 405])('falls back to the older way where the newer one answers %i, and stays there', async (status) => {
  const { outcome, received } = await ask(
    { [post]: { status }, [get]: sampleReply('v2-token-ok.json') },
    'generate-token',
  );
  expect(outcome).toMatchObject({ lifetimeMs: 3_600_000 });
  expect(received.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET']);
});

test('does not fall back when V3 refuses the credentials', async () => {
  const { outcome, received } = await ask({ [post]: sampleReply('v3-token-422.json', 422) }, 'generate-token');
  expect(outcome).toMatchObject({ failure: { code: 'CREDENTIALS_REJECTED' } });
  expect(received.map(({ method }) => method)).toEqual(['POST', 'POST']);
});

test('takes a lifetime as text, and an hour where none is given', async () => {
  const token = (expires_in?: unknown) => ({ json: { responseCode: '0', data: { access_token: 'a.b', expires_in } } });
  expect((await ask({ [get]: token('60') })).outcome).toEqual({ value: 'a.b', lifetimeMs: 60_000 });
  expect((await ask({ [get]: token() })).outcome).toEqual({ value: 'a.b', lifetimeMs: 3_600_000 });
});

test('neither an error nor a report ever holds the credentials or the URL that carries them', async () => {
  const { clientId, clientSecret } = secretMarkers;
  const echo = { json: { responseCode: clientSecret.toUpperCase(), message: clientSecret, data: {} } };
  const replies: Reply[] = [echo, { status: 422, ...echo }, (request) => request.socket.destroy(), { text: '<html>' }];
  for (const reply of replies) {
    const { outcome, reports } = await ask({ [get]: reply });
    expect(outcome).toBeInstanceOf(Error);
    const shown = inspect([outcome, reports], { depth: 20, showHidden: true });
    for (const marker of [clientId, clientSecret, clientSecret.toUpperCase(), 'clientId='])
      expect(shown).not.toContain(marker);
  }
});
