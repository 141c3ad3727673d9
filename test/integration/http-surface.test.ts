/** The HTTP surface as browsers, proxies and attackers meet it: origins, headers, methods, paths, names. */
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const app = 'https://app.example.com';
let gateway: TestGateway;
/** AUTH_MODE=none, as with the sandbox. */
let open: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({
    ...jwtSettings,
    NODE_ENV: 'production',
    FACEKI_SANDBOX: 'on',
    CORS_ORIGINS: `${app}, https://other.example.com`,
  });
  open = await startGateway({ CORS_ORIGINS: app });
});
afterAll(async () => {
  await gateway.close();
  await open.close();
});

const ask = (where: TestGateway, init: RequestInit, path = '/graphql') =>
  fetch(`${where.url}${path}`, { redirect: 'manual', ...init });
const post = (headers: Record<string, string>, body = '{"query":"{ viewer { id } }"}', where = gateway) =>
  ask(where, { method: 'POST', headers, body });
const json = { 'content-type': 'application/json' };
const corsHeaders = ({ headers }: Response) => [...headers.keys()].filter((name) => name.startsWith('access-control-'));

/** What `fetch` will not send: any header, any path. */
async function askRaw(where: TestGateway, path: string, headers: Record<string, string>, method = 'GET') {
  const { hostname, port } = new URL(where.url);
  const sent = request({ hostname, port, path, method, headers, setHost: headers.host === undefined }).end();
  const [response] = await once(sent, 'response');
  const chunks = await Array.fromAsync(response as AsyncIterable<Buffer>);
  return { status: response.statusCode as number, headers: response.headers, body: Buffer.concat(chunks).toString() };
}

describe('pages of other origins', () => {
  test('that are listed may call, and read what they need', async () => {
    const response = await post({ ...json, origin: app });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(app);
    expect(response.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary')).toMatch(/\bOrigin\b/);
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const unlisted = await post({ ...json, origin: 'https://evil.example' });
    expect(unlisted.headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  test('ask beforehand, and are told what they may send', async () => {
    const wanted = 'authorization,content-type,graphql-require-preflight';
    const headers = { origin: app, 'access-control-request-method': 'POST', 'access-control-request-headers': wanted };
    const response = await ask(gateway, { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': wanted,
      'access-control-max-age': '7200',
    });
  });

  test.each([
    'https://evil.example',
    'null',
    `${app}.evil.example`,
    `${app}:444`,
    'http://app.example.com',
    'https://APP.example.com',
    '',
  ])('that are not listed get no header of the protocol at all: "%s"', async (origin) => {
    for (const response of [
      await post({ ...json, origin }),
      await post({ ...json, origin }, '{"query":"{"}'),
      await ask(gateway, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } }),
      await ask(gateway, { headers: { origin } }, '/images/x'),
      await ask(gateway, { headers: { origin } }, '/health'),
    ]) {
      expect(corsHeaders(response)).toEqual([]);
    }
  });

  test('cannot make an answer repeat what they made up', async () => {
    const headers = {
      origin: app,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-a, <script>',
    };
    const response = await ask(gateway, { method: 'OPTIONS', headers });
    expect(response.headers.get('access-control-allow-headers')).toBeNull();
  });

  test('none may call where none is listed', async () => {
    const closed = await startGateway(jwtSettings);
    try {
      const response = await post({ ...json, origin: app }, undefined, closed);
      expect(corsHeaders(response)).toEqual([]);
    } finally {
      await closed.close();
    }
  });
});

describe('what a foreign page can send without asking is refused', () => {
  const simple = [
    'text/plain',
    'text/plain;charset=UTF-8',
    ' TEXT/PLAIN',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'Multipart/Form-Data',
  ];

  test.each(simple)('a POST as %s', async (type) => {
    for (const where of [gateway, open]) {
      const response = await post({ 'content-type': type }, 'query=%7B__typename%7D', where);
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('GraphQL-Require-Preflight');
    }
  });

  test('a POST that does not say what it is', async () => {
    const body = '{"query":"{__typename}"}';
    const { status } = await new Promise<{ status: number }>((resolve, reject) => {
      const { hostname, port } = new URL(gateway.url);
      request({ hostname, port, path: '/graphql', method: 'POST' }, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0 });
      })
        .on('error', reject)
        .end(body);
    });
    expect(status).toBe(403);
  });

  test('with any of the headers that ask first it is taken', async () => {
    for (const name of [
      'GraphQL-Require-Preflight',
      'Apollo-Require-Preflight',
      'x-apollo-operation-name',
      'x-graphql-yoga-csrf',
    ]) {
      const response = await post(
        { 'content-type': 'application/x-www-form-urlencoded', [name]: '1' },
        'query=%7B__typename%7D',
      );
      expect(response.status).toBe(200);
    }
  });

  const get = '/graphql?query=%7B__typename%7D';
  test('a query by GET, unless a header or a token shows that it was meant', async () => {
    expect((await ask(gateway, {}, get)).status).toBe(403);
    expect((await ask(gateway, { headers: { 'graphql-require-preflight': '1' } }, get)).status).toBe(200);
    expect((await ask(gateway, { headers: await bearer('ada') }, get)).status).toBe(200);
  });

  test('a query by GET from a page of another site, where everybody has all rights', async () => {
    const from = (site: string, origin?: string) =>
      askRaw(open, get, {
        'sec-fetch-site': site,
        'sec-fetch-mode': 'no-cors',
        accept: '*/*',
        ...(origin === undefined ? {} : { origin }),
      });
    expect((await from('cross-site')).status).toBe(403);
    expect((await from('cross-site', 'https://evil.example')).status).toBe(403);
    expect((await from('cross-site', app)).status).toBe(200);
    expect((await from('same-origin')).status).toBe(200);
    expect((await ask(open, {}, get)).status).toBe(200);
  });

  test('a mutation by GET, whoever asks', async () => {
    const response = await ask(
      open,
      {},
      `/graphql?query=${encodeURIComponent('mutation { createKycLink(input: {}) { __typename } }')}`,
    );
    expect(response.status).toBe(405);
  });
});

describe('where everybody has all rights (AUTH_MODE=none)', () => {
  test.each([
    'evil.example',
    'evil.example:4000',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '192.168.1.7',
    '[::2]',
    'localhost@evil.example',
    '',
  ])('a name that was pointed at this machine gets nothing (DNS rebinding): %s', async (host) => {
    for (const path of ['/graphql?query=%7B__typename%7D', '/', '/images/x', '/.well-known/jwks.json']) {
      const { status, body } = await askRaw(open, path, { host });
      expect({ status, body }).toEqual({
        status: host === '' ? expect.any(Number) : 403,
        body: expect.not.stringContaining('data'),
      });
    }
  });

  test.each(['localhost', 'localhost:4000', '127.0.0.1', '127.8.8.8:1', '[::1]:4000', 'LOCALHOST'])(
    'this machine is answered under its own names: %s',
    async (host) => {
      expect((await askRaw(open, '/health', { host })).status).toBe(200);
    },
  );

  test.each(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'])(
    'a request that a proxy passed on is refused: %s',
    async (name) => {
      expect((await askRaw(open, '/health', { [name]: '1' })).status).toBe(403);
    },
  );
});

describe('every answer', () => {
  const paths = ['/graphql', '/health', '/ready', '/.well-known/jwks.json', '/images/x', '/nothing', '/'];
  test.each(paths)('of %s is kept by nobody, guessed at by nobody, framed by nobody', async (path) => {
    const { headers } = await ask(gateway, {}, path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-request-id': expect.stringMatching(/^[\w.-]{1,128}$/),
    });
    expect([...headers.keys()]).not.toContain('x-powered-by');
    expect([...headers.keys()]).not.toContain('server');
  });

  test('carries the client’s request id if it is a sane one, and a new one otherwise', async () => {
    for (const id of ['abc-123', 'a'.repeat(128)]) {
      expect((await ask(gateway, { headers: { 'x-request-id': id } }, '/health')).headers.get('x-request-id')).toBe(id);
    }
    for (const id of ['a b', 'a"b', '{"level":60}', 'a'.repeat(129), '<script>', '']) {
      expect((await ask(gateway, { headers: { 'x-request-id': id } }, '/health')).headers.get('x-request-id')).toMatch(
        /^[\da-f-]{36}$/,
      );
    }
  });
});

describe('paths', () => {
  test.each([
    '/graphql/../health',
    '//graphql',
    '/graphql/',
    '/GraphQL',
    '/%67raphql',
    '/graphql%00',
    '/..',
    '/../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/images/../graphql',
    '/explorer/..%2f..%2fapp.ts',
    '/explorer/../../src/app.ts',
    '/.env',
    '/src/app.ts',
    '/__sandbox',
    '/\\graphql',
    'http://evil.example/graphql',
  ])('that are not ours lead nowhere: %s', async (path) => {
    for (const where of [gateway, open]) {
      const { status, body } = await askRaw(where, path, { host: '127.0.0.1' });
      expect(status).toBe(404);
      expect(body).not.toMatch(/import |root:|FACEKI_/);
    }
  });

  test('a token in the address is no token', async () => {
    const { authorization } = await bearer('ada');
    const token = authorization.replace('Bearer ', '');
    for (const name of ['access_token', 'token', 'authorization']) {
      const response = await ask(
        gateway,
        { headers: { 'graphql-require-preflight': '1' } },
        `/graphql?query=%7Bviewer%7Bid%7D%7D&${name}=${token}`,
      );
      expect(await response.json()).toEqual({ data: { viewer: null } });
    }
  });

  test('browsers are shown the web app, which has no login, only where nobody needs one', async () => {
    const tokens = await startGateway(jwtSettings);
    const statusOf = async (where: TestGateway, path: string) => (await ask(where, {}, path)).status;
    // Whether it is built or not, `/app` leads to `/app/`.
    expect([await statusOf(open, '/app'), await statusOf(tokens, '/app')]).toEqual([302, 404]);
    expect([await statusOf(open, '/'), await statusOf(tokens, '/')]).toEqual([200, 200]);
    await tokens.close();
  });

  test('browsers are shown no explorer in production', async () => {
    const response = await ask(gateway, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type') ?? '').not.toContain('html');
    expect((await ask(gateway, { headers: { accept: 'text/html' } }, '/')).status).toBe(404);
    expect((await ask(gateway, {}, '/explorer/explorer.js')).status).toBe(404);
  });
});

describe('requests that are too much', () => {
  test('headers of more than 16 KB are 431', async () => {
    const { hostname, port } = new URL(gateway.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write(`GET /health HTTP/1.1\r\nHost: x\r\nX-Big: ${'a'.repeat(20_000)}\r\n\r\n`);
    const [data] = await once(socket, 'data');
    expect(String(data)).toMatch(/^HTTP\/1\.1 431 /);
    socket.destroy();
  });

  test('a body of more than 1 MB that is no upload is 413', async () => {
    const response = await post(json, JSON.stringify({ query: `{ viewer { id } } # ${'a'.repeat(1_100_000)}` }));
    expect(response.status).toBe(413);
  });

  test('a compressed body is 415, so that none can grow here', async () => {
    expect((await post({ ...json, 'content-encoding': 'gzip' })).status).toBe(415);
  });
});

describe('what was sent', () => {
  test('a body that is no JSON is refused without a word of it', async () => {
    const gateway = await startGateway();
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{ "query": "{ viewer { id } }", "variables": { "name": "JANE DOE',
    });
    const text = await response.text();
    expect([response.status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(text).not.toContain('JANE');
    await gateway.close();
  });

  test('the advice comes in the language that was asked for, and caches are told so', async () => {
    const gateway = await startGateway();
    const query = 'mutation ($s: Upload!) { faceLogin(input: { selfie: $s }) { ... on VerificationError { advice } } }';
    const inArabic = await gateway.upload(query, {}, { s: new Uint8Array() }, { 'accept-language': 'fr, ar-EG;q=0.8' });
    expect(inArabic.data.faceLogin.advice).toMatch(/\p{Script=Arabic}/u);
    expect(inArabic.headers.get('vary')).toContain('Accept-Language');
    const inEnglish = await gateway.upload(query, {}, { s: new Uint8Array() }, { 'accept-language': 'fr' });
    expect(inEnglish.data.faceLogin.advice).toMatch(/^[\p{Script=Latin}\p{P}\s]+$/u);
    await gateway.close();
  });
});
