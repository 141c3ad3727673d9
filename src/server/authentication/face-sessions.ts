/** Sessions that a recognised face opens: short JWTs of our own, and the public keys to check them with (design section 7). */
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose';
import type { Secret } from '#domain/secret.ts';
import type { FaceSession } from '#services/services.ts';
import { generateSessionKeys, readSessionKeys } from './session-keys.ts';

/** Who issues face sessions and for whom: not the application's own issuer, so that neither passes for the other. */
export const faceSessionIssuer = 'faceki-gateway';
const faceSessionAudience = 'faceki-gateway/face';

export interface FaceSessions {
  open(userId: string): Promise<FaceSession>;
  /** Whose session a token is; `NOT_GOOD` when it says that it is one of ours and is not, or not any more. */
  read(token: string): Promise<{ readonly userId: string } | 'NOT_OURS' | 'NOT_GOOD'>;
  /** What `/.well-known/jwks.json` answers. */
  readonly keySet: JSONWebKeySet;
}

export interface FaceSessionsOptions {
  /** Ed25519, one or several: the first signs, all are believed. Null makes a key that lives as long as the process. */
  readonly privateKey: Secret | null;
  readonly ttlSeconds: number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** @throws {SessionKeyError} when the setting holds no Ed25519 private key */
export async function createFaceSessions(options: FaceSessionsOptions): Promise<FaceSessions> {
  const keys = options.privateKey === null ? generateSessionKeys() : readSessionKeys(options.privateKey.reveal());
  const { privateKey, kid, keySet } = await keys;
  const findKey = createLocalJWKSet(keySet);

  return {
    keySet,

    async open(userId) {
      const issuedAt = Math.floor(options.clock() / 1000);
      const expiresAt = issuedAt + options.ttlSeconds;
      const token = await new SignJWT({ amr: ['face'] })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
        .setSubject(userId)
        .setIssuer(faceSessionIssuer)
        .setAudience(faceSessionAudience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey);
      return { token, tokenType: 'Bearer', expiresAtMs: expiresAt * 1000 };
    },

    async read(token) {
      // Only to tell whose it says to be; nothing is believed before the signature.
      if (!claimsToBeOurs(token)) return 'NOT_OURS';
      try {
        const { payload } = await jwtVerify(token, findKey, {
          issuer: faceSessionIssuer,
          audience: faceSessionAudience,
          algorithms: ['EdDSA'],
          requiredClaims: ['exp', 'sub'],
          currentDate: new Date(options.clock()),
        });
        return payload.sub === undefined ? 'NOT_GOOD' : { userId: payload.sub };
      } catch {
        return 'NOT_GOOD';
      }
    },
  };
}

function claimsToBeOurs(token: string): boolean {
  try {
    return decodeJwt(token).iss === faceSessionIssuer;
  } catch {
    return false;
  }
}
