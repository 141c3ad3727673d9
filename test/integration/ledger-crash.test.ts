/** A process that is killed takes nothing with it that it had acknowledged. `scripts/kill-ledger.ts` does the same as often as one likes. */
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { LedgerEngine } from '#test/support/contracts/ledger.ts';
import { crashAgainAndAgain } from '#test/support/crash.ts';
import { placeOn } from '#test/support/ledger.ts';
import { postgresAt, sqlite } from '#test/support/ledger-engines.ts';

const postgres = postgresAt(inject('postgresUrl'));
afterAll(() => postgres.dispose());

describe.each<LedgerEngine>([sqlite, postgres])('a process that is killed, on $name', (engine) => {
  test('loses no acknowledged attempt, holds its keys, and leaves none under way for ever', {
    timeout: 60_000,
  }, async () => {
    const { url } = await placeOn(engine);
    const report = await crashAgainAndAgain({ url, kills: 5, liveForMs: 300, leaseMs: 600 });
    expect(report).toMatchObject({
      kills: 5,
      missing: 0,
      stale: 0,
      torn: 0,
      leftPending: 0,
      wronglyInterrupted: 0,
      keysLost: 0,
    });
    expect(report.begun).toBeGreaterThan(0);
  });
});
