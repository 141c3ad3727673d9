/**
 * A circuit breaker for one host: after several failures in a row the host is left alone for a while, and then one request finds out
 * whether it is back. Whoever asks meanwhile is told so at once, instead of waiting for another timeout.
 *
 * Not cockatiel's (3.2.1 and 4.0.0 were tried): it counts its pause by the wall clock, so that a clock that is set back an hour keeps the
 * circuit open for an hour, and a probe that its caller cancels closes it.
 */
import { TransportError } from './errors.ts';

export type CircuitState = 'closed' | 'open' | 'half-open';

export interface CircuitOptions {
  /** Failures in a row, without a success between them, that open it. */
  readonly openAfter: number;
  /** How long the host is left alone. */
  readonly openForMs: number;
  /** Milliseconds of a clock that nobody sets. */
  readonly now: () => number;
  readonly onChange?: ((state: CircuitState) => void) | undefined;
}

/** What a request has learnt of the host. `nothing`: it was given up, or refused on our side. */
export type Verdict = 'works' | 'fails' | 'nothing';

export interface Circuit {
  readonly state: CircuitState;
  /** @throws {TransportError} `circuit-open` when a request would be refused now */
  check(): void;
  /**
   * Lets one request pass; it says once what it has learnt.
   * @throws {TransportError} `circuit-open`
   */
  enter(): (verdict: Verdict) => void;
}

export function createCircuit({ openAfter, openForMs, now, onChange = () => {} }: CircuitOptions): Circuit {
  let state: CircuitState = 'closed';
  let failures = 0;
  let openUntilMs = 0;
  /** Grows with each change of state: what a request brings that entered before it is late. */
  let epoch = 0;

  function turn(to: CircuitState): void {
    state = to;
    epoch += 1;
    failures = 0;
    onChange(to);
  }

  function open(forMs: number): void {
    openUntilMs = now() + forMs;
    turn('open');
  }

  function check(): void {
    if (state === 'closed') return;
    const restMs = state === 'open' ? openUntilMs - now() : openForMs;
    if (restMs > 0) {
      throw new TransportError('circuit-open', {
        mayHaveArrived: false,
        retryAfterSeconds: Math.max(1, Math.ceil(restMs / 1_000)),
      });
    }
  }

  return {
    get state() {
      return state;
    },
    check,
    enter() {
      check();
      if (state === 'open') turn('half-open');
      const entered = epoch;
      const isProbe = state === 'half-open';
      let isOver = false;
      return (verdict) => {
        if (isOver || entered !== epoch) return;
        isOver = true;
        if (verdict === 'works') {
          failures = 0;
          if (isProbe) turn('closed');
        } else if (isProbe) {
          // A probe that was given up has found out nothing: the next request may try at once.
          open(verdict === 'fails' ? openForMs : 0);
        } else if (verdict === 'fails') {
          failures += 1;
          if (failures >= openAfter) open(openForMs);
        }
      };
    },
  };
}

/** A circuit that never opens. */
export const alwaysClosed: Circuit = {
  state: 'closed',
  check() {},
  enter: () => () => {},
};
