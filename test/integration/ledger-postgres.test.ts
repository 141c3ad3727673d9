/** Who cannot have the shared ledger gets a sentence; who has it can rely on its tables. */
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest';
import { type LedgerOptions, openLedger } from '#ledger/ledger.ts';
import { newAttempt, tick } from '#test/support/attempts.ts';
import { postgresAt } from '#test/support/ledger-engines.ts';
import { administer } from '#test/support/postgres.ts';
import { sharedLedgerOn } from '#test/support/shared-ledger.ts';

const serverUrl = inject('postgresUrl');
const engine = postgresAt(serverUrl);
afterAll(() => engine.dispose());
const sharedLedger = () => sharedLedgerOn(engine);

const at = Date.now;

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
