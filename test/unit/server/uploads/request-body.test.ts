import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type Pace, RequestBody } from '#server/uploads/request-body.ts';
import { createManualTime } from '#test/support/uploads/manual-time.ts';

const pace: Pace = { idleTimeoutMs: 30_000, totalTimeoutMs: 300_000 };

/** A request whose bytes come when the test says so. */
function createBody(headers: Record<string, string> = { 'transfer-encoding': 'chunked' }) {
  const time = createManualTime();
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, headers);
  const body = new RequestBody(request, time);
  return { body, request, time };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('hands out what arrives, by reference, and null at the end', async () => {
  const { body, request } = createBody();
  const chunk = Buffer.from('one');
  const pulled = body.pull();
  request.push(chunk);
  expect(await pulled).toBe(chunk);
  request.push(Buffer.from('two'));
  expect(String(await body.pull())).toBe('two');
  request.push(null);
  expect(await body.pull()).toBeNull();
  expect(await body.pull()).toBeNull();
  expect(body.receivedBytes).toBe(6);
});

test('holds the sender back while nobody asks for more', async () => {
  const { body, request } = createBody();
  const pulled = body.pull();
  request.push(Buffer.alloc(10));
  await pulled;
  let pushed = 0;
  while (request.push(Buffer.alloc(16_384)) && pushed < 1_000) pushed += 1;
  await settle();
  // One chunk in hand; the rest waits in the stream, which has told the socket to stop.
  expect(body.receivedBytes).toBeLessThanOrEqual(10 + 16_384);
  expect(request.readableFlowing).toBe(false);
});

test('an upload ends after half a minute without a byte', async () => {
  const { body, request, time } = createBody();
  body.startWatch(pace);
  for (let count = 0; count < 5; count += 1) {
    const pulled = body.pull();
    time.advance(29_000);
    request.push(Buffer.alloc(1));
    await pulled;
  }
  const pulled = body.pull();
  time.advance(30_000);
  await expect(pulled).rejects.toMatchObject({ fault: 'STALLED' });
  await expect(body.pull()).rejects.toMatchObject({ fault: 'STALLED' });
  expect(time.pending()).toBe(0);
});

test('an upload ends after five minutes, however steadily it comes', async () => {
  const { body, request, time } = createBody();
  body.startWatch(pace);
  for (let second = 0; second < 299; second += 1) {
    const pulled = body.pull();
    request.push(Buffer.alloc(1));
    await pulled;
    time.advance(1_000);
  }
  const pulled = body.pull();
  time.advance(1_000);
  await expect(pulled).rejects.toMatchObject({ fault: 'LATE' });
});

test('five minutes are five minutes in all, not for each part of the body', async () => {
  const { body, time } = createBody();
  const slack = { ...pace, idleTimeoutMs: 1_000_000 };
  body.startWatch(slack);
  time.advance(200_000);
  body.stopWatch();
  time.advance(900_000);
  body.startWatch(slack);
  const pulled = body.pull();
  time.advance(99_000);
  expect(time.pending()).toBe(1);
  time.advance(1_000);
  await expect(pulled).rejects.toMatchObject({ fault: 'LATE' });
});

test('an upload ends when it is asked whether it is too slow, and it is', async () => {
  const { body, request, time } = createBody();
  const asked: [bytes: number, elapsedMs: number][] = [];
  const first = body.pull();
  request.push(Buffer.alloc(1_000));
  await first;
  body.startWatch({ ...pace, isTooSlow: (bytes, elapsedMs) => asked.push([bytes, elapsedMs]) === 3 });
  const pulled = body.pull();
  request.push(Buffer.alloc(50));
  await pulled;
  const waiting = body.pull();
  time.advance(10_000);
  await expect(waiting).rejects.toMatchObject({ fault: 'SLOW' });
  expect(asked).toEqual([
    [50, 1_000],
    [50, 2_000],
    [50, 3_000],
  ]);
});

test('a client is not blamed for our own pauses', async () => {
  const { body, request, time } = createBody();
  body.startWatch(pace);
  body.stopWatch();
  time.advance(600_000);
  body.startWatch(pace);
  const pulled = body.pull();
  request.push(Buffer.from('still here'));
  expect(String(await pulled)).toBe('still here');
  body.stopWatch();
  expect(time.pending()).toBe(0);
});

test('refuses a body at once that declares more than the limit', () => {
  const { body } = createBody({ 'content-length': '1001' });
  expect(() => body.limitTo(1_000)).toThrow(expect.objectContaining({ fault: 'TOO_LARGE' }));
  expect(() => body.limitTo(1_001)).not.toThrow();
});

test('refuses a body that grows over the limit without having declared a length', async () => {
  const { body, request } = createBody();
  body.limitTo(1_000);
  expect(body.contentLength).toBeNull();
  const pulled = body.pull();
  request.push(Buffer.alloc(1_000));
  expect(await pulled).toHaveLength(1_000);
  const more = body.pull();
  request.push(Buffer.alloc(1));
  await expect(more).rejects.toMatchObject({ fault: 'TOO_LARGE' });
});

test('whoever waits learns that the client has left', async () => {
  const { body, request } = createBody();
  const pulled = body.pull();
  request.destroy();
  await expect(pulled).rejects.toMatchObject({ fault: 'LEFT' });
  const late = createBody();
  late.request.destroy();
  await expect(late.body.pull()).rejects.toMatchObject({ fault: 'LEFT' });
});

test('what is thrown away is counted, and not held', async () => {
  const { body, request } = createBody();
  body.discard();
  for (let count = 0; count < 50; count += 1) request.push(Buffer.alloc(16_384));
  request.push(null);
  await settle();
  expect(body.receivedBytes).toBe(50 * 16_384);
  expect(await body.pull()).toBeNull();
});

test('an answered request reads no more', async () => {
  const { body, request, time } = createBody();
  body.startWatch(pace);
  const pulled = body.pull();
  body.interrupt('ANSWERED');
  await expect(pulled).rejects.toMatchObject({ fault: 'ANSWERED' });
  request.push(Buffer.alloc(1));
  await expect(body.pull()).rejects.toMatchObject({ fault: 'ANSWERED' });
  expect(time.pending()).toBe(0);
});
