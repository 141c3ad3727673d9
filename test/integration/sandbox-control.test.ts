/** The control API over HTTP does what the control in code does, says what is wrong with bad orders, and obeys no foreign page. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { at, textAt } from '#test/support/json-path.ts';
import { openSandbox, photo, type SandboxCaller } from '#test/support/sandbox-caller.ts';
import { paths, singleForm } from '#test/support/sandbox-paths.ts';

const verified = (body: unknown) => at(body, 'data', 'verification', 'passed');

describe('over HTTP', () => {
  test('outcomes, faults, quota, rules and variants are set', async () => {
    await using caller = await openSandbox();
    await caller.control('POST', '/outcomes', { endpoint: 'kyc', outcome: 8019 });
    expect(at((await caller.post(paths.single, singleForm())).body, 'responseCode')).toBe(8019);
    await caller.control('POST', '/faults', { endpoint: 'kyc', kind: 'status', status: 429, retryAfterSeconds: 2 });
    expect((await caller.post(paths.single, singleForm())).status).toBe(429);
    await caller.control('PUT', '/quota', { remaining: 0 });
    expect(at((await caller.post(paths.single, singleForm())).body, 'responseCode')).toBe(8017);
    await caller.control('PUT', '/rules', null);
    expect(at((await caller.get(paths.rules)).body, 'responseCode')).toBe(7001);
    await caller.control('PUT', '/rules', { minAge: 21 });
    expect(at((await caller.get(paths.rules)).body, 'data', 'validAge')).toBe(21);
    await caller.control('PUT', '/variants', { rulesKeys: 'documented' });
    expect(at((await caller.get(paths.rules)).body, 'data', 'allowSingle')).toBeUndefined();
    await caller.control('PUT', '/workflows/w1', { documents: ['Passport'] });
    expect(at((await caller.get(paths.v3Rules, { workflowId: 'w1' })).body, 'result', 'documents')).toEqual([
      'Passport',
    ]);
    await caller.control('POST', '/tokens/expire');
    expect((await caller.get(paths.rules)).status).toBe(401);
  });

  test('records and accounts are listed and changed', async () => {
    await using caller = await openSandbox();
    const requestId = textAt((await caller.post(paths.single, singleForm())).body, 'data', 'requestId');
    const listed = await caller.control('GET', '/verifications');
    expect(at(listed.body, 0, 'requestId')).toBe(requestId);
    await caller.control('PATCH', `/verifications/${requestId}`, { decision: 'REVIEW', portalUser: 'clerk' });
    await caller.control('DELETE', `/verifications/${requestId}`);
    const record = at((await caller.get(paths.byRequest, { requestId })).body, 'data', 0);
    expect(record).toMatchObject({ status: 'REVIEW', modifiedBy: 'clerk', deleteStatus: 'DELETED' });
    expect((await caller.control('PATCH', '/verifications/unknown', { decision: 'REVIEW' })).status).toBe(404);

    const signup = await caller.post(paths.signup, { selfie_image: photo('alex-selfie.jpg') });
    const userId = textAt(signup.body, 'data', 'user', 'userId');
    await caller.control('PATCH', `/accounts/${userId}`, { status: 'INACTIVE' });
    expect(at((await caller.control('GET', '/accounts')).body, 0, 'status')).toBe('INACTIVE');
  });

  test.for([
    ['POST', '/outcomes', { outcome: 'FACE_TOO_PRETTY' }, 'FACE_TOO_PRETTY'],
    ['POST', '/outcomes', { endpoint: 'nowhere', outcome: 8001 }, 'endpoint'],
    ['POST', '/faults', { kind: 'earthquake' }, 'kind'],
    ['POST', '/faults', { kind: 'slow-headers' }, 'delayMs'],
    ['PUT', '/variants', { noMatch: 'maybe' }, 'noMatch'],
    ['PUT', '/quota', { remaining: -1 }, 'remaining'],
    ['PUT', '/webhook', { url: 'file:///etc/passwd' }, 'url'],
  ] as const)('%s %s with %j is refused and says why', async ([method, path, body, word]) => {
    await using caller = await openSandbox();
    const answer = await caller.control(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(word);
  });

  test('what is here can be asked', async () => {
    await using caller = await openSandbox();
    expect(at((await caller.control('GET', '')).body, 'sandbox')).toBe(caller.sandbox.url);
    expect(at((await caller.control('GET', '/outcomes')).body, 0, 'name')).toBe('ACCEPTED');
    expect((await caller.control('GET', '/nothing')).status).toBe(404);
  });

  test('a page of another site is not obeyed', async () => {
    await using caller = await openSandbox();
    const order = (origin: string) =>
      fetch(`${caller.sandbox.url}/__sandbox/reset`, { method: 'POST', headers: { origin } });
    expect((await order('https://elsewhere.example')).status).toBe(403);
    expect((await order('http://127.0.0.1:1')).status).toBe(403);
    expect((await order(caller.sandbox.url)).status).toBe(200);
  });

  test('nor one under a name that was pointed at this machine, unless the sandbox is known by it', async () => {
    const order = async (caller: SandboxCaller, name: string) => {
      const { port } = new URL(caller.sandbox.url);
      const host = `${name}:${port}`;
      const headers = { host, origin: `http://${host}` };
      const sent = request({ port, host: '127.0.0.1', path: '/__sandbox/reset', method: 'POST', headers }).end();
      const [response] = await once(sent, 'response');
      response.resume();
      return response.statusCode;
    };
    await using caller = await openSandbox();
    expect(await order(caller, 'evil.example')).toBe(403);
    expect(await order(caller, 'localhost')).toBe(200);
    await using known = await openSandbox({ publicUrl: 'http://sandbox.test:1' });
    expect(await order(known, 'sandbox.test')).toBe(200);
  });
});

test('what was received is listed by names, sizes and hashes, never by value', async () => {
  await using caller = await openSandbox();
  const selfie = photo('alex-selfie.jpg');
  await caller.post(paths.signup, { selfie_image: selfie, email: 'somebody@example.test' });
  await caller.get('/somewhere/else', { secret: 'hidden-value' });
  const [, signup, unknown] = caller.sandbox.control.received();
  expect(signup).toMatchObject({ endpoint: 'facelink-signup', method: 'POST', authorized: true, status: 200 });
  expect(signup?.contentLength).toBe(signup?.bytes);
  expect(signup?.fields).toEqual([
    {
      name: 'selfie_image',
      kind: 'file',
      bytes: selfie.length,
      sha256: createHash('sha256').update(selfie).digest('hex'),
      fileName: 'selfie_image.jpg',
    },
    {
      name: 'email',
      kind: 'text',
      bytes: 21,
      sha256: createHash('sha256').update('somebody@example.test').digest('hex'),
    },
  ]);
  expect(unknown).toMatchObject({ endpoint: null, queryNames: ['secret'], status: 404 });
  expect((await caller.control('GET', '/received')).text).not.toMatch(/somebody@|hidden-value|sandbox-secret/);
  await caller.control('DELETE', '/received');
  expect(caller.sandbox.control.received()).toEqual([]);
});

test('a reset forgets people, plans, settings and tokens', async () => {
  await using caller = await openSandbox();
  const { control } = caller.sandbox;
  await caller.post(paths.single, singleForm());
  control.setNextOutcome('kyc', 8001);
  control.addFault('*', { kind: 'html' });
  control.setRules(null);
  control.setQuota(0);
  control.setLatency(50);
  control.setVariants({ linkStatus: 201 });
  control.reset();
  expect(control.verifications()).toEqual([]);
  expect(control.received()).toEqual([]);
  expect((await caller.get(paths.rules)).status).toBe(401);
  const answer = await caller.get(paths.token, { ...caller.sandbox.credentials }, null);
  const token = textAt(answer.body, 'data', 'access_token');
  expect(verified((await caller.post(paths.single, singleForm(), token)).body)).toBe(true);
  expect((await caller.postJson(paths.createLink, {}, token)).status).toBe(200);
});

test('two sandboxes know nothing of each other', async () => {
  await using one = await openSandbox();
  await using two = await openSandbox();
  await one.post(paths.single, singleForm());
  expect(two.sandbox.control.verifications()).toEqual([]);
  expect(one.sandbox.url).not.toBe(two.sandbox.url);
});

test('a port that is taken is said so', async () => {
  await using first = await openSandbox();
  await expect(openSandbox({ port: Number(new URL(first.sandbox.url).port) })).rejects.toThrow('EADDRINUSE');
});
