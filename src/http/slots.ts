/** A limit on requests under way, with a bounded queue: who cannot be served soon is told so early. */
import { TransportError } from './errors.ts';

export interface SlotOptions {
  readonly limit: number;
  /** More than so many waiting are refused at once. */
  readonly maxQueued: number;
  /** Who has waited so long is refused. */
  readonly maxWaitMs: number;
}

export interface Slots {
  readonly taken: number;
  readonly queued: number;
  /**
   * Waits for a slot and resolves to the way to give it back (calling it again does nothing).
   * `urgent`: first in the queue and never refused for its length, for what the others wait for.
   * @throws {TransportError} `no-slot`, or `aborted` when the signal fires while waiting
   */
  take(options?: {
    readonly signal?: AbortSignal | undefined;
    readonly urgent?: boolean | undefined;
  }): Promise<() => void>;
}

/** When who was refused may come back: about as long as the vendor takes for one verification (faceki-api.md section 1.2). */
const retryAfterSeconds = 10;

function noSlot(): TransportError {
  return new TransportError('no-slot', { mayHaveArrived: false, retryAfterSeconds });
}

export function createSlots({ limit, maxQueued, maxWaitMs }: SlotOptions): Slots {
  const queue: (() => void)[] = [];
  let taken = 0;

  function occupy(): () => void {
    taken += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      taken -= 1;
      queue.shift()?.();
    };
  }

  function wait(signal: AbortSignal | undefined, urgent: boolean): Promise<() => void> {
    const { promise, resolve, reject } = Promise.withResolvers<() => void>();
    const leave = (kind: 'no-slot' | 'aborted') => {
      const place = queue.indexOf(enter);
      if (place !== -1) queue.splice(place, 1);
      stopWaiting();
      reject(kind === 'aborted' ? new TransportError(kind, { mayHaveArrived: false }) : noSlot());
    };
    const giveUp = () => leave('aborted');
    const timer = setTimeout(leave, maxWaitMs, 'no-slot');
    const stopWaiting = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    };
    const enter = () => {
      stopWaiting();
      resolve(occupy());
    };
    signal?.addEventListener('abort', giveUp);
    if (urgent) queue.unshift(enter);
    else queue.push(enter);
    return promise;
  }

  return {
    get taken() {
      return taken;
    },
    get queued() {
      return queue.length;
    },
    async take({ signal, urgent = false } = {}) {
      if (signal?.aborted) throw new TransportError('aborted', { mayHaveArrived: false });
      if (taken < limit) return occupy();
      if (!urgent && queue.length >= maxQueued) throw noSlot();
      return wait(signal, urgent);
    },
  };
}
