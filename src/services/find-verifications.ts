/** Finds attempts in the ledger. What is not the caller's to see is not there, with no difference to what does not exist. */

import pLimit from 'p-limit';
import type { Caller } from '#domain/caller.ts';
import { hasScope, mayKnowStatusOf, maySeeAttemptsOf } from '#domain/caller.ts';
import type { AttemptFilter, Ledger } from '#domain/ports.ts';
import type { Verification } from '#domain/verification.ts';
import { answerWithin } from './answer-within.ts';
import type { Reconciler } from './reconcile.ts';
import type { Services } from './services.ts';
import { requireUser } from './subject.ts';

type FindVerifications = Pick<Services, 'verifications' | 'verificationPage' | 'verificationCount' | 'kycStandings'>;

/** Counting on would hold up everybody else: a million rows take SQLite up to half a second on the main thread. */
const maxCount = 100_000;

/** A slow provider must not hold up a page that the ledger can answer. */
const refreshWithinMs = 3_000;
/** Links asked about at once: a page of a hundred must not take all slots at the provider from those who verify. */
const maxConcurrentReads = 8;

export function createFindVerifications(options: {
  readonly ledger: Ledger;
  readonly reconciler: Reconciler;
}): FindVerifications {
  const { ledger, reconciler } = options;
  const limit = pLimit(maxConcurrentReads);

  /** A person may have used a link meanwhile: asked at most every 30 s a link, and a provider that is down changes nothing. */
  async function upToDate(attempt: Verification): Promise<Verification> {
    if (attempt.state !== 'AWAITING_PERSON') return attempt;
    const asked = limit(() => reconciler.refresh(attempt));
    return (await answerWithin(asked, refreshWithinMs)) ?? attempt;
  }

  return {
    async verifications(caller, ids) {
      requireUser(caller);
      const found = await ledger.attempts([...new Set(ids)]);
      return Promise.all(
        ids.map(async (id) => {
          const attempt = found.get(id);
          return attempt !== undefined && maySeeAttemptsOf(caller, attempt.ownerId) ? upToDate(attempt) : null;
        }),
      );
    },

    async verificationPage(caller, filter, page) {
      const visible = toVisible(caller, filter);
      if (visible === null) return { items: [], hasMore: false };
      const { items, hasMore } = await ledger.page(visible, page);
      return { items: await Promise.all(items.map(upToDate)), hasMore };
    },

    async verificationCount(caller, filter) {
      const visible = toVisible(caller, filter);
      if (visible === null) return 0;
      const count = await ledger.count(visible, maxCount + 1);
      return count > maxCount ? null : count;
    },

    async kycStandings(caller, userIds) {
      const known = userIds.filter((userId) => mayKnowStatusOf(caller, userId));
      const standings = await ledger.standings([...new Set(known)]);
      return userIds.map((userId) => (mayKnowStatusOf(caller, userId) ? (standings.get(userId) ?? null) : null));
    },
  };
}

/** The filter narrowed to what the caller may see; null when that is nothing. */
function toVisible(caller: Caller, filter: AttemptFilter): AttemptFilter | null {
  const self = requireUser(caller);
  if (hasScope(caller, 'kyc:read')) return filter;
  if (filter.ownerId !== undefined && filter.ownerId !== self) return null;
  return { ...filter, ownerId: self };
}
