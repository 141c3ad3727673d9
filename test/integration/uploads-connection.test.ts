/** Early answers, slow and vanishing clients: an answer always arrives, no connection wedges, nothing is left behind. */
import { afterEach, expect, test } from 'vitest';
import type { UploadOptions } from '#server/uploads.ts';
import { createManualTime, type ManualTime } from '../support/uploads/manual-time.ts';
import { boundary, field, multipart } from '../support/uploads/multipart-body.ts';
import { connectRaw, httpChunk, postHead, type RawAnswer, type RawClient } from '../support/uploads/raw-client.ts';
import { hold, manyBody, oneBody, parseAnswer, refuse } from '../support/uploads/requests.ts';
import { foreignFiles, jpegOf, tinyJpeg } from '../support/uploads/sample-images.ts';
import { startUploadServer, type UploadServer } from '../support/uploads/upload-server.ts';

const servers: UploadServer[] = [];
const clients: RawClient[] = [];

async function start(options: UploadOptions = {}): Promise<UploadServer> {
  const server = await startUploadServer(options);
  servers.push(server);
  return server;
}

async function connect(server: UploadServer): Promise<RawClient> {
  const client = await connectRaw(server.port);
  clients.push(client);
  return client;
}

afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.destroy();
  for (const server of servers.splice(0)) {
    await server.close();
    expect(server.faults, 'nothing unexpected went wrong').toEqual([]);
    await until(() => server.heldBytes() === 0);
  }
});

const images = (answer: RawAnswer | null) => parseAnswer(answer?.status ?? 0, answer?.body ?? '').images;
const codes = (answer: RawAnswer | null) => parseAnswer(answer?.status ?? 0, answer?.body ?? '').codes;
const hello = '{"query":"{ hello }"}';

/** Resolves as soon as the condition holds; looks again whenever the event loop turns. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits on the server's time: moves it on, second by second, until the promise has settled. */
async function passTime<T>(time: ManualTime, promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const settled = () => {
    isSettled = true;
  };
  promise.then(settled, settled);
  for (let turn = 0; !isSettled; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (turn % 20 === 19) time.advance(1_000);
  }
  return promise;
}

function openConnections({ server }: UploadServer): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}

test.each([
  ['refused by a resolver', (image: Buffer) => oneBody(image, refuse), 200],
  ['sent with another method', (image: Buffer) => oneBody(image), 405],
  ['not valid', (image: Buffer) => oneBody(image, 'mutation ($image: Upload!) { nonsense(image: $image) }'), 200],
  [
    'out of order',
    (image: Buffer) => multipart([field('map', '{}'), field('operations', image.toString('latin1'))]),
    400,
  ],
])('after an operation that was %s the connection serves the next request', async (_, createBody, status) => {
  const server = await start();
  const client = await connect(server);
  for (const size of [600, 200_000, 3_000_000]) {
    const body = createBody(jpegOf(size));
    const head = postHead(body.byteLength);
    await client.send(status === 405 ? head.replace('POST', 'PUT') : head);
    const sent = client.send(body);
    const answer = await client.answer();
    expect(answer?.status).toBe(status);
    await sent;
    await client.send(postHead(hello.length, { 'content-type': 'application/json' }) + hello);
    expect(JSON.parse((await client.answer())?.body ?? '')).toEqual({ data: { hello: 'world' } });
  }
});

test('an image that is refused early leaves the connection usable too', async () => {
  const server = await start();
  const client = await connect(server);
  const body = manyBody([foreignFiles[0]?.[1] ?? tinyJpeg, jpegOf(400_000), jpegOf(400_000, 2)]);
  for (let count = 0; count < 3; count += 1) {
    await client.send(postHead(body.byteLength));
    await client.send(body);
    expect(images(await client.answer())).toMatchObject([
      { detectedFormat: 'image/heic' },
      { byteLength: 400_000 },
      { byteLength: 400_000 },
    ]);
  }
});

test('a client that still sends megabytes gets its answer first, and then the connection is closed', async () => {
  const server = await start({ maxDrainBytes: 2_000_000 });
  const client = await connect(server);
  const body = oneBody(jpegOf(9_000_000), refuse);
  await client.send(postHead(body.byteLength));
  const sent = client.send(body);
  const answer = await client.answer();
  expect(answer?.status).toBe(200);
  expect(answer?.headers.connection).toBe('close');
  expect(codes(answer)).toEqual(['FORBIDDEN']);
  await client.closed;
  await sent.catch(() => {});
});

test('a client that reads only after it has sent all gets its answer, where the rest is within bounds', async () => {
  const server = await start({ maxDrainBytes: 12_000_000 });
  const client = await connect(server);
  client.socket.pause();
  const body = oneBody(jpegOf(9_000_000), refuse);
  await client.send(postHead(body.byteLength));
  await client.send(body);
  client.socket.resume();
  const answer = await client.answer();
  expect(codes(answer)).toEqual(['FORBIDDEN']);
  expect(answer?.headers.connection).not.toBe('close');
});

test('a client that asked to close, and is still sending, gets its answer and not a reset', async () => {
  const server = await start();
  const client = await connect(server);
  let failure: unknown = null;
  client.socket.on('error', (error) => {
    failure = error;
  });
  client.socket.pause();
  const body = oneBody(jpegOf(9_000_000), refuse);
  await client.send(postHead(body.byteLength, { connection: 'close' }));
  await client.send(body);
  client.socket.resume();
  expect(codes(await client.answer())).toEqual(['FORBIDDEN']);
  await client.closed;
  expect(failure).toBeNull();
});

test('a client that asked to close but never does is closed when it has sent all', async () => {
  const server = await start();
  const client = await connectRaw(server.port, true);
  clients.push(client);
  const body = oneBody(jpegOf(900_000), refuse);
  await client.send(postHead(body.byteLength, { connection: 'close' }));
  await client.send(body.subarray(0, 800_000));
  expect(codes(await client.answer())).toEqual(['FORBIDDEN']);
  expect(await openConnections(server)).toBe(1);
  await client.send(body.subarray(800_000));
  while ((await openConnections(server)) > 0) await new Promise((resolve) => setImmediate(resolve));
});

test('a client can send to the end while a slow operation is under way', async () => {
  const server = await start({ maxFileBytes: 30_000_000 });
  const answering = Promise.withResolvers<void>();
  server.mayAnswer = answering.promise;
  const client = await connect(server);
  const body = Buffer.concat([oneBody(jpegOf(100_000), hold), Buffer.alloc(20_000_000)]);
  await client.send(postHead(body.byteLength));
  await client.send(body);
  expect(server.heldBytes()).toBe(100_000);
  answering.resolve();
  expect(images(await client.answer())).toMatchObject([{ byteLength: 100_000 }]);
  server.held.shift()?.release();
});

test('a body without declared length that does not end after the answer is cut off', async () => {
  const server = await start({ maxDrainBytes: 1_000_000 });
  const client = await connect(server);
  const body = oneBody(tinyJpeg, refuse);
  await client.send(postHead(0, { 'transfer-encoding': 'chunked' }));
  await client.send(httpChunk(body));
  expect(codes(await client.answer())).toEqual(['FORBIDDEN']);
  const filler = httpChunk(Buffer.alloc(64_000));
  while (!client.socket.destroyed) await Promise.race([client.send(filler), client.closed]);
});

test('a client that falls silent after an early answer is let go in time', async () => {
  const time = createManualTime();
  const server = await start({ ...time, drainTimeoutMs: 30_000 });
  const client = await connect(server);
  const body = oneBody(jpegOf(500_000), refuse);
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 1_000));
  expect(codes(await client.answer())).toEqual(['FORBIDDEN']);
  await until(() => time.pending() === 1);
  time.advance(29_999);
  expect(client.socket.destroyed).toBe(false);
  time.advance(1);
  await client.closed;
  await until(() => time.pending() === 0);
});

test('a client that leaves in the middle of an upload leaves nothing behind', async () => {
  const time = createManualTime();
  const server = await start(time);
  const body = manyBody([jpegOf(300_000, 1), jpegOf(300_000, 2)]);
  for (const sentBytes of [200, 500, 700, 100_000, 300_700, 400_000, body.byteLength - boundary.length]) {
    const client = await connect(server);
    await client.send(postHead(body.byteLength));
    await client.send(body.subarray(0, sentBytes));
    if (sentBytes > 1_000) await until(() => server.heldBytes() > 0);
    client.socket.destroy();
    await client.closed;
    await until(() => server.heldBytes() === 0 && time.pending() === 0);
  }
});

test('a client that closes only its sending side is answered or let go', async () => {
  const server = await start();
  const client = await connect(server);
  const body = oneBody(jpegOf(300_000));
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 100_000));
  client.socket.end();
  const answer = await client.answer();
  expect(answer === null || answer.status < 500).toBe(true);
  await until(() => server.heldBytes() === 0);
});

test('an upload that stalls ends with a typed fault after half a minute', async () => {
  const time = createManualTime();
  const server = await start(time);
  const client = await connect(server);
  const body = manyBody([tinyJpeg, jpegOf(300_000)]);
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 100_000));
  const answer = await passTime(time, client.answer());
  expect(images(answer)).toMatchObject([{ format: 'image/jpeg' }, { code: 'UPLOAD_INTERRUPTED' }]);
  expect(time.clock()).toBeGreaterThanOrEqual(30_000);
  expect(time.clock()).toBeLessThan(40_000);
});

test('an upload that trickles for ever ends after five minutes', async () => {
  const time = createManualTime();
  const server = await start(time);
  const client = await connect(server);
  const body = oneBody(jpegOf(300_000));
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 1_000));
  const answer = client.answer();
  for (let second = 0; second < 302; second += 1) {
    await client.send(body.subarray(1_000 + second, 1_001 + second));
    await until(() => time.pending() > 0);
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    time.advance(1_000);
  }
  expect(images(await answer)).toMatchObject([{ code: 'UPLOAD_INTERRUPTED' }]);
});

test.each([
  ['a multipart operation', {}, oneBody(tinyJpeg).subarray(0, 100)],
  ['a JSON operation', { 'content-type': 'application/json' }, Buffer.from('{"query":')],
])('%s that never arrives is answered in time, and the connection closed', async (_, headers, bytes) => {
  const time = createManualTime();
  const server = await start(time);
  const client = await connect(server);
  await client.send(postHead(1_000, headers));
  await client.send(bytes);
  const answer = await passTime(time, client.answer());
  expect({ status: answer?.status, codes: codes(answer) }).toEqual({ status: 408, codes: ['BAD_USER_INPUT'] });
  await passTime(time, client.closed);
});

test('requests one behind the other on one connection are answered one by one', async () => {
  const server = await start();
  const client = await connect(server);
  const body = oneBody(jpegOf(150_000));
  const request = Buffer.concat([Buffer.from(postHead(body.byteLength)), body]);
  const json = Buffer.from(postHead(hello.length, { 'content-type': 'application/json' }) + hello);
  void client.send(Buffer.concat([request, json, request, json]));
  expect(images(await client.answer())).toMatchObject([{ byteLength: 150_000 }]);
  expect((await client.answer())?.status).toBe(200);
  expect(images(await client.answer())).toMatchObject([{ byteLength: 150_000 }]);
  expect((await client.answer())?.status).toBe(200);
});

test('an image that outlives its request is held until it is released', async () => {
  const server = await start();
  const client = await connect(server);
  const body = oneBody(jpegOf(150_000), hold);
  await client.send(postHead(body.byteLength));
  await client.send(body);
  expect(images(await client.answer())).toMatchObject([{ byteLength: 150_000 }]);
  client.socket.destroy();
  await client.closed;
  expect(server.heldBytes()).toBe(150_000);
  const [image] = server.held;
  const chunks = image?.chunks ?? [];
  expect(Buffer.concat(chunks)).toEqual(jpegOf(150_000));
  const pinned = [...new Set(chunks.map(({ buffer }) => buffer))].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(pinned, 'no more memory than its bytes, and the chunks in which it begins and ends').toBeLessThan(
    150_000 + 2 * 65_536,
  );
  image?.release();
  expect(server.heldBytes()).toBe(0);
});

test('a chunked upload, in pieces as small as can be, is read like any other', async () => {
  const server = await start();
  const client = await connect(server);
  const body = oneBody(jpegOf(3_000), hold);
  await client.send(postHead(0, { 'transfer-encoding': 'chunked' }));
  await client.send(Buffer.concat(Array.from(body, (_, index) => httpChunk(body.subarray(index, index + 1)))));
  await client.send('0\r\n\r\n');
  expect(images(await client.answer())).toMatchObject([{ byteLength: 3_000 }]);
  const [image] = server.held;
  expect(image?.chunks.length, 'and kept in a few').toBeLessThan(10);
  expect(image && Buffer.concat(image.chunks)).toEqual(jpegOf(3_000));
  image?.release();
});
