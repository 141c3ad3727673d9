/**
 * Finds out what became of attempts that are not final: lost answers where the provider can be asked by our id, links that a
 * person may have used meanwhile, and reviews that somebody may have decided. Only reads, so asking again is safe.
 */
import { LinkError, VerificationError } from '#domain/errors.ts';
import type { DueQuery, Reconciliation } from '#domain/ledger.ts';
import type { Clock, Ledger, RecordKey, RecordSource } from '#domain/ports.ts';
import type { Generation, Verification } from '#domain/verification.ts';
import { type FollowDecisions, mayMoveOn } from './follow-decisions.ts';
import { recordKeyOf, recordsUnder } from './record-key.ts';

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
  /**
   * Asks the provider because it has said that something is new: never answered from a question that was put before now. However many
   * hints come while one is under way, one more follows it.
   * @param usedLink the attempt's link, where the news is that it was used
   */
  refreshAfresh(attempt: Verification, usedLink: string | null): Promise<Verification>;
  /** One round over everything that is open. */
  sweep(): Promise<void>;
  /** Sweeps again and again until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

const sweepEveryMs = 60_000;
const second = 1_000;
const hour = 3_600 * second;
const day = 24 * hour;

interface Round {
  readonly what: DueQuery['what'];
  readonly generation?: Generation;
  /** How long to leave an attempt alone between two questions, whichever process asked last. */
  readonly everyMs: number;
  /** For so long after it was made; without it, as long as it is kept. */
  readonly forMs?: number;
}

/** Often while an answer is likely, then seldom: the vendor announces charges for very many requests a day (faceki-api.md section 1.2). */
const rounds: readonly Round[] = [
  // An answer that V2 lost cannot be looked up, and stays INTERRUPTED.
  { what: 'INTERRUPTED', generation: 'v3', everyMs: 60 * second, forMs: hour / 4 },
  { what: 'INTERRUPTED', generation: 'v3', everyMs: hour, forMs: 30 * day },
  { what: 'AWAITING_PERSON', everyMs: 300 * second, forMs: day },
  { what: 'AWAITING_PERSON', everyMs: 6 * hour },
  { what: 'REVIEW', everyMs: hour, forMs: 30 * day },
  // A word that we do not know, such as one for "not yet".
  { what: 'UNDECIDED', everyMs: hour, forMs: 30 * day },
];
/** A person who used a link in its last moment is decided about by then (faceki-api.md section 1.2); EXPIRED is never left. */
const decidedWithinMs = 120 * second;
/** Attempts that one sweep asks about in each round: what is left comes first in the next one. */
const batchSize = 100;

export function createReconciler(options: ReconcilerOptions): Reconciler {
  const { ledger, sources, follow, clock } = options;
  const askedAtMs = new Map<string, number>();
  const asking = new Map<string, Promise<Verification>>();
  const askingNext = new Map<string, Promise<Verification>>();
  /** By attempts' ids: links whose use the next question is about. */
  const usedLinks = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let sweeping: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  async function ask(attempt: Verification, actor: string): Promise<Verification> {
    const { id, generation } = attempt;
    const key = takeKey(attempt);
    if (key === null || !mayMoveOn(attempt)) return attempt;
    try {
      const found = await sources[generation].findRecords(key, { signal: stopping.signal });
      const records = recordsUnder(key, found);
      await follow(records, attempt, actor);
      const isDecided = records.some(({ decision }) => decision !== null);
      if (!isDecided && isUnused(attempt, null)) await expire(attempt);
    } catch (fault) {
      if (!(fault instanceof VerificationError)) throw fault;
      // A provider that cannot be asked has not said that nobody used the link.
      if (fault instanceof LinkError && isUnused(attempt, fault)) await expire(attempt);
    }
    return (await ledger.attempts([id])).get(id) ?? attempt;
  }

  function takeKey(attempt: Verification): RecordKey | null {
    const usedLink = usedLinks.get(attempt.id);
    usedLinks.delete(attempt.id);
    // A link that was used again has a record of its own for that (V3; V2's cannot be told from those of several documents).
    return usedLink !== undefined && attempt.generation === 'v3'
      ? { kind: 'link', value: usedLink }
      : recordKeyOf(attempt);
  }

  /** True when the provider has no record under the link, and it is too late for one. */
  function isUnused({ state, link }: Verification, said: LinkError | null): boolean {
    if (state !== 'AWAITING_PERSON' || link === null || said?.code === 'LINK_LIMIT_REACHED') return false;
    if (link.expiresAtMs === null) return said?.code === 'LINK_EXPIRED';
    return clock() >= link.expiresAtMs + decidedWithinMs;
  }

  async function expire(attempt: Verification): Promise<void> {
    await ledger.settle(attempt.id, { state: 'EXPIRED', atMs: clock() });
  }

  function askOnce(attempt: Verification, actor: string): Promise<Verification> {
    const running = asking.get(attempt.id);
    if (running !== undefined) return running;
    askedAtMs.set(attempt.id, clock());
    const answer = ask(attempt, actor).finally(() => asking.delete(attempt.id));
    asking.set(attempt.id, answer);
    return answer;
  }

  async function refresh(attempt: Verification, minAgeMs = 30 * second): Promise<Verification> {
    const sinceMs = clock() - (askedAtMs.get(attempt.id) ?? Number.NEGATIVE_INFINITY);
    // Negative when the clock was set back: then what was measured by it says nothing.
    const isRecent = sinceMs >= 0 && sinceMs < minAgeMs;
    if (isRecent && !asking.has(attempt.id)) return attempt;
    return askOnce(attempt, 'reconciler');
  }

  /** What is under way may have been read by the provider just before the news. */
  async function refreshAfresh(attempt: Verification, usedLink: string | null): Promise<Verification> {
    if (usedLink !== null) usedLinks.set(attempt.id, usedLink);
    const running = asking.get(attempt.id);
    if (running === undefined) return askOnce(attempt, 'webhook');
    const queued = askingNext.get(attempt.id);
    if (queued !== undefined) return queued;
    const next = Promise.allSettled([running]).then(async () => {
      askingNext.delete(attempt.id);
      const present = (await ledger.attempts([attempt.id])).get(attempt.id) ?? attempt;
      return askOnce(present, 'webhook');
    });
    askingNext.set(attempt.id, next);
    return next;
  }

  async function sweep(): Promise<void> {
    forgetOld();
    for (const { what, generation, everyMs, forMs } of rounds) {
      const atMs = clock();
      const createdFromMs = forMs === undefined ? undefined : atMs - forMs;
      const due = { what, generation, createdFromMs, uncheckedSinceMs: atMs - everyMs, limit: batchSize, atMs };
      for (const attempt of await ledger.takeDue(due)) {
        if (stopping.signal.aborted) return;
        await refresh(attempt, 0).catch(options.onFault);
      }
    }
  }

  function forgetOld(): void {
    for (const [id, atMs] of askedAtMs) if (clock() - atMs > hour) askedAtMs.delete(id);
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
    refreshAfresh,
    sweep,
    start: schedule,
    async stop() {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      await sweeping;
      await Promise.allSettled([...askingNext.values(), ...asking.values()]);
    },
  };
}
