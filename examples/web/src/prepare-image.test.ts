/** The parts that need no browser; what a browser makes of photos is in test/browser/prepare-image.browser.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fitImage, prepareImage, readImageHead, UnreadableImageError } from './prepare-image.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const join = (...parts: readonly (Uint8Array | readonly number[])[]) =>
  new Uint8Array(parts.flatMap((part) => [...part]));
const u16 = (value: number) => [value >> 8, value & 0xff];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];

const segment = (marker: number, body: Uint8Array | readonly number[]) =>
  join([0xff, marker], u16(body.length + 2), body);
const frame = (width: number, height: number, marker = 0xc0) =>
  segment(marker, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0]);
const jpeg = (...segments: readonly Uint8Array[]) => join([0xff, 0xd8], ...segments, [0xff, 0xda]);

/** A TIFF directory with an unrelated entry first, as cameras write it. */
function tiff(orientation: number, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(8 + 2 + 2 * 12 + 4));
  const write16 = (offset: number, value: number) => view.setUint16(offset, value, isLittleEndian);
  const write32 = (offset: number, value: number) => view.setUint32(offset, value, isLittleEndian);
  view.setUint16(0, isLittleEndian ? 0x4949 : 0x4d4d);
  write16(2, 42);
  write32(4, 8);
  write16(8, 2);
  write16(10, 0x010f);
  write16(22, 0x0112);
  write16(24, 3);
  write32(26, 1);
  write16(30, orientation);
  return new Uint8Array(view.buffer);
}
const exif = (orientation: number, isLittleEndian = false) =>
  segment(0xe1, join(ascii('Exif'), [0, 0], tiff(orientation, isLittleEndian)));

const chunk = (type: string, body: Uint8Array) => join(u32(body.length), ascii(type), body, u32(0));
const png = (width: number, height: number, ...chunks: readonly Uint8Array[]) =>
  join(
    [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a],
    chunk('IHDR', join(u32(width), u32(height), [8, 2, 0, 0, 0])),
    ...chunks,
    chunk('IDAT', new Uint8Array(4)),
  );
const boxes = (brand: string) => join(u32(24), ascii(`ftyp${brand}`), u32(0), ascii('mif1miaf'));

describe('what the head of a file tells', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('a camera’s JPEG says how it was held: %i', (orientation) => {
    for (const isLittleEndian of [false, true]) {
      const photo = jpeg(exif(orientation, isLittleEndian), frame(4032, 3024));
      expect(readImageHead(photo)).toEqual({ format: 'jpeg', width: 4032, height: 3024, orientation });
    }
  });

  test('dimensions are found behind colour profiles, thumbnails and fill bytes, in any kind of frame', () => {
    const profile = segment(0xe2, new Uint8Array(60_000));
    const head = { format: 'jpeg', width: 1200, height: 900, orientation: 6 };
    for (const marker of [0xc0, 0xc1, 0xc2, 0xc9]) {
      const photo = jpeg(exif(6), profile, profile, new Uint8Array([0xff]), frame(1200, 900, marker));
      expect(readImageHead(photo)).toEqual(head);
    }
  });

  test('tables that only look like frames are none', () => {
    const photo = jpeg(frame(1, 1, 0xc4), frame(2, 2, 0xc8), frame(3, 3, 0xcc), frame(640, 480));
    expect(readImageHead(photo)).toMatchObject({ width: 640, height: 480 });
  });

  test('an orientation that does not exist is upright, and so is a broken directory', () => {
    for (const orientation of [0, 9, 65_535]) {
      expect(readImageHead(jpeg(exif(orientation), frame(10, 10)))?.orientation).toBe(1);
    }
    const broken = segment(0xe1, join(ascii('Exif'), [0, 0], ascii('MM'), u16(42), u32(0xffffff)));
    expect(readImageHead(jpeg(broken, frame(10, 10)))).toMatchObject({ width: 10, orientation: 1 });
  });

  test('a PNG says its size, and how it is turned where it carries EXIF data', () => {
    expect(readImageHead(png(1280, 900))).toEqual({ format: 'png', width: 1280, height: 900, orientation: 1 });
    expect(readImageHead(png(1280, 900, chunk('eXIf', tiff(8, false))))?.orientation).toBe(8);
  });

  test.each([
    ['heic', boxes('heic')],
    ['heic', boxes('mif1')],
    ['avif', boxes('avif')],
    ['webp', join(ascii('RIFF'), u32(0), ascii('WEBPVP8 '))],
    ['gif', ascii('GIF89a')],
    ['bmp', ascii('BM------')],
  ])('other formats are known by their first bytes: %s', (format, bytes) => {
    expect(readImageHead(bytes)?.format).toBe(format);
  });

  test.each(['', 'x', '%PDF-1.7', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'hello, world, hello, world'])(
    'what is no photo is none: %s',
    (text) => {
      expect(readImageHead(ascii(text))).toBeNull();
    },
  );

  test('a file that is cut off anywhere is read without a fault', () => {
    for (const photo of [jpeg(exif(6), frame(4032, 3024)), png(10, 10, chunk('eXIf', tiff(3, true))), boxes('heic')]) {
      for (let end = 0; end <= photo.length; end++) expect(() => readImageHead(photo.subarray(0, end))).not.toThrow();
    }
  });
});

describe('the size that a photo is sent in', () => {
  test.each([
    [4032, 3024, 1440, 1080],
    [3024, 4032, 1080, 1440],
    [8000, 1000, 1920, 240],
    [1000, 8000, 240, 1920],
    [3840, 2160, 1920, 1080],
    [20_000, 3, 1920, 1],
  ])('%i × %i becomes %i × %i', (width, height, smallerWidth, smallerHeight) => {
    expect(fitImage(width, height)).toEqual({ width: smallerWidth, height: smallerHeight });
  });

  test.each([
    [1920, 1080],
    [1080, 1920],
    [960, 1280],
    [1, 1],
  ])('%i × %i stays as it is: a photo is never made larger', (width, height) => {
    expect(fitImage(width, height)).toEqual({ width, height });
  });
});

describe('preparing a photo', () => {
  const photoOf = (bytes: Uint8Array, name = 'photo.jpg') => new File([new Uint8Array(bytes)], name);

  test('leaves an upright JPEG or PNG that fits alone', async () => {
    for (const bytes of [jpeg(frame(1920, 1080)), jpeg(exif(1), frame(1080, 1920)), png(960, 1280)]) {
      const photo = photoOf(bytes);
      expect(await prepareImage(photo)).toBe(photo);
    }
  });

  test('leaves every sample image alone, so that the sandbox still knows whom it shows', async () => {
    const folder = new URL('../../images/', import.meta.url);
    const names = readdirSync(folder).filter((name) => /\.(jpe?g|png)$/.test(name));
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) {
      const photo = photoOf(readFileSync(new URL(name, folder)), name);
      expect(await prepareImage(photo), name).toBe(photo);
    }
  });

  test('refuses what is no photo', async () => {
    const refused = prepareImage(photoOf(ascii('%PDF-1.7 is not a photo'), 'passport.pdf'));
    await expect(refused).rejects.toThrow(UnreadableImageError);
    await expect(refused).rejects.toMatchObject({ format: null });
  });
});
