/** Takes all images of a request in before anything is paid for: one that cannot be sent is named by its argument's path. */
import { toVerificationError } from '#domain/errors.ts';
import { type Image, ImageFault, type IncomingImage } from '#domain/image.ts';

/**
 * Reads one image.
 * @throws {InvalidImageError} with the path, when it cannot be sent
 */
export async function readImage(incoming: IncomingImage, path: string): Promise<Image> {
  try {
    return await incoming.read();
  } catch (cause) {
    if (!(cause instanceof ImageFault)) throw cause;
    const { code, detectedFormat, maxBytes } = cause;
    throw toVerificationError({ code, path, detectedFormat, maxBytes }, { cause });
  }
}

/**
 * Reads several images side by side. When one fails, the first failure in the order of the input is thrown and the others are let go.
 * @throws {InvalidImageError}
 */
export async function readImages<Key extends string>(
  incoming: ReadonlyMap<Key, IncomingImage>,
): Promise<ReadonlyMap<Key, Image>> {
  const entries = [...incoming];
  const results = await Promise.allSettled(entries.map(([path, image]) => readImage(image, path)));
  const images = new Map<Key, Image>();
  for (const [position, result] of results.entries()) {
    const path = entries[position]?.[0];
    if (result.status === 'fulfilled' && path !== undefined) images.set(path, result.value);
  }
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return images;
  for (const image of images.values()) image.release();
  throw failed.reason;
}
