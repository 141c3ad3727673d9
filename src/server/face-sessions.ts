/** Sessions that a recognised face opens: short JWTs of our own, and the public keys to check them with (design section 7). */
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  importPKCS8,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Secret } from '#domain/secret.ts';
import type { FaceSession } from '#services/services.ts';

/** Who issues face sessions and for whom: not the application's own issuer, so that neither passes for the other. */
export const faceSessionIssuer = 'faceki-gateway';
export const faceSessionAudience = 'faceki-gateway/face';

export interface FaceSessions {
  open(userId: string): Promise<FaceSession>;
  /** The user whose session this is; null when it is no session of ours, or not good any more. */
  read(token: string): Promise<string | null>;
  /** What `/.well-known/jwks.json` answers. */
  readonly keySet: JSONWebKeySet;
}

export interface FaceSessionsOptions {
  /** Ed25519, as JWK or PKCS#8 PEM; null makes a key that lives as long as the process. */
  readonly privateKey: Secret | null;
  readonly ttlSeconds: number;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** @throws {TypeError} when the key is not an Ed25519 private key */
export async function createFaceSessions(options: FaceSessionsOptions): Promise<FaceSessions> {
  const privateKey = options.privateKey === null ? await generateKey() : await importKey(options.privateKey.reveal());
  const { d: _secret, ...publicJwk } = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const publicKey = await importJWK({ ...publicJwk, alg: 'EdDSA' });

  return {
    keySet: { keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] },

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
      try {
        const { payload } = await jwtVerify(token, publicKey, {
          issuer: faceSessionIssuer,
          audience: faceSessionAudience,
          algorithms: ['EdDSA'],
          currentDate: new Date(options.clock()),
        });
        return payload.sub ?? null;
      } catch {
        return null;
      }
    },
  };
}

async function generateKey(): Promise<CryptoKey> {
  return (await generateKeyPair('EdDSA', { extractable: true })).privateKey;
}

async function importKey(text: string): Promise<CryptoKey> {
  const key = text.trimStart().startsWith('{')
    ? await importJWK({ ...(JSON.parse(text) as JWK), alg: 'EdDSA' }, 'EdDSA', { extractable: true })
    : await importPKCS8(text, 'EdDSA', { extractable: true });
  if (key instanceof Uint8Array || key.type !== 'private') {
    throw new TypeError('SESSION_PRIVATE_KEY: write an Ed25519 private key as JWK or PKCS#8 PEM.');
  }
  return key;
}
