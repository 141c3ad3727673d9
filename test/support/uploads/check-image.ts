/** Runs the image check over bytes that come in pieces, and says what came out in one word or two. */
import { ImageFault } from '#domain/image.ts';
import { ImageCheck } from '#server/uploads/image-check.ts';

/** The format, or the fault as `CODE` or `CODE format`. */
export async function checkImage(...pieces: readonly Buffer[]): Promise<string> {
  const image = new ImageCheck();
  try {
    for (const piece of pieces) if (!image.accepts(piece)) throw await image.fault();
    return await image.finish(pieces);
  } catch (error) {
    if (!(error instanceof ImageFault)) throw error;
    return error.detectedFormat === null ? error.code : `${error.code} ${error.detectedFormat}`;
  }
}

export function inPieces(bytes: Buffer, size: number): Buffer[] {
  const count = Math.ceil(bytes.byteLength / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}
