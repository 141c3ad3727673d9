/** Erases what this gateway holds about one user. The provider's own copy is out of reach, and the answer does not pretend otherwise. */
import { hasScope, isSelf } from '#domain/caller.ts';
import { RequestError } from '#domain/errors.ts';
import type { Privacy } from '#domain/ledger.ts';
import type { Clock } from '#domain/ports.ts';
import type { Services } from './services.ts';
import { requireOwnLogin } from './subject.ts';

export function createEraseUser(options: {
  readonly ledger: Privacy;
  readonly clock: Clock;
}): Pick<Services, 'eraseUser'> {
  return {
    async eraseUser(caller, userId) {
      const actor = requireOwnLogin(caller);
      if (!isSelf(caller, userId) && !hasScope(caller, 'kyc:admin'))
        throw new RequestError('FORBIDDEN', 'Erasing somebody else needs the scope kyc:admin.');
      return options.ledger.eraseUser(userId, { actor, atMs: options.clock() });
    },
  };
}
