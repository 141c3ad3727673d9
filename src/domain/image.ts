/** A photograph that passes through: held in memory as the chunks that arrived, told apart by its bytes, never written anywhere. */

/** What Faceki takes (faceki-api.md section 9): PNG and JPEG. */
export type ImageFormat = 'image/jpeg' | 'image/png';

/** A complete, checked image. Chunks are kept by reference, in order; they may be read any number of times until released. */
export interface Image {
  readonly format: ImageFormat;
  readonly byteLength: number;
  /** Empty once released. */
  readonly chunks: readonly Uint8Array[];
  /**
   * For whoever hands the chunks to somebody who goes on reading them by itself, such as a socket: says how to find out that this is
   * over. When the image is released before that, its memory is left alone.
   */
  lend?(isGivenBack: () => boolean): void;
  /** Lets go of the bytes and of the memory reserved for them. May be called more than once; whoever read the image must call it. */
  release(): void;
}

export type ImageFaultCode =
  | 'IMAGE_EMPTY'
  | 'IMAGE_TOO_LARGE'
  | 'IMAGE_UNSUPPORTED_FORMAT'
  | 'IMAGE_CORRUPT'
  | 'UPLOAD_INTERRUPTED';

/** Why an image cannot be sent. Thrown by whoever reads an `IncomingImage`; it costs no call to the provider. */
export class ImageFault extends Error {
  override readonly name = 'ImageFault';
  readonly code: ImageFaultCode;
  /** What its bytes say it is, e.g. `image/heic`. */
  readonly detectedFormat: string | null;
  /** The limit that it exceeds. */
  readonly maxBytes: number | null;
  constructor(code: ImageFaultCode, detail: { detectedFormat?: string | null; maxBytes?: number | null } = {}) {
    super(code);
    this.code = code;
    this.detectedFormat = detail.detectedFormat ?? null;
    this.maxBytes = detail.maxBytes ?? null;
  }
}

/** An image that may still be arriving. */
export interface IncomingImage {
  /**
   * The complete, checked image. May be called more than once.
   * @throws {ImageFault} when it is not one that can be sent, or did not arrive
   */
  read(): Promise<Image>;
}
