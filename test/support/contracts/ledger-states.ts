/** What may become of an attempt, and who hears of it: a part of the ledger's contract. */
import { describe, expect, test } from 'vitest';
import type { Settlement } from '#domain/ports.ts';
import { type Verification, type VerificationState, verificationStates } from '#domain/verification.ts';
import type { OpenLedger } from '#ledger/ledger.ts';
import { link, newAttempt, tick } from '#test/support/attempts.ts';
import { ledgerOn, placeOn } from '#test/support/ledger.ts';
import type { LedgerEngine } from './ledger.ts';

/** What may follow what. Written out, not taken from the code: this is the promise. */
const allowed: Readonly<Record<VerificationState, readonly VerificationState[]>> = {
  PENDING: ['AWAITING_PERSON', 'COMPLETED', 'FAILED', 'INTERRUPTED'],
  AWAITING_PERSON: ['COMPLETED', 'FAILED', 'EXPIRED'],
  INTERRUPTED: ['AWAITING_PERSON', 'COMPLETED', 'FAILED'],
  COMPLETED: [],
  FAILED: [],
  EXPIRED: [],
};
const wayTo: Readonly<Record<VerificationState, readonly VerificationState[]>> = {
  PENDING: [],
  AWAITING_PERSON: ['AWAITING_PERSON'],
  INTERRUPTED: ['INTERRUPTED'],
  COMPLETED: ['COMPLETED'],
  FAILED: ['FAILED'],
  EXPIRED: ['AWAITING_PERSON', 'EXPIRED'],
};

async function attemptIn(ledger: OpenLedger, state: VerificationState): Promise<string> {
  const { id } = newAttempt();
  await ledger.begin(newAttempt({ id }));
  for (const step of wayTo[state]) await ledger.settle(id, { state: step, link, atMs: tick() });
  return id;
}

export function describeStates(engine: LedgerEngine): void {
  describe('an attempt', () => {
    test('moves on only as the life of a verification goes, and every move is in the audit trail', async () => {
      const ledger = await ledgerOn(engine);
      const seen: string[] = [];
      const wanted: string[] = [];
      for (const from of verificationStates) {
        for (const to of verificationStates) {
          const id = await attemptIn(ledger, from);
          const before = await eventCount(ledger, id);
          const after = await ledger.settle(id, { state: to, link, atMs: tick() });
          const moved = (await eventCount(ledger, id)) - before;
          seen.push(`${from} → ${to}: ${after?.state}, ${moved}`);
          wanted.push(allowed[from].includes(to) ? `${from} → ${to}: ${to}, 1` : `${from} → ${to}: ${from}, 0`);
        }
      }
      expect(seen).toEqual(wanted);
    });

    test('that is settled by many at once ends as one of them said', async () => {
      const ledger = await ledgerOn(engine);
      const id = await attemptIn(ledger, 'PENDING');
      const settlements: Settlement[] = [
        { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() },
        { state: 'FAILED', failure: { code: 'FACE_BLURRED' }, atMs: tick() },
        { state: 'INTERRUPTED', failure: { code: 'PROVIDER_TIMEOUT' }, atMs: tick() },
      ];
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, i) => ledger.settle(id, settlements[i % 3] ?? { state: 'FAILED', atMs: 0 })),
      );
      const last = (await ledger.attempts([id])).get(id);
      expect(['COMPLETED', 'FAILED']).toContain(last?.state);
      const finals = answers.filter((answer) => answer?.state === 'COMPLETED' || answer?.state === 'FAILED');
      expect(new Set(finals.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(last)]));
    });

    test('keeps what it learnt: ids, failure and document, and when it was over', async () => {
      const ledger = await ledgerOn(engine);
      const attempt = newAttempt({ reference: 'case 7', generation: 'v3', idempotencyKey: 'k', documentCount: 3 });
      await ledger.begin(attempt);
      const settled = await ledger.settle(attempt.id, {
        state: 'FAILED',
        failure: { code: 'PASSPORT_REJECTED', providerCode: '8012', documentType: 'PASSPORT' },
        requestId: 'request-1',
        referenceId: 'reference-1',
        atMs: attempt.createdAtMs + 8_750,
      });
      expect(settled).toEqual({
        id: attempt.id,
        generation: 'v3',
        state: 'FAILED',
        decision: null,
        failure: { code: 'PASSPORT_REJECTED', providerCode: '8012', documentType: 'PASSPORT' },
        requestId: 'request-1',
        referenceId: 'reference-1',
        reference: 'case 7',
        idempotencyKey: 'k',
        link: null,
        ownerId: 'ada',
        documentCount: 3,
        createdAtMs: attempt.createdAtMs,
        completedAtMs: attempt.createdAtMs + 8_750,
      } satisfies Verification);
      expect((await ledger.attempts([attempt.id])).get(attempt.id)).toEqual(settled);
      for (const id of ['request-1', 'reference-1'])
        expect(await ledger.attemptsByProviderIds([id, 'unknown'])).toEqual([settled]);
    });

    test('whose answer was lost forgets the failure once its decision is found', async () => {
      const ledger = await ledgerOn(engine);
      const id = await attemptIn(ledger, 'PENDING');
      const lost = await ledger.settle(id, {
        state: 'INTERRUPTED',
        failure: { code: 'PROVIDER_TIMEOUT' },
        atMs: tick(),
      });
      expect(lost).toMatchObject({ failure: { code: 'PROVIDER_TIMEOUT' }, completedAtMs: null });
      expect(await ledger.settle(id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() })).toMatchObject({
        failure: null,
        decision: 'ACCEPTED',
      });
    });

    test('follows a decision that a person changed, and stays completed when it was', async () => {
      const ledger = await ledgerOn(engine);
      const id = await attemptIn(ledger, 'PENDING');
      const completedAtMs = tick();
      await ledger.settle(id, { state: 'COMPLETED', decision: 'REVIEW', atMs: completedAtMs });
      const changed = { state: 'COMPLETED', decision: 'ACCEPTED' } as const;
      expect(await ledger.settle(id, { ...changed, atMs: tick() })).toMatchObject({
        decision: 'ACCEPTED',
        completedAtMs,
      });
      await ledger.settle(id, { ...changed, atMs: tick() });
      expect(await kinds(ledger, id)).toEqual([
        'verification.begun',
        'verification.completed',
        'verification.decision_changed',
      ]);
    });

    test('that nobody knows cannot be settled', async () => {
      const ledger = await ledgerOn(engine);
      expect(await ledger.settle('ver_unknown', { state: 'FAILED', atMs: tick() })).toBeNull();
      expect(await ledger.count({})).toBe(0);
    });

    test('shows its link while a person is awaited, and can be found by the link’s id ever after', async () => {
      const ledger = await ledgerOn(engine);
      const attempt = newAttempt({ kind: 'link' });
      await ledger.begin(attempt);
      expect(await ledger.settle(attempt.id, { state: 'AWAITING_PERSON', link, atMs: tick() })).toMatchObject({ link });
      expect(await ledger.settle(attempt.id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() })).toMatchObject(
        {
          link: null,
        },
      );
      expect(await ledger.attemptsByProviderIds([link.id])).toMatchObject([{ id: attempt.id }]);
    });

    test('tells its listeners of each change in order, and only of what is committed', async () => {
      const ledger = await ledgerOn(engine);
      const heard: string[] = [];
      const found: Promise<string | undefined>[] = [];
      const stop = ledger.onChange(({ id, state, decision }) => {
        heard.push(decision ?? state);
        found.push(ledger.attempts([id]).then((attempts) => attempts.get(id)?.id));
      });
      const { id } = newAttempt();
      await ledger.begin(newAttempt({ id }));
      await ledger.settle(id, { state: 'INTERRUPTED', atMs: tick() });
      await ledger.settle(id, { state: 'COMPLETED', decision: 'REVIEW', atMs: tick() });
      await ledger.settle(id, { state: 'COMPLETED', decision: 'REVIEW', atMs: tick() });
      await ledger.settle(id, { state: 'COMPLETED', decision: 'DECLINED', atMs: tick() });
      stop();
      await ledger.begin(newAttempt());
      expect(heard).toEqual(['PENDING', 'INTERRUPTED', 'REVIEW', 'DECLINED']);
      expect(await Promise.all(found)).toEqual([id, id, id, id]);
    });

    test('is still there after a restart; what was under way is interrupted, its outcome unknown', async () => {
      const place = await placeOn(engine);
      const before = await place.open();
      const pending = newAttempt({ idempotencyKey: 'k' });
      const done = await attemptIn(before, 'COMPLETED');
      await before.begin(pending);
      await before.close();
      const after = await place.open();
      const attempts = await after.attempts([pending.id, done]);
      const trail = await kinds(after, pending.id);
      const again = await after.begin(newAttempt({ idempotencyKey: 'k' }));
      await after.close();
      expect(attempts.get(done)).toMatchObject({ state: 'COMPLETED' });
      expect(attempts.get(pending.id)).toMatchObject({ state: 'INTERRUPTED', failure: { code: 'OUTCOME_UNKNOWN' } });
      expect(trail).toEqual(['verification.begun', 'verification.interrupted']);
      expect(again).toMatchObject({ begun: false, verification: { state: 'INTERRUPTED' } });
    });
  });
}

async function kinds(ledger: OpenLedger, verificationId: string): Promise<readonly string[]> {
  const page = await ledger.auditPage({ verificationId }, { limit: 50, from: 'oldest' });
  return page.items.map(({ kind }) => kind);
}

async function eventCount(ledger: OpenLedger, verificationId: string): Promise<number> {
  return (await kinds(ledger, verificationId)).length;
}
