/**
 * The marker that a sample image carries: who is on it and what the sandbox is to answer. Reads it from, and writes it
 * into, the image's own comment (JPEG COM segment, PNG tEXt chunk), so that the picture stays an ordinary picture.
 *
 * The text is `faceki-sandbox: person=alex; shows=id-card; side=front; outcome=FACE_BLURR`; every key may be left out.
 */
import { crc32 } from 'node:zlib';

const shownKinds = ['selfie', 'id-card', 'passport', 'driving-licence'] as const;
export type ShownKind = (typeof shownKinds)[number];

export interface Marker {
  /** A person of people.ts, or any other word: then an identity is made up for it. */
  readonly person?: string;
  /** What the picture shows. */
  readonly shows?: ShownKind;
  readonly side?: 'front' | 'back';
  /** A name or number of outcomes.ts. */
  readonly outcome?: string;
  /** Another person whose face this one is taken for as well: a search by it finds both. */
  readonly looksLike?: string;
}

export type SandboxImageFormat = 'image/jpeg' | 'image/png';

const prefix = 'faceki-sandbox:';
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngKeyword = 'Comment';

/** Tells JPEG and PNG by their first bytes; null for anything else. */
export function detectFormat(bytes: Uint8Array): SandboxImageFormat | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg';
  if (bytes.length >= 8 && pngSignature.equals(bytes.subarray(0, 8))) return 'image/png';
  return null;
}

/** The marker of a JPEG or PNG; null where there is none. */
export function readMarker(bytes: Uint8Array): Marker | null {
  for (const comment of comments(bytes)) {
    if (comment.startsWith(prefix)) return parseMarker(comment.slice(prefix.length));
  }
  return null;
}

/**
 * The same picture with the marker in it.
 * @throws {TypeError} when the bytes are neither a JPEG nor a PNG
 */
export function markImage(bytes: Uint8Array, marker: Marker): Uint8Array {
  const text = formatMarker(marker);
  const format = detectFormat(bytes);
  if (format === 'image/jpeg') return insert(bytes, 2, jpegComment(text));
  // IHDR must come first: signature, then its 25 bytes.
  if (format === 'image/png')
    return insert(bytes, 8 + 25, pngChunk('tEXt', Buffer.from(`${pngKeyword}\0${text}`, 'latin1')));
  throw new TypeError('Only a JPEG or PNG can carry a marker.');
}

/** The text of a marker, as it stands in the image. */
export function formatMarker(marker: Marker): string {
  const pairs = [
    ['person', marker.person],
    ['shows', marker.shows],
    ['side', marker.side],
    ['outcome', marker.outcome],
    ['looks-like', marker.looksLike],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]));
  return `${prefix} ${pairs.join('; ')}`;
}

/** One PNG chunk: length, type, data, checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

function parseMarker(text: string): Marker {
  const pairs = new Map(
    text.split(';').map((pair) => {
      const [key = '', value = ''] = pair.split('=', 2);
      return [key.trim().toLowerCase(), value.trim()];
    }),
  );
  const shows = shownKinds.find((kind) => kind === pairs.get('shows'));
  const side = pairs.get('side');
  const person = pairs.get('person')?.toLowerCase();
  const outcome = pairs.get('outcome');
  const looksLike = pairs.get('looks-like')?.toLowerCase();
  return {
    ...(person ? { person } : {}),
    ...(shows ? { shows } : {}),
    ...(side === 'front' || side === 'back' ? { side } : {}),
    ...(outcome ? { outcome } : {}),
    ...(looksLike ? { looksLike } : {}),
  };
}

function comments(bytes: Uint8Array): string[] {
  const format = detectFormat(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'image/jpeg') return jpegComments(buffer);
  return format === 'image/png' ? pngTexts(buffer) : [];
}

/** COM segments (ITU-T T.81, B.2.4.5) up to the start of the scan. */
function jpegComments(buffer: Buffer): string[] {
  const found: string[] = [];
  for (let at = 2; at + 4 <= buffer.length && buffer[at] === 0xff; ) {
    const type = buffer[at + 1];
    const length = buffer.readUInt16BE(at + 2);
    if (type === 0xda || length < 2) break;
    if (type === 0xfe) found.push(buffer.toString('utf8', at + 4, at + 2 + length));
    at += 2 + length;
  }
  return found;
}

/** tEXt chunks (PNG specification, 11.3.4.3) up to the first image data. */
function pngTexts(buffer: Buffer): string[] {
  const found: string[] = [];
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const type = buffer.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT' || at + 12 + length > buffer.length) break;
    const data = buffer.subarray(at + 8, at + 8 + length);
    if (type === 'tEXt') found.push(data.toString('latin1', data.indexOf(0) + 1));
    at += 12 + length;
  }
  return found;
}

function jpegComment(text: string): Buffer {
  const data = Buffer.from(text, 'utf8');
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function insert(bytes: Uint8Array, at: number, piece: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}
