/** Keys of face sessions: in every form in which operators keep them, changed without logging anybody out, published without their private part. */
import {
  createLocalJWKSet,
  exportJWK,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  jwtVerify,
  SignJWT,
} from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { Secret } from '#domain/secret.ts';
import { createFaceSessions } from '#server/authentication/face-sessions.ts';

const nowMs = Date.UTC(2026, 2, 1, 12);
const open = (text: string, atMs = nowMs) =>
  createFaceSessions({ privateKey: new Secret(text), ttlSeconds: 900, clock: () => atMs });

interface Forms {
  readonly jwk: Record<string, unknown>;
  readonly publicJwk: Record<string, unknown>;
  readonly pem: string;
  readonly publicPem: string;
}
let older: Forms;
let newer: Forms;

async function makeKey(): Promise<Forms> {
  const { privateKey, publicKey } = await generateKeyPair('Ed25519', { extractable: true });
  return {
    jwk: { ...(await exportJWK(privateKey)) },
    publicJwk: { ...(await exportJWK(publicKey)) },
    pem: await exportPKCS8(privateKey),
    publicPem: await exportSPKI(publicKey),
  };
}
beforeAll(async () => {
  older = await makeKey();
  newer = await makeKey();
});

describe('the setting takes', () => {
  test.each([
    ['a JWK', () => JSON.stringify(newer.jwk), 1],
    ['a PEM block', () => newer.pem, 1],
    ['a JWK set', () => JSON.stringify({ keys: [newer.jwk, older.jwk] }), 2],
    ['a list of JWKs, the older one without its private part', () => JSON.stringify([newer.jwk, older.publicJwk]), 2],
    ['several PEM blocks', () => `${newer.pem}\n${older.pem}`, 2],
    ['a private and a public PEM block', () => `${newer.pem}${older.publicPem}`, 2],
  ])('%s', async (_name, text, count) => {
    const sessions = await open(text());
    expect(sessions.keySet.keys).toHaveLength(count);
    expect(sessions.keySet.keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', x: newer.publicJwk.x, use: 'sig' });
    const { token } = await sessions.open('ada');
    expect(await sessions.read(token)).toEqual({ userId: 'ada' });
  });

  test.each([
    ['nothing', () => 'no key'],
    ['a public key first', () => JSON.stringify([older.publicJwk, newer.jwk])],
    ['a public PEM block alone', () => newer.publicPem],
    ['an empty set', () => JSON.stringify({ keys: [] })],
    ['a key of another kind', () => JSON.stringify({ kty: 'RSA', n: 'AQAB', e: 'AQAB', d: 'planted-secret' })],
    ['a broken key', () => JSON.stringify({ ...newer.jwk, d: 'planted-secret' })],
  ])('nothing else: %s is refused with a sentence that repeats nothing of it', async (_name, text) => {
    const refusal: unknown = await open(text()).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      name: 'SessionKeyError',
      message: expect.stringMatching(/^SESSION_PRIVATE_KEY: write/),
    });
    expect(JSON.stringify(refusal, Object.getOwnPropertyNames(refusal))).not.toContain('planted-secret');
  });
});

test('a new key signs, and sessions of the old one go on until they end', async () => {
  const before = await open(older.pem);
  const { token } = await before.open('ada');
  const after = await open(JSON.stringify({ keys: [newer.jwk, older.jwk] }));
  expect(await after.read(token)).toEqual({ userId: 'ada' });
  const { token: next } = await after.open('ada');
  expect(await before.read(next)).toBe('NOT_GOOD');
  expect(await (await open(newer.pem)).read(token)).toBe('NOT_GOOD');
});

test('what is published holds no private part, and is enough to check a session elsewhere', async () => {
  const sessions = await open(JSON.stringify({ keys: [newer.jwk, older.jwk] }));
  for (const key of sessions.keySet.keys)
    expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  const { token, expiresAtMs } = await sessions.open('ada');
  const { payload } = await jwtVerify(token, createLocalJWKSet(sessions.keySet), {
    issuer: 'faceki-gateway',
    audience: 'faceki-gateway/face',
    currentDate: new Date(nowMs),
  });
  expect(payload).toMatchObject({ sub: 'ada', amr: ['face'], exp: expiresAtMs / 1000 });
});

test('a session ends when it said it would', async () => {
  const { token, expiresAtMs } = await (await open(newer.pem)).open('ada');
  expect(expiresAtMs).toBe(nowMs + 900_000);
  expect(await (await open(newer.pem, expiresAtMs - 1000)).read(token)).toEqual({ userId: 'ada' });
  expect(await (await open(newer.pem, expiresAtMs)).read(token)).toBe('NOT_GOOD');
});

test('a token of somebody else is left to whoever it is for', async () => {
  const sessions = await open(newer.pem);
  expect(await sessions.read('garbage')).toBe('NOT_OURS');
  expect(
    await sessions.read(`e30.${Buffer.from('{"iss":"https://login.example.com/"}').toString('base64url')}.e30`),
  ).toBe('NOT_OURS');
});

test('another use of the same key opens no session', async () => {
  const sessions = await open(newer.pem);
  const key = await importPKCS8(newer.pem, 'EdDSA');
  const kid = sessions.keySet.keys[0]?.kid ?? '';
  const good = { sub: 'ada', iss: 'faceki-gateway', aud: 'faceki-gateway/face', exp: nowMs / 1000 + 60 };
  const read = async (claims: object) =>
    sessions.read(await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key));
  expect(await read(good)).toEqual({ userId: 'ada' });
  expect(await read({ ...good, aud: 'faceki-gateway/receipts' })).toBe('NOT_GOOD');
  const { exp: _end, ...endless } = good;
  expect(await read(endless)).toBe('NOT_GOOD');
  const { sub: _who, ...nobodys } = good;
  expect(await read(nobodys)).toBe('NOT_GOOD');
});
