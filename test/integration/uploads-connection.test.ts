/** Early answers: they reach the client, and no connection wedges. */
import { expect, test } from 'vitest';
import { field, multipart } from '#test/support/uploads/multipart-body.ts';
import { httpChunk, postHead } from '#test/support/uploads/raw-client.ts';
import { hold, manyBody, oneBody, refuse } from '#test/support/uploads/requests.ts';
import { foreignFiles, jpegOf, tinyJpeg } from '#test/support/uploads/sample-images.ts';
import { codesOf, imagesOf, openConnections, setUpUploadTests, turns } from '#test/support/uploads/upload-tests.ts';

const tests = setUpUploadTests();
const hello = '{"query":"{ hello }"}';

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
  const server = await tests.start();
  const client = await tests.connect(server);
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
  const server = await tests.start();
  const client = await tests.connect(server);
  const body = manyBody([foreignFiles[0]?.[1] ?? tinyJpeg, jpegOf(400_000), jpegOf(400_000, 2)]);
  for (let count = 0; count < 3; count += 1) {
    await client.send(postHead(body.byteLength));
    await client.send(body);
    expect(imagesOf(await client.answer())).toMatchObject([
      { detectedFormat: 'image/heic' },
      { byteLength: 400_000 },
      { byteLength: 400_000 },
    ]);
  }
});

test('a client that still sends megabytes gets its answer first, and then the connection is closed', async () => {
  const server = await tests.start({ maxDrainBytes: 2_000_000 });
  const client = await tests.connect(server);
  const body = oneBody(jpegOf(9_000_000), refuse);
  await client.send(postHead(body.byteLength));
  const sent = client.send(body);
  const answer = await client.answer();
  expect(answer?.status).toBe(200);
  expect(answer?.headers.connection).toBe('close');
  expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  await client.closed;
  await sent.catch(() => {});
});

test('a client that reads only after it has sent all gets its answer, where the rest is within bounds', async () => {
  const server = await tests.start({ maxDrainBytes: 12_000_000 });
  const client = await tests.connect(server);
  client.socket.pause();
  const body = oneBody(jpegOf(9_000_000), refuse);
  await client.send(postHead(body.byteLength));
  await client.send(body);
  client.socket.resume();
  const answer = await client.answer();
  expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  expect(answer?.headers.connection).not.toBe('close');
});

test('a client that asked to close, and is still sending, gets its answer and not a reset', async () => {
  const server = await tests.start();
  const client = await tests.connect(server);
  let failure: unknown = null;
  client.socket.on('error', (error) => {
    failure = error;
  });
  client.socket.pause();
  const body = oneBody(jpegOf(9_000_000), refuse);
  await client.send(postHead(body.byteLength, { connection: 'close' }));
  await client.send(body);
  client.socket.resume();
  expect(codesOf(await client.answer())).toEqual(['FORBIDDEN']);
  await client.closed;
  expect(failure).toBeNull();
});

test('a client that asked to close but never does is closed when it has sent all', async () => {
  const server = await tests.start();
  const client = await tests.connect(server, true);
  const body = oneBody(jpegOf(900_000), refuse);
  await client.send(postHead(body.byteLength, { connection: 'close' }));
  await client.send(body.subarray(0, 800_000));
  expect(codesOf(await client.answer())).toEqual(['FORBIDDEN']);
  expect(await openConnections(server)).toBe(1);
  await client.send(body.subarray(800_000));
  while ((await openConnections(server)) > 0) await turns(1);
});

test('a client can send to the end while a slow operation is under way', async () => {
  const server = await tests.start({ maxFileBytes: 30_000_000 });
  const answering = Promise.withResolvers<void>();
  server.mayAnswer = answering.promise;
  const client = await tests.connect(server);
  const body = Buffer.concat([oneBody(jpegOf(100_000), hold), Buffer.alloc(20_000_000)]);
  await client.send(postHead(body.byteLength));
  await client.send(body);
  expect(server.heldBytes()).toBe(100_000);
  answering.resolve();
  expect(imagesOf(await client.answer())).toMatchObject([{ byteLength: 100_000 }]);
  server.held.shift()?.release();
});

test('a body without declared length that does not end after the answer is cut off', async () => {
  const server = await tests.start({ maxDrainBytes: 1_000_000 });
  const client = await tests.connect(server);
  const body = oneBody(tinyJpeg, refuse);
  await client.send(postHead(0, { 'transfer-encoding': 'chunked' }));
  await client.send(httpChunk(body));
  expect(codesOf(await client.answer())).toEqual(['FORBIDDEN']);
  const filler = httpChunk(Buffer.alloc(64_000));
  while (!client.socket.destroyed) await Promise.race([client.send(filler), client.closed]);
});

test('requests one behind the other on one connection are answered one by one', async () => {
  const server = await tests.start();
  const client = await tests.connect(server);
  const body = oneBody(jpegOf(150_000));
  const request = Buffer.concat([Buffer.from(postHead(body.byteLength)), body]);
  const json = Buffer.from(postHead(hello.length, { 'content-type': 'application/json' }) + hello);
  void client.send(Buffer.concat([request, json, request, json]));
  expect(imagesOf(await client.answer())).toMatchObject([{ byteLength: 150_000 }]);
  expect((await client.answer())?.status).toBe(200);
  expect(imagesOf(await client.answer())).toMatchObject([{ byteLength: 150_000 }]);
  expect((await client.answer())?.status).toBe(200);
});

test('an image that outlives its request is held until it is released', async () => {
  const server = await tests.start();
  const client = await tests.connect(server);
  const body = oneBody(jpegOf(150_000), hold);
  await client.send(postHead(body.byteLength));
  await client.send(body);
  expect(imagesOf(await client.answer())).toMatchObject([{ byteLength: 150_000 }]);
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
  const server = await tests.start();
  const client = await tests.connect(server);
  const body = oneBody(jpegOf(3_000), hold);
  await client.send(postHead(0, { 'transfer-encoding': 'chunked' }));
  await client.send(Buffer.concat(Array.from(body, (_, index) => httpChunk(body.subarray(index, index + 1)))));
  await client.send('0\r\n\r\n');
  expect(imagesOf(await client.answer())).toMatchObject([{ byteLength: 3_000 }]);
  const [image] = server.held;
  expect(image?.chunks.length, 'and kept in a few').toBeLessThan(10);
  expect(image && Buffer.concat(image.chunks)).toEqual(jpegOf(3_000));
  image?.release();
});
