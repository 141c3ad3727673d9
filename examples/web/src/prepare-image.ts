/**
 * Makes a photo fit to be sent: upright, at most 1920 × 1080, JPEG. Copy this file, it needs no other.
 *
 * A phone's photo is 4 to 8 MB, lies on its side with a note (EXIF) that says how to turn it, and may be HEIC, which the gateway
 * refuses. Faceki's own SDKs fit photos into 1920 × 1080 before they send them. A photo that is fine already is left alone, byte for
 * byte: compressing it again would only cost detail (and, with the sandbox, the marker in its sample images).
 */

/** The box, lying or standing as the photo does. */
const maxLongSide = 1920;
const maxShortSide = 1080;
/** Small print on documents stays readable, at a third of the bytes of 1.0. */
const jpegQuality = 0.92;
/** Where dimensions and orientation stand, also behind a thumbnail and a colour profile. */
const headBytes = 512 * 1024;

/** The file is no photo, or of a format that this browser cannot read. `format` is what its first bytes say it is. */
export class UnreadableImageError extends Error {
  override readonly name = 'UnreadableImageError';
  readonly format: string | null;

  constructor(format: string | null) {
    super(format === null ? 'This file is no image.' : `This browser cannot read ${format} images.`);
    this.format = format;
  }
}

/**
 * The same file where it is an upright JPEG or PNG that fits; else a new JPEG of it, without EXIF data. HEIC, WebP, AVIF and others
 * are taken where the browser decodes them (HEIC: Safari).
 * @throws {UnreadableImageError}
 */
export async function prepareImage(file: File): Promise<File> {
  const head = readImageHead(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()));
  if (head === null) throw new UnreadableImageError(null);
  if (isReady(head)) return file;

  const { source, width, height, close } = await decode(file, head.format);
  try {
    const size = fitImage(width, height);
    const canvas = document.createElement('canvas');
    canvas.width = size.width;
    canvas.height = size.height;
    const context = canvas.getContext('2d');
    if (context === null) throw new UnreadableImageError(head.format);
    // JPEG knows no transparency; without this it would come out black.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size.width, size.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(source, 0, 0, size.width, size.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', jpegQuality));
    if (blob === null) throw new UnreadableImageError(head.format);
    return new File([blob], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: blob.type });
  } finally {
    close();
  }
}

/** Scales down until both sides fit, never up. */
export function fitImage(width: number, height: number): { readonly width: number; readonly height: number } {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const scale = Math.min(1, maxLongSide / long, maxShortSide / short);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export interface ImageHead {
  readonly format: 'jpeg' | 'png' | 'heic' | 'avif' | 'webp' | 'gif' | 'bmp';
  /** As stored, before it is turned; null where they were not found or not looked for. */
  readonly width: number | null;
  readonly height: number | null;
  /** EXIF: 1 is upright, 2 to 8 are turned or mirrored. */
  readonly orientation: number;
}

function isReady({ format, width, height, orientation }: ImageHead): boolean {
  if ((format !== 'jpeg' && format !== 'png') || width === null || height === null || orientation !== 1) return false;
  return fitImage(width, height).width === width;
}

/** What the first bytes of a file say of it; null when it is no image that browsers know. SVG is none: it is a drawing, not a photo. */
export function readImageHead(bytes: Uint8Array): ImageHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = (start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));
  const unknown = { width: null, height: null, orientation: 1 };
  try {
    if (view.getUint16(0) === 0xffd8) return readJpegHead(view);
    if (text(0, 8) === '\x89PNG\r\n\x1a\n') return readPngHead(view, text);
  } catch (error) {
    // Cut off before everything was found: decoding will tell.
    if (!(error instanceof RangeError)) throw error;
    return bytes.length < 4 ? null : { format: bytes[0] === 0xff ? 'jpeg' : 'png', ...unknown };
  }
  if (text(4, 8) === 'ftyp') {
    const brands = text(8, 32);
    if (/avif|avis/.test(brands)) return { format: 'avif', ...unknown };
    return /heic|heix|heim|heis|hevc|hevx|mif1|msf1/.test(brands) ? { format: 'heic', ...unknown } : null;
  }
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return { format: 'webp', ...unknown };
  if (text(0, 4) === 'GIF8') return { format: 'gif', ...unknown };
  return text(0, 2) === 'BM' ? { format: 'bmp', ...unknown } : null;
}

/** Walks the segments (ITU T.81, annex B) up to the frame header, which holds the dimensions; EXIF data stand before it. */
function readJpegHead(view: DataView): ImageHead {
  let orientation = 1;
  let offset = 2;
  for (;;) {
    const marker = view.getUint16(offset);
    // Fill bytes may stand before a marker.
    if (marker === 0xffff) {
      offset += 1;
      continue;
    }
    // No segment where one has to be, or picture data before any dimensions: decoding will tell.
    if (marker < 0xff01 || marker === 0xffda) return { format: 'jpeg', width: null, height: null, orientation };
    const start = offset + 4;
    // Every frame header but the three that are none of them: DHT, JPG, DAC.
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      return { format: 'jpeg', width: view.getUint16(start + 3), height: view.getUint16(start + 1), orientation };
    }
    // APP1 that begins with "Exif\0\0".
    const isExif = marker === 0xffe1 && view.getUint32(start) === 0x45786966 && view.getUint16(start + 4) === 0;
    if (isExif) orientation = readTiffOrientation(view, start + 6);
    offset += 2 + view.getUint16(offset + 2);
  }
}

function readPngHead(view: DataView, text: (start: number, end: number) => string): ImageHead {
  const size = { format: 'png', width: view.getUint32(16), height: view.getUint32(20) } as const;
  // Chunks: length, type, data, checksum. An eXIf chunk, if any, stands before the picture data.
  for (let offset = 8; offset + 8 <= view.byteLength; offset += 12 + view.getUint32(offset)) {
    const type = text(offset + 4, offset + 8);
    if (type === 'eXIf') return { ...size, orientation: readTiffOrientation(view, offset + 8) };
    if (type === 'IDAT' || type === 'IEND') break;
  }
  return { ...size, orientation: 1 };
}

/** Tag 0x0112 of the first directory (EXIF 2.32, section 4.6). Anything but 1 to 8 means nothing, and so does a broken directory. */
function readTiffOrientation(view: DataView, start: number): number {
  try {
    const isLittleEndian = view.getUint16(start) === 0x4949;
    const directory = start + view.getUint32(start + 4, isLittleEndian);
    const entries = view.getUint16(directory, isLittleEndian);
    for (let entry = 0; entry < entries; entry++) {
      const offset = directory + 2 + entry * 12;
      if (view.getUint16(offset, isLittleEndian) !== 0x0112) continue;
      const orientation = view.getUint16(offset + 8, isLittleEndian);
      return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}

interface Decoded {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly close: () => void;
}

/** An image element knows every format that the browser does, and turns the photo as EXIF says (CSS Images 3, `from-image`). */
async function decode(file: File, format: string): Promise<Decoded> {
  const url = URL.createObjectURL(file);
  const close = () => URL.revokeObjectURL(url);
  try {
    const source = new Image();
    source.src = url;
    await source.decode();
    return { source, width: source.naturalWidth, height: source.naturalHeight, close };
  } catch {
    close();
    throw new UnreadableImageError(format);
  }
}
