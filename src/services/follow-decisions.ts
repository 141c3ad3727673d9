/** Lets the ledger follow the provider: whenever records are read and say otherwise than an attempt does, the attempt changes, with its event. */
import { VerificationError } from '#domain/errors.ts';
import type { Clock, Ledger, RecordSource } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { type Generation, type KycDecision, type Verification, worstDecision } from '#domain/verification.ts';
import { recordKeyOf, recordsUnder } from './record-key.ts';
import { toVerdict, type Verdict } from './verdict.ts';

/**
 * Told of every reading of records.
 * @param attempt the one that was asked for all its records; null when the records came by another way and may be some of several
 * @param actor who read them, for the audit trail; `gateway` by default
 */
export type FollowDecisions = (
  records: readonly VerificationRecord[],
  attempt: Verification | null,
  actor?: string,
) => Promise<void>;

export interface FollowDecisionsOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly sources: Readonly<Record<Generation, RecordSource>>;
}

export function createFollowDecisions({ ledger, clock, sources }: FollowDecisionsOptions): FollowDecisions {
  async function follow(
    attempt: Verification,
    records: readonly VerificationRecord[],
    actor: string | undefined,
  ): Promise<void> {
    const verdict = toVerdict(attempt.generation, records);
    if (verdict === null || !moves(attempt, verdict, records.length)) return;
    const { id, generation, state, requestId } = attempt;
    // What is known of a decided attempt is kept, but for V3's request: a link that was used again has another.
    const isNewRequest = generation === 'v3' || requestId === null;
    const ids =
      state === 'COMPLETED'
        ? { requestId: isNewRequest ? (verdict.requestId ?? requestId) : requestId }
        : { requestId: verdict.requestId, referenceId: verdict.referenceId };
    await ledger.settle(id, {
      state: 'COMPLETED',
      decision: verdict.decision,
      failure: null,
      ...ids,
      ...(actor === undefined ? {} : { actor }),
      atMs: clock(),
    });
  }

  /** All records of the attempt; none while they cannot be read. */
  async function readAll(attempt: Verification): Promise<readonly VerificationRecord[]> {
    const key = recordKeyOf(attempt);
    if (key === null) return [];
    try {
      return recordsUnder(key, await sources[attempt.generation].findRecords(key, {}));
    } catch (error) {
      if (error instanceof VerificationError) return [];
      throw error;
    }
  }

  return async (records, attempt, actor) => {
    if (records.length === 0) return;
    if (attempt !== null) return follow(attempt, records, actor);
    const ids = records.flatMap(({ requestId, referenceId, link }) => [requestId, referenceId, link]);
    for (const candidate of await ledger.attemptsByProviderIds([...new Set(ids.filter((id) => id !== null))])) {
      const own = records.filter((record) => isOf(record, candidate));
      if (own.length === 0 || !mayMoveOn(candidate)) continue;
      await follow(candidate, isEnough(candidate, own) ? own : await readAll(candidate), actor);
    }
  };
}

/** True when the attempt is not settled for good: a decision may be changed at the portal. What is under way waits for its own answer. */
export function mayMoveOn({ state }: Verification): boolean {
  return state === 'COMPLETED' || state === 'AWAITING_PERSON' || state === 'INTERRUPTED';
}

/** True when these records of the attempt say all that can be known, or something that no other can make better. */
function isEnough(attempt: Verification, records: readonly VerificationRecord[]): boolean {
  // A link may have been used by several documents, or several times.
  if (attempt.state !== 'COMPLETED') return false;
  const isCountKnown = attempt.generation === 'v3' || attempt.documentCount !== null;
  const decision = worstDecision(records.map((record) => record.decision));
  return (isCountKnown && isWhole(attempt, records.length)) || isAsBadAs(decision, attempt.decision);
}

function isOf(record: VerificationRecord, { requestId, referenceId, link }: Verification): boolean {
  return (
    (requestId !== null && record.requestId === requestId) ||
    (referenceId !== null && record.referenceId === referenceId) ||
    (link !== null && record.link === link.id)
  );
}

function moves(attempt: Verification, { decision }: Verdict, recordCount: number): boolean {
  if (!mayMoveOn(attempt)) return false;
  if (attempt.state !== 'COMPLETED') return decision !== null;
  return decision !== attempt.decision && (isWhole(attempt, recordCount) || isAsBadAs(decision, attempt.decision));
}

/** V2 has a record per document: some of several, the others of which may come later or never, cannot make the whole better. V3 has one for all. */
function isWhole({ generation, documentCount }: Verification, recordCount: number): boolean {
  return generation === 'v3' || recordCount >= (documentCount ?? 1);
}

function isAsBadAs(decision: KycDecision | null, before: KycDecision | null): boolean {
  return worstDecision([decision, before]) === decision;
}
