/** The photographs that are sent: JPEG files of an exact size that pass every check of the gateway, and their fingerprints. */
import { createHash } from 'node:crypto';
import { jpegOf } from '../../test/support/uploads/sample-images.ts';

export interface Photo {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** A well-formed JPEG of so many bytes whose scan is noise, the same for the same seed: as incompressible as a camera's. */
export function makePhoto(byteLength: number, seed: number): Photo {
  const bytes = jpegOf(byteLength, seed);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** A selfie, a front and a back. */
export function makePhotos(byteLength: number): readonly Photo[] {
  // Odd: the generator takes 2 and 3 for the same seed.
  return [1, 3, 5].map((seed) => makePhoto(byteLength, seed));
}
