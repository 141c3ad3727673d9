/** The memory that all uploads share: who waits, who is refused, and when it is given back. */
import { expect, test } from 'vitest';
import type { UploadOptions } from '#server/uploads/uploads.ts';
import { createManualTime } from '#test/support/uploads/manual-time.ts';
import { httpChunk, postHead, type RawClient } from '#test/support/uploads/raw-client.ts';
import { hold, manyBody, oneBody, postJson, postMultipart, readOne } from '#test/support/uploads/requests.ts';
import { foreignFiles, jpegOf, tinyJpeg } from '#test/support/uploads/sample-images.ts';
import type { UploadServer } from '#test/support/uploads/upload-server.ts';
import { imagesOf, setUpUploadTests, turns, until } from '#test/support/uploads/upload-tests.ts';

const tests = setUpUploadTests();

async function start(options: UploadOptions) {
  const time = createManualTime();
  return { server: await tests.start({ ...time, ...options }), time };
}

/** A client that has sent the first bytes of a request, and not more. */
async function begin(server: UploadServer, body: Buffer, sentBytes: number): Promise<RawClient> {
  const client = await tests.connect(server);
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, sentBytes));
  return client;
}

test('a request reserves what its files can take before they are read, and then holds no more than they did', async () => {
  const { server } = await start({ maxFileBytes: 1_000_000 });
  const body = manyBody([jpegOf(200_000, 1), jpegOf(300_000, 2)]);
  const client = await begin(server, body, 210_000);
  await until(() => server.heldBytes() > 0);
  expect(server.peakHeldBytes()).toBeGreaterThan(500_000);
  expect(server.peakHeldBytes()).toBeLessThan(body.byteLength);
  await client.send(body.subarray(210_000));
  expect(imagesOf(await client.answer())).toMatchObject([{ byteLength: 200_000 }, { byteLength: 300_000 }]);
  expect(server.heldBytes()).toBe(0);
});

test('a body that is filled up with other things reserves no more than its files', async () => {
  const { server } = await start({ maxFileBytes: 50_000 });
  const client = await begin(server, Buffer.concat([oneBody(jpegOf(40_000)), Buffer.alloc(300_000)]), 20_000);
  await until(() => server.heldBytes() > 0);
  expect(server.peakHeldBytes()).toBe(50_000);
  client.socket.destroy();
  await until(() => server.heldBytes() === 0);
});

test('a chunked request, of which nobody knows the length, reserves what its files may have at most', async () => {
  const { server } = await start({ maxFileBytes: 50_000 });
  const body = oneBody(jpegOf(10_000));
  const client = await tests.connect(server);
  await client.send(postHead(0, { 'transfer-encoding': 'chunked' }));
  await client.send(httpChunk(body.subarray(0, 5_000)));
  await until(() => server.heldBytes() > 0);
  expect(server.peakHeldBytes()).toBe(50_000);
  await client.send(Buffer.concat([httpChunk(body.subarray(5_000)), Buffer.from('0\r\n\r\n')]));
  expect(imagesOf(await client.answer())).toMatchObject([{ byteLength: 10_000 }]);
});

test('what turns out to be no image is not held while the rest of the request comes', async () => {
  const { server } = await start({ maxFileBytes: 1_000_000 });
  const heic = Buffer.concat([foreignFiles[0]?.[1] ?? Buffer.alloc(0), jpegOf(600_000)]);
  const body = manyBody([heic, jpegOf(100_000)]);
  const client = await begin(server, body, 650_000);
  await until(() => server.heldBytes() > 0 && server.heldBytes() < 110_000);
  await client.send(body.subarray(650_000));
  expect(imagesOf(await client.answer())).toMatchObject([{ detectedFormat: 'image/heic' }, { byteLength: 100_000 }]);
});

test('requests wait for memory in the order in which they came, and all are served', async () => {
  const { server } = await start({ budgetBytes: 1_000_000, maxFileBytes: 900_000 });
  const body = oneBody(jpegOf(700_000), hold);
  const first = await begin(server, body, body.byteLength);
  expect(imagesOf(await first.answer())).toMatchObject([{ byteLength: 700_000 }]);
  const second = await begin(server, body, 1_000);
  const third = await begin(server, oneBody(jpegOf(100_000)), 1_000);
  await turns(50);
  expect(server.heldBytes(), 'the first image is held, the others have nothing').toBe(700_000);

  server.held.shift()?.release();
  await until(() => server.heldBytes() > 700_000);
  await second.send(body.subarray(1_000));
  expect(imagesOf(await second.answer())).toMatchObject([{ byteLength: 700_000 }]);
  await third.send(oneBody(jpegOf(100_000)).subarray(1_000));
  expect(imagesOf(await third.answer())).toMatchObject([{ byteLength: 100_000 }]);
  server.held.shift()?.release();
});

test('a request that finds no memory for half a minute is told when to come back', async () => {
  const { server, time } = await start({ budgetBytes: 1_000_000, maxFileBytes: 900_000 });
  const holding = await postMultipart(server.url, oneBody(jpegOf(800_000), hold));
  expect(holding.images).toMatchObject([{ byteLength: 800_000 }]);
  const body = manyBody([jpegOf(300_000, 1), jpegOf(300_000, 2)]);
  const waiting = await begin(server, body, 10_000);
  await until(() => time.pending() === 1);
  time.advance(29_999);
  await turns(20);
  time.advance(1);
  expect(imagesOf(await waiting.answer())).toMatchObject([
    { code: 'RATE_LIMITED', retryAfterSeconds: 10 },
    { code: 'RATE_LIMITED', retryAfterSeconds: 10 },
  ]);
  server.held.shift()?.release();
});

test('requests without files are served while others wait for memory', async () => {
  const { server } = await start({ budgetBytes: 1_000_000, maxFileBytes: 900_000 });
  await postMultipart(server.url, oneBody(jpegOf(800_000), hold));
  await begin(server, oneBody(jpegOf(300_000)), 1_000);
  expect(await postJson(server.url, { query: '{ hello }' })).toMatchObject({ data: { hello: 'world' } });
  server.held.shift()?.release();
});

test('a client that leaves while it waits for memory gives up its place', async () => {
  const { server, time } = await start({ budgetBytes: 1_000_000, maxFileBytes: 900_000 });
  await postMultipart(server.url, oneBody(jpegOf(800_000), hold));
  const leaving = await begin(server, oneBody(jpegOf(300_000)), 1_000);
  await until(() => time.pending() === 1);
  leaving.socket.destroy();
  await until(() => time.pending() === 0);
  server.held.shift()?.release();
  expect((await postMultipart(server.url, oneBody(jpegOf(800_000), readOne))).images).toMatchObject([
    { byteLength: 800_000 },
  ]);
});

test('a request that could never fit is refused at once', async () => {
  const { server } = await start({ budgetBytes: 500_000, maxFileBytes: 900_000 });
  expect(await postMultipart(server.url, oneBody(jpegOf(600_000)))).toMatchObject({
    status: 413,
    codes: ['BAD_USER_INPUT'],
  });
});

test('a slow upload is put up with, until another waits for its memory', async () => {
  const { server, time } = await start({ budgetBytes: 1_000_000, maxFileBytes: 900_000, minBytesPerSecond: 16_000 });
  const body = oneBody(jpegOf(800_000));
  const slow = await begin(server, body, 20_000);
  await until(() => server.heldBytes() > 0);
  let sentBytes = 20_000;
  const crawl = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      await slow.send(body.subarray(sentBytes, sentBytes + 1_000));
      sentBytes += 1_000;
      await turns(5);
      time.advance(1_000);
    }
  };
  await crawl(20);
  const other = await begin(server, oneBody(jpegOf(700_000)), 750_000);
  await turns(20);
  await crawl(3);
  expect(imagesOf(await slow.answer())).toMatchObject([{ code: 'UPLOAD_INTERRUPTED' }]);
  expect(imagesOf(await other.answer())).toMatchObject([{ byteLength: 700_000 }]);
});

test('many uploads at once never hold more than the memory that there is', async () => {
  const { server } = await start({ budgetBytes: 2_000_000, maxFileBytes: 900_000 });
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      postMultipart(server.url, manyBody([jpegOf(400_000, index + 1), tinyJpeg, jpegOf(300_000, index + 50)])),
    ),
  );
  for (const { images: read } of answers)
    expect(read).toMatchObject([{ byteLength: 400_000 }, { format: 'image/jpeg' }, { byteLength: 300_000 }]);
  expect(server.peakHeldBytes()).toBeLessThanOrEqual(2_000_000);
  // At least one request's at a time; how many meet is the machine's matter.
  expect(server.peakHeldBytes()).toBeGreaterThan(700_000);
});
