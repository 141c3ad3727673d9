/** From the `Upload` scalar to the image that a use case reads. Starts no reading: nothing may be read before the operation is allowed. */
import type { IncomingImage } from '#domain/image.ts';

/**
 * Wraps an upload without touching it. The server's uploads are `IncomingImage`s themselves; their promise rejects with an
 * `ImageFault` when the file does not arrive.
 * @throws when read, if another upload engine than the server's has parsed the request
 */
export function toIncomingImage(upload: Promise<unknown>): IncomingImage {
  return {
    read: async () => {
      const file = await upload;
      if (!isIncomingImage(file)) throw new TypeError('The upload was not made by this gateway’s upload reader.');
      return file.read();
    },
  };
}

function isIncomingImage(value: unknown): value is IncomingImage {
  return typeof value === 'object' && value !== null && 'read' in value && typeof value.read === 'function';
}
