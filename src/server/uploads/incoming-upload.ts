/** One file of a request as a resolver gets it: the value of an `Upload` variable, and an image that may still be arriving. */
import type { FileUpload } from 'graphql-upload-ts';
import { type Image, ImageFault, type IncomingImage } from '#domain/image.ts';
import type { HeldImage } from './held-image.ts';

/**
 * Has the shape that `GraphQLUpload` promises, so that the scalar of graphql-upload-ts stays the interface. What the sender
 * claims (file name, media type) is not passed on, and there is no stream of unchecked bytes: `read` is the only way to them.
 */
export class IncomingUpload implements FileUpload, IncomingImage {
  /** The name of its part. */
  readonly fieldName: string;
  readonly filename = '';
  readonly mimetype = 'application/octet-stream';
  readonly encoding = 'binary';
  readonly #arrival = Promise.withResolvers<Image>();
  readonly #startReading: () => void;
  #image: HeldImage | null = null;
  #isSettled = false;
  #isWanted = false;
  #isOver = false;

  /** `startReading` is called with the first `read`: only then are the request's files read. */
  constructor(fieldName: string, startReading: () => void) {
    this.fieldName = fieldName;
    this.#startReading = startReading;
    // Nobody need have asked for it when it fails.
    this.#arrival.promise.catch(() => {});
  }

  /**
   * The complete, checked image.
   * @throws {ImageFault} when it cannot be sent, or did not arrive
   * @throws {RateLimitedError} when there was no memory for it in time
   * @throws {RequestError} when the body is malformed before it
   */
  async read(): Promise<Image> {
    if (this.#isOver && !this.#isWanted) throw new ImageFault('UPLOAD_INTERRUPTED');
    this.#isWanted = true;
    this.#startReading();
    return this.#arrival.promise;
  }

  arrive(image: HeldImage): void {
    // The request may have ended while the last bytes were looked at.
    if (this.#isSettled) {
      image.release();
      return;
    }
    this.#isSettled = true;
    this.#image = image;
    this.#arrival.resolve(image);
  }

  fail(error: unknown): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    this.#arrival.reject(error);
  }

  /** The request is over: what has not come never will, and what nobody asked for is let go. */
  close(): void {
    this.#isOver = true;
    if (!this.#isSettled) this.fail(new ImageFault('UPLOAD_INTERRUPTED'));
    if (!this.#isWanted) this.#image?.release();
  }

  createReadStream(): never {
    throw new Error('There is no stream of unchecked bytes: call read().');
  }

  get capacitor(): never {
    throw new Error('Uploads are held in memory: call read().');
  }
}
