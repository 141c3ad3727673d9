/** That a process which slept through its lease says that it lives before it begins anything. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { createSharedLease } from '#ledger/leases.ts';
import { prepareSchema } from '#ledger/migrate.ts';
import { openSqlite } from '#ledger/sqlite.ts';

async function stage() {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let nowMs = 1_000_000;
  const { db, dialect, place, close } = openSqlite(':memory:');
  onTestFinished(close);
  await prepareSchema({ db, dialect, place, mode: 'sandbox' });
  const lease = createSharedLease({ db, dialect, clock: () => nowMs, processId: 'own', leaseMs: 15_000 });
  return {
    lease,
    pass: (ms: number) => {
      nowMs += ms;
      vi.advanceTimersByTime(ms);
    },
    until: async () => {
      const row = await db.selectFrom('process').selectAll().where('id', '=', 'own').executeTakeFirst();
      return row === undefined ? null : row.lease_until_ms - nowMs;
    },
  };
}

test('a lease that is about to run out is renewed before it is relied upon, and a fresh one is not', async () => {
  const { lease, pass, until } = await stage();
  await lease.renew();
  pass(5_000);
  await lease.hold();
  expect(await until()).toBe(10_000);
  pass(60_000);
  await lease.hold();
  expect(await until()).toBe(15_000);
  await lease.end();
  expect(await until()).toBeNull();
});
