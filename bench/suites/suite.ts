/** What each suite is given, and what is kept of it. */
import type { Upstream } from '../servers/upstream-messages.ts';

export interface SuiteContext {
  readonly upstream: Upstream;
  /** Short windows and few repetitions: to see that it works. */
  readonly isQuick: boolean;
  /** How long the soak takes. */
  readonly minutes: number;
  /** Another checkout of the gateway than this one. */
  readonly checkout: string | undefined;
  readonly say: (line: string) => void;
}

export interface Pacing {
  readonly repetitions: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
}

/** Whoever comes first meets another machine than whoever comes last. */
export function rotate<Item>(items: readonly Item[], by: number): readonly Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
