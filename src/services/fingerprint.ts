/** Tells a repeated request from a reused idempotency key, without keeping anything of the images: a salted hash (design section 3). */
import { createHash } from 'node:crypto';
import type { Image } from '#domain/image.ts';
import type { DocumentImages, Fingerprint } from '#domain/ports.ts';

/** Enough of an image to tell it from any other, cheap to hash: cameras write their differences everywhere. */
const edgeBytes = 64 * 1024;

export interface VerificationRequest {
  readonly ownerId: string;
  readonly workflowId: string | null;
  readonly selfie: Image;
  readonly documents: readonly DocumentImages[];
}

/** Covers position, document type, workflow, user and each image; the reference may differ between tries. */
export function fingerprintVerification(salt: string, request: VerificationRequest): Fingerprint {
  return fingerprint(salt, [
    request.ownerId,
    request.workflowId,
    digestImage(salt, request.selfie),
    request.documents.map(({ type, front, back }) => [
      type,
      digestImage(salt, front),
      back === null ? null : digestImage(salt, back),
    ]),
  ]);
}

/** The fingerprint of a request that has no images. `parts` must be plain JSON. */
export function fingerprint(salt: string, parts: readonly unknown[]): Fingerprint {
  return { salt, hash: createHash('sha256').update(salt).update(JSON.stringify(parts)).digest('base64url') };
}

function digestImage(salt: string, image: Image): string {
  const hash = createHash('sha256').update(`${salt}:${image.byteLength}:`);
  let position = 0;
  for (const chunk of image.chunks) {
    const end = position + chunk.byteLength;
    const headEnd = Math.min(end, edgeBytes);
    if (position < headEnd) hash.update(chunk.subarray(0, headEnd - position));
    const tailStart = Math.max(position, image.byteLength - edgeBytes, edgeBytes);
    if (tailStart < end) hash.update(chunk.subarray(tailStart - position));
    position = end;
  }
  return hash.digest('base64url');
}
