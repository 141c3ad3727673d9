import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { ImageFault } from '#domain/image.ts';
import { ImageCheck } from '#server/image-check.ts';
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
  zipEnd,
} from '../../support/uploads/sample-images.ts';

/** The format, or the fault as `code` or `code format`. */
async function check(...pieces: readonly Buffer[]): Promise<string> {
  const image = new ImageCheck();
  try {
    for (const piece of pieces) if (!image.accepts(piece)) throw await image.fault();
    return await image.finish(pieces);
  } catch (error) {
    if (!(error instanceof ImageFault)) throw error;
    return error.detectedFormat === null ? error.code : `${error.code} ${error.detectedFormat}`;
  }
}

function inPieces(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.byteLength / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

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
  expect(await check(image)).toBe(format);
  for (const size of [1, 2, 3, 7, 64, 1000, 4099, 65_536])
    if (image.byteLength / size < 100_000)
      expect(await check(...inPieces(image, size)), `pieces of ${size}`).toBe(format);
});

test.each([
  ['a tiny JPEG', tinyJpeg, corruptJpeg],
  ['a tiny PNG', tinyPng, corruptPng],
])('finds %s cut off at any byte', async (_, image, fault) => {
  for (let length = 1; length < image.byteLength; length += 1)
    expect(await check(image.subarray(0, length)), `${length} bytes`).toBe(fault);
});

test.each([
  ['image/jpeg', corruptJpeg],
  ['image/png', corruptPng],
] as const)('finds an encoder’s %s cut off, also when what is left is filled up with zeros', async (format, fault) => {
  const image = drawn(format);
  for (let length = 33; length < image.byteLength; length += 97) {
    const left = image.subarray(0, length);
    expect(await check(left), `${length} bytes`).toBe(fault);
    expect(await check(left, Buffer.alloc(image.byteLength - length)), `${length} bytes and zeros`).toBe(fault);
  }
});

test('an empty file is empty, not corrupt', async () => {
  expect(await check()).toBe('IMAGE_EMPTY');
});

test.each(foreignFiles)('tells the client that it sent %s, by the bytes', async (mediaType, bytes) => {
  expect(await check(bytes)).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
  expect(await check(...inPieces(bytes, 3))).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
});

test('refuses another format long before all of it has come', async () => {
  const image = new ImageCheck();
  const [, heic] = foreignFiles[0] ?? [];
  expect(image.accepts(Buffer.concat([heic ?? Buffer.alloc(0), noise(5000)]))).toBe(false);
});

test('has no name for what nobody knows', async () => {
  expect(await check(noise(5000, 77))).toBe('IMAGE_UNSUPPORTED_FORMAT');
});

test('takes text in other encodings for what it is', async () => {
  expect(await check(Buffer.from('\ufeff<html><body>Hi', 'utf16le'))).toBe('IMAGE_UNSUPPORTED_FORMAT text/html');
  expect(await check(Buffer.from('<?xml version="1.0"?><kyc/>'))).toBe('IMAGE_UNSUPPORTED_FORMAT application/xml');
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
  expect(await check(Buffer.concat(pieces))).toBe(corruptJpeg);
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
  expect(await check(Buffer.concat([pngSignature, ...pieces]))).toBe(corruptPng);
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
  expect(await check(odd)).toBe('image/jpeg');
  for (const size of [1, 2, 3]) expect(await check(...inPieces(odd, size))).toBe('image/jpeg');
});

const video = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypmp42\0\0\0\0mp42isom'), noise(200_000, 5)]);

test.each([
  ['a motion photo (a video behind it)', [jpegOf(90_000), video]],
  [
    'a Samsung motion photo with its trailer',
    [jpegOf(9_000), Buffer.from('MotionPhoto_Data'), video, Buffer.from('SEFHj\0\0\0SEFT')],
  ],
  ['a multi-picture file (further JPEGs behind it)', [jpegOf(9_000), jpegOf(5_000, 2), jpegOf(5_000, 3)]],
  ['zeros behind it', [jpegOf(9_000), Buffer.alloc(4_096)]],
  ['settings as JSON behind it', [jpegOf(9_000), Buffer.from('{"mode":"portrait"}vivo{"a":1}')]],
  ['settings as XML behind it', [jpegOf(9_000), Buffer.from('<?xml version="1.0"?><settings/>')]],
  ['a thumbnail inside it', [jpegStart, jpegSegment(0xe1, tinyJpeg), jpegFrame, jpegScanHeader, noise(9), jpegEnd]],
])('takes a photograph as phones make it: %s', async (_, pieces) => {
  const photo = Buffer.concat(pieces);
  expect(await check(photo)).toBe('image/jpeg');
  expect(await check(...inPieces(photo, 50_001))).toBe('image/jpeg');
});

test('does not take a motion photo whose picture is cut off for complete because a video follows', async () => {
  // Nothing in this "video" looks like the end of a picture.
  const tail = Buffer.from(video.map((byte) => (byte === 0xff ? 0 : byte)));
  expect(await check(jpegOf(90_000).subarray(0, 80_000), tail)).toBe(corruptJpeg);
});

const zip = (...inner: Buffer[]) => Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0'), noise(40), ...inner]);

test.each([
  ['a GIF that contains a JPEG', [Buffer.from('GIF89a'), tinyJpeg], 'image/gif'],
  ['a page that contains a JPEG', [Buffer.from('<html><!--'), tinyJpeg], 'text/html'],
  ['a ZIP that contains a JPEG', [zip(tinyJpeg), zipEnd()], 'application/zip'],
  ['a PDF that contains a JPEG', [Buffer.from('%PDF-1.4\n'), tinyJpeg], 'application/pdf'],
  ['a JPEG with a ZIP behind it', [jpegOf(9_000), zip(), zipEnd()], 'application/zip'],
  [
    'a JPEG with a JAR behind it whose comment hides its end',
    [jpegOf(9_000), zip(), zipEnd(60_000), noise(60_000)],
    'application/zip',
  ],
  [
    'a JPEG with a ZIP behind it, and the end of a JPEG behind that',
    [jpegOf(9_000), zip(), zipEnd(2), jpegEnd],
    'application/zip',
  ],
  [
    'a JPEG whose comment is a ZIP',
    [
      jpegStart,
      jpegSegment(0xfe, Buffer.concat([zip(), zipEnd(300)])),
      jpegFrame,
      jpegScanHeader,
      Buffer.alloc(270, 1),
      jpegEnd,
    ],
    'application/zip',
  ],
  ['a JPEG with a ZIP behind padding, without an end', [jpegOf(9_000), Buffer.alloc(500), zip()], 'application/zip'],
  [
    'a JPEG with a RAR behind it',
    [jpegOf(9_000), Buffer.from('Rar!\x1a\x07\x01\0'), noise(100)],
    'application/x-rar-compressed',
  ],
  [
    'a JPEG with a 7z behind it',
    [jpegOf(9_000), Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), noise(100)],
    'application/x-7z-compressed',
  ],
  ['a JPEG with a page behind it', [jpegOf(9_000), Buffer.from('\n\n<html><script>alert(1)</script>')], 'text/html'],
  ['a JPEG with a drawing behind it', [jpegOf(9_000), Buffer.from('<svg onload="alert(1)">')], 'image/svg+xml'],
  [
    'a JPEG whose comment is a PDF',
    [jpegStart, jpegSegment(0xfe, Buffer.from('%PDF-1.4\n')), jpegFrame, jpegScanHeader, noise(9), jpegEnd],
    'application/pdf',
  ],
  ['a JPEG with a PDF behind it', [jpegOf(9_000), Buffer.from('%PDF-1.4\n')], 'application/pdf'],
  ['a PNG with a ZIP behind it', [tinyPng, zip(), zipEnd()], 'application/zip'],
  ['a PNG with a page behind it', [tinyPng, Buffer.from('<script>')], 'text/html'],
])('refuses a file that is two things at once: %s', async (_, pieces, mediaType) => {
  const file = Buffer.concat(pieces);
  expect(await check(file)).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
  for (const size of [1, 777, 50_001])
    expect(await check(...inPieces(file, size))).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
});

test.each([
  ['a blank', Buffer.from(' ')],
  ['a line end', Buffer.from('\r\n')],
  ['a byte order mark', Buffer.from('\ufeff')],
  ['a kilobyte of zeros', Buffer.alloc(1024)],
])('refuses a JPEG with %s before it', async (_, before) => {
  expect(await check(Buffer.concat([before, tinyJpeg]))).toMatch(/^IMAGE_UNSUPPORTED_FORMAT/);
});

test('tells JPEG-LS and JPEG 2000 from JPEG', async () => {
  expect(await check(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xf7, 0, 11]), noise(200)]))).toBe(
    'IMAGE_UNSUPPORTED_FORMAT image/jls',
  );
  const jp2 = Buffer.from('0000000c6a5020200d0a870a00000014667479706a703220', 'hex');
  expect(await check(Buffer.concat([jp2, noise(200)]))).toBe('IMAGE_UNSUPPORTED_FORMAT image/jp2');
});
