/** A clock and timers that stand still until a test moves them. */
import type { StartTimer } from '#server/timer.ts';

export interface ManualTime {
  readonly clock: () => number;
  readonly startTimer: StartTimer;
  /** Timers that are set and not yet run. */
  readonly pending: () => number;
  /** Moves on, running what falls due in its order. */
  advance(ms: number): void;
}

export function createManualTime(): ManualTime {
  let nowMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();
  return {
    clock: () => nowMs,
    startTimer(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pending: () => timers.size,
    advance(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const [next] = [...timers].filter(({ atMs }) => atMs <= untilMs).sort((one, other) => one.atMs - other.atMs);
        if (next === undefined) break;
        timers.delete(next);
        nowMs = next.atMs;
        next.run();
      }
      nowMs = untilMs;
    },
  };
}
