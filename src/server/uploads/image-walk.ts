/**
 * The structure of JPEG and PNG, just far enough to know that an image is there to its end. Decodes no pixel: Faceki does, and a
 * decoder in front of it would be one more door for attackers.
 */
import type { ImageFormat } from '#domain/image.ts';
import type { ByteCursor, Walk } from './byte-cursor.ts';

/** Returns true at the end of a complete image, false when it can never become one. An image that is cut off never returns. */
export type ImageWalk = (bytes: ByteCursor) => Walk<boolean>;

export const imageWalks: Readonly<Record<ImageFormat, ImageWalk>> = { 'image/jpeg': walkJpeg, 'image/png': walkPng };

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;

/** SOF0 to SOF15: what carries the size. C4, C8 and CC lie between them and are tables (ITU-T T.81, table B.1). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a length: TEM, and restarts. */
function standsAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** ITU-T T.81: segments by their lengths up to the first scan, from there to the end-of-image marker. */
function* walkJpeg(bytes: ByteCursor): Walk<boolean> {
  yield* bytes.skip(2);
  for (let hasFrame = false; ; ) {
    const marker = yield* readMarker(bytes);
    if (marker === endOfImage || marker === startOfImage) return false;
    if (standsAlone(marker)) continue;
    const length = yield* bytes.uint16();
    if (length < 2) return false;
    if (isFrameHeader(marker)) {
      if (length < 8) return false;
      yield* bytes.skip(3);
      if ((yield* bytes.uint16()) === 0) return false;
      hasFrame = true;
      yield* bytes.skip(length - 7);
    } else {
      yield* bytes.skip(length - 2);
    }
    if (marker === startOfScan) {
      // Inside a scan 0xFF is always followed by a zero or a restart, and the tables between scans hold no such pair.
      return hasFrame && (yield* bytes.skipPast(0xff, endOfImage)) > 0;
    }
  }
}

/** The next marker's second byte. Like libjpeg's `next_marker`, passes over fill bytes and over rubbish that some cameras leave. */
function* readMarker(bytes: ByteCursor): Walk<number> {
  for (;;) {
    yield* bytes.skipWhile((byte) => byte !== 0xff);
    yield* bytes.skipWhile((byte) => byte === 0xff);
    const marker = yield* bytes.uint8();
    if (marker !== 0) return marker;
  }
}

const headerChunk = 0x49484452; // IHDR
const dataChunk = 0x49444154; // IDAT
const endChunk = 0x49454e44; // IEND
const checksumBytes = 4;

/** W3C PNG, section 5: chunks by their lengths, the header first, the end last, and data between them. */
function* walkPng(bytes: ByteCursor): Walk<boolean> {
  yield* bytes.skip(8);
  if ((yield* bytes.uint32()) !== 13 || (yield* bytes.uint32()) !== headerChunk) return false;
  if ((yield* bytes.uint32()) === 0 || (yield* bytes.uint32()) === 0) return false;
  yield* bytes.skip(13 - 8 + checksumBytes);
  for (let dataBytes = 0; ; ) {
    const length = yield* bytes.uint32();
    const type = yield* bytes.uint32();
    if (length > 0x7fff_ffff) return false;
    if (type === dataChunk) dataBytes += length;
    yield* bytes.skip(length + checksumBytes);
    if (type === endChunk) return dataBytes > 0;
  }
}
