/** One request's body as it arrives: chunk after chunk, by reference, within a size and in time. Knows nothing of what the bytes mean. */
import type { IncomingMessage } from 'node:http';
import type { Clock } from '#domain/ports.ts';
import { type StartTimer, startSystemTimer } from '#server/timer.ts';

/** Why a body was not read to its end. */
export type BodyFault =
  /** The client closed the connection. */
  | 'LEFT'
  /** No byte for too long. */
  | 'STALLED'
  /** Too long in all. */
  | 'LATE'
  /** Too slow while others wait. */
  | 'SLOW'
  | 'TOO_LARGE'
  /** The request has been answered, so nobody waits for the rest. */
  | 'ANSWERED';

export class BodyInterrupted extends Error {
  override readonly name = 'BodyInterrupted';
  readonly fault: BodyFault;
  constructor(fault: BodyFault) {
    super(`The body was not read to its end: ${fault}`);
    this.fault = fault;
  }
}

/** How long a body may take. Counted only while it is watched, so that a client is not blamed for our own pauses. */
export interface Pace {
  readonly idleTimeoutMs: number;
  readonly totalTimeoutMs: number;
  /** Asked once a second: is so much in so long not enough? Both since `startWatch`. */
  readonly isTooSlow?: (bytes: number, elapsedMs: number) => boolean;
}

export interface RequestBodyOptions {
  readonly clock?: Clock;
  readonly startTimer?: StartTimer;
}

/** Timeouts are checked at this interval: one timer a request rather than one a chunk. */
const tickMs = 1000;

/**
 * Pulls chunks out of Node's request. Between two pulls at most one chunk and the stream's own buffer (64 KiB) are held, and the
 * sender is held back by TCP. Chunks are what the socket delivered: Node allocates each of them with exactly its length.
 */
export class RequestBody {
  /** As declared; null when the body is chunked. */
  readonly contentLength: number | null;
  readonly #request: IncomingMessage;
  readonly #clock: Clock;
  readonly #startTimer: StartTimer;
  #maxBytes = Number.POSITIVE_INFINITY;
  #receivedBytes = 0;
  #lastByteAtMs = 0;
  #isListening = false;
  #isDiscarding = false;
  #hasEnded = false;
  #fault: BodyInterrupted | null = null;
  #waiting: PromiseWithResolvers<Buffer | null> | null = null;
  #cancelTick = () => {};
  #watchedSinceMs: number | null = null;
  /** By watches that have ended. */
  #watchedMs = 0;
  readonly #arrived: Buffer[] = [];

  constructor(request: IncomingMessage, options: RequestBodyOptions = {}) {
    this.#request = request;
    this.#clock = options.clock ?? Date.now;
    this.#startTimer = options.startTimer ?? startSystemTimer;
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
    this.contentLength = coding === undefined ? Number(length ?? 0) : null;
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** @throws {BodyInterrupted} TOO_LARGE at once when the declared length is over the limit; otherwise `pull` does, when it is passed */
  limitTo(maxBytes: number): void {
    this.#maxBytes = maxBytes;
    if (this.contentLength !== null && this.contentLength > maxBytes) throw new BodyInterrupted('TOO_LARGE');
  }

  /**
   * The next chunk; null at the end of the body.
   * @throws {BodyInterrupted}
   */
  pull(): Promise<Buffer | null> {
    const chunk = this.#arrived.shift();
    if (chunk !== undefined) return Promise.resolve(chunk);
    if (this.#fault !== null) return Promise.reject(this.#fault);
    if (this.#hasEnded) return Promise.resolve(null);
    const waiting = Promise.withResolvers<Buffer | null>();
    this.#waiting = waiting;
    this.#flow();
    return waiting.promise;
  }

  /** From now on the sender has to keep the pace. */
  startWatch(pace: Pace): void {
    this.stopWatch();
    const startedAtMs = this.#clock();
    const before = this.#receivedBytes;
    this.#watchedSinceMs = startedAtMs;
    this.#lastByteAtMs = startedAtMs;
    const tick = () => {
      const nowMs = this.#clock();
      const elapsedMs = nowMs - startedAtMs;
      if (nowMs - this.#lastByteAtMs >= pace.idleTimeoutMs) this.interrupt('STALLED');
      else if (this.#watchedMs + elapsedMs >= pace.totalTimeoutMs) this.interrupt('LATE');
      else if (pace.isTooSlow?.(this.#receivedBytes - before, elapsedMs)) this.interrupt('SLOW');
      else this.#cancelTick = this.#startTimer(tickMs, tick);
    };
    this.#cancelTick = this.#startTimer(tickMs, tick);
  }

  stopWatch(): void {
    this.#cancelTick();
    this.#cancelTick = () => {};
    if (this.#watchedSinceMs !== null) this.#watchedMs += this.#clock() - this.#watchedSinceMs;
    this.#watchedSinceMs = null;
  }

  /** Ends the reading: who waits for a chunk, or asks for one later, gets this fault. */
  interrupt(fault: BodyFault): void {
    this.stopWatch();
    if (this.#hasEnded || this.#fault !== null) return;
    this.#fault = new BodyInterrupted(fault);
    this.#arrived.length = 0;
    this.#request.pause();
    this.#waiting?.reject(this.#fault);
    this.#waiting = null;
  }

  /** Lets the rest of the body pass unread, up to the limit. */
  discard(): void {
    this.stopWatch();
    this.#isDiscarding = true;
    this.#arrived.length = 0;
    if (!this.#hasEnded && this.#fault === null) this.#flow();
  }

  #flow(): void {
    if (!this.#isListening) {
      this.#isListening = true;
      this.#request.on('data', (chunk: Buffer) => this.#receive(chunk));
      this.#request.once('end', () => this.#end());
      this.#request.once('error', () => this.interrupt('LEFT'));
      this.#request.once('close', () => this.interrupt('LEFT'));
      if (this.#request.readableEnded) this.#end();
      else if (this.#request.destroyed) this.interrupt('LEFT');
    }
    this.#request.resume();
  }

  #receive(chunk: Buffer): void {
    this.#receivedBytes += chunk.byteLength;
    this.#lastByteAtMs = this.#clock();
    if (this.#receivedBytes > this.#maxBytes) this.interrupt('TOO_LARGE');
    if (this.#isDiscarding || this.#fault !== null) return;
    if (this.#waiting === null) {
      this.#arrived.push(chunk);
      this.#request.pause();
      return;
    }
    this.#waiting.resolve(chunk);
    this.#waiting = null;
  }

  #end(): void {
    this.stopWatch();
    this.#hasEnded = true;
    this.#waiting?.resolve(null);
    this.#waiting = null;
  }
}
