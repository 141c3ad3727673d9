/** The keys of face sessions: reads one or several from a setting, so that a new one can take over while the old one still checks. */
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  importPKCS8,
  importSPKI,
  type JSONWebKeySet,
} from 'jose';
import { z } from 'zod';

export interface SessionKeys {
  /** The newest: it signs. */
  readonly privateKey: CryptoKey;
  readonly kid: string;
  /** All of them, to check with: what is published. */
  readonly keySet: JSONWebKeySet;
}

/** The setting cannot be used. The message says what to write instead, and holds nothing of what was written. */
export class SessionKeyError extends Error {
  override readonly name = 'SessionKeyError';
  constructor(options?: ErrorOptions) {
    super(
      'SESSION_PRIVATE_KEY: write an Ed25519 private key as JWK or PKCS#8 PEM; or several, the signing one first, as a JWK set or PEM blocks.',
      options,
    );
  }
}

/** RFC 8037 section 2. An older key may come without its private part. */
const ed25519 = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string(), d: z.string().optional() });
const jwkText = z.union([
  z.object({ keys: z.array(ed25519).min(1) }).transform(({ keys }) => keys),
  z.array(ed25519).min(1),
  ed25519.transform((key) => [key]),
]);
const pemBlock = /-----BEGIN (PRIVATE|PUBLIC) KEY-----[\s\S]+?-----END \1 KEY-----/g;

/** @throws {SessionKeyError} */
export async function readSessionKeys(text: string): Promise<SessionKeys> {
  try {
    const keys = text.trimStart().startsWith('-----') ? await importPem(text) : await importJwks(text);
    return await toSessionKeys(keys);
  } catch (cause) {
    throw cause instanceof SessionKeyError ? cause : new SessionKeyError();
  }
}

/** A key that lives as long as the process, for the sandbox. */
export async function generateSessionKeys(): Promise<SessionKeys> {
  return toSessionKeys([(await generateKeyPair('Ed25519', { extractable: true })).privateKey]);
}

async function importJwks(text: string): Promise<CryptoKey[]> {
  const imported = jwkText.parse(JSON.parse(text)).map(({ kty, crv, x, d }) => {
    const jwk = d === undefined ? { kty, crv, x } : { kty, crv, x, d };
    return importJWK(jwk, 'Ed25519', { extractable: true });
  });
  return (await Promise.all(imported)).filter((key) => !(key instanceof Uint8Array));
}

async function importPem(text: string): Promise<CryptoKey[]> {
  const blocks = [...text.matchAll(pemBlock)];
  return Promise.all(
    blocks.map(([block, kind]) =>
      kind === 'PRIVATE'
        ? importPKCS8(block, 'Ed25519', { extractable: true })
        : importSPKI(block, 'Ed25519', { extractable: true }),
    ),
  );
}

async function toSessionKeys(keys: readonly CryptoKey[]): Promise<SessionKeys> {
  const [privateKey] = keys;
  if (privateKey?.type !== 'private') throw new SessionKeyError();
  const published = await Promise.all(
    keys.map(async (key) => {
      const { kty, crv, x } = ed25519.parse(await exportJWK(key));
      const publicJwk = { kty, crv, x };
      return { ...publicJwk, kid: await calculateJwkThumbprint(publicJwk), alg: 'EdDSA', use: 'sig' };
    }),
  );
  const kid = published[0]?.kid ?? '';
  return { privateKey, kid, keySet: { keys: published } };
}
