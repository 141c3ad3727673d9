/** What only the shared ledger promises: several processes behave as one, broken connections heal, and refusals are sentences. */
import pg from 'pg';
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import type { Verification } from '#domain/verification.ts';
import { type LedgerOptions, type OpenLedger, openLedger } from '#ledger/ledger.ts';
import { newAttempt, tick } from '../support/attempts.ts';
import { postgresAt } from '../support/ledger-engines.ts';
import { administer } from '../support/postgres.ts';

const serverUrl = inject('postgresUrl');
const engine = postgresAt(serverUrl);
afterAll(() => engine.dispose());

interface Shared {
  readonly url: string;
  /** Another process on the same ledger, as far as the ledger can tell. */
  replica(options?: Partial<LedgerOptions>): Promise<OpenLedger>;
  /** One statement by the hand of the database's owner. */
  run(statement: string): Promise<readonly Record<string, unknown>[]>;
}

async function sharedLedger(): Promise<Shared> {
  const place = await engine.createPlace();
  const open: OpenLedger[] = [];
  onTestFinished(async () => {
    for (const ledger of open) await ledger.close();
    await place.remove();
  });
  return {
    url: place.url,
    async replica(options) {
      const ledger = await place.open({ clock: Date.now, onFault: () => {}, ...options });
      open.push(ledger);
      return ledger;
    },
    run: (statement) => runOn(place.url, statement),
  };
}

async function runOn(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

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
    expect(await run('select count(*)::int as n from schema_migration')).toEqual([{ n: 1 }]);
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

describe('a shared ledger that cannot be had says why and what to do, without the password', () => {
  async function refusalOf(
    url: string,
    options: Partial<LedgerOptions> = {},
  ): Promise<{ code: unknown; message: string }> {
    const error: unknown = await openLedger({ url, mode: 'sandbox', clock: tick, startWithinMs: 0, ...options }).then(
      (ledger) => ledger.close().then(() => new Error('it opened')),
      (reason: unknown) => reason,
    );
    if (!(error instanceof Error) || !('code' in error)) throw error;
    expect(error.message).not.toContain('secret');
    expect(error.message).not.toContain(new URL(serverUrl).password);
    return { code: error.code, message: error.message };
  }
  const urlWith = (change: (url: URL) => void, base = serverUrl) => {
    const url = new URL(base);
    change(url);
    return url.href;
  };

  test('when nothing listens there', async () => {
    expect(await refusalOf('postgres://gateway:secret@127.0.0.1:1/ledger')).toEqual({
      code: 'UNREACHABLE',
      message:
        'Nothing answers at the PostgreSQL ledger 127.0.0.1:1/ledger. Check that the server runs, and host and port in DATABASE_URL.',
    });
  });

  test('when the host is unknown', async () => {
    expect(await refusalOf('postgres://gateway:secret@no-such-host.invalid/ledger')).toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('host of the PostgreSQL ledger no-such-host.invalid:5432/ledger is not known'),
    });
  });

  test('when the password is wrong', async () => {
    const url = urlWith((to) => {
      to.password = 'secret';
    });
    expect(await refusalOf(url)).toMatchObject({
      code: 'ACCESS_DENIED',
      message: expect.stringContaining('refuses the user or password'),
    });
  });

  test('when there is no such database', async () => {
    const url = urlWith((to) => {
      to.pathname = '/nowhere';
    });
    expect(await refusalOf(url)).toMatchObject({
      code: 'ACCESS_DENIED',
      message: expect.stringContaining('no such database on the server'),
    });
  });

  test('when the user may not make tables', async () => {
    const { url, run } = await sharedLedger();
    const role = `visitor_${at()}`;
    await run(`create role ${role} login password 'secret'`);
    onTestFinished(async () => void (await administer(serverUrl, `drop role ${role}`)));
    const visitor = urlWith((to) => {
      to.username = role;
      to.password = 'secret';
    }, url);
    expect(await refusalOf(visitor)).toMatchObject({
      code: 'ACCESS_DENIED',
      message: expect.stringContaining('grant it CREATE on the schema'),
    });
  });

  test('when it is read-only, like a standby', async () => {
    const { url } = await sharedLedger();
    const name = new URL(url).pathname.slice(1);
    await administer(serverUrl, `alter database ${name} set default_transaction_read_only = on`);
    onTestFinished(() => administer(serverUrl, `alter database ${name} reset default_transaction_read_only`));
    expect(await refusalOf(url)).toMatchObject({
      code: 'READ_ONLY',
      message: expect.stringContaining('at the primary'),
    });
    await administer(serverUrl, `alter database ${name} reset default_transaction_read_only`);
  });

  test('when the server speaks no TLS and the URL wants it', async () => {
    const url = urlWith((to) => to.searchParams.set('sslmode', 'require'));
    expect(await refusalOf(url)).toMatchObject({ code: 'UNREACHABLE', message: expect.stringContaining('speak TLS') });
  });

  test('when its tables are another application’s, and does not touch them', async () => {
    const { url, run } = await sharedLedger();
    await run('create table event (id int, title text)');
    expect(await refusalOf(url)).toMatchObject({ code: 'NOT_A_LEDGER' });
    expect(await run("select count(*)::int as n from information_schema.tables where table_schema = 'public'")).toEqual(
      [{ n: 1 }],
    );
  });

  test('when a newer version of the gateway wrote it', async () => {
    const { url, replica, run } = await sharedLedger();
    await replica();
    await run("insert into schema_migration values ('9999-from-the-future')");
    expect(await refusalOf(url)).toMatchObject({ code: 'NEWER_SCHEMA' });
  });

  test('when it holds live verifications and the gateway runs the sandbox, and the other way round', async () => {
    const { url, replica } = await sharedLedger();
    await replica({ mode: 'live' });
    expect(await refusalOf(url)).toMatchObject({ code: 'WRONG_MODE', message: expect.stringContaining('holds live') });
    const other = await sharedLedger();
    await other.replica({ mode: 'sandbox' });
    expect(await refusalOf(other.url, { mode: 'live' })).toMatchObject({ code: 'WRONG_MODE' });
  });

  test('and waits a while for a server that is still starting', async () => {
    const began = performance.now();
    expect(await refusalOf('postgres://gateway:secret@127.0.0.1:1/ledger', { startWithinMs: 300 })).toMatchObject({
      code: 'UNREACHABLE',
    });
    expect(performance.now() - began).toBeGreaterThan(100);
  });
});

describe('the tables of a shared ledger', () => {
  test('do not let events be changed or deleted, also not by hand', async () => {
    const { replica, run } = await sharedLedger();
    const ledger = await replica();
    await ledger.begin(newAttempt());
    for (const statement of ["update event set kind = 'x'", 'delete from event', 'truncate event'])
      await expect(run(statement)).rejects.toThrow('only ever added');
  });

  test('say "committed" only for what is on the disk, whatever the database’s default', async () => {
    const { url, replica } = await sharedLedger();
    const name = new URL(url).pathname.slice(1);
    await administer(serverUrl, `alter database ${name} set synchronous_commit = off`);
    onTestFinished(() => administer(serverUrl, `alter database ${name} reset synchronous_commit`));
    const { pool } = await replica();
    expect((await pool?.query('show synchronous_commit'))?.rows).toEqual([{ synchronous_commit: 'on' }]);
  });
});
