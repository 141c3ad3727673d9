/** What `prepareImage` of examples/web makes of photos, in a real browser. The file is loaded as it is, without a build. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findChromium, launchChromium } from '#test/support/chromium.ts';

const chromiumPath = findChromium();

const prepared = z.object({
  isSame: z.boolean(),
  name: z.string(),
  type: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
  /** The colours of the four corners, from the top left, clockwise. */
  corners: z.array(z.string()),
  hasExif: z.boolean(),
});

describe.skipIf(chromiumPath === null)('preparing a photo', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
    page = await browser.newPage();
    const source = readFileSync(new URL('../../examples/web/src/prepare-image.ts', import.meta.url), 'utf8');
    const module = `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(source))}`;
    await page.evaluate(
      `import(${JSON.stringify(module)}).then((module) => { globalThis.prepareImage = module.prepareImage; })`,
    );
  });
  afterAll(() => browser?.close());

  async function prepare(bytes: Uint8Array, name: string) {
    const answer = await page.evaluate(`(async () => {
      const bytes = Uint8Array.from(atob('${Buffer.from(bytes).toString('base64')}'), (char) => char.charCodeAt(0));
      const original = new File([bytes], '${name}');
      const file = await prepareImage(original);
      // Decoded as the vendor sees it: nothing is turned on the way.
      const bitmap = await createImageBitmap(file, { imageOrientation: 'none' });
      const { width, height } = bitmap;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const nameOf = ([red, green, blue]) =>
        red > 200 && green > 200 && blue > 200 ? 'white' : red > 150 ? 'red' : green > 150 ? 'green' : blue > 150 ? 'blue' : 'black';
      const at = (x, y) => nameOf(context.getImageData(x, y, 1, 1).data);
      const [right, bottom] = [width - 5, height - 5];
      const corners = [at(4, 4), at(right, 4), at(right, bottom), at(4, bottom)];
      const text = new TextDecoder('latin1').decode(await file.arrayBuffer());
      const hasExif = text.includes('Exif');
      return { isSame: file === original, name: file.name, type: file.type, bytes: file.size, width, height, corners, hasExif };
    })()`);
    return prepared.parse(answer);
  }

  /** Corners in red, green, blue and black, from the top left, clockwise. */
  function picture(width: number, height: number) {
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    const [halfWidth, halfHeight] = [width / 2, height / 2];
    for (const [colour, x, y] of [
      ['#f00', 0, 0],
      ['#0f0', halfWidth, 0],
      ['#00f', halfWidth, halfHeight],
      ['#000', 0, halfHeight],
    ] as const) {
      context.fillStyle = colour;
      context.fillRect(x, y, halfWidth, halfHeight);
    }
    return canvas;
  }

  /** As a phone writes it: the picture as the sensor saw it, and a note how to turn it. */
  function photo(width: number, height: number, orientation: number): Uint8Array {
    const jpeg = picture(width, height).toBuffer('image/jpeg');
    const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
    const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)]);
    const head = Buffer.from([0xff, 0xe1, 0, body.length + 2]);
    return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
  }

  test('a phone’s photo comes out upright, small enough, and without its EXIF data', async () => {
    // Held upright, the sensor lies on its side; 6 says: turn the picture clockwise.
    const original = photo(4032, 3024, 6);
    const result = await prepare(original, 'IMG_2031.JPG');
    expect(result).toMatchObject({
      isSame: false,
      name: 'IMG_2031.jpg',
      type: 'image/jpeg',
      width: 1080,
      height: 1440,
      corners: ['black', 'red', 'green', 'blue'],
      hasExif: false,
    });
    expect(result.bytes).toBeLessThan(original.length);
  });

  test.each([
    [2, ['green', 'red', 'black', 'blue']],
    [3, ['blue', 'black', 'red', 'green']],
    [4, ['black', 'blue', 'green', 'red']],
    [5, ['red', 'black', 'blue', 'green']],
    [6, ['black', 'red', 'green', 'blue']],
    [7, ['blue', 'green', 'red', 'black']],
    [8, ['green', 'blue', 'black', 'red']],
  ])('a small photo is turned too, and not made larger: orientation %i', async (orientation, corners) => {
    const isTurned = orientation >= 5;
    expect(await prepare(photo(400, 300, orientation), 'photo.jpg')).toMatchObject({
      isSame: false,
      width: isTurned ? 300 : 400,
      height: isTurned ? 400 : 300,
      corners,
    });
  });

  test('a photo that is upright and fits stays as it is, byte for byte', async () => {
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
      [640, 480],
    ] as const) {
      expect(await prepare(photo(width, height, 1), 'photo.jpg')).toMatchObject({ isSame: true, width, height });
      const png = picture(width, height).toBuffer('image/png');
      expect(await prepare(png, 'photo.png')).toMatchObject({ isSame: true, name: 'photo.png' });
    }
  });

  test('WebP and AVIF become JPEG, also where they fit', async () => {
    const canvas = picture(400, 300);
    for (const [name, bytes] of [
      ['photo.webp', canvas.toBuffer('image/webp')],
      ['photo.avif', canvas.toBuffer('image/avif')],
    ] as const) {
      expect(await prepare(bytes, name)).toMatchObject({
        isSame: false,
        name: 'photo.jpg',
        type: 'image/jpeg',
        width: 400,
        height: 300,
        corners: ['red', 'green', 'blue', 'black'],
      });
    }
  });

  test('what is transparent becomes white, as on paper', async () => {
    const canvas = createCanvas(3000, 2000);
    expect(await prepare(canvas.toBuffer('image/png'), 'scan.png')).toMatchObject({
      type: 'image/jpeg',
      corners: ['white', 'white', 'white', 'white'],
    });
  });

  test('what this browser cannot read is refused by its name', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(100)]);
    const cutOff = photo(400, 300, 6).subarray(0, 300);
    for (const [bytes, format] of [
      [heic, 'heic'],
      [cutOff, 'jpeg'],
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), null],
    ] as const) {
      const refusal = await page.evaluate(`prepareImage(new File([new Uint8Array([${[...bytes]}])], 'x')).then(
        () => 'taken',
        ({ name, format }) => [name, format],
      )`);
      expect(refusal).toEqual(['UnreadableImageError', format]);
    }
  });
});
