/** The reading side of the ledger's contract: pages, filters, counts, and how users stand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AttemptFilter, PageRequest } from '#domain/ports.ts';
import { isFinal, kycDecisions, type Verification, verificationStates } from '#domain/verification.ts';
import type { OpenLedger } from '#ledger/ledger.ts';
import { link, newAttempt, tick } from '#test/support/attempts.ts';
import { ledgerOn } from '#test/support/ledger.ts';
import type { LedgerEngine } from './ledger.ts';

const owners = ['ada', 'bob', 'Ünal'];
const references = [null, 'case 1', 'case 2'];

/** Sixty attempts of three users in every state and with every decision; the ledger's own words are the model. */
async function populate(ledger: OpenLedger): Promise<readonly Verification[]> {
  const all: Verification[] = [];
  for (let i = 0; i < 60; i += 1) {
    const attempt = newAttempt({
      ownerId: owners[i % owners.length] ?? 'ada',
      reference: references[i % 7] ?? null,
      createdAtMs: tick() + i * 1_000,
    });
    let verification = (await ledger.begin(attempt)).verification;
    const state = verificationStates[i % verificationStates.length] ?? 'PENDING';
    const decision = [...kycDecisions, null][i % 4] ?? null;
    for (const step of state === 'EXPIRED' ? (['AWAITING_PERSON', 'EXPIRED'] as const) : [state])
      verification = (await ledger.settle(attempt.id, { state: step, decision, link, atMs: tick() })) ?? verification;
    all.push(verification);
  }
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The same page, by plain reading of everything. */
function pageOf(all: readonly Verification[], filter: AttemptFilter, { limit, from, after, before }: PageRequest) {
  const ordered = from === 'newest' ? [...all].reverse() : all;
  const isAfter = (a: string, b: string) => (from === 'newest' ? a < b : a > b);
  const found = ordered
    .filter((item) => matches(item, filter))
    .filter(({ id }) => (after === undefined || isAfter(id, after)) && (before === undefined || isAfter(before, id)));
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}

function matches(item: Verification, filter: AttemptFilter): boolean {
  return (
    (filter.ownerId === undefined || item.ownerId === filter.ownerId) &&
    (filter.states === undefined || filter.states.includes(item.state)) &&
    (filter.decisions === undefined || filter.decisions.includes(item.decision)) &&
    (filter.reference === undefined || item.reference === filter.reference) &&
    (filter.createdFromMs === undefined || item.createdAtMs >= filter.createdFromMs) &&
    (filter.createdBeforeMs === undefined || item.createdAtMs < filter.createdBeforeMs)
  );
}

export function describePages(engine: LedgerEngine): void {
  describe('a page', () => {
    test('holds exactly the attempts that were asked for, whatever the filter and the place in the list', async () => {
      const ledger = await ledgerOn(engine);
      const all = await populate(ledger);
      const one = fc.constantFrom(...all);
      const filters = fc.record(
        {
          ownerId: fc.constantFrom(...owners, 'nobody'),
          states: fc.subarray([...verificationStates]),
          decisions: fc.subarray([...kycDecisions, null]),
          reference: fc.constantFrom('case 1', 'case 2', 'case'),
          createdFromMs: one.map(({ createdAtMs }) => createdAtMs),
          createdBeforeMs: one.map(({ createdAtMs }) => createdAtMs),
        },
        { requiredKeys: [] },
      );
      const requests = fc.record(
        {
          limit: fc.integer({ min: 1, max: 20 }),
          from: fc.constantFrom('newest' as const, 'oldest' as const),
          after: one.map(({ id }) => id),
          before: one.map(({ id }) => id),
        },
        { requiredKeys: ['limit', 'from'] },
      );
      await fc.assert(
        fc.asyncProperty(filters, requests, async (filter, request) => {
          expect(await ledger.page(filter, request)).toEqual(pageOf(all, filter, request));
          expect(await ledger.count(filter)).toBe(all.filter((item) => matches(item, filter)).length);
        }),
        { numRuns: 300 },
      );
    });

    test('follows the one before it although new attempts arrive meanwhile', async () => {
      const ledger = await ledgerOn(engine);
      const ids = [];
      for (let i = 0; i < 5; i += 1) ids.push((await ledger.begin(newAttempt())).verification.id);
      const first = await ledger.page({}, { limit: 2, from: 'newest' });
      await ledger.begin(newAttempt());
      const second = await ledger.page({}, { limit: 2, from: 'newest', after: first.items.at(-1)?.id });
      expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.reverse().slice(0, 4));
    });

    test('sorts ids by their bytes, whatever language the database sorts in', async () => {
      const ledger = await ledgerOn(engine);
      const ids = ['ver_a', 'ver_B', 'ver_-', 'ver_é', 'ver_Z', 'ver_0'];
      for (const id of ids) await ledger.begin(newAttempt({ id }));
      const page = await ledger.page({}, { limit: 10, from: 'oldest' });
      expect(page.items.map(({ id }) => id)).toEqual([...ids].sort());
      const rest = await ledger.page({}, { limit: 10, from: 'oldest', after: 'ver_B' });
      expect(rest.items.map(({ id }) => id)).toEqual([...ids].sort().filter((id) => id > 'ver_B'));
    });

    test('of attempts by id leaves out what is unknown, for any number of ids in one query', async () => {
      const queries: string[] = [];
      const ledger = await ledgerOn(engine, {
        onQuery: ({ sql }) => /"verification"|verification v/.test(sql) && queries.push(sql),
      });
      const { verification } = await ledger.begin(newAttempt());
      queries.length = 0;
      const unknown = Array.from({ length: 70_000 }, (_, i) => `ver_${i}`);
      const found = await ledger.attempts([...unknown, verification.id]);
      expect([...found.values()]).toEqual([verification]);
      expect(queries).toHaveLength(1);
    });
  });
}

export function describeStandings(engine: LedgerEngine): void {
  describe('a user', () => {
    const cases = [
      { with: [], is: 'UNVERIFIED' },
      { with: ['PENDING'], is: 'PENDING' },
      { with: ['AWAITING_PERSON'], is: 'PENDING' },
      { with: ['INTERRUPTED'], is: 'PENDING' },
      { with: ['FAILED', 'EXPIRED'], is: 'UNVERIFIED' },
      { with: ['ACCEPTED'], is: 'VERIFIED' },
      { with: ['DECLINED', 'FAILED'], is: 'DECLINED' },
      { with: ['REVIEW'], is: 'REVIEW' },
      { with: ['UNDECIDED'], is: 'REVIEW' },
      { with: ['ACCEPTED', 'PENDING'], is: 'VERIFIED' },
      { with: ['ACCEPTED', 'DECLINED'], is: 'DECLINED' },
      { with: ['DECLINED', 'REVIEW', 'ACCEPTED', 'FAILED', 'INTERRUPTED'], is: 'VERIFIED' },
      { with: ['FAILED', 'AWAITING_PERSON', 'FAILED'], is: 'PENDING' },
    ] as const;

    test.each(cases)('with attempts that are $with, oldest first, is $is', async ({ with: history, is }) => {
      const ledger = await ledgerOn(engine);
      await ledger.begin(newAttempt({ ownerId: 'bob' }));
      let completedAtMs: number | null = null;
      for (const outcome of history) {
        const settled = await attemptWith(ledger, outcome);
        if (settled !== null && isFinal(settled) && settled.state === 'COMPLETED')
          completedAtMs = settled.completedAtMs;
      }
      expect(await ledger.standings(['ada'])).toEqual(
        new Map([['ada', { status: is, verifiedAtMs: is === 'VERIFIED' ? completedAtMs : null }]]),
      );
    });

    test('stands as the newest attempt says, not as the one that was decided last', async () => {
      const ledger = await ledgerOn(engine);
      const [older, newer] = [newAttempt(), newAttempt()];
      await ledger.begin(older);
      await ledger.begin(newer);
      await ledger.settle(newer.id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() });
      await ledger.settle(older.id, { state: 'COMPLETED', decision: 'DECLINED', atMs: tick() });
      expect((await ledger.standings(['ada'])).get('ada')).toMatchObject({ status: 'VERIFIED' });
    });

    test('and a hundred others are looked up in one query', async () => {
      const queries: string[] = [];
      const ledger = await ledgerOn(engine, {
        onQuery: ({ sql }) => /"verification"|verification v/.test(sql) && queries.push(sql),
      });
      const ids = Array.from({ length: 100 }, (_, i) => `user-${i}`);
      for (const ownerId of ids.slice(0, 50)) await attemptWith(ledger, 'ACCEPTED', ownerId);
      queries.length = 0;
      const standings = await ledger.standings([...ids, ...ids]);
      expect(queries).toHaveLength(1);
      expect([...standings.keys()]).toEqual(ids);
      expect(ids.filter((id) => standings.get(id)?.status === 'VERIFIED')).toEqual(ids.slice(0, 50));
    });
  });
}

async function attemptWith(ledger: OpenLedger, outcome: string, ownerId = 'ada'): Promise<Verification | null> {
  const attempt = newAttempt({ ownerId });
  await ledger.begin(attempt);
  const decision = kycDecisions.find((known) => known === outcome) ?? null;
  const state = verificationStates.find((known) => known === outcome) ?? 'COMPLETED';
  if (state === 'EXPIRED') await ledger.settle(attempt.id, { state: 'AWAITING_PERSON', link, atMs: tick() });
  return ledger.settle(attempt.id, { state, decision, link, atMs: tick() });
}
