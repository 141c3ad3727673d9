/** Images for tests that are not about images: a few bytes, and whether they were let go of. */
import { type Image, ImageFault, type ImageFaultCode, type IncomingImage } from '#domain/image.ts';

export interface TestImage extends IncomingImage {
  readonly isReleased: boolean;
}

/** An image that has arrived, with these bytes. */
export function arrived(text: string): TestImage {
  let chunks: readonly Uint8Array[] = [Buffer.from(text)];
  let isReleased = false;
  const image: Image = {
    format: 'image/jpeg',
    byteLength: Buffer.byteLength(text),
    get chunks() {
      return chunks;
    },
    release() {
      chunks = [];
      isReleased = true;
    },
  };
  return {
    read: async () => image,
    get isReleased() {
      return isReleased;
    },
  };
}

/** An image that cannot be sent. */
export function faulty(code: ImageFaultCode): IncomingImage {
  return { read: () => Promise.reject(new ImageFault(code)) };
}
