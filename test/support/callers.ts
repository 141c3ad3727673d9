/** Callers for tests. */
import { type Caller, type Scope, scopes } from '#domain/caller.ts';

export function callerWith(userId: string | null, granted: readonly Scope[] = ['kyc:verify']): Caller {
  return { userId, scopes: new Set(granted), isFaceSession: false, address: '127.0.0.1' };
}

export const everything: readonly Scope[] = scopes;
