/** Finds attempts in the ledger. What is not the caller's to see is not there, with no difference to what does not exist. */

import type { Caller } from '#domain/caller.ts';
import { hasScope, mayKnowStatusOf, maySeeAttemptsOf } from '#domain/caller.ts';
import type { AttemptFilter, Ledger } from '#domain/ports.ts';
import type { Services } from './services.ts';
import { requireUser } from './subject.ts';

type FindVerifications = Pick<Services, 'verifications' | 'verificationPage' | 'verificationCount' | 'kycStandings'>;

export function createFindVerifications({ ledger }: { readonly ledger: Ledger }): FindVerifications {
  return {
    async verifications(caller, ids) {
      requireUser(caller);
      const found = await ledger.attempts([...new Set(ids)]);
      return ids.map((id) => {
        const attempt = found.get(id);
        return attempt !== undefined && maySeeAttemptsOf(caller, attempt.ownerId) ? attempt : null;
      });
    },

    async verificationPage(caller, filter, page) {
      const visible = toVisible(caller, filter);
      return visible === null ? { items: [], hasMore: false } : ledger.page(visible, page);
    },

    async verificationCount(caller, filter) {
      const visible = toVisible(caller, filter);
      return visible === null ? 0 : ledger.count(visible);
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
