/** The rest of the ledger's contract: what is due for a look at the provider, enrolled faces, and text that engines treat differently. */
import { describe, expect, test } from 'vitest';
import type { DueQuery } from '#domain/ledger.ts';
import { link, newAttempt, tick } from '#test/support/attempts.ts';
import { ledgerOn } from '#test/support/ledger.ts';
import type { LedgerEngine } from './ledger.ts';

const dueNow = (overrides: Partial<DueQuery> = {}): DueQuery => {
  const atMs = tick();
  return { what: 'REVIEW', uncheckedSinceMs: atMs - 1_000, limit: 100, atMs, ...overrides };
};

export function describeReconciliation(engine: LedgerEngine): void {
  describe('what is due for another look', () => {
    test('is handed to one of those who ask at once, and to nobody until it is due again', async () => {
      const ledger = await ledgerOn(engine);
      const ids: string[] = [];
      for (let i = 0; i < 10; i += 1) {
        const { id } = newAttempt();
        await ledger.begin(newAttempt({ id }));
        await ledger.settle(id, { state: 'COMPLETED', decision: 'REVIEW', atMs: tick() });
        ids.push(id);
      }
      const query = dueNow({ limit: 4 });
      const taken = await Promise.all(Array.from({ length: 5 }, () => ledger.takeDue(query)));
      const rest = await ledger.takeDue({ ...query, limit: 10 });
      expect([...taken.flat(), ...rest].map(({ id }) => id).sort()).toEqual(ids.sort());
      expect(await ledger.takeDue(dueNow())).toEqual([]);
      expect(await ledger.takeDue(dueNow({ uncheckedSinceMs: tick() + 1 }))).toHaveLength(10);
    });

    test('is chosen by state, generation and age, longest unseen first', async () => {
      const ledger = await ledgerOn(engine);
      const v2 = newAttempt();
      const v3 = newAttempt({ generation: 'v3' });
      const linked = newAttempt({ kind: 'link' });
      const unread = newAttempt();
      for (const attempt of [v2, v3, linked, unread]) await ledger.begin(attempt);
      await ledger.settle(unread.id, { state: 'COMPLETED', decision: null, atMs: tick() });
      for (const { id } of [v2, v3]) await ledger.settle(id, { state: 'INTERRUPTED', atMs: tick() });
      await ledger.settle(linked.id, { state: 'AWAITING_PERSON', link, atMs: tick() });
      const take = async (overrides: Partial<DueQuery>) =>
        (await ledger.takeDue(dueNow({ uncheckedSinceMs: tick(), ...overrides }))).map(({ id }) => id);
      expect(await take({ what: 'INTERRUPTED', generation: 'v3' })).toEqual([v3.id]);
      expect(await take({ what: 'INTERRUPTED', limit: 1 })).toEqual([v2.id]);
      expect(await take({ what: 'AWAITING_PERSON' })).toEqual([linked.id]);
      expect(await take({ what: 'INTERRUPTED', createdFromMs: v3.createdAtMs })).toEqual([v3.id]);
      expect(await take({ what: 'UNDECIDED' })).toEqual([unread.id]);
      expect(await take({ what: 'REVIEW' })).toEqual([]);
    });

    test('is no attempt that lives: a recovery leaves what this process has under way', async () => {
      const ledger = await ledgerOn(engine);
      const attempt = newAttempt();
      await ledger.begin(attempt);
      expect(await ledger.recover()).toBe(0);
      expect((await ledger.attempts([attempt.id])).get(attempt.id)).toMatchObject({ state: 'PENDING' });
    });
  });
}

export function describeFaces(engine: LedgerEngine): void {
  describe('an enrolled face', () => {
    test('leads to its user by face or by account, once, and to all of several', async () => {
      const ledger = await ledgerOn(engine);
      const enrol = (id: string, userId: string, faceId: string | null, accountId: string | null) =>
        ledger.addFace({ id, userId, actor: userId, faceId, accountId, atMs: tick() });
      await enrol('1', 'ada', 'face-1', 'account-1');
      await enrol('2', 'ada', 'face-2', null);
      await enrol('3', 'bob', null, 'account-3');
      const owners = async (faceIds: string[], accountIds: string[]) =>
        [...(await ledger.faceOwners({ faceIds, accountIds }))].sort();
      expect(await owners(['face-1', 'face-2'], ['account-1'])).toEqual(['ada']);
      expect(await owners(['face-1'], ['account-3'])).toEqual(['ada', 'bob']);
      expect(await owners(['account-1'], ['face-1'])).toEqual([]);
      expect(await owners([], [])).toEqual([]);
    });
  });
}

export function describeOddText(engine: LedgerEngine): void {
  describe('text', () => {
    test.each([
      ['quotes', `it's; "drop" table \`verification\` --`],
      ['Arabic', 'مرجع ١٢٣'],
      ['emoji', '👩🏽‍💻🪪'],
      ['line ends', 'a\r\nb\tc'],
      ['JSON', '{"a":[1,"\\u0000"]}'],
      ['wildcards', '%_*?'],
      ['much', 'x'.repeat(2_000)],
    ])('with %s comes back as it was, and is found by itself alone', async (_, text) => {
      const ledger = await ledgerOn(engine);
      const attempt = newAttempt({ ownerId: text, reference: text, idempotencyKey: text });
      await ledger.begin(attempt);
      await ledger.begin(newAttempt());
      await ledger.audit({ atMs: 1, kind: 'note', actor: 'root', detail: { text } });
      expect(await ledger.attemptByKey(text, 'verification', text)).toMatchObject({
        ownerId: text,
        reference: text,
        idempotencyKey: text,
      });
      expect(await ledger.count({ ownerId: text, reference: text })).toBe(1);
      expect([...(await ledger.standings([text])).keys()]).toEqual([text]);
      const { items } = await ledger.auditPage({}, { limit: 1, from: 'newest' });
      expect(items[0]?.detail).toEqual({ text });
    });

    test('with U+0000 is never kept and never found, and does no harm', async () => {
      const ledger = await ledgerOn(engine);
      const odd = 'a\0b';
      await expect(ledger.begin(newAttempt({ reference: odd }))).rejects.toThrow();
      await expect(ledger.begin(newAttempt({ idempotencyKey: odd }))).rejects.toThrow();
      expect((await ledger.attempts([odd])).size).toBe(0);
      expect(await ledger.attemptByKey('ada', 'verification', odd)).toBeNull();
      expect(await ledger.attemptsByProviderIds([odd])).toEqual([]);
      expect(await ledger.page({ ownerId: odd }, { limit: 5, from: 'newest' })).toEqual({ items: [], hasMore: false });
      expect(await ledger.page({}, { limit: 5, from: 'newest', after: odd })).toEqual({ items: [], hasMore: false });
      expect(await ledger.count({ reference: odd })).toBe(0);
      expect((await ledger.standings([odd])).get(odd)).toEqual({ status: 'UNVERIFIED', verifiedAtMs: null });
      expect(await ledger.begin(newAttempt())).toMatchObject({ begun: true });
      expect(await ledger.count({})).toBe(1);
    });

    test('of the provider that is no code is not kept, for it could carry what a document says', async () => {
      const ledger = await ledgerOn(engine);
      const attempt = newAttempt();
      await ledger.begin(attempt);
      const settled = await ledger.settle(attempt.id, {
        state: 'FAILED',
        failure: { code: 'PROVIDER_NONSENSE', providerCode: 'Passport of Jane Doe, 1990-01-01' },
        atMs: tick(),
      });
      expect(settled?.failure).toEqual({ code: 'PROVIDER_NONSENSE', providerCode: null, documentType: null });
    });
  });
}
