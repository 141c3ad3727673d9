/** What makes two requests under one key the same request, and what does not. */
import { expect, test } from 'vitest';
import type { Image } from '#domain/image.ts';
import { fingerprintVerification } from '#services/fingerprint.ts';

const edge = 64 * 1024;

/** An image of these bytes, that arrived in chunks of this size. */
function image(bytes: Buffer, chunkBytes = bytes.byteLength): Image {
  const chunks: Buffer[] = [];
  for (let start = 0; start < bytes.byteLength; start += chunkBytes)
    chunks.push(bytes.subarray(start, start + chunkBytes));
  return { format: 'image/jpeg', byteLength: bytes.byteLength, chunks, release() {} };
}

/** 300 KB, with one byte that is another. */
function photo(changedAt?: number): Buffer {
  const bytes = Buffer.alloc(300_000, 'photo ');
  if (changedAt !== undefined) bytes[changedAt] = 0;
  return bytes;
}

function hash(selfie: Image, salt = 'salt'): string {
  const document = { type: null, front: image(Buffer.from('front')), back: null };
  return fingerprintVerification(salt, { ownerId: 'ada', workflowId: null, selfie, documents: [document] }).hash;
}

test('an image is the same however it was cut up on its way', () => {
  for (const chunkBytes of [1_000, edge - 1, edge, edge + 1, 200_000])
    expect(hash(image(photo(), chunkBytes)), String(chunkBytes)).toBe(hash(image(photo())));
});

test.each([0, edge - 1, 300_000 - edge, 299_999])('another byte at %i is another image', (position) => {
  for (const chunkBytes of [10_000, 300_000])
    expect(hash(image(photo(position), chunkBytes))).not.toBe(hash(image(photo(), chunkBytes)));
});

test('a longer image is another one, also where both look alike at their ends', () => {
  expect(hash(image(Buffer.alloc(300_000, 'a')))).not.toBe(hash(image(Buffer.alloc(300_001, 'a'))));
});

test('an image of less than two edges is hashed whole', () => {
  for (const byteLength of [1, edge, edge + 10, 2 * edge]) {
    const bytes = Buffer.alloc(byteLength, 'a');
    for (const position of [0, byteLength >> 1, byteLength - 1]) {
      const other = Buffer.from(bytes);
      other[position] = 0;
      expect(hash(image(other)), `${byteLength} ${position}`).not.toBe(hash(image(bytes)));
    }
  }
});

test('without the salt of its row a hash says nothing of the images', () => {
  expect(hash(image(photo()), 'one')).not.toBe(hash(image(photo()), 'another'));
});
