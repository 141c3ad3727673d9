import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BaseUrl } from '#http/base-url.ts';
import { type HttpBody, jsonBody, multipartBody } from '#http/body.ts';
import { createHttpClient, type HttpClient } from '#http/client.ts';
import type { TransportError } from '#http/errors.ts';
import type { HttpRequest } from '#http/exchange.ts';
import { heldImage } from '#test/support/held-image.ts';
import { type Reply, type ScriptedFaceki, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

let server: ScriptedFaceki;
let http: HttpClient;
beforeEach(async () => {
  server = await startScriptedFaceki();
  http = createHttpClient({ maxConcurrent: 4, maxAnswerBytes: 10_000 });
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
  await http.close();
});

/** Sends a small POST to whatever the script says, and tells what happened on the way. */
async function post(reply: Reply, request: Partial<HttpRequest> = {}) {
  server.on('POST /route', reply);
  const steps: string[] = [];
  const result = await http
    .send({
      base: new BaseUrl(server.origin),
      method: 'POST',
      path: ['route'],
      query: { secret: 'hunter2' },
      body: jsonBody({ hello: 'world' }),
      timeoutMs: 5_000,
      onSending: () => steps.push('sending'),
      onSent: () => steps.push('sent'),
      onAnswer: (status) => steps.push(`answer ${status}`),
      ...request,
    })
    .catch((error: TransportError) => error);
  return { result, steps };
}

test('sends one request with its length, and hands back the answer by name', async () => {
  const { result, steps } = await post({ status: 201, headers: { 'retry-after': '7' }, text: 'hé' });
  expect(result).toEqual({ status: 201, retryAfterSeconds: 7, text: 'hé' });
  expect(steps).toEqual(['sending', 'sent', 'answer 201']);
  const [received] = server.received;
  expect(received?.headers['content-length']).toBe('17');
  expect(received?.headers['transfer-encoding']).toBeUndefined();
  expect(received?.body.toString()).toBe('{"hello":"world"}');
});

test('announces the sending before the first byte of the body is on its way', async () => {
  let bytesSeen = -1;
  const seen = Promise.withResolvers<number>();
  server.on('POST /route', async (request, response) => {
    request.on('data', () => undefined);
    seen.resolve(bytesSeen);
    request.on('end', () => response.end('ok'));
  });
  await http.send({
    base: new BaseUrl(server.origin),
    method: 'POST',
    path: ['route'],
    body: jsonBody(1),
    timeoutMs: 5_000,
    onSending: () => {
      bytesSeen = server.received.length;
    },
  });
  expect(await seen.promise).toBe(0);
});

test.for([
  ['headers that never come', () => undefined, 'timeout'],
  ['a body that stalls', (_: unknown, response: NodeJS.WritableStream) => response.write('{'), 'timeout'],
] as const)('gives up after one deadline on %s, and says that the peer may have taken it', async ([, stall, kind]) => {
  const { result } = await post(stall as Reply, { timeoutMs: 60 });
  expect(result).toMatchObject({ name: 'TransportError', kind, mayHaveArrived: true });
});

test('counts the deadline from the last byte sent: a slow upload does not eat the time for the answer', async () => {
  const image = heldImage(1, 12_000_000);
  const { result } = await post(
    (request, response) => {
      // Reads after two thirds of the deadline, and answers two thirds of it after the last byte.
      setTimeout(() => request.resume(), 600);
      request.on('end', () => setTimeout(() => response.end('ok'), 600));
    },
    {
      body: { contentType: 'image/jpeg', byteLength: image.byteLength, chunks: () => image.chunks },
      timeoutMs: 900,
    },
  );
  expect(result).toMatchObject({ status: 200 });
});

test('calls an answer that breaks off cut off, not empty', async () => {
  const { result } = await post((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"responseCode":0', () => response.socket?.destroy());
  });
  expect(result).toMatchObject({ kind: 'cut-off', mayHaveArrived: true });
});

test('calls a connection that breaks before the answer reset, and does not try again', async () => {
  const { result } = await post((request) => {
    request.on('data', () => request.socket.destroy());
  });
  expect(result).toMatchObject({ kind: 'reset', mayHaveArrived: true });
  expect(server.received).toHaveLength(1);
});

test('does not swallow an answer of any size', async () => {
  const { result } = await post({ text: 'x'.repeat(10_001) });
  expect(result).toMatchObject({ kind: 'too-large', mayHaveArrived: true });
  expect((await post({ text: 'x'.repeat(10_000) })).result).toMatchObject({ status: 200 });
});

test('follows no redirect: it is an answer like any other', async () => {
  const { result } = await post({ status: 307, headers: { location: `${server.origin}/elsewhere` }, text: '' });
  expect(result).toMatchObject({ status: 307 });
  expect(server.to('/elsewhere')).toEqual([]);
});

test('hands over HTML and empty answers as they are; what they mean is for others', async () => {
  expect((await post({ text: '<html>' })).result).toMatchObject({ status: 200, text: '<html>' });
  expect((await post({ text: '' })).result).toMatchObject({ status: 200, text: '' });
});

test('takes a status that says enough without waiting for its body', async () => {
  const { result } = await post(
    (request, response) => {
      request.resume();
      response.writeHead(401);
      response.write('unautho');
    },
    { timeoutMs: 80 },
  );
  expect(result).toEqual({ status: 401, retryAfterSeconds: null, text: 'unautho' });
});

test('reads an answer that comes before everything was sent', async () => {
  const image = heldImage(1, 40_000_000);
  const { result, steps } = await post(
    (_request, response) => {
      response.writeHead(413, { connection: 'close' });
      response.end('too large');
    },
    { body: { contentType: 'image/jpeg', byteLength: image.byteLength, chunks: () => image.chunks } },
  );
  expect(result).toMatchObject({ status: 413 });
  expect(steps).not.toContain('sent');
});

test('after an early answer the rest is not counted as sent, however it was cut up', async () => {
  const image = Buffer.alloc(40_000_000);
  const { result, steps } = await post(
    (_request, response) => {
      response.writeHead(413, { connection: 'close' });
      response.end('too large');
    },
    { body: { contentType: 'image/jpeg', byteLength: image.byteLength, chunks: () => [image] } },
  );
  expect(result).toMatchObject({ status: 413 });
  await http.close();
  http = createHttpClient({ maxConcurrent: 1 });
  expect(steps).toEqual(['sending', 'answer 413']);
});

test('knows that nothing was sent when the connection is refused', async () => {
  const free = createTcpServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, 'close');
  const { result, steps } = await post({}, { base: new BaseUrl(`http://127.0.0.1:${port}`) });
  expect(result).toMatchObject({ kind: 'refused', mayHaveArrived: false, detail: 'ECONNREFUSED' });
  expect(steps).toEqual([]);
});

test('knows that nothing was sent when the name does not exist', async () => {
  const { result, steps } = await post({}, { base: new BaseUrl('https://no-such-host.invalid') });
  expect(result).toMatchObject({ kind: 'dns', mayHaveArrived: false });
  expect(steps).toEqual([]);
});

test('knows that nothing was sent when the other side does not speak TLS', async () => {
  const clear = createTcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  clear.listen(0, '127.0.0.1');
  await once(clear, 'listening');
  const { port } = clear.address() as AddressInfo;
  const { result, steps } = await post({}, { base: new BaseUrl(`https://127.0.0.1:${port}`) });
  expect(result).toMatchObject({ kind: 'tls', mayHaveArrived: false });
  expect(steps).toEqual([]);
  clear.close();
});

test('knows that nothing was sent when a secure connection is never made', async () => {
  const sockets: Socket[] = [];
  const silent = createTcpServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const impatient = createHttpClient({ maxConcurrent: 1, connectTimeoutMs: 50, retry: null });
  const sent = impatient.send({
    base: new BaseUrl(`https://127.0.0.1:${port}`),
    method: 'GET',
    path: ['x'],
    timeoutMs: 9_000,
  });
  await expect(sent).rejects.toMatchObject({ kind: 'connect-timeout', mayHaveArrived: false });
  for (const socket of sockets) socket.destroy();
  silent.close();
  await impatient.close();
});

test('calls what is not HTTP malformed, and keeps none of its bytes', async () => {
  const chatty = createTcpServer((socket) => socket.once('data', () => socket.end('Mr SAMPLE TESTER\r\n\r\n')));
  chatty.listen(0, '127.0.0.1');
  await once(chatty, 'listening');
  const { port } = chatty.address() as AddressInfo;
  const { result } = await post({}, { base: new BaseUrl(`http://127.0.0.1:${port}`) });
  expect(result).toMatchObject({ kind: 'malformed' });
  expect((result as TransportError).cause).toBeUndefined();
  chatty.close();
});

test('a client that leaves before anything was sent costs nothing', async () => {
  const { result, steps } = await post({}, { signal: AbortSignal.abort() });
  expect(result).toMatchObject({ kind: 'aborted', mayHaveArrived: false });
  expect(steps).toEqual([]);
  expect(server.received).toEqual([]);
});

test('a client that leaves after the sending began loses the answer, and the error says that it may have arrived', async () => {
  const client = new AbortController();
  const { result } = await post((request) => request.on('data', () => client.abort()), { signal: client.signal });
  expect(result).toMatchObject({ kind: 'aborted', mayHaveArrived: true });
});

test('sends no faster than the peer reads, so that a slow peer does not fill the memory', async () => {
  let handedOver = 0;
  const chunk = Buffer.alloc(65_536);
  const body: HttpBody = {
    contentType: 'image/jpeg',
    byteLength: 1_000 * chunk.byteLength,
    *chunks() {
      for (; handedOver < 1_000; handedOver += 1) yield chunk;
    },
  };
  const { result } = await post(() => undefined, { body, timeoutMs: 300 });
  expect(result).toMatchObject({ kind: 'timeout', mayHaveArrived: true });
  expect(handedOver).toBeGreaterThan(0);
  expect(handedOver).toBeLessThan(900);
});

test('sends the same bytes again when asked to, as long as they are held', async () => {
  const image = heldImage(3, 200_000);
  const part = { name: 'selfie', fileName: 'selfie.jpg', contentType: image.format, content: image };
  const body = multipartBody([part], 'b0undary');
  await post({ text: 'no' }, { body });
  await post({ text: 'yes' }, { body });
  const [first, second] = server.received;
  expect(first?.body.byteLength).toBe(body.byteLength);
  expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
});

/** A body that remembers what it was told about being given back. */
function lentBody(byteLength: number) {
  const loans: (() => boolean)[] = [];
  const body: HttpBody = {
    contentType: 'application/octet-stream',
    byteLength,
    chunks: () => Array.from({ length: byteLength / 65_536 }, () => Buffer.alloc(65_536, 7)),
    lend: (isGivenBack) => void loans.push(isGivenBack),
  };
  return { body, isGivenBack: () => loans.length > 0 && loans.every((done) => done()) };
}

test('says when the network has taken all of a body, so that its memory can be given back', async () => {
  const { body, isGivenBack } = lentBody(8 * 65_536);
  const atAnswer: boolean[] = [];
  await post({ status: 200 }, { body, onAnswer: () => atAnswer.push(isGivenBack()) });
  expect(atAnswer).toEqual([true]);
  expect(isGivenBack()).toBe(true);
});

test('does not call a body given back that the peer has not read: it may still wait in the socket', async () => {
  const { body, isGivenBack } = lentBody(512 * 65_536);
  const { result } = await post((_request, response) => void response.end('early'), { body });
  expect(result).toMatchObject({ status: 200, text: 'early' });
  expect(isGivenBack()).toBe(false);
});

test('calls a body given back that was never begun', async () => {
  const { body, isGivenBack } = lentBody(65_536);
  await post({ status: 200 }, { body, base: new BaseUrl('http://127.0.0.1:1') });
  expect(isGivenBack()).toBe(true);
});

test('frees its slot whatever happens', async () => {
  const single = createHttpClient({ maxConcurrent: 1 });
  const request = { base: new BaseUrl(server.origin), method: 'GET', path: ['route'], timeoutMs: 50 } as const;
  server.on('GET /route', () => undefined, { text: 'ok' });
  await expect(single.send(request)).rejects.toMatchObject({ kind: 'timeout' });
  await expect(single.send({ ...request, timeoutMs: 5_000 })).resolves.toMatchObject({ text: 'ok' });
  expect(single.underWay).toBe(0);
  await single.close();
});

test('no failure repeats the URL, whose query holds secrets', async () => {
  const causes: Reply[] = [
    (request) => request.socket.destroy(),
    (_request, response) => response.socket?.end('nonsense\r\n\r\n'),
    (_request, response) => {
      response.writeHead(200, { 'content-length': '9' });
      response.write('x', () => response.socket?.destroy());
    },
  ];
  for (const cause of causes) {
    const { result } = await post(cause);
    expect(result).toBeInstanceOf(Error);
    expect(inspect(result, { depth: 10, showHidden: true })).not.toContain('hunter2');
  }
});
