import { expect, test } from 'vitest';
import { ChunkCollector, HeldImage } from '#server/uploads/held-image.ts';
import { noise } from '#test/support/uploads/sample-images.ts';

test('keeps the chunks of a fast upload as they came', () => {
  const chunks = [noise(65_536, 1), noise(16_384, 2), noise(40_000, 3)];
  const collector = new ChunkCollector();
  for (const chunk of chunks) collector.add(chunk);
  const kept = collector.take();
  expect(kept).toHaveLength(3);
  for (const [index, chunk] of chunks.entries()) expect(kept[index]).toBe(chunk);
  expect(collector.byteLength).toBe(121_920);
});

test('joins a body that comes in tiny pieces, so that the pieces do not cost more than the bytes', () => {
  const bytes = noise(200_000);
  const collector = new ChunkCollector();
  for (let at = 0; at < bytes.byteLength; at += 7) collector.add(bytes.subarray(at, at + 7));
  const kept = collector.take();
  expect(Buffer.concat(kept)).toEqual(bytes);
  expect(kept.length).toBeLessThanOrEqual(Math.ceil(200_000 / 7 / 1024));
});

test('does not keep a long chunk alive for a short view of it', () => {
  const long = noise(65_536);
  const collector = new ChunkCollector();
  collector.add(long.subarray(0, 100));
  collector.add(long.subarray(65_000));
  for (const { buffer } of collector.take()) expect(buffer).not.toBe(long.buffer);
});

test('keeps the order where short and long pieces follow each other', () => {
  const bytes = noise(150_000, 9);
  const collector = new ChunkCollector();
  for (const [from, to] of [
    [0, 10],
    [10, 30_010],
    [30_010, 30_011],
    [30_011, 60_000],
    [60_000, 70_000],
    [70_000, 150_000],
  ])
    collector.add(bytes.subarray(from, to));
  expect(Buffer.concat(collector.take())).toEqual(bytes);
});

test('an image that is released has no bytes any more, and says so once', () => {
  let released = 0;
  const image = new HeldImage('image/png', [noise(10)], 10, () => {
    released += 1;
  });
  expect(image.chunks).toHaveLength(1);
  image.release();
  image.release();
  expect(image.chunks).toEqual([]);
  expect(image.byteLength).toBe(10);
  expect(released).toBe(1);
});

test('gives the memory of an image that is released back at once, without waiting for the garbage collector', () => {
  const chunk = noise(65_536);
  new HeldImage('image/jpeg', [chunk], chunk.byteLength, () => {}).release();
  expect(chunk.buffer.byteLength).toBe(0);
});

test('leaves the memory alone that a socket may still be reading, so that no other image can come to stand there', () => {
  const chunk = noise(65_536);
  const image = new HeldImage('image/jpeg', [chunk], chunk.byteLength, () => {});
  image.lend(() => true);
  image.lend(() => false);
  image.release();
  expect(image.chunks).toEqual([]);
  expect(chunk.buffer.byteLength).toBe(65_536);
});

test('leaves a chunk alone in which another image begins', () => {
  const arrived = noise(100_000);
  const end = arrived.subarray(0, 40_000);
  const beginning = arrived.subarray(40_100);
  new HeldImage('image/jpeg', [end], end.byteLength, () => {}).release();
  expect(beginning).toEqual(noise(100_000).subarray(40_100));
});
