/** Markers in sample images: written, read, and left alone where there are none. */

import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { detectFormat, type Marker, markImage, readMarker } from '#sandbox/marker.ts';

const canvas = createCanvas(40, 30);
const jpeg = canvas.toBuffer('image/jpeg');
const png = canvas.toBuffer('image/png');
const marker: Marker = { person: 'alex', shows: 'id-card', side: 'back', outcome: 'FACE_BLURR', looksLike: 'mariam' };

test.for([
  ['JPEG', jpeg],
  ['PNG', png],
] as const)('a marked %s says who is on it and is still a picture', async ([, bytes]) => {
  const marked = markImage(bytes, marker);
  expect(readMarker(marked)).toEqual(marker);
  expect(detectFormat(marked)).toBe(detectFormat(bytes));
  const picture = await loadImage(Buffer.from(marked));
  expect([picture.width, picture.height]).toEqual([40, 30]);
});

test('a picture without a marker has none, and neither has what is no picture', () => {
  expect(readMarker(jpeg)).toBeNull();
  expect(readMarker(png)).toBeNull();
  expect(readMarker(Buffer.from('faceki-sandbox: person=alex'))).toBeNull();
  expect(() => markImage(Buffer.from('GIF89a'), marker)).toThrow(TypeError);
});

test('a picture cut off anywhere is read without a fault', () => {
  for (const bytes of [markImage(jpeg, marker), markImage(png, marker)]) {
    for (let length = 0; length < 160; length += 1) expect(() => readMarker(bytes.subarray(0, length))).not.toThrow();
  }
});

test('nothing is made of keys and values that a marker does not have', () => {
  const text = Buffer.from('faceki-sandbox: PERSON=Alex; shows=a cat; side=left; colour=red');
  const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text]);
  expect(readMarker(Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]))).toEqual({ person: 'alex' });
});

test('what looks like a comment inside the picture’s own data is none', () => {
  const marked = markImage(Buffer.from([0xff, 0xd8, 0xff, 0xd9]), marker);
  const scan = Buffer.from([0xff, 0xda, 0, 2]);
  expect(readMarker(marked)).toEqual(marker);
  expect(readMarker(Buffer.concat([marked.subarray(0, 2), scan, marked.subarray(2)]))).toBeNull();
});
