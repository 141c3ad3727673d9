/** Turns a request's bearer token into a caller. A bad token is refused; it never becomes an anonymous caller (design sections 8 and 13). */
import { createSecretKey } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Caller, type Scope, scopes } from '#domain/caller.ts';
import { RequestError } from '#domain/errors.ts';
import type { Secret } from '#domain/secret.ts';
import type { FaceSessions } from './face-sessions.ts';
import { createKeySet, KeySetUnavailable } from './key-set.ts';

export type AuthOptions =
  | { readonly mode: 'none' }
  | {
      readonly mode: 'jwt';
      readonly jwksUrl: string | null;
      readonly secret: Secret | null;
      readonly issuer: string;
      readonly audience: string;
    };

export interface CallersOptions {
  readonly auth: AuthOptions;
  readonly sessions: FaceSessions | null;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How the issuer's key set is fetched; the platform's `fetch` by default. */
  readonly fetch?: typeof fetch;
}

/**
 * @throws {RequestError} UNAUTHENTICATED for a token that is not good
 * @throws {KeySetUnavailable} when nobody can say whether it is
 */
export type ReadCaller = (authorization: string | null, address: string) => Promise<Caller>;

/** Asymmetric algorithms for keys that anybody may know; never `none`, never HMAC with a public key (RFC 8725 section 3.1). */
const publicKeyAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const sharedSecretAlgorithms = ['HS256', 'HS384', 'HS512'];
/** Clocks of issuers are never quite ours. */
const clockToleranceSeconds = 5;
/** Far over any real token; checking a longer one would only cost. */
const maxTokenLength = 16_384;

const everyScope: ReadonlySet<Scope> = new Set(scopes);
const noScopes: ReadonlySet<Scope> = new Set();

export function createReadCaller(options: CallersOptions): ReadCaller {
  const { auth, sessions } = options;
  const verifyToken = auth.mode === 'jwt' ? createTokenVerifier(auth, options) : null;

  return async (authorization, address) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
    // In every mode: who brings a session of ours that is over must not get more rights than it had.
    const session = token === null ? 'NOT_OURS' : ((await sessions?.read(token)) ?? 'NOT_OURS');
    if (session === 'NOT_GOOD') throw unauthenticated('The session is over or not valid. Log in again.');
    if (session !== 'NOT_OURS') return { userId: session.userId, scopes: noScopes, isFaceSession: true, address };
    if (verifyToken === null) return { userId: 'anonymous', scopes: everyScope, isFaceSession: false, address };
    if (authorization === null) return { userId: null, scopes: noScopes, isFaceSession: false, address };
    if (token === null) throw unauthenticated('Send the token as "Authorization: Bearer <token>".');
    if (token.length > maxTokenLength) throw unauthenticated('The token is too long.');
    const payload = await verifyToken(token);
    if (!isUserId(payload.sub)) throw unauthenticated('The token’s subject cannot be a user’s id here.');
    return { userId: payload.sub, scopes: readScopes(payload), isFaceSession: false, address };
  };
}

function createTokenVerifier(auth: Extract<AuthOptions, { mode: 'jwt' }>, options: CallersOptions) {
  const { clock, fetch } = options;
  const expected = { issuer: auth.issuer, audience: auth.audience, clockTolerance: clockToleranceSeconds };
  const remote: JWTVerifyGetKey | null =
    auth.jwksUrl === null
      ? null
      : createKeySet({ url: auth.jwksUrl, clock, ...(fetch === undefined ? {} : { fetch }) });
  // A key object, which jose prepares once; bytes it would prepare again for each token.
  const shared = auth.secret === null ? null : createSecretKey(auth.secret.reveal(), 'utf8');
  return async (token: string): Promise<JWTPayload> => {
    const currentDate = new Date(clock());
    // Without `exp` a token would be good for ever.
    const claims = { ...expected, currentDate, requiredClaims: ['exp', 'sub'] };
    try {
      if (remote !== null) {
        return (await jwtVerify(token, remote, { ...claims, algorithms: publicKeyAlgorithms })).payload;
      }
      if (shared === null) throw new Error('neither a key set nor a secret is configured');
      return (await jwtVerify(token, shared, { ...claims, algorithms: sharedSecretAlgorithms })).payload;
    } catch (cause) {
      if (cause instanceof KeySetUnavailable) throw cause;
      if (cause instanceof errors.JWTExpired) throw unauthenticated('The token has expired.');
      throw unauthenticated('The token is not valid here.');
    }
  };
}

/** What the ledger can keep, and what arguments of type ID may hold: 1 to 255 characters, well-formed, without NUL. */
function isUserId(subject: unknown): subject is string {
  return typeof subject === 'string' && /^[^\0]{1,255}$/su.test(subject) && subject.isWellFormed();
}

/** `scope` (RFC 8693), `scp` (Entra ID) or `permissions` (Auth0): text with spaces, or a list. Unknown ones mean nothing. */
function readScopes({ scope, scp, permissions }: JWTPayload): ReadonlySet<Scope> {
  const named = [scope, scp, permissions].flatMap((claim) =>
    typeof claim === 'string' ? claim.split(/\s+/) : Array.isArray(claim) ? claim : [],
  );
  return new Set(scopes.filter((known) => named.includes(known)));
}

function unauthenticated(message: string): RequestError {
  return new RequestError('UNAUTHENTICATED', message);
}
