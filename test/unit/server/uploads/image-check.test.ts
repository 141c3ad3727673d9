import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { ImageCheck } from '#server/uploads/image-check.ts';
import { checkImage, inPieces } from '#test/support/uploads/check-image.ts';
import {
  foreignFiles,
  jpegEnd,
  jpegFrame,
  jpegOf,
  jpegScanHeader,
  jpegSegment,
  jpegStart,
  noise,
  pngChunk,
  pngHeader,
  pngSignature,
  tinyJpeg,
  tinyPng,
} from '#test/support/uploads/sample-images.ts';

function drawn(format: 'image/jpeg' | 'image/png'): Buffer {
  const canvas = createCanvas(160, 120);
  const context = canvas.getContext('2d');
  for (let row = 0; row < 120; row += 1) {
    context.fillStyle = `hsl(${row * 3} 70% 50%)`;
    context.fillRect(row % 17, row, 160 - (row % 29), 1);
  }
  return format === 'image/jpeg' ? canvas.toBuffer(format, 80) : canvas.toBuffer(format);
}

const corruptJpeg = 'IMAGE_CORRUPT image/jpeg';
const corruptPng = 'IMAGE_CORRUPT image/png';

test.each([
  ['a tiny JPEG', tinyJpeg, 'image/jpeg'],
  ['a tiny PNG', tinyPng, 'image/png'],
  ['a JPEG as an encoder writes it', drawn('image/jpeg'), 'image/jpeg'],
  ['a PNG as an encoder writes it', drawn('image/png'), 'image/png'],
  ['a large JPEG', jpegOf(700_000), 'image/jpeg'],
])('takes %s, however it arrives', async (_, image, format) => {
  expect(await checkImage(image)).toBe(format);
  for (const size of [1, 2, 3, 7, 64, 1000, 4099, 65_536])
    if (image.byteLength / size < 100_000)
      expect(await checkImage(...inPieces(image, size)), `pieces of ${size}`).toBe(format);
});

test.each([
  ['a tiny JPEG', tinyJpeg, corruptJpeg],
  ['a tiny PNG', tinyPng, corruptPng],
])('finds %s cut off at any byte', async (_, image, fault) => {
  for (let length = 1; length < image.byteLength; length += 1)
    expect(await checkImage(image.subarray(0, length)), `${length} bytes`).toBe(fault);
});

test.each([
  ['image/jpeg', corruptJpeg],
  ['image/png', corruptPng],
] as const)('finds an encoder’s %s cut off, also when what is left is filled up with zeros', async (format, fault) => {
  const image = drawn(format);
  for (let length = 33; length < image.byteLength; length += 97) {
    const left = image.subarray(0, length);
    expect(await checkImage(left), `${length} bytes`).toBe(fault);
    expect(await checkImage(left, Buffer.alloc(image.byteLength - length)), `${length} bytes and zeros`).toBe(fault);
  }
});

test('an empty file is empty, not corrupt', async () => {
  expect(await checkImage()).toBe('IMAGE_EMPTY');
});

test.each(foreignFiles)('tells the client that it sent %s, by the bytes', async (mediaType, bytes) => {
  expect(await checkImage(bytes)).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
  expect(await checkImage(...inPieces(bytes, 3))).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
});

test('refuses another format long before all of it has come', async () => {
  const image = new ImageCheck();
  const [, heic] = foreignFiles[0] ?? [];
  expect(image.accepts(Buffer.concat([heic ?? Buffer.alloc(0), noise(5000)]))).toBe(false);
});

test('has no name for what nobody knows', async () => {
  expect(await checkImage(noise(5000, 77))).toBe('IMAGE_UNSUPPORTED_FORMAT');
});

test('takes text in other encodings for what it is', async () => {
  expect(await checkImage(Buffer.from('\ufeff<html><body>Hi', 'utf16le'))).toBe('IMAGE_UNSUPPORTED_FORMAT text/html');
  expect(await checkImage(Buffer.from('<?xml version="1.0"?><kyc/>'))).toBe('IMAGE_UNSUPPORTED_FORMAT application/xml');
});

test.each([
  ['a start and an end', [jpegStart, jpegEnd]],
  ['headers alone', [jpegStart, jpegFrame, jpegEnd]],
  ['a thumbnail but no picture', [jpegStart, jpegSegment(0xe1, tinyJpeg), jpegEnd]],
  ['a scan without a frame', [jpegStart, jpegScanHeader, noise(50), jpegEnd]],
  ['an empty scan', [jpegStart, jpegFrame, jpegScanHeader, jpegEnd]],
  [
    'no width',
    [jpegStart, jpegSegment(0xc0, Buffer.from([8, 0, 2, 0, 0, 1, 1, 0x11, 0])), jpegScanHeader, noise(9), jpegEnd],
  ],
  [
    'a frame too short for a size',
    [jpegStart, jpegSegment(0xc0, Buffer.from([8, 0])), jpegScanHeader, noise(9), jpegEnd],
  ],
  [
    'a segment of impossible length',
    [jpegStart, Buffer.from([0xff, 0xe0, 0, 1]), jpegFrame, jpegScanHeader, noise(9), jpegEnd],
  ],
  ['a second start', [jpegStart, jpegStart, jpegFrame, jpegScanHeader, noise(9), jpegEnd]],
])('finds a JPEG of %s corrupt', async (_, pieces) => {
  expect(await checkImage(Buffer.concat(pieces))).toBe(corruptJpeg);
});

test.each([
  ['no pixels', [pngHeader, pngChunk('IEND')]],
  ['empty pixel data', [pngHeader, pngChunk('IDAT'), pngChunk('IEND')]],
  ['no header', [pngChunk('IDAT', noise(9)), pngChunk('IEND')]],
  ['a header of another length', [pngChunk('IHDR', noise(12)), pngChunk('IDAT', noise(9)), pngChunk('IEND')]],
  ['no width', [pngChunk('IHDR', Buffer.alloc(13)), pngChunk('IDAT', noise(9)), pngChunk('IEND')]],
  ['no end', [pngHeader, pngChunk('IDAT', noise(9))]],
  [
    'a chunk of impossible length',
    [pngHeader, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x49, 0x44, 0x41, 0x54]), noise(9)],
  ],
])('finds a PNG with %s corrupt', async (_, pieces) => {
  expect(await checkImage(Buffer.concat([pngSignature, ...pieces]))).toBe(corruptPng);
});

test('forgives what decoders forgive: fill bytes, rubbish between segments, restarts, several scans', async () => {
  const odd = Buffer.concat([
    jpegStart,
    Buffer.from([0xff, 0xff, 0xff]),
    jpegSegment(0xfe, Buffer.from('a comment')),
    Buffer.from([0, 1, 2, 0xff, 0]),
    jpegFrame,
    Buffer.from([0xff, 0xd0, 0xff, 0x01]),
    jpegScanHeader,
    Buffer.from([1, 0xff, 0, 2, 0xff, 0xd3, 3]),
    jpegSegment(0xc4, noise(20)),
    jpegScanHeader,
    Buffer.from([4]),
    jpegEnd,
  ]);
  expect(await checkImage(odd)).toBe('image/jpeg');
  for (const size of [1, 2, 3]) expect(await checkImage(...inPieces(odd, size))).toBe('image/jpeg');
});

test('tells JPEG-LS and JPEG 2000 from JPEG', async () => {
  expect(await checkImage(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xf7, 0, 11]), noise(200)]))).toBe(
    'IMAGE_UNSUPPORTED_FORMAT image/jls',
  );
  const jp2 = Buffer.from('0000000c6a5020200d0a870a00000014667479706a703220', 'hex');
  expect(await checkImage(Buffer.concat([jp2, noise(200)]))).toBe('IMAGE_UNSUPPORTED_FORMAT image/jp2');
});
