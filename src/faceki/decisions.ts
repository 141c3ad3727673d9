/** The vendor's verdict, in its several places and spellings. Only the verdict is read, never the checks that led to it (Q19). */
import type { KycDecision } from '#domain/verification.ts';
import { readText } from './lenient.ts';

const words: ReadonlyMap<string, KycDecision> = new Map(
  Object.entries({
    accept: 'ACCEPTED',
    accepted: 'ACCEPTED',
    decline: 'DECLINED',
    declined: 'DECLINED',
    reject: 'DECLINED',
    rejected: 'DECLINED',
    review: 'REVIEW',
  }),
);

/** Any letter case (Q29). Null for a word that we do not know: that is not a yes. */
export function readDecision(value: unknown): KycDecision | null {
  return words.get(readText(value)?.toLowerCase() ?? '') ?? null;
}

/**
 * The verdict from where the vendor put it: `decision`, `status`, `verification.passed`, in this order. The first that is there
 * counts, also when we cannot read it: PENDING beside a passed check is not a yes.
 */
export function decide(verdict: {
  readonly decision: string | null;
  readonly status: string | null;
  readonly passed: boolean | null;
}): KycDecision | null {
  const word = verdict.decision ?? verdict.status;
  if (word !== null) return readDecision(word);
  if (verdict.passed === null) return null;
  return verdict.passed ? 'ACCEPTED' : 'DECLINED';
}
