/** A pull parser of multipart/form-data (RFC 7578, RFC 2046). Finds parts; knows neither GraphQL nor images, and copies nothing that it need not. */
import { MultipartError, type PartHead, parsePartHead } from './multipart-head.ts';

/** Where the bytes come from, chunk by chunk; null at the end. */
export interface ByteSource {
  pull(): Promise<Buffer | null>;
}

/** For a part's headers, and for what stands before the first boundary. Clients send about 200 bytes, and none. */
const maxHeadBytes = 8_192;

const delimiterStart = Buffer.from('\r\n--');
const headEnd = Buffer.from('\r\n\r\n');
const closing = Buffer.from('--');

export class MultipartReader {
  readonly #source: ByteSource;
  readonly #delimiter: Buffer;
  #unread: Buffer = Buffer.alloc(0);
  #pulledBytes = 0;
  #place: 'preamble' | 'part' | 'delimiter' | 'end' = 'preamble';

  constructor(source: ByteSource, boundary: string) {
    this.#source = source;
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  /** How much of the body has been handed out or passed over. */
  get consumedBytes(): number {
    return this.#pulledBytes - this.#unread.byteLength;
  }

  /**
   * The head of the next part; what is unread of the present one is skipped. Null at the closing delimiter.
   * @throws {MultipartError}
   */
  async nextPart(): Promise<PartHead | null> {
    if (this.#place === 'preamble') await this.#readPreamble();
    while ((await this.nextBytes()) !== null);
    if (this.#place === 'end') return null;

    while (this.#unread.byteLength < closing.byteLength) await this.#more();
    if (this.#unread.subarray(0, closing.byteLength).equals(closing)) {
      this.#place = 'end';
      return null;
    }
    const head = parsePartHead(await this.#readHead());
    this.#place = 'part';
    return head;
  }

  /**
   * The next bytes of the present part, a view of what arrived; null at its end. Never empty.
   * @throws {MultipartError} when the body ends before the part does
   */
  async nextBytes(): Promise<Buffer | null> {
    while (this.#place === 'part' || this.#place === 'preamble') {
      const found = this.#findDelimiter();
      const length = found === -1 ? this.#unread.byteLength - this.#delimiterPrefixLength() : found;
      const bytes = this.#unread.subarray(0, length);
      this.#unread = this.#unread.subarray(length);
      if (found !== -1) {
        this.#unread = this.#unread.subarray(this.#delimiter.byteLength);
        this.#place = 'delimiter';
      }
      if (bytes.byteLength > 0) return bytes;
      if (found === -1) await this.#more();
    }
    return null;
  }

  /** The first delimiter alone may stand without a line end before it. Anything before it is to be ignored (RFC 2046). */
  async #readPreamble(): Promise<void> {
    const first = this.#delimiter.subarray('\r\n'.length);
    while (this.#unread.byteLength < first.byteLength) await this.#more();
    if (this.#unread.compare(first, 0, first.byteLength, 0, first.byteLength) === 0) {
      this.#unread = this.#unread.subarray(first.byteLength);
      this.#place = 'delimiter';
      return;
    }
    let skippedBytes = 0;
    for (let bytes = await this.nextBytes(); bytes !== null; bytes = await this.nextBytes()) {
      skippedBytes += bytes.byteLength;
      if (skippedBytes > maxHeadBytes) throw new MultipartError('The body does not begin with its boundary.');
    }
  }

  /**
   * Looks for the delimiter's first bytes: four are found with memchr, 2 MB of photograph in 0.08 ms rather than 0.18. Where they
   * stand in an image by chance, the whole delimiter is looked for from there, so that a body full of them costs no more than
   * any other.
   */
  #findDelimiter(): number {
    const unread = this.#unread;
    const start = unread.indexOf(delimiterStart);
    if (start === -1 || unread.subarray(start, start + this.#delimiter.byteLength).equals(this.#delimiter))
      return start;
    return unread.indexOf(this.#delimiter, start + 1);
  }

  /** How many of the last unread bytes may be the beginning of a delimiter whose rest has not arrived. */
  #delimiterPrefixLength(): number {
    const unread = this.#unread;
    const first = Math.max(0, unread.byteLength - this.#delimiter.byteLength + 1);
    for (let start = unread.indexOf(0x0d, first); start !== -1; start = unread.indexOf(0x0d, start + 1)) {
      const length = unread.byteLength - start;
      if (this.#delimiter.compare(unread, start, unread.byteLength, 0, length) === 0) return length;
    }
    return 0;
  }

  /** From behind a delimiter to the empty line: nothing but blanks up to the first line end, then the header lines. */
  async #readHead(): Promise<string> {
    let end = this.#unread.indexOf(headEnd);
    while (end === -1 && this.#unread.byteLength <= maxHeadBytes) {
      await this.#more();
      end = this.#unread.indexOf(headEnd);
    }
    if (end === -1 || end > maxHeadBytes) throw new MultipartError(`A part's headers exceed ${maxHeadBytes} bytes.`);
    const head = this.#unread.toString('latin1', 0, end);
    this.#unread = this.#unread.subarray(end + headEnd.byteLength);
    const firstLineEnd = head.indexOf('\r\n');
    if (!/^[ \t]*$/.test(firstLineEnd === -1 ? head : head.slice(0, firstLineEnd)))
      throw new MultipartError('A boundary is followed by something else than a line end.');
    return firstLineEnd === -1 ? '' : head.slice(firstLineEnd + 2);
  }

  /** Copies only when a few bytes were left over, that is about once in 256 chunks of a photograph. */
  async #more(): Promise<void> {
    const chunk = await this.#source.pull();
    if (chunk === null) throw new MultipartError('The body ends before its closing boundary.', true);
    this.#pulledBytes += chunk.byteLength;
    this.#unread = this.#unread.byteLength === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
  }
}
