/** Which tokens are good, and what they allow. A bad one is refused, never taken for nobody's. */
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { scopes } from '#domain/caller.ts';
import { Secret } from '#domain/secret.ts';
import { createReadCaller, type ReadCaller } from '#server/authentication/callers.ts';
import { createFaceSessions, type FaceSessions } from '#server/authentication/face-sessions.ts';

const secret = 'a shared secret of 32 bytes or more';
const nowMs = Date.UTC(2026, 2, 1, 12);
const now = nowMs / 1000;
const issuer = 'https://login.example.com/';
const audience = 'kyc';
const good = { sub: 'ada', iss: issuer, aud: audience, iat: now, exp: now + 600 };
const bytes = (text: string) => new TextEncoder().encode(text);
const sign = (claims: object, key = bytes(secret), alg = 'HS256') =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(key);

let readCaller: ReadCaller;
let readOpen: ReadCaller;
let sessions: FaceSessions;

beforeAll(async () => {
  sessions = await createFaceSessions({ privateKey: null, ttlSeconds: 900, clock: () => nowMs });
  const auth = { mode: 'jwt', jwksUrl: null, secret: new Secret(secret), issuer, audience } as const;
  readCaller = createReadCaller({ auth, sessions, clock: () => nowMs });
  readOpen = createReadCaller({ auth: { mode: 'none' }, sessions, clock: () => nowMs });
});

const read = async (token: string) => readCaller(`Bearer ${token}`, '192.0.2.1');

describe('a good token', () => {
  test('makes its subject the caller, at the address it came from', async () => {
    expect(await read(await sign(good))).toEqual({
      userId: 'ada',
      scopes: new Set(),
      isFaceSession: false,
      address: '192.0.2.1',
    });
  });

  test.each([
    ['scope, as text', { scope: 'openid kyc:verify kyc:read' }],
    ['scp, as a list', { scp: ['kyc:verify', 'kyc:read'] }],
    ['permissions', { permissions: ['kyc:read', 'kyc:verify', 'admin'] }],
    ['two claims together', { scope: 'kyc:verify', permissions: ['kyc:read'] }],
  ])('names its scopes in %s; unknown ones mean nothing', async (_name, claim) => {
    const caller = await read(await sign({ ...good, ...claim }));
    expect(caller.scopes).toEqual(new Set(['kyc:verify', 'kyc:read']));
  });

  test('may be for several audiences, if ours is among them', async () => {
    expect((await read(await sign({ ...good, aud: ['other', audience] }))).userId).toBe('ada');
  });
});

describe('a bad token is refused as UNAUTHENTICATED:', () => {
  const tampered = async () => {
    const [head, , signature] = (await sign(good)).split('.');
    const body = Buffer.from(JSON.stringify({ ...good, sub: 'root' })).toString('base64url');
    return `${head}.${body}.${signature}`;
  };
  /** The public key of a pair, used as if it were the shared secret. */
  const confused = async () => {
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    return sign(good, bytes(await exportSPKI(publicKey)));
  };
  const cases: readonly [string, () => string | Promise<string>][] = [
    ['expired', () => sign({ ...good, exp: now - 6 })],
    ['not valid yet', () => sign({ ...good, nbf: now + 60 })],
    ['without an expiry', () => sign({ ...good, exp: undefined })],
    ['of nobody', () => sign({ ...good, sub: undefined })],
    ['of an empty subject', () => sign({ ...good, sub: '' })],
    ['of a subject with NUL', () => sign({ ...good, sub: 'a\0b' })],
    ['of a subject too long to keep', () => sign({ ...good, sub: 'a'.repeat(256) })],
    ['of another issuer', () => sign({ ...good, iss: 'https://evil.example/' })],
    ['of no issuer', () => sign({ ...good, iss: undefined })],
    ['for another audience', () => sign({ ...good, aud: 'shop' })],
    ['for no audience', () => sign({ ...good, aud: undefined })],
    ['signed with another secret', () => sign(good, bytes('another secret of 32 bytes or more!'))],
    ['signed with a public key as the secret', confused],
    ['changed after it was signed', tampered],
    ['not signed at all (alg none)', () => new UnsecuredJWT(good).encode()],
    [
      'with an algorithm that does not fit',
      async () => sign(good, (await generateKeyPair('ES256')).privateKey as never, 'ES256'),
    ],
    ['garbage', () => 'garbage'],
    ['three dots of garbage', () => 'a.b.c'],
    ['enormous, though good', () => sign({ ...good, padding: 'a'.repeat(20_000) })],
  ];
  test.each(cases)('%s', async (_name, make) => {
    await expect(read(await make())).rejects.toMatchObject({ name: 'RequestError', code: 'UNAUTHENTICATED' });
  });

  test.each(['Basic YWRhOnNlY3JldA==', 'Bearer', 'Bearer a b', 'token'])('not a bearer token: %s', async (header) => {
    await expect(readCaller(header, '192.0.2.1')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('and the refusal repeats nothing of it', async () => {
    const token = await sign({ ...good, sub: 'ada-lovelace', exp: now - 60 });
    const refusal: unknown = await read(token).catch((error: unknown) => error);
    expect(String(refusal)).toBe('RequestError: The token has expired.');
  });
});

describe('without a token', () => {
  test('a caller is nobody, with no scopes', async () => {
    expect(await readCaller(null, '192.0.2.1')).toEqual({
      userId: null,
      scopes: new Set(),
      isFaceSession: false,
      address: '192.0.2.1',
    });
  });

  test('with AUTH_MODE=none everybody is `anonymous` with all scopes, whatever token they bring', async () => {
    for (const header of [null, 'Bearer garbage', 'Basic x']) {
      const caller = await readOpen(header, '127.0.0.1');
      expect(caller).toMatchObject({ userId: 'anonymous', scopes: new Set(scopes), isFaceSession: false });
    }
  });
});

describe('a session that a face opened', () => {
  test('is its user’s, without any scope, in every mode', async () => {
    const { token } = await sessions.open('ada');
    for (const readIt of [readCaller, readOpen]) {
      expect(await readIt(`Bearer ${token}`, '192.0.2.1')).toEqual({
        userId: 'ada',
        scopes: new Set(),
        isFaceSession: true,
        address: '192.0.2.1',
      });
    }
  });

  test('that is over is refused; with AUTH_MODE=none it does not become everybody', async () => {
    const old = await createFaceSessions({ privateKey: null, ttlSeconds: 900, clock: () => nowMs - 3_600_000 });
    const { token } = await old.open('ada');
    for (const readIt of [readCaller, readOpen]) {
      await expect(readIt(`Bearer ${token}`, '')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('cannot be had from the application’s issuer', async () => {
    const forged = await sign({ ...good, iss: 'faceki-gateway', aud: 'faceki-gateway/face', amr: ['face'] });
    await expect(read(forged)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
