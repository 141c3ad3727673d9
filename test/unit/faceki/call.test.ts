import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { secretMarkers, startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { type Reply, sample, sampleReply, tokenPath } from '#test/support/scripted-faceki.ts';

const path = '/kycverify/api/kycverify/kyc-verification';
const route = `POST ${path}`;
const ok = sampleReply('v2-kyc-single-ok.json');
const unauthorized = sampleReply('v2-unauthorized-401.json', 401);

test('a token that was withdrawn is renewed once, and the very same bytes are sent again', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  server.on(route, unauthorized, ok);
  let sendings = 0;
  const outcome = await faceki.provider.verify(submission(), { onSending: () => void sendings++ });
  expect(outcome).toMatchObject({ kind: 'decided', decision: 'ACCEPTED' });
  const [first, second, ...more] = server.to(path);
  expect(more).toEqual([]);
  expect([first?.headers.authorization, second?.headers.authorization]).toEqual(['Bearer token-1', 'Bearer token-2']);
  const withoutBoundary = (body: Buffer | undefined) => body?.toString('latin1').replaceAll(/--[0-9a-f-]{36}/g, '--');
  expect(withoutBoundary(second?.body)).toBe(withoutBoundary(first?.body));
  expect(sendings).toBe(1);
});

test('a second 401 says that the credentials are refused, and that nothing was taken', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  server.on(route, unauthorized);
  const sent = submission();
  expect(await faceki.provider.verify(sent, {})).toEqual({
    kind: 'refused',
    failure: { code: 'CREDENTIALS_REJECTED', providerCode: '401' },
    taken: false,
    requestId: null,
    referenceId: null,
  });
  expect(server.to(path)).toHaveLength(2);
  expect(sent.images.every(({ isReleased }) => isReleased)).toBe(true);
});

test('a read with a withdrawn token is repeated with a new one too', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  server.on('GET /kycrules/api/kycrules', unauthorized, sampleReply('v2-kyc-rules-ok.json'));
  expect(await faceki.provider.readRules(null, {})).toMatchObject({ documents: ['PASSPORT'] });
});

test('a 401 that comes as a code inside a 200 is a 401 all the same', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  const path = '/kycverify/api/kycverify/kyc-verify-link';
  server.on(`POST ${path}`, sampleReply('v3-unauthorized-1.json'), sampleReply('v3-generate-link-ok.json'));
  const request = { attemptId: 'a', workflowId: null, expiresInMinutes: 5, redirectUrl: null, documentOptional: null };
  expect(await faceki.provider.createLink(request, {})).toMatchObject({ url: expect.stringMatching(/^https:/) });
  const [first, second] = server.to(path);
  expect([first?.headers.authorization, second?.headers.authorization]).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test('images are let go as soon as the answer begins, not when it ends', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  const sent = submission();
  server.on(route, (request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200);
      response.write('{');
    });
  });
  const outcome = faceki.provider.verify(sent, {});
  await expect.poll(() => sent.images.every(({ isReleased }) => isReleased)).toBe(true);
  await server[Symbol.asyncDispose]();
  expect(await outcome).toMatchObject({ kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } });
});

test('images are let go a while after the last byte; a 401 that comes later releases the key instead of being repeated', async () => {
  await using stage = await startFaceki({ holdMs: 20 });
  const { server, faceki } = stage;
  const sent = submission();
  const answer = Promise.withResolvers<void>();
  server.on(route, (request, response) => {
    request.resume();
    answer.promise.then(() => response.writeHead(401).end());
  });
  const outcome = faceki.provider.verify(sent, {});
  await expect.poll(() => sent.images.every(({ isReleased }) => isReleased)).toBe(true);
  answer.resolve();
  expect(await outcome).toMatchObject({ kind: 'refused', failure: { code: 'CREDENTIALS_REJECTED' }, taken: false });
  expect(server.to(path)).toHaveLength(1);
});

test('after the repetition there is no other, so its images are let go with their last byte', async () => {
  await using stage = await startFaceki({ holdMs: 60_000 });
  const { server, faceki } = stage;
  const sent = submission();
  const answer = Promise.withResolvers<void>();
  server.on(route, unauthorized, (request, response) => {
    request.resume();
    answer.promise.then(() => response.end(sample('v2-kyc-single-ok.json')));
  });
  const outcome = faceki.provider.verify(sent, {});
  await expect.poll(() => sent.images.every(({ isReleased }) => isReleased)).toBe(true);
  answer.resolve();
  expect(await outcome).toMatchObject({ kind: 'decided' });
});

test('the late 401 still drops the token, so that the next person is not refused', async () => {
  await using stage = await startFaceki({ holdMs: 0 });
  const { server, faceki } = stage;
  server.on(route, unauthorized, ok);
  expect(await faceki.provider.verify(submission(), {})).toMatchObject({ kind: 'refused', taken: false });
  expect(await faceki.provider.verify(submission(), {})).toMatchObject({ kind: 'decided' });
  expect(server.to(path).map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test('a client that leaves before sending began aborts the attempt for free, and its images are let go', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  const sent = submission();
  const outcome = await faceki.provider.verify(sent, { signal: AbortSignal.abort() });
  expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'PROVIDER_UNREACHABLE' }, taken: false });
  expect(server.to(path)).toEqual([]);
  expect(sent.images.every(({ isReleased }) => isReleased)).toBe(true);
});

test('says that sending begins only when a token is there and the connection stands', async () => {
  await using stage = await startFaceki();
  const { server, faceki } = stage;
  server.on(`GET ${tokenPath}`, sampleReply('v2-token-422.json', 422));
  let sendings = 0;
  const outcome = await faceki.provider.verify(submission(), { onSending: () => void sendings++ });
  expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'CREDENTIALS_REJECTED' }, taken: false });
  expect(sendings).toBe(0);
  expect(server.to(path)).toEqual([]);
});

test.for([
  ['a silent token endpoint', () => undefined, 'PROVIDER_TIMEOUT'],
  ['a broken token endpoint', { status: 503 }, 'PROVIDER_FAULT'],
  ['a maintenance page in its place', { text: '<html>' }, 'PROVIDER_NONSENSE'],
] as const)('%s costs nothing: no image was sent', async ([, reply, code]) => {
  await using stage = await startFaceki({ readTimeoutMs: 60 });
  const { server, faceki } = stage;
  server.on(`GET ${tokenPath}`, reply);
  expect(await faceki.provider.verify(submission(), {})).toMatchObject({
    kind: 'refused',
    failure: { code },
    taken: false,
  });
  await expect(faceki.provider.readRules(null, {})).rejects.toMatchObject({ code });
});

test.for<[string, Reply, object]>([
  [
    'an answer that never comes',
    (request) => request.resume(),
    { kind: 'lost', failure: { code: 'PROVIDER_TIMEOUT' } },
  ],
  [
    'a connection that breaks while the images are sent',
    (request) => request.on('data', () => request.socket.destroy()),
    { kind: 'lost', failure: { code: 'PROVIDER_UNREACHABLE' } },
  ],
  [
    'an answer that is cut off',
    (request, response) =>
      request.resume().on('end', () => {
        response.writeHead(200, { 'content-length': '500' });
        response.write('{"responseCode":0', () => response.socket?.destroy());
      }),
    { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } },
  ],
  [
    'half a JSON document',
    { text: sample('v2-kyc-single-ok.json').slice(0, 400) },
    { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } },
  ],
  ['HTML', { text: '<html><h1>It works' }, { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } }],
  ['nothing', { text: '' }, { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } }],
  ['204', { status: 204 }, { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } }],
  ['a list', { json: [] }, { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } }],
  ['a bare number', { text: '0' }, { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } }],
  [
    'a redirect',
    { status: 301, headers: { location: 'http://127.0.0.1/' } },
    { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE', providerCode: '301' } },
  ],
  [
    '500 with its own envelope',
    sampleReply('v2-internal-error-http-500.json', 500),
    { kind: 'lost', failure: { code: 'PROVIDER_FAULT', providerCode: '500' } },
  ],
  [
    '500 with a success inside',
    sampleReply('v2-kyc-single-ok.json', 500),
    { kind: 'lost', failure: { code: 'PROVIDER_FAULT' } },
  ],
  [
    '503 in HTML',
    { status: 503, text: '<html>', headers: { 'retry-after': '9' } },
    { kind: 'lost', failure: { code: 'PROVIDER_FAULT', retryAfterSeconds: 9 } },
  ],
  [
    '429',
    { status: 429, headers: { 'retry-after': '12' } },
    { kind: 'refused', taken: true, failure: { code: 'PROVIDER_TRY_AGAIN', retryAfterSeconds: 12 } },
  ],
  [
    '413',
    { status: 413, text: 'too large' },
    { kind: 'refused', taken: true, failure: { code: 'REQUEST_REJECTED', providerCode: '413' } },
  ],
  [
    '404',
    { status: 404 },
    { kind: 'refused', taken: true, failure: { code: 'REQUEST_REJECTED', providerCode: '404' } },
  ],
  [
    'a validation failure with status 200',
    sampleReply('v2-token-422.json'),
    { kind: 'refused', taken: true, failure: { code: 'REQUEST_REJECTED', providerCode: '422' } },
  ],
  [
    'an unknown code',
    { json: { responseCode: 8099, data: {} } },
    { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE', providerCode: '8099' } },
  ],
  ['no code at all', { json: { data: {} } }, { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } }],
  [
    'an object as code',
    { json: { responseCode: {}, data: {} } },
    { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } },
  ],
  [
    'a sentence as code',
    { json: { responseCode: 'Mr ALEX TESTER is unknown', data: {} } },
    { kind: 'lost', failure: { code: 'PROVIDER_NONSENSE', providerCode: null } },
  ],
])('a verification that is answered with %s ends in an outcome, never in an exception', async ([, reply, expected]) => {
  await using stage = await startFaceki({ timeoutMs: 150 });
  const { server, faceki } = stage;
  server.on(route, reply);
  const sent = submission();
  expect(await faceki.provider.verify(sent, {})).toMatchObject(expected);
  expect(server.to(path)).toHaveLength(1);
  expect(sent.images.every(({ isReleased }) => isReleased)).toBe(true);
});

test('a vendor that cannot be reached costs nothing', async () => {
  const { server, faceki } = await startFaceki();
  const headers = { connection: 'close' };
  server.on(`GET ${tokenPath}`, { headers, text: sample('v2-token-ok.json') });
  server.on('GET /kycverify/api/kycverify/kyc-verify-summary', { headers, text: sample('v2-kyc-summary-ok.json') });
  await faceki.provider.readSummary({});
  await server[Symbol.asyncDispose]();
  const outcome = await faceki.provider.verify(submission(), {});
  expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'PROVIDER_UNREACHABLE' }, taken: false });
  await faceki.close();
});

test('no more requests are under way than allowed, and who finds the queue full is told at once', async () => {
  await using stage = await startFaceki({ maxConcurrent: 1 });
  const { server, faceki } = stage;
  const gate = Promise.withResolvers<void>();
  server.on(route, (request, response) => {
    request.resume();
    gate.promise.then(() => response.end(sample('v2-kyc-single-ok.json')));
  });
  const running = Array.from({ length: 5 }, () => faceki.provider.verify(submission(), {}));
  await expect.poll(() => faceki.load).toEqual({ underWay: 1, queued: 4 });
  const refused = await faceki.provider.verify(submission(), {});
  expect(refused).toMatchObject({ kind: 'refused', failure: { code: 'PROVIDER_UNREACHABLE' }, taken: false });
  gate.resolve();
  expect((await Promise.all(running)).map(({ kind }) => kind)).toEqual(Array(5).fill('decided'));
});

test('a token that all calls wait for is asked for even when the queue is full', async () => {
  let nowMs = 0;
  await using stage = await startFaceki({ maxConcurrent: 1, clock: () => nowMs });
  const { server, faceki } = stage;
  const gate = Promise.withResolvers<void>();
  server.on(route, (request, response) => {
    request.resume();
    gate.promise.then(() => response.end(sample('v2-kyc-single-ok.json')));
  });
  const running = Array.from({ length: 5 }, () => faceki.provider.verify(submission(), {}));
  await expect.poll(() => faceki.load).toEqual({ underWay: 1, queued: 4 });
  nowMs = 3_600_000;
  const late = faceki.provider.verify(submission(), {});
  await expect.poll(() => faceki.load.queued).toBe(5);
  gate.resolve();
  expect((await Promise.all([...running, late])).map(({ kind }) => kind)).toEqual(Array(6).fill('decided'));
  expect(server.to(tokenPath)).toHaveLength(2);
});

test('tells the log of each call by a fixed name, with status, code and attempt, and nothing of its content', async () => {
  await using stage = await startFaceki({ clock: () => 5 });
  const { server, faceki, reports } = stage;
  server.on(route, unauthorized, sampleReply('v2-kyc-single-error-8002.json'));
  await faceki.provider.verify(submission(), {});
  server.on('GET /kycverify/api/kycverify/records', (request) => request.socket.destroy());
  await faceki.provider.findRecords({ kind: 'requestId', value: 'planted-id' }, {}).catch(() => undefined);
  const durationMs = 0;
  expect(reports).toEqual([
    { endpoint: 'access-token', status: 200, code: null, durationMs, attempt: 1, tries: 1, outcome: 'ok' },
    {
      endpoint: 'v2.kyc-verification',
      status: 401,
      code: null,
      durationMs,
      attempt: 1,
      tries: 1,
      outcome: 'unauthorized',
    },
    { endpoint: 'access-token', status: 200, code: null, durationMs, attempt: 1, tries: 1, outcome: 'ok' },
    {
      endpoint: 'v2.kyc-verification',
      status: 200,
      code: '8002',
      durationMs,
      attempt: 2,
      tries: 1,
      outcome: 'DOCUMENT_REJECTED',
    },
    {
      endpoint: 'v2.records',
      status: null,
      code: null,
      durationMs,
      attempt: 1,
      tries: 1,
      outcome: 'PROVIDER_UNREACHABLE',
    },
  ]);
});

test('a log that fails does not cost a paid answer', async () => {
  const onCall = () => {
    throw new Error('disk full');
  };
  await using stage = await startFaceki({ onCall });
  const { server, faceki } = stage;
  server.on(route, ok);
  expect(await faceki.provider.verify(submission(), {})).toMatchObject({ kind: 'decided' });
});

test('no error of a read holds a URL, a token, a secret or the key that was asked for', async () => {
  await using stage = await startFaceki({ readTimeoutMs: 60 });
  const { server, faceki } = stage;
  const replies: Reply[] = [
    () => undefined,
    (request) => request.socket.destroy(),
    { text: '<html>' },
    { status: 500 },
    { status: 400 },
  ];
  for (const reply of replies) {
    server.on('GET /kycverify/api/kycverify/records', reply);
    const error = await faceki.provider
      .findRecords({ kind: 'requestId', value: 'planted-key' }, {})
      .catch((cause) => cause);
    expect(error).toMatchObject({ code: expect.stringMatching(/^(PROVIDER_|REQUEST_REJECTED)/) });
    const shown = inspect(error, { depth: 20, showHidden: true });
    for (const marker of ['planted-key', 'token-1', 'requestId=', ...Object.values(secretMarkers)])
      expect(shown).not.toContain(marker);
  }
});
