/** Images made by code, for tests of uploads: a real JPEG and PNG of a few pixels, and images of any size that are well-formed but for their pixels. */
import { deflateSync } from 'node:zlib';

/** Two by two pixels, baseline, as a canvas library writes it, without its colour profile. */
export const tinyJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+' +
    'gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAACAAIDASIAAhEB' +
    'AxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABQRAQAAAAAAAAAAAAAA' +
    'AAAAAAD/2gAMAwEAAhEDEQA/ALgAi3//2Q==',
  'base64',
);

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** One chunk of a PNG. The checksum is left zero: nobody on our side looks at it. */
export function pngChunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

/** The header of an 8-bit greyscale image of one pixel. */
export const pngHeader = pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]));

export const tinyPng = Buffer.concat([
  pngSignature,
  pngHeader,
  pngChunk('IDAT', deflateSync(Buffer.from([0, 0x7f]))),
  pngChunk('IEND'),
]);

/** A segment of a JPEG, with its length. */
export function jpegSegment(marker: number, data: Buffer): Buffer {
  const length = data.byteLength + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), data]);
}

export const jpegStart = Buffer.from([0xff, 0xd8]);
export const jpegEnd = Buffer.from([0xff, 0xd9]);
/** 8 bits, two by two pixels, one component. */
export const jpegFrame = jpegSegment(0xc0, Buffer.from([8, 0, 2, 0, 2, 1, 1, 0x11, 0]));
export const jpegScanHeader = jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 0x3f, 0]));

/** A JPEG of exactly so many bytes (100 at least), the same ones for the same seed. Its scan is noise, stuffed as the format demands. */
export function jpegOf(byteLength: number, seed = 1): Buffer {
  const front = Buffer.concat([
    jpegStart,
    jpegSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    jpegFrame,
    jpegScanHeader,
  ]);
  const scan = noise(byteLength - front.byteLength - jpegEnd.byteLength, seed);
  for (let index = scan.indexOf(0xff); index !== -1; index = scan.indexOf(0xff, index + 1)) {
    if (index + 1 < scan.byteLength) scan[index + 1] = 0;
    else scan[index] = 0;
  }
  return Buffer.concat([front, scan, jpegEnd]);
}

/** Pseudo-random bytes (xorshift32). */
export function noise(byteLength: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(byteLength);
  let state = seed | 1;
  for (let index = 0; index < byteLength; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[index] = state;
  }
  return bytes;
}

/** ZIP's end of central directory for one entry, which makes a ZIP of whatever stands before it. */
export function zipEnd(commentBytes = 0): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt16LE(commentBytes, 20);
  return end;
}

/** The first bytes of files that are no JPEG and no PNG, with what they are to be called. */
export const foreignFiles: readonly (readonly [mediaType: string, bytes: Buffer])[] = [
  ['image/heic', Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypheic\0\0\0\0mif1heic'), noise(64)])],
  ['image/avif', Buffer.concat([Buffer.from([0, 0, 0, 0x1c]), Buffer.from('ftypavif\0\0\0\0mif1avifmiaf'), noise(64)])],
  ['image/webp', Buffer.concat([Buffer.from('RIFF\x40\0\0\0WEBPVP8 '), noise(64)])],
  ['image/gif', Buffer.concat([Buffer.from('GIF89a\x01\0\x01\0\x80\0\0'), noise(64), Buffer.from(';')])],
  ['image/bmp', Buffer.concat([Buffer.from('BM\x7a\0\0\0\0\0\0\0\x7a\0\0\0'), noise(64)])],
  ['image/tiff', Buffer.concat([Buffer.from('II*\0\x08\0\0\0\0\0'), noise(64)])],
  ['application/pdf', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n')],
  ['application/zip', Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0\0\0'), Buffer.alloc(60)])],
  ['video/mp4', Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypmp42\0\0\0\0mp42isom'), noise(64)])],
  ['image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')],
  [
    'image/svg+xml',
    Buffer.from('\ufeff<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
  ],
  ['text/html', Buffer.from('<!DOCTYPE html><title>404</title>')],
  ['text/html', Buffer.from('  \n<script>alert(1)</script>')],
  ['text/plain', Buffer.from('data:image/jpeg;base64,/9j/4AAQ')],
];
