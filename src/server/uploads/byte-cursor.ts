/** Reading a format's structure from bytes that arrive in pieces: a walk is a generator that yields when it needs more. Copies nothing. */

/** A walk along the bytes; what it returns is what it found. Each `next` follows a `feed`. */
export type Walk<Result> = Generator<void, Result, void>;

export class ByteCursor {
  #chunk: Buffer = Buffer.alloc(0);
  #offset = 0;

  /** The next piece, once the walk has yielded. */
  feed(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#offset = 0;
  }

  *uint8(): Walk<number> {
    for (;;) {
      const byte = this.#chunk[this.#offset];
      if (byte !== undefined) {
        this.#offset += 1;
        return byte;
      }
      yield;
    }
  }

  *uint16(): Walk<number> {
    return ((yield* this.uint8()) << 8) | (yield* this.uint8());
  }

  *uint32(): Walk<number> {
    // The one that is read often: a PNG has two for every few KiB.
    if (this.#chunk.byteLength - this.#offset >= 4) {
      this.#offset += 4;
      return this.#chunk.readUInt32BE(this.#offset - 4);
    }
    return (yield* this.uint16()) * 0x1_0000 + (yield* this.uint16());
  }

  *skip(length: number): Walk<void> {
    for (let rest = length; ; ) {
      const step = Math.min(rest, this.#chunk.byteLength - this.#offset);
      this.#offset += step;
      rest -= step;
      if (rest === 0) return;
      yield;
    }
  }

  /** Skips to behind the next place where these two bytes follow each other; returns how many bytes came before it. */
  *skipPast(first: number, second: number): Walk<number> {
    const pair = Buffer.from([first, second]);
    let skipped = 0;
    for (let endedWithFirst = false; ; ) {
      if (endedWithFirst && this.#chunk[this.#offset] === second) {
        this.#offset += 1;
        return skipped - 1;
      }
      const found = this.#chunk.indexOf(pair, this.#offset);
      if (found !== -1) {
        skipped += found - this.#offset;
        this.#offset = found + pair.byteLength;
        return skipped;
      }
      const length = this.#chunk.byteLength - this.#offset;
      if (length > 0) endedWithFirst = this.#chunk[this.#chunk.byteLength - 1] === first;
      skipped += length;
      this.#offset = this.#chunk.byteLength;
      yield;
    }
  }

  /** Skips while the bytes are among these; the first other one is not taken. */
  *skipWhile(isSkipped: (byte: number) => boolean): Walk<void> {
    for (;;) {
      for (; this.#offset < this.#chunk.byteLength; this.#offset += 1) {
        const byte = this.#chunk[this.#offset];
        if (byte !== undefined && !isSkipped(byte)) return;
      }
      yield;
    }
  }
}
