/** Says of an image's bytes, while they arrive, whether it can be sent: its format, and whether all of it is there. Never asks the sender. */
import { ImageFault, type ImageFormat } from '#domain/image.ts';
import { ByteCursor, type Walk } from './byte-cursor.ts';
import { headBytes, nameFormat, sniffFormat } from './image-format.ts';
import { imageWalks } from './image-walk.ts';
import { findForeignHead, findForeignTail, findForeignTrailer, isPadding, trailerBytes } from './polyglot.ts';

/** The check of one image: `accepts` each piece until it says no, then `fault`; or, when all have come, `finish`. */
export class ImageCheck {
  readonly #cursor = new ByteCursor();
  #head: Buffer = Buffer.alloc(0);
  #format: ImageFormat | null = null;
  #foreignFormat: string | null = null;
  #walk: Walk<boolean> | null = null;
  #isComplete = false;
  readonly #trailer: number[] = [];

  /** True as long as this may become an image that can be sent. */
  accepts(bytes: Buffer): boolean {
    if (this.#walk !== null) return this.#goOn(bytes);
    this.#head = this.#head.byteLength === 0 ? bytes : Buffer.concat([this.#head, bytes]);
    return this.#head.byteLength < headBytes || this.#begin();
  }

  /**
   * The format of an image that is all there, given its chunks.
   * @throws {ImageFault} why it cannot be sent
   */
  async finish(chunks: readonly Buffer[]): Promise<ImageFormat> {
    if (this.#walk === null && this.#head.byteLength === 0) throw new ImageFault('IMAGE_EMPTY');
    if (this.#walk === null && !this.#begin()) throw await this.fault();
    if (this.#isComplete)
      this.#foreignFormat = findForeignTrailer(Buffer.from(this.#trailer)) ?? findForeignTail(chunks);
    if (!this.#isComplete || this.#format === null || this.#foreignFormat !== null) throw await this.fault();
    return this.#format;
  }

  /** Why it cannot be sent. */
  async fault(): Promise<ImageFault> {
    if (this.#format !== null && this.#foreignFormat === null)
      return new ImageFault('IMAGE_CORRUPT', { detectedFormat: this.#format });
    const detectedFormat = this.#foreignFormat ?? (await nameFormat(this.#head));
    return new ImageFault('IMAGE_UNSUPPORTED_FORMAT', { detectedFormat });
  }

  #begin(): boolean {
    const head = this.#head;
    this.#format = sniffFormat(head);
    this.#foreignFormat = this.#format === null ? null : findForeignHead(head);
    // A view of a long chunk would keep all of it alive.
    this.#head = this.#format === null ? Buffer.from(head.subarray(0, headBytes)) : Buffer.alloc(0);
    if (this.#format === null || this.#foreignFormat !== null) return false;
    this.#walk = this.#examine(this.#format);
    return this.#goOn(head);
  }

  #goOn(bytes: Buffer): boolean {
    this.#cursor.feed(bytes);
    return this.#walk?.next().value !== false;
  }

  /** First the image, then the beginning of whatever follows it. */
  *#examine(format: ImageFormat): Walk<boolean> {
    if (!(yield* imageWalks[format](this.#cursor))) return false;
    this.#isComplete = true;
    yield* this.#cursor.skipWhile(isPadding);
    while (this.#trailer.length < trailerBytes) this.#trailer.push(yield* this.#cursor.uint8());
    return true;
  }
}
