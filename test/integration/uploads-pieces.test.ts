/** The network may cut a request anywhere: at every single byte the answer is the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectRaw, httpChunk, postHead, type RawClient } from '#test/support/uploads/raw-client.ts';
import { manyBody, parseAnswer } from '#test/support/uploads/requests.ts';
import { jpegOf, tinyPng } from '#test/support/uploads/sample-images.ts';
import { startUploadServer, type UploadServer } from '#test/support/uploads/upload-server.ts';

let server: UploadServer;
let client: RawClient;
beforeAll(async () => {
  server = await startUploadServer();
  client = await connectRaw(server.port);
});
afterAll(async () => {
  client.socket.destroy();
  await server.close();
  expect(server.faults).toEqual([]);
  expect(server.heldBytes()).toBe(0);
});

const photo = jpegOf(150);
const body = manyBody([tinyPng, photo]);

async function expectImages(at: string): Promise<void> {
  const answer = await client.answer();
  const { images } = parseAnswer(answer?.status ?? 0, answer?.body ?? '');
  expect(
    images.map((image) => image?.format),
    at,
  ).toEqual(['image/png', 'image/jpeg']);
  expect(
    images.map((image) => image?.byteLength),
    at,
  ).toEqual([tinyPng.byteLength, photo.byteLength]);
}

test('cut in two at every byte, on one connection', async () => {
  for (let cut = 1; cut < body.byteLength; cut += 1) {
    await client.send(Buffer.concat([Buffer.from(postHead(body.byteLength)), body.subarray(0, cut)]));
    // Two turns, so that the server has read the first piece before the second one leaves.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    await client.send(body.subarray(cut));
    await expectImages(`cut at ${cut}`);
  }
});

test('as two HTTP chunks cut at every byte, which the server cannot but see one by one', async () => {
  const head = Buffer.from(postHead(0, { 'transfer-encoding': 'chunked' }));
  for (let cut = 1; cut < body.byteLength; cut += 1) {
    const pieces = [httpChunk(body.subarray(0, cut)), httpChunk(body.subarray(cut)), Buffer.from('0\r\n\r\n')];
    await client.send(Buffer.concat([head, ...pieces]));
    await expectImages(`cut at ${cut}`);
  }
});

test('byte by byte', async () => {
  await client.send(postHead(body.byteLength));
  for (const byte of body) {
    await client.send(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await expectImages('byte by byte');
});
