/** What an idempotency key means: the part of the ledger's contract that keeps anything from being paid for twice. */
import { describe, expect, test } from 'vitest';
import { link, newAttempt, tick } from '#test/support/attempts.ts';
import { ledgerOn } from '#test/support/ledger.ts';
import type { LedgerEngine } from './ledger.ts';

export function describeKeys(engine: LedgerEngine): void {
  describe('a key', () => {
    test('is claimed by exactly one of fifty requests that come at once', async () => {
      const ledger = await ledgerOn(engine);
      const asked = await Promise.all(
        Array.from({ length: 50 }, () => ledger.begin(newAttempt({ idempotencyKey: 'once' }))),
      );
      expect(asked.filter(({ begun }) => begun)).toHaveLength(1);
      expect(new Set(asked.map(({ verification }) => verification.id)).size).toBe(1);
      expect(await ledger.count({})).toBe(1);
    });

    test('answers with the attempt and the fingerprint that hold it', async () => {
      const ledger = await ledgerOn(engine);
      const first = newAttempt({ idempotencyKey: 'k', fingerprint: { salt: 'pepper', hash: 'abc' } });
      await ledger.begin(first);
      expect(await ledger.begin(newAttempt({ idempotencyKey: 'k' }))).toMatchObject({
        begun: false,
        verification: { id: first.id, state: 'PENDING' },
        fingerprint: { salt: 'pepper', hash: 'abc' },
      });
    });

    test('means something of its own for each user, and for links', async () => {
      const ledger = await ledgerOn(engine);
      const attempts = [
        newAttempt({ idempotencyKey: 'k' }),
        newAttempt({ idempotencyKey: 'k', kind: 'link' }),
        newAttempt({ idempotencyKey: 'k', ownerId: 'bob' }),
      ];
      for (const attempt of attempts) expect(await ledger.begin(attempt)).toMatchObject({ begun: true });
      expect(await ledger.attemptByKey('ada', 'link', 'k')).toMatchObject({ id: attempts[1]?.id });
      expect(await ledger.attemptByKey('bob', 'verification', 'k')).toMatchObject({ id: attempts[2]?.id });
      expect(await ledger.attemptByKey('bob', 'link', 'k')).toBeNull();
    });

    test('is free again when the provider certainly did not take the request, and stays readable on the old attempt', async () => {
      const ledger = await ledgerOn(engine);
      const first = newAttempt({ idempotencyKey: 'k' });
      const second = newAttempt({ idempotencyKey: 'k' });
      await ledger.begin(first);
      await ledger.settle(first.id, {
        state: 'FAILED',
        releasesKey: true,
        failure: { code: 'PROVIDER_UNREACHABLE' },
        atMs: tick(),
      });
      expect(await ledger.attemptByKey('ada', 'verification', 'k')).toMatchObject({
        id: first.id,
        idempotencyKey: 'k',
      });
      expect(await ledger.begin(second)).toMatchObject({ begun: true });
      expect(await ledger.attemptByKey('ada', 'verification', 'k')).toMatchObject({ id: second.id });
    });

    test.each(['COMPLETED', 'FAILED', 'INTERRUPTED', 'AWAITING_PERSON'] as const)(
      'stays held by an attempt that is %s',
      async (state) => {
        const ledger = await ledgerOn(engine);
        const first = newAttempt({ idempotencyKey: 'k' });
        await ledger.begin(first);
        await ledger.settle(first.id, { state, link, atMs: tick() });
        expect(await ledger.begin(newAttempt({ idempotencyKey: 'k' }))).toMatchObject({
          begun: false,
          verification: { id: first.id, state },
        });
      },
    );

    test('that is released while others wait for it goes to exactly one of them', async () => {
      const ledger = await ledgerOn(engine);
      const first = newAttempt({ idempotencyKey: 'k' });
      await ledger.begin(first);
      const others = Array.from({ length: 20 }, () => newAttempt({ idempotencyKey: 'k' }));
      const [, ...asked] = await Promise.all([
        ledger.settle(first.id, { state: 'FAILED', releasesKey: true, atMs: tick() }),
        ...others.map((attempt) => ledger.begin(attempt)),
      ]);
      const again = await Promise.all(others.map((attempt) => ledger.begin({ ...attempt, id: newAttempt().id })));
      expect([...asked, ...again].filter(({ begun }) => begun)).toHaveLength(1);
    });

    test('cannot be given up while its request may still be accepted', async () => {
      const ledger = await ledgerOn(engine);
      const first = newAttempt({ idempotencyKey: 'k' });
      await ledger.begin(first);
      await expect(ledger.settle(first.id, { state: 'INTERRUPTED', releasesKey: true, atMs: tick() })).rejects.toThrow(
        'released with a final state',
      );
      expect(await ledger.begin(newAttempt({ idempotencyKey: 'k' }))).toMatchObject({ begun: false });
    });

    test('is not needed: attempts without one never stand in each other’s way', async () => {
      const ledger = await ledgerOn(engine);
      for (let i = 0; i < 3; i += 1) expect(await ledger.begin(newAttempt())).toMatchObject({ begun: true });
    });
  });
}
