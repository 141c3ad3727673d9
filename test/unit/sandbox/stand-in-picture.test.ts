/** The pictures that records point at: real ones, told apart, the same each time. */
import { loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { standInPicture } from '#sandbox/stand-in-picture.ts';

test('a stand-in is a picture that any decoder reads', async () => {
  const picture = await loadImage(Buffer.from(standInPicture('selfie.png')));
  expect([picture.width, picture.height]).toEqual([320, 240]);
});

test('a selfie and a card look different, and each looks the same twice', () => {
  expect(standInPicture('selfie.png')).toEqual(standInPicture('selfie.png'));
  expect(standInPicture('selfie.png')).not.toEqual(standInPicture('id-card-front.png'));
});
