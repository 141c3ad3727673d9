/** Files that are an image and something besides: phones make them for good reasons, attackers for others. */
import { expect, test } from 'vitest';
import { checkImage, inPieces } from '#test/support/uploads/check-image.ts';
import {
  jpegEnd,
  jpegFrame,
  jpegOf,
  jpegScanHeader,
  jpegSegment,
  jpegStart,
  noise,
  tinyJpeg,
  tinyPng,
  zipEnd,
} from '#test/support/uploads/sample-images.ts';

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
  expect(await checkImage(photo)).toBe('image/jpeg');
  expect(await checkImage(...inPieces(photo, 50_001))).toBe('image/jpeg');
});

test('does not take a motion photo whose picture is cut off for complete because a video follows', async () => {
  // Nothing in this "video" looks like the end of a picture.
  const tail = Buffer.from(video.map((byte) => (byte === 0xff ? 0 : byte)));
  expect(await checkImage(jpegOf(90_000).subarray(0, 80_000), tail)).toBe('IMAGE_CORRUPT image/jpeg');
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
  expect(await checkImage(file)).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
  for (const size of [1, 777, 50_001])
    expect(await checkImage(...inPieces(file, size))).toBe(`IMAGE_UNSUPPORTED_FORMAT ${mediaType}`);
});

test.each([
  ['a blank', Buffer.from(' ')],
  ['a line end', Buffer.from('\r\n')],
  ['a byte order mark', Buffer.from('\ufeff')],
  ['a kilobyte of zeros', Buffer.alloc(1024)],
])('refuses a JPEG with %s before it', async (_, before) => {
  expect(await checkImage(Buffer.concat([before, tinyJpeg]))).toMatch(/^IMAGE_UNSUPPORTED_FORMAT/);
});
