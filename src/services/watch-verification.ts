/** Tells a caller of each change of one attempt, the present state first, until it is final. */
import { maySeeAttemptsOf } from '#domain/caller.ts';
import { toVerificationError } from '#domain/errors.ts';
import type { Clock, Ledger } from '#domain/ports.ts';
import { isFinal, type Verification } from '#domain/verification.ts';
import type { Reconciler } from './reconcile.ts';
import type { Services } from './services.ts';
import { requireUser } from './subject.ts';

export interface WatchVerificationOptions {
  readonly ledger: Ledger;
  readonly reconciler: Reconciler;
  readonly clock: Clock;
  /** A watch ends after so long without a change. */
  readonly idleEndMs: number;
  /** Watches that one caller may hold at a time. */
  readonly maxPerCaller: number;
  /** Ends all watches, politely: the process is about to stop. */
  readonly stopping?: AbortSignal | undefined;
}

/** How often the provider is asked about an attempt that somebody watches. */
const askEveryMs = 30_000;

export function createWatchVerification(options: WatchVerificationOptions): Services['watchVerification'] {
  const { ledger, reconciler, idleEndMs, maxPerCaller, clock, stopping } = options;
  const watchesOf = new Map<string, number>();

  /** @throws {RateLimitedError} when the caller holds too many */
  function enter(userId: string): () => void {
    const held = watchesOf.get(userId) ?? 0;
    if (held >= maxPerCaller) throw toVerificationError({ code: 'RATE_LIMITED' });
    watchesOf.set(userId, held + 1);
    return () => {
      const left = (watchesOf.get(userId) ?? 1) - 1;
      if (left === 0) watchesOf.delete(userId);
      else watchesOf.set(userId, left);
    };
  }

  return async function* watchVerification(caller, by, signal) {
    const self = requireUser(caller);
    const leave = enter(self);
    const isWatched =
      'id' in by
        ? (changed: Verification) => changed.id === by.id
        : (changed: Verification) => changed.ownerId === self && changed.idempotencyKey === by.idempotencyKey;

    // Listening begins before the present state is read, so that no change falls between the two.
    const changes: Verification[] = [];
    let wake = Promise.withResolvers<void>();
    const stop = ledger.onChange((changed) => {
      if (!isWatched(changed)) return;
      changes.push(changed);
      wake.resolve();
    });
    const end = () => wake.resolve();
    signal.addEventListener('abort', end);
    stopping?.addEventListener('abort', end);
    const isOver = () => signal.aborted || stopping?.aborted === true;

    try {
      const read = async () =>
        'id' in by
          ? ((await ledger.attempts([by.id])).get(by.id) ?? null)
          : ledger.attemptByKey(self, 'verification', by.idempotencyKey);
      const present = await read();
      // An unknown id and somebody else's end alike: at once, with nothing said. A key may still be about to be used.
      if ('id' in by && present === null) return;
      let last: Verification | null = null;
      if (present !== null) {
        if (!maySeeAttemptsOf(caller, present.ownerId)) return;
        yield present;
        if (isFinal(present)) return;
        last = present;
      }
      let idleEndAtMs = clock() + idleEndMs;
      while (!isOver()) {
        const changed = changes.shift();
        if (changed === undefined) {
          wake = Promise.withResolvers<void>();
          const waitMs = Math.min(askEveryMs, idleEndAtMs - clock());
          if (waitMs <= 0) return;
          const timer = setTimeout(end, waitMs);
          await wake.promise;
          clearTimeout(timer);
          // Nothing tells us when a person uses a link: as long as somebody watches, it is asked for, slowly.
          if (changes.length === 0 && last !== null && !isOver()) await reconciler.refresh(last);
          continue;
        }
        if (last !== null && isSameState(last, changed)) continue;
        // A link may have the same key: its keys are a space of their own.
        if (changed.id !== last?.id && changed.id !== (await read())?.id) continue;
        idleEndAtMs = clock() + idleEndMs;
        yield changed;
        if (isFinal(changed)) return;
        last = changed;
      }
    } finally {
      leave();
      stop();
      signal.removeEventListener('abort', end);
      stopping?.removeEventListener('abort', end);
    }
  };
}

function isSameState(left: Verification, right: Verification): boolean {
  return left.id === right.id && left.state === right.state && left.decision === right.decision;
}
