/**
 * Finds out what became of attempts that are not final: lost answers where the provider can be asked by our id, links that a
 * person may have used meanwhile, and reviews that somebody may have decided. Only reads, so asking often is safe.
 */
import { LinkError, VerificationError } from '#domain/errors.ts';
import type { Reconciliation } from '#domain/ledger.ts';
import type { Clock, Ledger, RecordKey, RecordSource } from '#domain/ports.ts';
import type { Generation, Verification } from '#domain/verification.ts';
import { type FollowDecisions, worstDecision } from './follow-decisions.ts';

export interface ReconcilerOptions {
  readonly ledger: Ledger & Reconciliation;
  readonly sources: Readonly<Record<Generation, RecordSource>>;
  readonly follow: FollowDecisions;
  readonly clock: Clock;
  /** Told of a fault that the loop survives. */
  readonly onFault: (fault: unknown) => void;
}

export interface Reconciler {
  /** Asks the provider now, if it was not asked within `minAgeMs`; resolves to the attempt as it then is. Never throws for the provider's faults. */
  refresh(attempt: Verification, minAgeMs?: number): Promise<Verification>;
  /** One round over everything that is open. */
  sweep(): Promise<void>;
  /** Sweeps again and again until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

const sweepEveryMs = 60_000;
const second = 1_000;
/** How long to leave an attempt alone between two questions of the sweep, whichever process asked last. */
const askAgainMs = { INTERRUPTED: 60 * second, AWAITING_PERSON: 300 * second, REVIEW: 3_600 * second } as const;
const reviewsForMs = 30 * 24 * 3_600 * second;
/** Attempts that one sweep asks about, of each kind: what is left comes first in the next one. */
const batchSize = 100;

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { ledger, sources, follow, clock } = options;
  const askedAtMs = new Map<string, number>();
  const asking = new Map<string, Promise<Verification>>();
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  async function ask(attempt: Verification): Promise<Verification> {
    const key = keyToAskBy(attempt);
    if (key === null) return attempt;
    try {
      const records = await sources[attempt.generation].findRecords(key, { signal: stopping.signal });
      const [record] = records;
      if (attempt.state === 'COMPLETED') {
        await follow(records, attempt);
      } else if (record !== undefined && worstDecision(records) !== null) {
        await ledger.settle(attempt.id, {
          state: 'COMPLETED',
          decision: worstDecision(records),
          failure: null,
          requestId: record.requestId,
          referenceId: record.referenceId,
          actor: 'reconciler',
          atMs: clock(),
        });
      } else if (isOver(attempt)) {
        await expire(attempt);
      }
    } catch (fault) {
      if (fault instanceof LinkError && fault.code === 'LINK_EXPIRED') await expire(attempt);
      else if (!(fault instanceof VerificationError)) throw fault;
      else if (isOver(attempt)) await expire(attempt);
    }
    return (await ledger.attempts([attempt.id])).get(attempt.id) ?? attempt;
  }

  function isOver({ state, link }: Verification): boolean {
    return state === 'AWAITING_PERSON' && link?.expiresAtMs != null && link.expiresAtMs <= clock();
  }

  async function expire(attempt: Verification): Promise<void> {
    if (attempt.state === 'AWAITING_PERSON') await ledger.settle(attempt.id, { state: 'EXPIRED', atMs: clock() });
  }

  async function refresh(attempt: Verification, minAgeMs = 30 * second): Promise<Verification> {
    const running = asking.get(attempt.id);
    if (running !== undefined) return running;
    if (clock() - (askedAtMs.get(attempt.id) ?? Number.NEGATIVE_INFINITY) < minAgeMs) return attempt;
    askedAtMs.set(attempt.id, clock());
    const answer = ask(attempt).finally(() => asking.delete(attempt.id));
    asking.set(attempt.id, answer);
    return answer;
  }

  async function sweep(): Promise<void> {
    forgetOld();
    const rounds = [
      // An answer that V2 lost cannot be looked up, and stays INTERRUPTED.
      { what: 'INTERRUPTED', generation: 'v3' },
      { what: 'AWAITING_PERSON' },
      { what: 'REVIEW', createdFromMs: clock() - reviewsForMs },
    ] as const;
    for (const round of rounds) {
      const atMs = clock();
      const due = { ...round, uncheckedSinceMs: atMs - askAgainMs[round.what], limit: batchSize, atMs };
      for (const attempt of await ledger.takeDue(due)) {
        if (stopping.signal.aborted) return;
        await refresh(attempt, 0).catch(options.onFault);
      }
    }
  }

  function forgetOld(): void {
    for (const [id, atMs] of askedAtMs) if (clock() - atMs > askAgainMs.REVIEW) askedAtMs.delete(id);
  }

  function schedule(): void {
    timer = setTimeout(() => {
      sweeping = sweep()
        .catch(options.onFault)
        .finally(() => {
          if (!stopping.signal.aborted) schedule();
        });
    }, sweepEveryMs);
    timer.unref();
  }

  return {
    refresh,
    sweep,
    start: schedule,
    async stop() {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await sweeping;
      await Promise.allSettled(asking.values());
    },
  };
}

/** The key under which the provider may know an attempt that is not settled for good; null where it cannot be asked. */
function keyToAskBy(attempt: Verification): RecordKey | null {
  const { generation, state, requestId, referenceId, link, id } = attempt;
  if (state === 'AWAITING_PERSON') return link === null ? null : { kind: 'link', value: link.id };
  if (state === 'COMPLETED') {
    if (requestId !== null) return { kind: 'requestId', value: requestId };
    if (referenceId !== null) return { kind: 'referenceId', value: referenceId };
    return link === null ? null : { kind: 'link', value: link.id };
  }
  // Only V3 keeps our id beside the record (faceki-api.md section 5.4); an answer that V2 lost stays unknown.
  return state === 'INTERRUPTED' && generation === 'v3' ? { kind: 'recordIdentifier', value: id } : null;
}
