/** An image as the upload reader holds one: chunks by reference, gone once released. */
import type { Image, ImageFormat } from '#domain/image.ts';

export interface HeldImage extends Image {
  readonly isReleased: boolean;
}

/** `byteLength` bytes that differ by `seed`, in chunks of at most 64 KiB. */
export function heldImage(seed = 1, byteLength = 3_000, format: ImageFormat = 'image/jpeg'): HeldImage {
  return holding(Buffer.alloc(byteLength, Buffer.from(`image ${seed} `)), format);
}

/** These bytes, as they would have arrived. */
export function holding(bytes: Uint8Array, format: ImageFormat = 'image/jpeg'): HeldImage {
  const { byteLength } = bytes;
  let chunks: Uint8Array[] = [];
  for (let start = 0; start < byteLength; start += 65_536) chunks.push(bytes.subarray(start, start + 65_536));
  let isReleased = false;
  return {
    format,
    byteLength,
    get chunks() {
      return chunks;
    },
    get isReleased() {
      return isReleased;
    },
    release() {
      isReleased = true;
      chunks = [];
    },
  };
}
