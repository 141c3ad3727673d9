/** How a twin waits for the attempt that is under way. */
import { expect, test } from 'vitest';
import { openLedger } from '#ledger/ledger.ts';
import { waitWhilePending } from '#services/attempts.ts';
import { newAttempt, tick } from '#test/support/attempts.ts';

async function stage() {
  const ledger = await openLedger({ url: 'sqlite::memory:', mode: 'sandbox', clock: tick });
  const { verification } = await ledger.begin(newAttempt());
  const client = new AbortController();
  const wait = (withinMs: number) =>
    waitWhilePending(ledger, verification, {
      deadlineMs: Date.now() + withinMs,
      clock: Date.now,
      signal: client.signal,
    });
  const decide = () => ledger.settle(verification.id, { state: 'COMPLETED', decision: 'ACCEPTED', atMs: tick() });
  return { wait, decide, client };
}

test('what was decided just before it began to wait is seen at once', async () => {
  const { wait, decide } = await stage();
  await decide();
  expect(await wait(60_000)).toMatchObject({ state: 'COMPLETED' });
});

test('what is decided while it waits ends the wait', async () => {
  const { wait, decide } = await stage();
  const waiting = wait(60_000);
  await decide();
  expect(await waiting).toMatchObject({ state: 'COMPLETED' });
});

test('it waits no longer than it was told, and not for a client that has left', async () => {
  const { wait, client } = await stage();
  expect(await wait(1)).toMatchObject({ state: 'PENDING' });
  const waiting = wait(60_000);
  client.abort();
  expect(await waiting).toMatchObject({ state: 'PENDING' });
  expect(await wait(60_000)).toMatchObject({ state: 'PENDING' });
});
