/** A photo that the provider keeps, as it is shown to who may see it: fetched for one viewer, passed on, kept nowhere. */

/** What is shown, by its bytes. Documents and scripts that call themselves images are not. */
export type StoredImageFormat = 'image/jpeg' | 'image/png' | 'image/webp';

export interface StoredImage {
  readonly format: StoredImageFormat;
  /** Null when the provider does not say it beforehand. */
  readonly byteLength: number | null;
  /** May be read once. Throws when the rest does not come, or is too large. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Fetches photos from the hosts that the operator trusts, and from no others. */
export interface ImageStore {
  /** True when this address is one that may be fetched. */
  isAllowed(sourceUrl: string): boolean;
  /**
   * The photo at an allowed address; null when there is none, or something else than a photo.
   * @param signal lets go of the connection, also while chunks are read
   * @throws {VerificationError} when the host cannot be reached or does not answer in time
   */
  open(sourceUrl: string, signal: AbortSignal): Promise<StoredImage | null>;
}
