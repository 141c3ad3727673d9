/** Limits in memory: who is counted with whom, and what is said to who was too quick. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Caller } from '#domain/caller.ts';
import { createLimits, type LimitsOptions } from '#server/limits.ts';
import { callerWith } from '#test/support/callers.ts';

// The library counts by Date.now().
beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 2, 1, 12) }));
afterEach(() => vi.useRealTimers());

const none = { faceLoginPerMinute: null, faceLoginPerDay: null, verifyPerOwnerPerDay: null, pool: null };
const limitsOf = (options: Partial<LimitsOptions>) => createLimits({ ...none, ...options });
const from = (address: string, userId: string | null = null): Caller => ({ ...callerWith(userId, []), address });
const refusal = (retryAfterSeconds: number) => ({ name: 'RateLimitedError', code: 'RATE_LIMITED', retryAfterSeconds });

test('an address has five tries a minute, then is told how long to wait, and then has five more', async () => {
  const limits = limitsOf({ faceLoginPerMinute: 5 });
  for (let i = 0; i < 5; i++) await limits.countFaceLogin(from('192.0.2.1'));
  await vi.advanceTimersByTimeAsync(20_000);
  await expect(limits.countFaceLogin(from('192.0.2.1'))).rejects.toMatchObject(refusal(40));
  await limits.countFaceLogin(from('192.0.2.2'));
  await vi.advanceTimersByTimeAsync(40_000);
  for (let i = 0; i < 5; i++) await limits.countFaceLogin(from('192.0.2.1'));
});

test('a customer’s whole IPv6 network is one address, and IPv4 written as IPv6 is the same', async () => {
  const limits = limitsOf({ faceLoginPerMinute: 2 });
  await limits.countFaceLogin(from('2001:db8:1:2::1'));
  await limits.countFaceLogin(from('2001:db8:1:2:dead:beef:0:7'));
  await expect(limits.countFaceLogin(from('2001:db8:1:2::3'))).rejects.toMatchObject(refusal(60));
  await limits.countFaceLogin(from('2001:db8:1:3::1'));
  await limits.countFaceLogin(from('192.0.2.1'));
  await limits.countFaceLogin(from('::ffff:192.0.2.1'));
  await expect(limits.countFaceLogin(from('192.0.2.1'))).rejects.toMatchObject(refusal(60));
});

test('people without a token share one number of tries a day; people with one do not use it up', async () => {
  const limits = limitsOf({ faceLoginPerDay: 2 });
  await limits.countFaceLogin(from('192.0.2.1'));
  await limits.countFaceLogin(from('192.0.2.2', 'ada'));
  await limits.countFaceLogin(from('192.0.2.3'));
  await expect(limits.countFaceLogin(from('192.0.2.4'))).rejects.toMatchObject(refusal(86_400));
  await limits.countFaceLogin(from('192.0.2.4', 'ada'));
});

test('who is refused for being too quick uses up nothing of what all have together', async () => {
  const limits = limitsOf({ faceLoginPerMinute: 1, faceLoginPerDay: 2 });
  await limits.countFaceLogin(from('192.0.2.1'));
  for (let i = 0; i < 10; i++) await expect(limits.countFaceLogin(from('192.0.2.1'))).rejects.toThrow();
  await limits.countFaceLogin(from('192.0.2.2'));
});

test('of a hundred verifications that begin at once, a user gets as many as the day has', async () => {
  const limits = limitsOf({ verifyPerOwnerPerDay: 20 });
  const tries = await Promise.allSettled(Array.from({ length: 100 }, () => limits.takeVerification('ada')));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  await limits.takeVerification('omar');
});

test('a verification that came to nothing is given back, also after others were refused', async () => {
  const limits = limitsOf({ verifyPerOwnerPerDay: 2 });
  const [first] = [await limits.takeVerification('ada'), await limits.takeVerification('ada')];
  for (let i = 0; i < 5; i++)
    await expect(limits.takeVerification('ada')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  await first?.();
  await limits.takeVerification('ada');
  await expect(limits.takeVerification('ada')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});

test('without limits nothing is counted', async () => {
  const limits = limitsOf({});
  for (let i = 0; i < 1_000; i++) await limits.countFaceLogin(from('192.0.2.1'));
  await (await limits.takeVerification('ada'))();
});
