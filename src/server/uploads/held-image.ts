/** The bytes of one image while they are held: by reference where that is cheap, and let go of as one. */
import type { Image, ImageFormat } from '#domain/image.ts';

/**
 * From this length on a chunk is kept as it is. Shorter ones are joined: a body sent in tiny pieces would cost some 200 bytes of
 * bookkeeping a piece, twenty times the budget for pieces of ten bytes. So each byte is copied at most once after it arrived,
 * and those of a fast upload never: they come in chunks of up to 64 KiB.
 */
const keptFromBytes = 16_384;
const joinedBytes = 65_536;

/** Collects what arrives of one image. */
export class ChunkCollector {
  byteLength = 0;
  #chunks: Buffer[] = [];
  #short: Buffer[] = [];
  #shortBytes = 0;

  add(chunk: Buffer): void {
    this.byteLength += chunk.byteLength;
    if (chunk.byteLength < keptFromBytes) {
      this.#short.push(chunk);
      this.#shortBytes += chunk.byteLength;
      if (this.#shortBytes >= joinedBytes || this.#short.length >= 1024) this.#join();
      return;
    }
    this.#join();
    this.#chunks.push(chunk);
  }

  /** All chunks, in order. */
  take(): readonly Buffer[] {
    this.#join();
    return this.#chunks;
  }

  /** Joining also copies a short view of a long chunk (the last bytes before a boundary), which would keep all of it alive. */
  #join(): void {
    if (this.#shortBytes === 0) return;
    this.#chunks.push(Buffer.concat(this.#short, this.#shortBytes));
    this.#short = [];
    this.#shortBytes = 0;
  }
}

/**
 * A complete, checked image. `onRelease` is told once.
 *
 * Its memory is given back at once, rather than found by the garbage collector: at 3 x 2 MB a request the collector was half of the
 * CPU, because each seven requests' worth of dead chunks made it look through the whole heap (bench/README.md).
 */
export class HeldImage implements Image {
  readonly format: ImageFormat;
  readonly byteLength: number;
  #chunks: readonly Buffer[];
  #onRelease: (() => void) | null;
  readonly #loans: (() => boolean)[] = [];

  constructor(format: ImageFormat, chunks: readonly Buffer[], byteLength: number, onRelease: () => void) {
    this.format = format;
    this.byteLength = byteLength;
    this.#chunks = chunks;
    this.#onRelease = onRelease;
  }

  get chunks(): readonly Buffer[] {
    return this.#chunks;
  }

  lend(isGivenBack: () => boolean): void {
    this.#loans.push(isGivenBack);
  }

  release(): void {
    const onRelease = this.#onRelease;
    this.#onRelease = null;
    // A socket reads memory by its address. What one may still be reading must not become something else meanwhile, least of all
    // another person's photograph: it is left to the collector, which knows.
    if (this.#loans.every((isGivenBack) => isGivenBack())) for (const chunk of this.#chunks) giveBack(chunk);
    this.#chunks = [];
    onRelease?.();
  }
}

/** Only what fills its memory alone: around a boundary a chunk is shared with the next image, and short ones with anything. */
function giveBack({ buffer, byteLength }: Buffer): void {
  if (byteLength < keptFromBytes || buffer.byteLength !== byteLength) return;
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
