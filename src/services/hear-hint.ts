/**
 * Hears that the provider has something new to say, and goes and asks. Nobody signs a hint, so it says which attempts to look at and
 * nothing else: what it claims about them is not even read.
 */
import pLimit from 'p-limit';
import { VerificationError } from '#domain/errors.ts';
import type { Hint, Ledger, ReadHints, RecordSource } from '#domain/ports.ts';
import type { Verification } from '#domain/verification.ts';
import type { Reconciler } from './reconcile.ts';

export interface HintsOptions {
  readonly readHints: ReadHints;
  /** The configured generation's, to ask about requests that the ledger does not know. */
  readonly source: RecordSource;
  readonly ledger: Ledger;
  readonly reconciler: Pick<Reconciler, 'refreshAfresh'>;
  /** Told of a fault that the hint survives. */
  readonly onFault: (fault: unknown) => void;
}

export interface Hints {
  /** Takes a hint as it came and returns at once; never throws. */
  hear(body: string): void;
  /** Resolves when all that was heard is followed. */
  idle(): Promise<void>;
  /** Follows no more, and lets go of what is under way: it is asked about again after the next start, only later. */
  stop(): Promise<void>;
}

interface NamedAttempt {
  readonly attempt: Verification;
  /** Its link, where the hint names the attempt by that alone: a request that is not known yet was made through it. */
  readonly usedLink: string | null;
}

/** Hints that are followed at once; more wait, because whoever knows the secret must not use up the slots at the provider. */
const maxAtOnce = 4;
/** More hints than this do not wait: what they are about is asked about by itself, only later. */
const maxWaiting = 1_000;

export function createHints(options: HintsOptions): Hints {
  const { ledger, source, reconciler } = options;
  const limit = pLimit(maxAtOnce);
  /** Hints that wait their turn, so that a repeated one does not wait beside itself. */
  const waiting = new Set<string>();
  const followed = new Set<Promise<unknown>>();
  const stopping = new AbortController();

  async function follow(hint: Hint): Promise<void> {
    const known = await findAttempts(hint);
    const named = known.length > 0 ? known : await findByRecord(hint);
    await Promise.all(named.map(({ attempt, usedLink }) => reconciler.refreshAfresh(attempt, usedLink)));
  }

  /** Each attempt once, by the most particular that the hint says of it: its request, our id, its link. */
  async function findAttempts({ requestId, link, recordIdentifier }: Hint): Promise<readonly NamedAttempt[]> {
    const under = (id: string | null) => (id === null ? [] : ledger.attemptsByProviderIds([id]));
    const [byRequest, byOwnId, byLink] = await Promise.all([
      under(requestId),
      ledger.attempts(recordIdentifier === null ? [] : [recordIdentifier]),
      under(link),
    ]);
    const named = new Map(byLink.map((attempt) => [attempt.id, { attempt, usedLink: link }]));
    for (const attempt of [...byRequest, ...byOwnId.values()]) named.set(attempt.id, { attempt, usedLink: null });
    return [...named.values()];
  }

  /** A request that a person made through a link, or whose answer was lost, is not known by its id: its record says what it belongs to. */
  async function findByRecord({ requestId }: Hint): Promise<readonly NamedAttempt[]> {
    if (requestId === null) return [];
    const records = await source.findRecords({ kind: 'requestId', value: requestId }, { signal: stopping.signal });
    const found = await Promise.all(
      records.map(({ link, recordIdentifier }) => findAttempts({ requestId: null, link, recordIdentifier })),
    );
    return found.flat();
  }

  async function followInTurn(hint: Hint, key: string): Promise<void> {
    try {
      await limit(() => {
        // From here on another one is news again.
        waiting.delete(key);
        return stopping.signal.aborted ? undefined : follow(hint);
      });
    } catch (fault) {
      // The provider's faults are nobody's loss: what is open is asked about again by itself, only later.
      if (!(fault instanceof VerificationError)) options.onFault(fault);
    }
  }

  async function idle(): Promise<void> {
    while (followed.size > 0) await Promise.all(followed);
  }

  return {
    hear(body) {
      for (const hint of options.readHints(body)) {
        const key = JSON.stringify(hint);
        if (waiting.has(key) || waiting.size >= maxWaiting) continue;
        waiting.add(key);
        const following = followInTurn(hint, key).finally(() => followed.delete(following));
        followed.add(following);
      }
    },
    idle,
    stop() {
      stopping.abort();
      return idle();
    },
  };
}
