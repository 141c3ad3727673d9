/** Reads the files of one multipart request: once somebody wants one, within the shared memory, in whatever order they come. */
import { RequestError, VerificationError } from '#domain/errors.ts';
import { ImageFault } from '#domain/image.ts';
import { ChunkCollector, HeldImage } from './held-image.ts';
import { ImageCheck } from './image-check.ts';
import { IncomingUpload } from './incoming-upload.ts';
import type { MultipartReader } from './multipart.ts';
import { MultipartError } from './multipart-head.ts';
import { BodyInterrupted, type Pace, type RequestBody } from './request-body.ts';
import type { Reservation, UploadBudget } from './upload-budget.ts';

export interface UploadSessionOptions {
  readonly body: RequestBody;
  readonly reader: MultipartReader;
  readonly budget: UploadBudget;
  readonly maxFileBytes: number;
  /** What the body may have at most, where it does not declare its length. */
  readonly maxBodyBytes: number;
  readonly pace: Pace;
}

/** Parts that no variable waits for are passed over, as in other servers; but not without end. */
const maxUnknownParts = 16;

export class UploadSession {
  readonly #options: UploadSessionOptions;
  readonly #uploads = new Map<string, IncomingUpload>();
  readonly #leaving = new AbortController();
  #reservation: Reservation | null = null;
  #heldBytes = 0;
  /** Those that have not been read to their end. */
  #filesToCome = 0;
  #isReading = false;
  #isOver = false;

  constructor(options: UploadSessionOptions) {
    this.#options = options;
  }

  /** The file that will come under this name. */
  expect(name: string): IncomingUpload {
    const upload = new IncomingUpload(name, () => this.#start());
    this.#uploads.set(name, upload);
    return upload;
  }

  /** The response is over, or the client has left. Only images that somebody read, and has not released, are held on. */
  close(): void {
    if (!this.#isOver) this.#leaving.abort(new ImageFault('UPLOAD_INTERRUPTED'));
    this.#options.body.interrupt('ANSWERED');
    for (const upload of this.#uploads.values()) upload.close();
  }

  #start(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    void this.#readAll();
  }

  /** Never rejects: whatever goes wrong is the answer to every file that has not come. */
  async #readAll(): Promise<void> {
    const { body, budget, pace } = this.#options;
    try {
      this.#filesToCome = this.#uploads.size;
      this.#reservation = await budget.reserve(this.#bytesToCome(), this.#leaving.signal);
      body.startWatch(pace);
      await this.#readParts();
      this.#failMissing(new ImageFault('UPLOAD_INTERRUPTED'));
    } catch (error) {
      this.#failMissing(toReadError(error));
    } finally {
      this.#isOver = true;
      this.#filesToCome = 0;
      this.#shrink();
      body.discard();
    }
  }

  async #readParts(): Promise<void> {
    const { reader } = this.#options;
    const missing = new Map(this.#uploads);
    for (let unknownParts = 0; missing.size > 0; this.#filesToCome = missing.size) {
      const part = await reader.nextPart();
      if (part === null) return;
      // What was passed over meanwhile needs no memory.
      this.#shrink();
      const upload = missing.get(part.name);
      if (upload !== undefined) {
        await this.#readFile(upload);
        missing.delete(part.name);
      } else if (++unknownParts > maxUnknownParts) {
        throw new RequestError('BAD_USER_INPUT', 'The multipart request has too many parts that "map" does not name.');
      }
    }
  }

  /** After a fault the rest of the part is passed over, and the other files have their turn. */
  async #readFile(upload: IncomingUpload): Promise<void> {
    const { reader, maxFileBytes } = this.#options;
    const collector = new ChunkCollector();
    const check = new ImageCheck();
    const letGo = () => {
      this.#heldBytes -= collector.byteLength;
      this.#shrink();
    };
    try {
      for (let bytes = await reader.nextBytes(); bytes !== null; bytes = await reader.nextBytes()) {
        collector.add(bytes);
        this.#heldBytes += bytes.byteLength;
        if (collector.byteLength > maxFileBytes) throw new ImageFault('IMAGE_TOO_LARGE', { maxBytes: maxFileBytes });
        if (!check.accepts(bytes)) throw await check.fault();
      }
      const chunks = collector.take();
      const format = await check.finish(chunks);
      upload.arrive(new HeldImage(format, chunks, collector.byteLength, letGo));
    } catch (error) {
      letGo();
      if (!(error instanceof ImageFault)) throw error;
      upload.fail(error);
    }
  }

  #failMissing(error: unknown): void {
    for (const upload of this.#uploads.values()) upload.fail(error);
  }

  /** What the files can still take: no more than the rest of the body, whatever the body may be filled up with besides. */
  #bytesToCome(): number {
    const { body, reader, maxFileBytes, maxBodyBytes } = this.#options;
    return Math.min((body.contentLength ?? maxBodyBytes) - reader.consumedBytes, this.#filesToCome * maxFileBytes);
  }

  #shrink(): void {
    this.#reservation?.shrinkTo(this.#heldBytes + this.#bytesToCome());
  }
}

/** What `read` throws. A body that merely ends too early interrupts the files; a malformed one is the sender's mistake. */
function toReadError(error: unknown): unknown {
  if (error instanceof ImageFault || error instanceof VerificationError || error instanceof RequestError) return error;
  if (error instanceof MultipartError && !error.isCutOff) return new RequestError('BAD_USER_INPUT', error.message);
  if (error instanceof BodyInterrupted && error.fault === 'TOO_LARGE')
    return new RequestError('BAD_USER_INPUT', 'The request is too large.');
  if (error instanceof MultipartError || error instanceof BodyInterrupted) return new ImageFault('UPLOAD_INTERRUPTED');
  return error;
}
