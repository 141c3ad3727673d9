/** What a ledger remembers and what it forgets: the audit trail, erasure, retention. */
import { describe, expect, test } from 'vitest';
import type { OpenLedger } from '#ledger/ledger.ts';
import { link, newAttempt, tick } from '#test/support/attempts.ts';
import { ledgerOn, placeOn } from '#test/support/ledger.ts';
import type { LedgerEngine } from './ledger.ts';

export function describeAuditTrail(engine: LedgerEngine): void {
  describe('the audit trail', () => {
    test('says what changed when, by whom, and with which consent', async () => {
      const ledger = await ledgerOn(engine);
      const attempt = newAttempt({ actor: 'backend', consentVersion: '2026-01' });
      await ledger.begin(attempt);
      const settledAtMs = tick();
      await ledger.settle(attempt.id, {
        state: 'FAILED',
        failure: { code: 'FACE_BLURRED', providerCode: '8019' },
        atMs: settledAtMs,
      });
      const { items } = await ledger.auditPage({}, { limit: 10, from: 'oldest' });
      const about = { verificationId: attempt.id, userId: 'ada', id: expect.stringMatching(/^\d+$/) };
      expect(items).toEqual([
        {
          ...about,
          atMs: attempt.createdAtMs,
          kind: 'verification.begun',
          actor: 'backend',
          detail: { consentVersion: '2026-01' },
        },
        {
          ...about,
          atMs: settledAtMs,
          kind: 'verification.failed',
          actor: 'gateway',
          detail: { state: 'FAILED', failure: 'FACE_BLURRED', providerCode: '8019' },
        },
      ]);
    });

    test('takes what the use cases have to say, and names a user who acted for itself', async () => {
      const ledger = await ledgerOn(engine);
      await ledger.audit({
        atMs: 5,
        kind: 'image.viewed',
        actor: 'ada',
        userId: 'ada',
        detail: { count: 2, own: true },
      });
      await ledger.audit({ atMs: 6, kind: 'summary.read', actor: 'root' });
      const { items } = await ledger.auditPage({}, { limit: 10, from: 'newest' });
      expect(items).toMatchObject([
        { kind: 'summary.read', actor: 'root', userId: null, verificationId: null, detail: {} },
        { kind: 'image.viewed', actor: 'ada', userId: 'ada', detail: { count: 2, own: true } },
      ]);
    });

    test('is read in pages, of one user or one attempt, from either end', async () => {
      const ledger = await ledgerOn(engine);
      for (const userId of ['ada', 'bob', 'ada', 'ada', 'ada'])
        await ledger.audit({ atMs: tick(), kind: 'note', actor: 'root', userId });
      const first = await ledger.auditPage({ userId: 'ada' }, { limit: 3, from: 'newest' });
      const rest = await ledger.auditPage({ userId: 'ada' }, { limit: 3, from: 'newest', after: first.items[2]?.id });
      expect([first.hasMore, rest.hasMore]).toEqual([true, false]);
      const back = await ledger.auditPage({ userId: 'ada' }, { limit: 9, from: 'oldest', before: first.items[0]?.id });
      expect([...first.items.slice(1), ...rest.items].reverse()).toEqual(back.items);
      expect(await ledger.auditPage({ verificationId: 'ver_x' }, { limit: 3, from: 'newest' })).toMatchObject({
        items: [],
      });
    });

    test.each(['', 'x', '0', '-1', '1e3', '99999999999999999999', '1; drop table event'])(
      'has nothing after %j, which is no place in it',
      async (after) => {
        const ledger = await ledgerOn(engine);
        await ledger.audit({ atMs: 1, kind: 'note', actor: 'root' });
        expect(await ledger.auditPage({}, { limit: 3, from: 'newest', after })).toEqual({ items: [], hasMore: false });
      },
    );
  });
}

/** One attempt of each kind by this user, an enrolled face, an event of the use cases; and one thing done for somebody else. */
async function live(ledger: OpenLedger, userId: string): Promise<void> {
  const done = newAttempt({ ownerId: userId, idempotencyKey: `key-of-${userId}`, reference: `reference-of-${userId}` });
  await ledger.begin(done);
  await ledger.settle(done.id, {
    state: 'COMPLETED',
    decision: 'ACCEPTED',
    requestId: `request-of-${userId}`,
    atMs: tick(),
  });
  const linked = newAttempt({ ownerId: userId, kind: 'link' });
  await ledger.begin(linked);
  await ledger.settle(linked.id, {
    state: 'AWAITING_PERSON',
    link: { ...link, url: `https://apps.example/${userId}` },
    atMs: tick(),
  });
  await ledger.begin(newAttempt({ ownerId: userId, consentVersion: `consent-of-${userId}` }));
  await ledger.addFace({
    id: `row-of-${userId}`,
    userId,
    actor: userId,
    faceId: `face-of-${userId}`,
    accountId: `account-of-${userId}`,
    atMs: tick(),
  });
  await ledger.audit({
    atMs: tick(),
    kind: 'image.viewed',
    actor: userId,
    userId,
    detail: { note: `note-of-${userId}` },
  });
  await ledger.audit({ atMs: tick(), kind: 'image.viewed', actor: userId, userId: 'somebody' });
}

export function describeForgetting(engine: LedgerEngine): void {
  describe('erasing a user', () => {
    test('leaves nothing of the user in rows, events or files, and everything of the others', async () => {
      const place = await placeOn(engine);
      const ledger = await place.open();
      await live(ledger, 'mallory7');
      await live(ledger, 'trent8');
      const erasure = await ledger.eraseUser('mallory7', { actor: 'mallory7', atMs: 77 });
      expect(erasure).toEqual({ receipt: expect.stringMatching(/.{8}/), erasedVerifications: 3, erasedAtMs: 77 });
      expect((await ledger.standings(['mallory7'])).get('mallory7')).toMatchObject({ status: 'UNVERIFIED' });
      expect((await ledger.standings(['trent8'])).get('trent8')).toMatchObject({ status: 'VERIFIED' });
      expect(await ledger.count({})).toBe(3);
      expect(await ledger.faceOwners({ faceIds: ['face-of-mallory7', 'face-of-trent8'], accountIds: [] })).toEqual([
        'trent8',
      ]);
      const whileOpen = await place.readBytes();
      expect(await ledger.begin(newAttempt({ idempotencyKey: 'key-of-mallory7' }))).toMatchObject({ begun: true });
      await ledger.close();
      const afterwards = await place.readBytes();
      expect(afterwards.includes('trent8')).toBe(true);
      expect(afterwards.includes(erasure.receipt)).toBe(true);
      expect(whileOpen.includes('mallory7')).toBe(false);
      expect(afterwards.toString('latin1').replaceAll('key-of-mallory7', '')).not.toContain('mallory7');
    });

    test('keeps in the audit trail that things happened, and the receipt, but not to whom', async () => {
      const ledger = await ledgerOn(engine);
      await live(ledger, 'ada');
      const before = await ledger.auditPage({}, { limit: 50, from: 'oldest' });
      const { receipt } = await ledger.eraseUser('ada', { actor: 'root', atMs: tick() });
      const { items } = await ledger.auditPage({}, { limit: 50, from: 'oldest' });
      expect(items.slice(0, -1).map(({ kind, atMs }) => ({ kind, atMs }))).toEqual(
        before.items.map(({ kind, atMs }) => ({ kind, atMs })),
      );
      expect(items.at(-1)).toMatchObject({
        kind: 'user.erased',
        actor: 'root',
        userId: null,
        detail: { receipt, erasedVerifications: 3 },
      });
      for (const { actor, userId, verificationId, detail } of items.slice(0, -2))
        expect({ userId, verificationId, detail, actor }).toEqual({
          userId: null,
          verificationId: null,
          detail: {},
          actor: expect.stringMatching(/^(erased|gateway)$/),
        });
      expect(items.at(-2)).toMatchObject({ actor: 'erased', userId: 'somebody' });
    });

    test('again finds nothing more, and is no mistake', async () => {
      const ledger = await ledgerOn(engine);
      await live(ledger, 'ada');
      expect(await ledger.eraseUser('ada', { actor: 'root', atMs: 1 })).toMatchObject({ erasedVerifications: 3 });
      expect(await ledger.eraseUser('ada', { actor: 'root', atMs: 2 })).toMatchObject({ erasedVerifications: 0 });
      expect(await ledger.eraseUser('nobody', { actor: 'root', atMs: 3 })).toMatchObject({ erasedVerifications: 0 });
    });

    test('while an attempt is under way lets its late answer fall', async () => {
      const ledger = await ledgerOn(engine);
      const attempt = newAttempt();
      await ledger.begin(attempt);
      await ledger.eraseUser('ada', { actor: 'ada', atMs: tick() });
      expect(await ledger.settle(attempt.id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() })).toBeNull();
      expect(await ledger.count({})).toBe(0);
    });
  });

  describe('retention', () => {
    test('deletes attempts and events from before its time, a portion at a time, but nothing that is under way', async () => {
      const ledger = await ledgerOn(engine);
      const old = Array.from({ length: 7 }, () => newAttempt());
      for (const attempt of old) await ledger.begin(attempt);
      for (const { id } of old.slice(1)) await ledger.settle(id, { state: 'FAILED', atMs: tick() });
      const cutMs = tick();
      const young = newAttempt();
      await ledger.begin(young);
      await ledger.settle(young.id, { state: 'FAILED', atMs: tick() });
      const swept: number[] = [];
      do swept.push(await ledger.sweep(cutMs, 4));
      while (swept.at(-1) !== 0);
      expect(swept).toEqual([8, 6, 4, 1, 0]);
      const left = await ledger.page({}, { limit: 10, from: 'oldest' });
      expect(left.items.map(({ id, state }) => [id, state])).toEqual([
        [old[0]?.id, 'PENDING'],
        [young.id, 'FAILED'],
      ]);
      const events = await ledger.auditPage({}, { limit: 10, from: 'oldest' });
      expect(events.items.map(({ verificationId }) => verificationId)).toEqual([young.id, young.id]);
    });
  });
}
