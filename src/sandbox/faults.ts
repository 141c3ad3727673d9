/** What can go wrong on the way, besides the answers themselves: kinds of faults and the queue in which they wait for requests. */
import type { EndpointName } from './exchange.ts';
import type { Outcome } from './outcomes.ts';

export type Fault =
  /** The headers come this much later. */
  | { readonly kind: 'slow-headers'; readonly delayMs: number }
  /** Headers and half of the body come, then nothing more; the connection stays open. */
  | { readonly kind: 'stalled-body' }
  /** Half of the body comes, then the connection ends. */
  | { readonly kind: 'cut-body' }
  /** The connection is reset: before the request's body is read, or in place of the answer. */
  | { readonly kind: 'reset'; readonly when?: 'before-body' | 'instead-of-answer' }
  /** An HTTP status with the body that the generation has for it. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** A proxy's HTML page. */
  | { readonly kind: 'html'; readonly status?: number }
  /** HTTP 200 without a body. */
  | { readonly kind: 'empty' }
  /** This very answer. */
  | { readonly kind: 'answer'; readonly status?: number; readonly contentType?: string; readonly body: string };

/** A fault, and whether the request is carried out (recorded, billed) nevertheless. */
export type PlannedFault = Fault & { readonly takesEffect?: boolean };

const losesAnswer: readonly Fault['kind'][] = ['slow-headers', 'stalled-body', 'cut-body', 'reset'];

/**
 * Slow, stalled, cut and reset answers lose an answer that exists; the others stand for a request that was never carried out,
 * and so does, whatever is said here, a reset before the body is read.
 */
export function takesEffect(fault: PlannedFault): boolean {
  return fault.takesEffect ?? losesAnswer.includes(fault.kind);
}

/** `*`: any endpoint of the vendor. */
export type Target = EndpointName | '*';

/** Things that wait for the next requests of an endpoint, in order. */
export interface Plan<T> {
  add(target: Target, thing: T, times: number): void;
  /** Takes the first that waits for this endpoint; null when nothing does. */
  take(endpoint: EndpointName): T | null;
  clear(): void;
}

/** An empty plan. `*` never waits for pages and pictures, which nobody provokes on purpose. */
export function createPlan<T>(): Plan<T> {
  let waiting: { target: Target; thing: T; left: number }[] = [];
  return {
    add(target, thing, times) {
      waiting.push({ target, thing, left: times });
    },
    take(endpoint) {
      const isOpen = endpoint === 'hosted-page' || endpoint === 'stored-image';
      const entry = waiting.find(({ target }) => target === endpoint || (target === '*' && !isOpen));
      if (entry === undefined) return null;
      entry.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return entry.thing;
    },
    clear() {
      waiting = [];
    },
  };
}

export type FaultPlan = Plan<PlannedFault>;
export type OutcomePlan = Plan<Outcome>;
