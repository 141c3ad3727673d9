/** What a file is by its first bytes. */
import type { ImageFormat } from '#domain/image.ts';

/** As many as file-type wants to see. */
export const headBytes = 4_100;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpegSignature = Buffer.from([0xff, 0xd8, 0xff]);
/** The marker that makes it a JPEG-LS, which is another format. */
const losslessMarker = 0xf7;

/** The format that a file begins as, at its very first byte; null for all that Faceki does not take. A file shorter than the signature may have been cut off. */
export function sniffFormat(head: Buffer): ImageFormat | null {
  if (beginsAs(head, pngSignature)) return 'image/png';
  return beginsAs(head, jpegSignature) && head[3] !== losslessMarker ? 'image/jpeg' : null;
}

function beginsAs(head: Buffer, signature: Buffer): boolean {
  const length = Math.min(head.byteLength, signature.byteLength);
  return signature.compare(head, 0, length, 0, length) === 0;
}

/** The media type of what is not taken, so that the client can be told what it sent; null when nobody knows. */
export async function nameFormat(head: Buffer): Promise<string | null> {
  const text = decodeText(head);
  // A page stays a page with an image inside it.
  const markup = nameMarkup(text ?? head.toString('latin1'));
  if (markup !== null) return markup;
  // Loaded when the first such file comes; most processes never see one for hours.
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  return type?.mime ?? (text === null ? null : 'text/plain');
}

/** SVG and HTML have no magic number: what counts is the first element that a browser would know. */
export function nameMarkup(text: string): string | null {
  const start = text.trimStart();
  if (!/^<[!?/a-z]/i.test(start)) return null;
  const element = /<(?:!doctype\s+)?(svg|html|head|body|script|iframe|title|style|a|div|p|h1|table|img|br)\b/i.exec(
    start,
  )?.[1];
  if (element?.toLowerCase() === 'svg') return 'image/svg+xml';
  if (element !== undefined || start.startsWith('<!--')) return 'text/html';
  return start.startsWith('<?xml') ? 'application/xml' : null;
}

/** The head as text, or null when it is none: invalid in its encoding, or with control characters. */
function decodeText(head: Buffer): string | null {
  const [first, second] = head;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    // The head may end within a character, which `stream` forgives.
    const text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells binary data from text
    return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}
