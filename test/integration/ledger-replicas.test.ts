/** Several processes on one ledger behave as one, and broken connections heal. */
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { Verification } from '#domain/verification.ts';
import type { OpenLedger } from '#ledger/ledger.ts';
import { migrations } from '#ledger/migrations.ts';
import { newAttempt } from '#test/support/attempts.ts';
import { postgresAt } from '#test/support/ledger-engines.ts';
import { administer } from '#test/support/postgres.ts';
import { sharedLedgerOn } from '#test/support/shared-ledger.ts';

const serverUrl = inject('postgresUrl');
const engine = postgresAt(serverUrl);
afterAll(() => engine.dispose());
const sharedLedger = () => sharedLedgerOn(engine);

/** Resolves when the ledger tells of what is waited for. */
function heard(ledger: OpenLedger, isIt: (changed: Verification) => boolean): Promise<Verification> {
  const { promise, resolve } = Promise.withResolvers<Verification>();
  const stop = ledger.onChange((changed) => {
    if (isIt(changed)) resolve(changed);
  });
  return promise.finally(stop);
}

const at = Date.now;

describe('several processes on one ledger', () => {
  test('may all start at once on an empty database', async () => {
    const { replica, run } = await sharedLedger();
    const replicas = await Promise.all(Array.from({ length: 6 }, () => replica()));
    for (const ledger of replicas) expect(await ledger.begin(newAttempt())).toMatchObject({ begun: true });
    expect(await run('select count(*)::int as n from schema_migration')).toEqual([{ n: migrations.length }]);
    expect(await run('select count(*)::int as n from verification')).toEqual([{ n: 6 }]);
  });

  test('give a key to exactly one of the requests that reach them at once', async () => {
    const { replica } = await sharedLedger();
    const replicas = [await replica(), await replica(), await replica()];
    const asked = await Promise.all(
      Array.from({ length: 60 }, (_, i) => replicas[i % 3]?.begin(newAttempt({ idempotencyKey: 'once' }))),
    );
    expect(asked.filter((answer) => answer?.begun)).toHaveLength(1);
  });

  test('tell each other’s listeners of every attempt, in order, each state once', async () => {
    const { replica } = await sharedLedger();
    const [here, there] = [await replica(), await replica()];
    const told: string[] = [];
    const { id } = newAttempt();
    const done = heard(there, (changed) => {
      if (changed.id === id) told.push(changed.decision ?? changed.state);
      return changed.id === id && changed.decision === 'ACCEPTED';
    });
    for (const settle of [
      () => here.begin(newAttempt({ id })),
      () => here.settle(id, { state: 'COMPLETED', decision: 'REVIEW', atMs: at() }),
      () => here.settle(id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: at() }),
    ])
      await settle();
    await done;
    const order = ['PENDING', 'REVIEW', 'ACCEPTED'];
    // Two changes in one reading may be told as the later one.
    expect(told).toEqual(order.filter((state) => told.includes(state)));
  });

  test('do not tell of what was over before they started', async () => {
    const { replica } = await sharedLedger();
    const here = await replica();
    for (let i = 0; i < 3; i += 1) await here.begin(newAttempt());
    const there = await replica();
    const told: string[] = [];
    const { id } = newAttempt();
    const isTold = heard(there, (changed) => told.push(changed.id) > 0 && changed.id === id);
    await here.begin(newAttempt({ id }));
    await isTold;
    expect(told).toEqual([id]);
  });

  test('do not take each other’s attempts for lost while they live', async () => {
    const { replica } = await sharedLedger();
    const first = await replica();
    const attempt = newAttempt();
    await first.begin(attempt);
    const second = await replica();
    expect(await second.recover()).toBe(0);
    expect((await second.attempts([attempt.id])).get(attempt.id)).toMatchObject({ state: 'PENDING' });
  });

  test('find out by the lease that one of them died, and interrupt what it had under way', async () => {
    const { replica, run } = await sharedLedger();
    const survivor = await replica({ leaseMs: 600 });
    const attempt = newAttempt();
    await survivor.begin(attempt);
    // What a process leaves behind that was killed: its attempt, and a lease that nobody renews any more.
    await run(`update verification set process_id = 'killed'`);
    await run(`insert into process values ('killed', (extract(epoch from clock_timestamp()) * 1000)::bigint + 400)`);
    expect(await survivor.recover()).toBe(0);
    const lost = await heard(survivor, ({ state }) => state === 'INTERRUPTED');
    expect(lost).toMatchObject({ id: attempt.id, failure: { code: 'OUTCOME_UNKNOWN' } });
    expect(await survivor.settle(attempt.id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: at() })).toMatchObject({
      state: 'COMPLETED',
    });
  });

  test('leave what a process had under way to the others as soon as it has signed off', async () => {
    const { replica } = await sharedLedger();
    const [leaving, staying] = [await replica(), await replica()];
    const attempt = newAttempt();
    await leaving.begin(attempt);
    await leaving.close();
    expect(await staying.recover()).toBe(1);
  });

  test('hear of an attempt whose event was written early and committed late', async () => {
    const { url, replica } = await sharedLedger();
    const [here, there] = [await replica(), await replica()];
    const slow = newAttempt();
    await here.begin(slow);
    const client = new pg.Client(url);
    await client.connect();
    await client.query('begin');
    await client.query(`update verification set state = 'FAILED', revision = revision + 1 where id = '${slow.id}'`);
    await client.query(
      `insert into event (at_ms, kind, verification_id, revision, detail) values (1, 'test', '${slow.id}', 2, '{}')`,
    );
    const quick = newAttempt();
    const quickHeard = heard(there, ({ id }) => id === quick.id);
    await here.begin(quick);
    await quickHeard;
    const slowHeard = heard(there, ({ id, state }) => id === slow.id && state === 'FAILED');
    await client.query('commit');
    await slowHeard;
    await client.end();
  });
});

describe('a shared ledger whose connections all break', () => {
  const breakAll = (url: string) => {
    const name = new URL(url).pathname.slice(1);
    return administer(
      serverUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
    );
  };

  test('goes on as if nothing had happened', async () => {
    const { url, replica } = await sharedLedger();
    const ledger = await replica();
    const attempt = newAttempt({ idempotencyKey: 'k' });
    await ledger.begin(attempt);
    await breakAll(url);
    expect(await ledger.settle(attempt.id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: at() })).toMatchObject({
      state: 'COMPLETED',
    });
    const under: Promise<unknown>[] = [];
    for (let i = 0; i < 5; i += 1) {
      under.push(...Array.from({ length: 10 }, () => ledger.begin(newAttempt())));
      await breakAll(url);
    }
    expect(await Promise.all(under)).toHaveLength(50);
    expect(await ledger.count({})).toBe(51);
  });

  test('catches up with what others changed meanwhile', async () => {
    const { url, replica } = await sharedLedger();
    const [here, there] = [await replica(), await replica()];
    const attempt = newAttempt();
    const seen = heard(there, ({ id }) => id === attempt.id);
    await here.begin(attempt);
    await seen;
    const settled = heard(there, ({ id, state }) => id === attempt.id && state === 'FAILED');
    await breakAll(url);
    await here.settle(attempt.id, { state: 'FAILED', atMs: at() });
    await settled;
  });
});
