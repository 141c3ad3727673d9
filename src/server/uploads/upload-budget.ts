/** The memory that all uploads of the process share. Counts bytes and keeps the queue; holds no bytes itself. */
import { toVerificationError } from '#domain/errors.ts';
import { type StartTimer, startSystemTimer } from '#server/timer.ts';

export interface UploadBudgetOptions {
  readonly totalBytes: number;
  /** After so long in the queue a request is refused. */
  readonly waitMs: number;
  readonly startTimer?: StartTimer;
  /** Told whenever the reserved bytes change; for metrics. */
  readonly onHeldBytes?: ((bytes: number) => void) | undefined;
}

/** What one request may hold. It only ever shrinks. */
export interface Reservation {
  readonly bytes: number;
  /** Gives back all but so many bytes. More than is reserved changes nothing. */
  shrinkTo(bytes: number): void;
}

interface Waiting {
  readonly bytes: number;
  grant(reservation: Reservation): void;
}

/** When a refused client may come back: long enough for some uploads to end, short enough for a person to wait. */
const retryAfterSeconds = 10;

export class UploadBudget {
  readonly totalBytes: number;
  #reservedBytes = 0;
  readonly #queue: Waiting[] = [];
  readonly #waitMs: number;
  readonly #startTimer: StartTimer;
  readonly #onHeldBytes: (bytes: number) => void;

  constructor(options: UploadBudgetOptions) {
    this.totalBytes = options.totalBytes;
    this.#waitMs = options.waitMs;
    this.#startTimer = options.startTimer ?? startSystemTimer;
    this.#onHeldBytes = options.onHeldBytes ?? (() => {});
  }

  get reservedBytes(): number {
    return this.#reservedBytes;
  }

  /** True while a request waits for its turn: then the slow ones among the others are no longer put up with. */
  get isContended(): boolean {
    return this.#queue.length > 0;
  }

  /**
   * Reserves memory, after all who asked before (a large request is never overtaken for ever by small ones).
   * @throws {RateLimitedError} when there was none within `waitMs`
   * @throws the signal's reason when it aborts first; the place in the queue is given up
   */
  async reserve(bytes: number, signal: AbortSignal): Promise<Reservation> {
    signal.throwIfAborted();
    if (bytes > this.totalBytes) throw toVerificationError({ code: 'RATE_LIMITED', retryAfterSeconds });
    if (this.#queue.length === 0 && this.#fits(bytes)) return this.#grant(bytes);

    const turn = Promise.withResolvers<Reservation>();
    const waiting: Waiting = { bytes, grant: turn.resolve };
    const leave = () => turn.reject(signal.reason);
    const refuse = () => turn.reject(toVerificationError({ code: 'RATE_LIMITED', retryAfterSeconds }));
    const cancelTimer = this.#startTimer(this.#waitMs, refuse);
    signal.addEventListener('abort', leave);
    this.#queue.push(waiting);
    try {
      return await turn.promise;
    } finally {
      cancelTimer();
      signal.removeEventListener('abort', leave);
      const place = this.#queue.indexOf(waiting);
      if (place !== -1) {
        this.#queue.splice(place, 1);
        // Whoever stood behind a large request that has left may fit.
        this.#serve();
      }
    }
  }

  #fits(bytes: number): boolean {
    return this.#reservedBytes + bytes <= this.totalBytes;
  }

  #grant(bytes: number): Reservation {
    this.#change(bytes);
    let reserved = bytes;
    const shrinkTo = (wanted: number) => {
      const freed = reserved - Math.max(0, wanted);
      if (freed <= 0) return;
      reserved -= freed;
      this.#change(-freed);
      this.#serve();
    };
    return {
      get bytes() {
        return reserved;
      },
      shrinkTo,
    };
  }

  #serve(): void {
    for (let next = this.#queue[0]; next !== undefined && this.#fits(next.bytes); next = this.#queue[0]) {
      this.#queue.shift();
      next.grant(this.#grant(next.bytes));
    }
  }

  #change(bytes: number): void {
    this.#reservedBytes += bytes;
    this.#onHeldBytes(this.#reservedBytes);
  }
}
