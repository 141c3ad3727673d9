/** Clients that are slow, fall silent or leave: each is answered or let go in time, and nothing is left behind. */
import { expect, test } from 'vitest';
import { createManualTime } from '#test/support/uploads/manual-time.ts';
import { boundary } from '#test/support/uploads/multipart-body.ts';
import { postHead } from '#test/support/uploads/raw-client.ts';
import { manyBody, oneBody, refuse } from '#test/support/uploads/requests.ts';
import { jpegOf, tinyJpeg } from '#test/support/uploads/sample-images.ts';
import { codesOf, imagesOf, passTime, setUpUploadTests, turns, until } from '#test/support/uploads/upload-tests.ts';

const tests = setUpUploadTests();

test('a client that falls silent after an early answer is let go in time', async () => {
  const time = createManualTime();
  const server = await tests.start({ ...time, drainTimeoutMs: 30_000 });
  const client = await tests.connect(server);
  const body = oneBody(jpegOf(500_000), refuse);
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 1_000));
  expect(codesOf(await client.answer())).toEqual(['FORBIDDEN']);
  await until(() => time.pending() === 1);
  time.advance(29_999);
  expect(client.socket.destroyed).toBe(false);
  time.advance(1);
  await client.closed;
  await until(() => time.pending() === 0);
});

test('a client that leaves in the middle of an upload leaves nothing behind', async () => {
  const time = createManualTime();
  const server = await tests.start(time);
  const body = manyBody([jpegOf(300_000, 1), jpegOf(300_000, 2)]);
  for (const sentBytes of [200, 500, 700, 100_000, 300_700, 400_000, body.byteLength - boundary.length]) {
    const client = await tests.connect(server);
    await client.send(postHead(body.byteLength));
    await client.send(body.subarray(0, sentBytes));
    if (sentBytes > 1_000) await until(() => server.heldBytes() > 0);
    client.socket.destroy();
    await client.closed;
    await until(() => server.heldBytes() === 0 && time.pending() === 0);
  }
});

test('a client that closes only its sending side is answered or let go', async () => {
  const server = await tests.start();
  const client = await tests.connect(server);
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
  const server = await tests.start(time);
  const client = await tests.connect(server);
  const body = manyBody([tinyJpeg, jpegOf(300_000)]);
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 100_000));
  const answer = await passTime(time, client.answer());
  expect(imagesOf(answer)).toMatchObject([{ format: 'image/jpeg' }, { code: 'UPLOAD_INTERRUPTED' }]);
  expect(time.clock()).toBeGreaterThanOrEqual(30_000);
  expect(time.clock()).toBeLessThan(40_000);
});

test('an upload that trickles for ever ends after five minutes', async () => {
  const time = createManualTime();
  const server = await tests.start(time);
  const client = await tests.connect(server);
  const body = oneBody(jpegOf(300_000));
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 1_000));
  const answer = client.answer();
  for (let second = 0; second < 302; second += 1) {
    await client.send(body.subarray(1_000 + second, 1_001 + second));
    await until(() => time.pending() > 0);
    await turns(3);
    time.advance(1_000);
  }
  expect(imagesOf(await answer)).toMatchObject([{ code: 'UPLOAD_INTERRUPTED' }]);
});

test.each([
  ['a multipart operation', {}, oneBody(tinyJpeg).subarray(0, 100)],
  ['a JSON operation', { 'content-type': 'application/json' }, Buffer.from('{"query":')],
])('%s that never arrives is answered in time, and the connection closed', async (_, headers, bytes) => {
  const time = createManualTime();
  const server = await tests.start(time);
  const client = await tests.connect(server);
  await client.send(postHead(1_000, headers));
  await client.send(bytes);
  const answer = await passTime(time, client.answer());
  expect({ status: answer?.status, codes: codesOf(answer) }).toEqual({ status: 408, codes: ['BAD_USER_INPUT'] });
  await passTime(time, client.closed);
});
