/**
 * Hears that the provider has something new to say, and goes and asks. Nobody signs a hint, so it says which attempts to look at and
 * nothing else: what it claims about them is not even read.
 */
import pLimit from 'p-limit';
import { VerificationError } from '#domain/errors.ts';
import type { Hint, Ledger, ReadHints, RecordSource } from '#domain/ports.ts';
import type { Verification } from '#domain/verification.ts';
import type { AttemptsUnderWay } from './attempts.ts';
import type { Reconciler } from './reconcile.ts';

export interface HearHintOptions {
  readonly readHints: ReadHints;
  /** The configured generation's, to ask about requests that the ledger does not know. */
  readonly source: RecordSource;
  readonly ledger: Ledger;
  readonly reconciler: Pick<Reconciler, 'refreshAfresh'>;
  readonly underWay: Pick<AttemptsUnderWay, 'add'>;
  /** Told of a fault that the hint survives. */
  readonly onFault: (fault: unknown) => void;
}

/** Takes a hint as it came and returns at once; never throws. */
export type HearHint = (body: string) => void;

/** Hints that are followed at once; more wait, because whoever knows the secret must not use up the slots at the provider. */
const maxAtOnce = 4;

export function createHearHint(options: HearHintOptions): HearHint {
  const { ledger, source, reconciler } = options;
  const limit = pLimit(maxAtOnce);
  /** Hints that wait their turn, so that a repeated one does not wait beside itself. */
  const waiting = new Set<string>();

  async function follow(hint: Hint): Promise<void> {
    const known = await findAttempts(hint);
    const attempts = known.length > 0 ? known : await findByRecord(hint);
    await Promise.all(attempts.map((attempt) => reconciler.refreshAfresh(attempt)));
  }

  async function findAttempts({ requestId, link, recordIdentifier }: Hint): Promise<readonly Verification[]> {
    const [byProviderId, byOwnId] = await Promise.all([
      ledger.attemptsByProviderIds([requestId, link].filter((id) => id !== null)),
      ledger.attempts(recordIdentifier === null ? [] : [recordIdentifier]),
    ]);
    return [...new Map([...byProviderId, ...byOwnId.values()].map((attempt) => [attempt.id, attempt])).values()];
  }

  /** A request that a person made through a link, or whose answer was lost, is not known by its id: its record says what it belongs to. */
  async function findByRecord({ requestId }: Hint): Promise<readonly Verification[]> {
    if (requestId === null) return [];
    const records = await source.findRecords({ kind: 'requestId', value: requestId }, {});
    const found = await Promise.all(
      records.map(({ link, recordIdentifier }) => findAttempts({ requestId: null, link, recordIdentifier })),
    );
    return found.flat();
  }

  return (body) => {
    for (const hint of options.readHints(body)) {
      const key = JSON.stringify(hint);
      if (waiting.has(key)) continue;
      waiting.add(key);
      const followed = limit(() => {
        // From here on another one is news again.
        waiting.delete(key);
        return follow(hint);
      });
      // The provider's faults are nobody's loss: what is open is asked about again by itself, only later.
      options.underWay.add(
        followed.catch((fault) => (fault instanceof VerificationError ? null : options.onFault(fault))),
      );
    }
  };
}
