/** Fields that some may not see: null without the scope, and no error, so that one document serves callers of every kind. */
import type { Scope } from '#domain/caller.ts';

/** Options of a nullable field that is null to a caller without this scope. Nothing is read for them. */
export function nullWithout(scope: Scope) {
  return { nullable: true, authScopes: { [scope]: true }, unauthorizedResolver: () => null } as const;
}
