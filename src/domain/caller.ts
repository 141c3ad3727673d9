/** Who asks. Every use case takes a caller; what a caller may do is decided by scopes and ownership, never by a role name. */

/**
 * `kyc:verify` verify, analyse, enrol, link for oneself. `kyc:act` the same for other users. `kyc:link` links for others.
 * `kyc:status` anyone's status alone. `kyc:read` everything but raw. `kyc:admin` raw, audit, summary, erasure.
 */
export const scopes = ['kyc:verify', 'kyc:act', 'kyc:link', 'kyc:status', 'kyc:read', 'kyc:admin'] as const;
export type Scope = (typeof scopes)[number];

export interface Caller {
  /** The subject of the token; null for somebody without a token. */
  readonly userId: string | null;
  readonly scopes: ReadonlySet<Scope>;
  /** True for a session that was opened by a face: it reads its owner's status and attempts and does nothing else. */
  readonly isFaceSession: boolean;
  /** The network address that limits are counted by. */
  readonly address: string;
}

/** True when the caller is this user, by whatever kind of session. */
export function isSelf(caller: Caller, userId: string): boolean {
  return caller.userId !== null && caller.userId === userId;
}

/** True when the caller holds the scope. */
export function hasScope(caller: Caller, scope: Scope): boolean {
  return caller.scopes.has(scope);
}

/** True when the caller may see attempts about this user: one's own, or anybody's with `kyc:read`. */
export function maySeeAttemptsOf(caller: Caller, userId: string): boolean {
  return isSelf(caller, userId) || hasScope(caller, 'kyc:read');
}

/** True when the caller may see records (personal data) about this user. A face session may not: a stolen photo must not buy a passport. */
export function maySeeRecordsOf(caller: Caller, userId: string): boolean {
  return (isSelf(caller, userId) && !caller.isFaceSession) || hasScope(caller, 'kyc:read');
}

/** True when the caller may see the link that an attempt waits for. */
export function maySeeLinksOf(caller: Caller, userId: string): boolean {
  return (isSelf(caller, userId) && !caller.isFaceSession) || hasScope(caller, 'kyc:link');
}

/** True when the caller may know how this user stands. */
export function mayKnowStatusOf(caller: Caller, userId: string): boolean {
  return isSelf(caller, userId) || hasScope(caller, 'kyc:status') || hasScope(caller, 'kyc:read');
}
