/** What becomes of attempts that are not final, by asking the provider again: what is found, what is left alone, and what it costs. */
import { describe, expect, test } from 'vitest';
import { toVerificationError } from '#domain/errors.ts';
import type { FailureCode } from '#domain/failure.ts';
import type { NewAttempt, RecordKey, Settlement } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { newAttempt } from '#test/support/attempts.ts';
import { record } from '#test/support/run-operation.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices } from '#test/support/services.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const startMs = Date.UTC(2026, 0, 15);

type Find = (key: RecordKey) => readonly VerificationRecord[];

/** A ledger and a clock, over a provider of which a test says what it has on record. */
async function stage(find: Find = () => []) {
  let nowMs = startMs;
  const asked: RecordKey[] = [];
  const script = { find };
  const provider = {
    ...scriptedProvider({ generation: 'v3' }),
    findRecords: async (key: RecordKey) => {
      asked.push(key);
      return script.find(key);
    },
  };
  const built = await createTestServices(provider, { clock: () => nowMs });
  const { ledger, reconciler } = built;
  const present = async (id: string) => {
    const attempt = (await ledger.attempts([id])).get(id);
    if (attempt === undefined) throw new Error('it was begun');
    return attempt;
  };
  return {
    ...built,
    asked,
    script,
    present,
    pass: (ms: number) => {
      nowMs += ms;
    },
    async attempt(settlement: Omit<Settlement, 'atMs'>, made: Partial<NewAttempt> = {}) {
      const attempt = newAttempt({ generation: 'v3', createdAtMs: nowMs, ...made });
      await ledger.begin(attempt);
      await ledger.settle(attempt.id, { ...settlement, atMs: nowMs });
      return attempt.id;
    },
    async refreshed(id: string) {
      return reconciler.refresh(await present(id), 0);
    },
    /** How often a sweep every minute (and a moment) asks in this time. */
    async askedDuring(ms: number) {
      const before = asked.length;
      for (let passed = 0; passed < ms; passed += minute) {
        nowMs += minute + 1;
        await reconciler.sweep();
      }
      return asked.length - before;
    },
  };
}

const link = { id: 'link-1', url: 'https://apps.example.test/link-1', expiresAtMs: startMs + hour };
const awaiting = { state: 'AWAITING_PERSON', link } as const;
const lost = {
  state: 'INTERRUPTED',
  failure: { code: 'PROVIDER_TIMEOUT', providerCode: null, documentType: null },
} as const;
const fails = (code: FailureCode) => () => {
  throw toVerificationError({ code });
};

describe('a link whose time is over', () => {
  test('is not given up while the provider cannot say whether it was used', async () => {
    const { attempt, refreshed, pass, script } = await stage();
    const id = await attempt(awaiting);
    pass(day);
    for (const code of [
      'PROVIDER_UNREACHABLE',
      'PROVIDER_TIMEOUT',
      'PROVIDER_FAULT',
      'CREDENTIALS_REJECTED',
    ] as const) {
      script.find = fails(code);
      expect(await refreshed(id)).toMatchObject({ state: 'AWAITING_PERSON' });
    }
    script.find = () => [record({ decision: 'ACCEPTED', link: link.id })];
    expect(await refreshed(id)).toMatchObject({ state: 'COMPLETED', decision: 'ACCEPTED' });
  });

  test('is waited for as long as a decision takes, because the person may have used it in the last moment', async () => {
    const { attempt, refreshed, pass } = await stage();
    const id = await attempt(awaiting);
    pass(hour + 1_000);
    expect(await refreshed(id)).toMatchObject({ state: 'AWAITING_PERSON' });
    pass(2 * minute);
    expect(await refreshed(id)).toMatchObject({ state: 'EXPIRED' });
  });

  test.each(['LINK_INVALID', 'LINK_EXPIRED'] as const)('is over when the provider says %s', async (code) => {
    const { attempt, refreshed, pass } = await stage(fails(code));
    const id = await attempt(awaiting);
    pass(2 * hour);
    expect(await refreshed(id)).toMatchObject({ state: 'EXPIRED' });
  });
});

describe('records of others, which a service that overlooks the key answers with', () => {
  test('decide nothing about a link', async () => {
    const { attempt, refreshed, script } = await stage(() => [record({ decision: 'ACCEPTED', link: 'link-2' })]);
    const id = await attempt(awaiting);
    expect(await refreshed(id)).toMatchObject({ state: 'AWAITING_PERSON' });
    script.find = () => [
      record({ decision: 'ACCEPTED', link: 'link-2' }),
      record({ decision: 'DECLINED', link: 'https://apps.example.test/LINK-1' }),
    ];
    expect(await refreshed(id)).toMatchObject({ state: 'COMPLETED', decision: 'DECLINED' });
  });

  test('decide nothing about an answer that was lost', async () => {
    const { attempt, refreshed, script } = await stage(() => [record({ recordIdentifier: 'somebody' })]);
    const id = await attempt(lost);
    expect(await refreshed(id)).toMatchObject({ state: 'INTERRUPTED' });
    script.find = ({ value }) => [record({ decision: 'ACCEPTED', recordIdentifier: value })];
    expect(await refreshed(id)).toMatchObject({ state: 'COMPLETED', decision: 'ACCEPTED' });
  });
});

test('a link that the provider calls used up was used, whenever its time was over', async () => {
  const { attempt, refreshed, pass } = await stage(fails('LINK_LIMIT_REACHED'));
  const id = await attempt(awaiting);
  pass(day);
  expect(await refreshed(id)).toMatchObject({ state: 'AWAITING_PERSON' });
});

test('a link without an end of ours is over when the provider says so, and not when it says that it does not know it', async () => {
  const { attempt, refreshed, script } = await stage(fails('LINK_INVALID'));
  const id = await attempt({ ...awaiting, link: { ...link, expiresAtMs: null } });
  expect(await refreshed(id)).toMatchObject({ state: 'AWAITING_PERSON' });
  script.find = fails('LINK_EXPIRED');
  expect(await refreshed(id)).toMatchObject({ state: 'EXPIRED' });
});

describe('a sweep every minute', () => {
  test('asks for a lost answer each minute while it may still come, then each hour, and after a month no more', async () => {
    const { attempt, askedDuring, pass } = await stage();
    await attempt(lost);
    expect(await askedDuring(14 * minute)).toBe(14);
    pass(hour);
    expect(await askedDuring(5 * hour)).toBe(5);
    pass(30 * day);
    expect(await askedDuring(2 * hour)).toBe(0);
  });

  test('asks about a link every five minutes on its first day, and then four times a day', async () => {
    const { attempt, askedDuring, pass } = await stage();
    await attempt({ ...awaiting, link: { ...link, expiresAtMs: null } });
    expect(await askedDuring(hour)).toBe(12);
    pass(day);
    expect(await askedDuring(day)).toBe(4);
  });

  test.each(['REVIEW', null] as const)(
    'asks each hour for a month what became of the decision %s',
    async (decision) => {
      const { attempt, askedDuring, pass, script, present } = await stage(() => [record({ decision })]);
      const id = await attempt({ state: 'COMPLETED', decision, requestId: 'request-1' });
      expect(await askedDuring(5 * hour)).toBe(5);
      script.find = () => [record({ decision: 'ACCEPTED' })];
      await askedDuring(hour);
      expect(await present(id)).toMatchObject({ decision: 'ACCEPTED' });
      const late = await attempt({ state: 'COMPLETED', decision, requestId: 'request-2' });
      pass(31 * day);
      script.find = () => [];
      expect(await askedDuring(2 * hour)).toBe(0);
      expect(await present(late)).toMatchObject({ decision });
    },
  );

  test('leaves alone what is decided', async () => {
    const { attempt, askedDuring } = await stage();
    for (const decision of ['ACCEPTED', 'DECLINED'] as const) await attempt({ state: 'COMPLETED', decision });
    expect(await askedDuring(2 * hour)).toBe(0);
  });
});

test('a clock that is set back keeps nobody from being asked', async () => {
  const { attempt, present, reconciler, asked, pass } = await stage();
  const id = await attempt(awaiting);
  await reconciler.refresh(await present(id));
  await reconciler.refresh(await present(id));
  expect(asked).toHaveLength(1);
  pass(-hour);
  await reconciler.refresh(await present(id));
  expect(asked).toHaveLength(2);
});

describe('a link that was used more than once', () => {
  const tried = (decision: 'ACCEPTED' | 'DECLINED' | null, requestId: string, createdAtMs: number | null) =>
    record({ decision, requestId, link: link.id, createdAtMs });

  test('comes to what was decided last, whatever the order of the records', async () => {
    const first = tried('DECLINED', 'request-1', startMs);
    const second = tried('ACCEPTED', 'request-2', startMs + minute);
    for (const records of [
      [first, second],
      [second, first],
      [first, tried(null, 'request-3', startMs + hour), second],
      [tried('DECLINED', 'request-0', null), second],
    ]) {
      const { attempt, refreshed } = await stage(() => records);
      const id = await attempt(awaiting);
      expect(await refreshed(id)).toMatchObject({ decision: 'ACCEPTED', requestId: 'request-2' });
    }
  });

  test('of V2 comes to the worst of its records, which may be those of several documents', async () => {
    const records = [tried('DECLINED', 'request-1', startMs), tried('ACCEPTED', 'request-1', startMs + minute)];
    const { attempt, refreshed } = await stage(() => records);
    const id = await attempt(awaiting, { generation: 'v2' });
    expect(await refreshed(id)).toMatchObject({ decision: 'DECLINED' });
  });

  test.each([
    ['names the link', { requestId: 'request-2', kycData: { link: link.id } }],
    ['names the request alone', { requestId: 'request-2', kycData: {} }],
  ])('after it was decided once, is decided anew by a hint that %s', async (_case, hint) => {
    const first = tried('DECLINED', 'request-1', startMs);
    const second = tried('ACCEPTED', 'request-2', startMs + minute);
    const { attempt, refreshed, present, script, hints } = await stage(() => [first]);
    const id = await attempt(awaiting);
    await refreshed(id);
    const everything = [first, second];
    script.find = ({ kind, value }) => everything.filter(({ requestId }) => kind === 'link' || requestId === value);
    hints.hear(JSON.stringify(hint));
    await hints.idle();
    expect(await present(id)).toMatchObject({ decision: 'ACCEPTED', requestId: 'request-2' });
    // A late copy of the first hint changes nothing.
    for (const body of [{ requestId: 'request-1' }, { requestId: 'request-1', kycData: { link: link.id } }])
      hints.hear(JSON.stringify(body));
    await hints.idle();
    expect(await present(id)).toMatchObject({ decision: 'ACCEPTED', requestId: 'request-2' });
  });

  test('is not decided by a hint that names another’s request beside it', async () => {
    const { attempt, present, script, hints } = await stage();
    const used = await attempt({ state: 'COMPLETED', decision: 'ACCEPTED', requestId: 'request-1', link });
    const others = await attempt({ state: 'COMPLETED', decision: 'ACCEPTED', requestId: 'request-9' });
    script.find = ({ kind }) => [tried(kind === 'link' ? 'DECLINED' : 'ACCEPTED', 'request-9', startMs)];
    hints.hear(JSON.stringify({ requestId: 'request-9', link: link.id }));
    await hints.idle();
    expect(await present(used)).toMatchObject({ decision: 'DECLINED' });
    expect(await present(others)).toMatchObject({ decision: 'ACCEPTED', requestId: 'request-9' });
  });
});
