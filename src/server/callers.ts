/** Turns a request's bearer token into a caller. A bad token is refused; it never becomes an anonymous caller (design sections 8 and 13). */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { type Caller, type Scope, scopes } from '#domain/caller.ts';
import { RequestError } from '#domain/errors.ts';
import type { Secret } from '#domain/secret.ts';
import type { FaceSessions } from './face-sessions.ts';

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
}

/** @throws {RequestError} UNAUTHENTICATED for a token that is not good */
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

const everyScope: ReadonlySet<Scope> = new Set(scopes);
const noScopes: ReadonlySet<Scope> = new Set();

export function createReadCaller({ auth, sessions, clock }: CallersOptions): ReadCaller {
  const verifyToken = auth.mode === 'jwt' ? createTokenVerifier(auth, clock) : null;

  return async (authorization, address) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
    const owner = token === null ? null : ((await sessions?.read(token)) ?? null);
    if (owner !== null) return { userId: owner, scopes: noScopes, isFaceSession: true, address };
    if (verifyToken === null) return { userId: 'anonymous', scopes: everyScope, isFaceSession: false, address };
    if (authorization === null) return { userId: null, scopes: noScopes, isFaceSession: false, address };
    if (token === null) throw unauthenticated('Send the token as "Authorization: Bearer <token>".');
    const payload = await verifyToken(token);
    if (typeof payload.sub !== 'string' || payload.sub === '') throw unauthenticated('The token names no subject.');
    return { userId: payload.sub, scopes: readScopes(payload), isFaceSession: false, address };
  };
}

function createTokenVerifier(auth: Extract<AuthOptions, { mode: 'jwt' }>, clock: () => number) {
  const options = { issuer: auth.issuer, audience: auth.audience, clockTolerance: clockToleranceSeconds };
  const remote = auth.jwksUrl === null ? null : createRemoteJWKSet(new URL(auth.jwksUrl), { timeoutDuration: 5_000 });
  const shared = auth.secret === null ? null : new TextEncoder().encode(auth.secret.reveal());
  return async (token: string): Promise<JWTPayload> => {
    const currentDate = new Date(clock());
    try {
      if (remote !== null) {
        const key: JWTVerifyGetKey = remote;
        return (await jwtVerify(token, key, { ...options, currentDate, algorithms: publicKeyAlgorithms })).payload;
      }
      if (shared === null) throw new Error('neither a key set nor a secret is configured');
      return (await jwtVerify(token, shared, { ...options, currentDate, algorithms: sharedSecretAlgorithms })).payload;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired) throw unauthenticated('The token has expired.');
      // A key set that cannot be fetched is the issuer's outage; the token may be good, but nobody can know.
      if (cause instanceof errors.JWKSTimeout) throw unauthenticated('The token cannot be checked right now.');
      throw unauthenticated('The token is not valid here.');
    }
  };
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
