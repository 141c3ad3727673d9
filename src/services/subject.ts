/** Whom a request is about, and whether the caller may ask it. */
import { type Caller, hasScope, isSelf, type Scope } from '#domain/caller.ts';
import { RequestError } from '#domain/errors.ts';

/** The caller's own user id. @throws {RequestError} UNAUTHENTICATED without a token */
export function requireUser(caller: Caller): string {
  if (caller.userId === null) throw new RequestError('UNAUTHENTICATED', 'This needs a token.');
  return caller.userId;
}

/** The caller's own user id, by a login other than by face. @throws {RequestError} */
export function requireOwnLogin(caller: Caller): string {
  const self = requireUser(caller);
  if (caller.isFaceSession) throw new RequestError('FORBIDDEN', 'A session opened by a face may not do this.');
  return self;
}

/** @throws {RequestError} UNAUTHENTICATED without a token, FORBIDDEN without the scope (a face session has none) */
export function requireScope(caller: Caller, scope: Scope): void {
  requireUser(caller);
  if (!hasScope(caller, scope)) throw new RequestError('FORBIDDEN', `This needs the scope ${scope}.`);
}

/**
 * The user whom a paid request is about: the caller with `kyc:verify`, or another whom it may act for.
 * @param scopesForOthers all of them are needed for another user
 * @throws {RequestError}
 */
export function requireSubject(caller: Caller, userId: string | null, scopesForOthers: readonly Scope[]): string {
  const self = requireOwnLogin(caller);
  const isOther = userId !== null && !isSelf(caller, userId);
  for (const scope of isOther ? scopesForOthers : (['kyc:verify'] as const)) requireScope(caller, scope);
  return isOther ? userId : self;
}
