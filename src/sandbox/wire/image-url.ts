/** Where the pictures of a record can be fetched: at the sandbox itself, which serves drawn stand-ins, never what was uploaded. */
import type { StoredVerification } from '#sandbox/store.ts';

/** The path pattern of the route that serves them. */
export const storedImagePath = '/stored-images/:requestId/:picture';

/** The address of one picture of a verification, e.g. `selfie` or `id-card-front`. */
export function imageUrl(publicUrl: string, stored: Pick<StoredVerification, 'requestId'>, picture: string): string {
  return `${publicUrl}/stored-images/${stored.requestId}/${picture}.png`;
}
