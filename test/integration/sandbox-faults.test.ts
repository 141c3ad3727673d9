/** What goes wrong on the way, on purpose: each fault as a client sees it, and whether the request took effect all the same. */

import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { PlannedFault } from '#sandbox/faults.ts';
import { at } from '#test/support/json-path.ts';
import { openSandbox, photo, type SandboxCaller, tokenOf } from '#test/support/sandbox-caller.ts';
import { paths, singleForm, v3Form } from '#test/support/sandbox-paths.ts';

const verify = (caller: SandboxCaller) => caller.post(paths.single, singleForm());
const stored = (caller: SandboxCaller) => caller.sandbox.control.verifications().length;

describe('answers that are lost after the request was carried out', () => {
  test.for<[string, PlannedFault]>([
    ['a connection reset instead of an answer', { kind: 'reset' }],
    ['a body that is cut off', { kind: 'cut-body' }],
  ])('%s', async ([, fault]) => {
    await using caller = await openSandbox();
    caller.sandbox.control.addFault('kyc', fault);
    await expect(verify(caller)).rejects.toThrow();
    expect(stored(caller)).toBe(1);
    expect(caller.sandbox.control.received().at(-1)?.status).toBe(fault.kind === 'reset' ? null : 200);
    expect(at((await verify(caller)).body, 'responseCode')).toBe(0);
  });

  test('a body that stalls, with its headers and its first half', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.addFault('kyc-rules', { kind: 'stalled-body' });
    const token = await tokenOf(caller.sandbox);
    const leaving = new AbortController();
    const response = await fetch(`${caller.sandbox.url}${paths.rules}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: leaving.signal,
    });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(response.status).toBe(200);
    expect(first?.value?.length).toBeLessThan(Number(response.headers.get('content-length')));
    leaving.abort();
    await expect(reader?.read()).rejects.toThrow();
  });

  test('headers that come late: what was asked afterwards is answered before', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.addFault('kyc-rules', { kind: 'slow-headers', delayMs: 150 });
    const order: string[] = [];
    const slow = caller.get(paths.rules).then(({ status }) => order.push(`slow ${status}`));
    await caller.get(paths.summary).then(({ status }) => order.push(`quick ${status}`));
    await slow;
    expect(order).toEqual(['quick 200', 'slow 200']);
  });
});

describe('requests that are never carried out', () => {
  test('a connection reset before the body is read', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.addFault('kyc', { kind: 'reset', when: 'before-body' });
    await expect(verify(caller)).rejects.toThrow();
    expect(stored(caller)).toBe(0);
    expect(caller.sandbox.control.received().at(-1)).toMatchObject({ endpoint: 'kyc', bytes: 0, status: null });
  });

  test.for<[string, PlannedFault, number, RegExp]>([
    ['HTTP 500', { kind: 'status', status: 500 }, 500, /"Internal Server Error"/],
    ['HTTP 401', { kind: 'status', status: 401 }, 401, /"Unauthorized"/],
    ['HTTP 503', { kind: 'status', status: 503 }, 503, /"Service Unavailable"/],
    ['a proxy’s HTML', { kind: 'html' }, 502, /^<html>/],
    ['nothing at all', { kind: 'empty' }, 200, /^$/],
    [
      'whatever one likes',
      { kind: 'answer', status: 200, body: '{"responseCode":"0","data":null}' },
      200,
      /"data":null/,
    ],
  ])('%s', async ([, fault, status, text]) => {
    await using caller = await openSandbox();
    caller.sandbox.control.addFault('kyc', fault);
    const answer = await verify(caller);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(text);
    expect(stored(caller)).toBe(0);
  });

  test('HTTP 429 with the time to wait', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.addFault('kyc', { kind: 'status', status: 429, retryAfterSeconds: 7 });
    const answer = await verify(caller);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    expect(caller.sandbox.control.received().at(-1)?.status).toBe(429);
  });

  test('401 and 500 in V3’s own manner', async () => {
    await using caller = await openSandbox();
    for (const [status, code] of [
      [401, 1],
      [500, 500],
    ] as const) {
      caller.sandbox.control.addFault('v3-kyc', { kind: 'status', status });
      const answer = await caller.post(paths.v3Kyc, v3Form('any'));
      expect([answer.status, at(answer.body, 'code')]).toEqual([status, code]);
    }
  });
});

test('a fault can be told to take effect, or not to', async () => {
  await using caller = await openSandbox();
  caller.sandbox.control.addFault('kyc', { kind: 'status', status: 500, takesEffect: true });
  await verify(caller);
  expect(stored(caller)).toBe(1);
  caller.sandbox.control.addFault('kyc', { kind: 'reset', takesEffect: false });
  await expect(verify(caller)).rejects.toThrow();
  expect(stored(caller)).toBe(1);
});

test('faults and outcomes wait in order, each for its number of requests, for one endpoint or for any', async () => {
  await using caller = await openSandbox();
  const { control } = caller.sandbox;
  control.addFault('face-check', { kind: 'html' });
  control.addFault('*', { kind: 'status', status: 503 }, 2);
  const statuses = [];
  for (let time = 0; time < 3; time += 1) statuses.push((await caller.get(paths.rules)).status);
  expect(statuses).toEqual([503, 503, 200]);
  expect((await caller.post(paths.faceCheck, { selfie_image: photo('alex-selfie.jpg') })).status).toBe(502);
  control.setNextOutcome('kyc', 8003, 2);
  control.setNextOutcome('kyc', 'DECLINED');
  const codes = [];
  for (let time = 0; time < 4; time += 1) codes.push(at((await verify(caller)).body, 'responseCode'));
  expect(codes).toEqual([8003, 8003, 0, 0]);
});

test('expired tokens are refused and new ones taken', async () => {
  await using caller = await openSandbox();
  caller.sandbox.control.expireTokens();
  expect((await caller.get(paths.rules)).status).toBe(401);
  expect((await caller.get(paths.rules, {}, await tokenOf(caller.sandbox))).status).toBe(200);
});

test('closing ends what is still waiting', async () => {
  const caller = await openSandbox();
  caller.sandbox.control.setLatency(600_000);
  const waiting = caller.get(paths.rules);
  const rejected = expect(waiting).rejects.toThrow();
  await caller.sandbox.close();
  await rejected;
});

test('a client that leaves in the middle of its upload does no harm', async () => {
  await using caller = await openSandbox();
  const { hostname, port } = new URL(caller.sandbox.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(
    `POST ${paths.single} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\n`,
  );
  socket.resetAndDestroy();
  expect((await caller.get(paths.rules)).status).toBe(200);
});
