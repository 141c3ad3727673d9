/**
 * Files that are an image and something else at once.
 *
 * The format of an image is told at its first byte, so a file that merely contains one never passes as one. What stands inside or
 * behind an image is another matter. Phones append videos, further pictures and settings of their own (motion photos, MPF, the
 * trailers of Samsung, OnePlus, Vivo), and Exif 3.0 wants readers to put up with data behind the end of the image. Refusing them
 * would refuse people with ordinary phones, and this gateway passes images on without storing or serving them.
 *
 * So a file is refused only where a reader that does not insist on the first byte would open it as a document, an archive or a
 * page: PDF (looked for in the first 1024 bytes), ZIP with its kin JAR, APK and DOCX (looked for from the end), RAR and 7z
 * (looked for behind a program's code, hence behind anything), and markup right behind the image.
 */
import { nameMarkup } from './image-format.ts';

/** So much of what follows an image, after padding, says what it is. */
export const trailerBytes = 64;

/** Cameras fill up with zeros; an attacker might with blanks. */
export function isPadding(byte: number): boolean {
  return byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Adobe's readers accept the header of a PDF anywhere in here (PDF Reference 1.7, implementation note 13). */
const pdfHeaderBytes = 1024;

/** What else the file is, by its first bytes. */
export function findForeignHead(head: Buffer): string | null {
  return head.subarray(0, pdfHeaderBytes).includes('%PDF-') ? 'application/pdf' : null;
}

const trailers: readonly (readonly [signature: Buffer, format: string])[] = [
  [Buffer.from('PK\x03\x04', 'latin1'), 'application/zip'],
  [Buffer.from('Rar!\x1a\x07', 'latin1'), 'application/x-rar-compressed'],
  [Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'application/x-7z-compressed'],
  [Buffer.from('%PDF-', 'latin1'), 'application/pdf'],
];

/** What else the file is, by what follows the image. */
export function findForeignTrailer(trailer: Buffer): string | null {
  for (const [signature, format] of trailers) if (trailer.indexOf(signature) === 0) return format;
  const markup = nameMarkup(trailer.toString('latin1'));
  // Some cameras leave their settings there as XML, which no reader goes looking for.
  return markup === 'application/xml' ? null : markup;
}

/** ZIP's end of central directory: 22 bytes, then a comment of up to 65,535 (APPNOTE 4.3.16). */
const zipEnd = Buffer.from('PK\x05\x06', 'latin1');
const zipEndBytes = 22;
const tailBytes = zipEndBytes + 65_535;

/** What else the file is, by its last bytes, wherever in the image they stand. */
export function findForeignTail(chunks: readonly Buffer[]): string | null {
  const tail = lastBytes(chunks, tailBytes);
  for (let at = tail.indexOf(zipEnd); at !== -1; at = tail.indexOf(zipEnd, at + 1)) {
    if (at + zipEndBytes > tail.byteLength) break;
    // One disk, and as many entries on it as in all: together with the signature ten bytes that no photograph has by chance.
    const isOneDisk = tail.readUInt32LE(at + 4) === 0;
    if (isOneDisk && tail.readUInt16LE(at + 8) === tail.readUInt16LE(at + 10)) return 'application/zip';
  }
  return null;
}

/** A view where they lie in one chunk, else a copy. */
function lastBytes(chunks: readonly Buffer[], length: number): Buffer {
  const tail: Buffer[] = [];
  let missing = length;
  for (let index = chunks.length - 1; index >= 0 && missing > 0; index -= 1) {
    const chunk = chunks[index]?.subarray(-missing) ?? Buffer.alloc(0);
    tail.unshift(chunk);
    missing -= chunk.byteLength;
  }
  return tail.length === 1 && tail[0] !== undefined ? tail[0] : Buffer.concat(tail);
}
