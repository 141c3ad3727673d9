/** The issuer's keys: read once for many tokens, read again for a new key, and spared while it is down. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createReadCaller, type ReadCaller } from '#server/authentication/callers.ts';
import { type Issuer, startIssuer } from '#test/support/issuer.ts';

let issuer: Issuer;
let readCaller: ReadCaller;

beforeEach(async () => {
  // jose counts the age of keys by Date.now(); nothing else of the time is taken over, so that sockets work.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 2, 1, 12) });
  issuer = await startIssuer();
  const { AUTH_ISSUER = '', AUTH_AUDIENCE = '' } = issuer.settings;
  readCaller = createReadCaller({
    auth: { mode: 'jwt', jwksUrl: issuer.url, secret: null, issuer: AUTH_ISSUER, audience: AUTH_AUDIENCE },
    sessions: null,
    clock: Date.now,
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await issuer[Symbol.asyncDispose]();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);
const read = async (header?: { alg?: string; kid?: string }) =>
  readCaller(`Bearer ${await issuer.sign({ scope: 'kyc:read' }, header)}`, '192.0.2.1');

test('the keys are read once for a thousand tokens at once', async () => {
  const token = await issuer.sign();
  const callers = await Promise.all(Array.from({ length: 1_000 }, () => readCaller(`Bearer ${token}`, '')));
  expect(new Set(callers.map(({ userId }) => userId))).toEqual(new Set(['ada']));
  expect(issuer.readings).toBe(1);
});

test('a key that the issuer has taken into use since is found', async () => {
  await read();
  await issuer.rotate();
  pass(31_000);
  expect((await read()).userId).toBe('ada');
  expect(issuer.readings).toBe(2);
});

test('keys that nobody has do not send us to the issuer again and again', async () => {
  await read();
  pass(31_000);
  for (let i = 0; i < 20; i++) {
    await expect(read({ kid: `invented-${i}` })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  }
  expect(issuer.readings).toBe(2);
});

test('keys are believed for ten minutes and then read again', async () => {
  await read();
  pass(599_000);
  await read();
  expect(issuer.readings).toBe(1);
  pass(2_000);
  await read();
  expect(issuer.readings).toBe(2);
});

test('a token with an algorithm that public keys are not for is refused without asking the issuer', async () => {
  const header = Buffer.from('{"alg":"HS256"}').toString('base64url');
  await expect(readCaller(`Bearer ${header}.e30.AAAA`, '')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(issuer.readings).toBe(0);
});

describe('while the issuer is down', () => {
  test('nobody is called a liar, and one question in five seconds is asked', async () => {
    issuer.fail(true);
    for (let i = 0; i < 20; i++) await expect(read()).rejects.toMatchObject({ name: 'KeySetUnavailable' });
    expect(issuer.readings).toBe(1);
    pass(5_000);
    await expect(read()).rejects.toMatchObject({ name: 'KeySetUnavailable' });
    expect(issuer.readings).toBe(2);
  });

  test('keys that are known go on being believed until they are too old', async () => {
    await read();
    issuer.fail(true);
    pass(300_000);
    expect((await read()).userId).toBe('ada');
    pass(301_000);
    await expect(read()).rejects.toMatchObject({ name: 'KeySetUnavailable' });
  });

  test('all is well as soon as it is back', async () => {
    issuer.fail(true);
    await expect(read()).rejects.toThrow();
    issuer.fail(false);
    pass(5_000);
    expect((await read()).userId).toBe('ada');
  });

  test('the fault says nothing of where the keys are', async () => {
    issuer.fail(true);
    const fault: unknown = await read().catch((error: unknown) => error);
    expect(String(fault)).toBe('KeySetUnavailable: The key set of the tokens’ issuer cannot be read.');
  });
});
