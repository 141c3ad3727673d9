/** Under one key Faceki gets at most one request that it may have taken, whatever happens around it. `npm run interleavings` plays a thousand. */
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { LedgerEngine } from '#test/support/contracts/ledger.ts';
import { actionable, playHistory } from '#test/support/interleavings.ts';
import { postgresAt, sqlite } from '#test/support/ledger-engines.ts';

const postgres = postgresAt(inject('postgresUrl'));
afterAll(() => postgres.dispose());

async function play(engine: LedgerEngine, seed: number) {
  const place = await engine.createPlace();
  try {
    return await playHistory(place, seed);
  } finally {
    await place.remove();
  }
}

describe.each([sqlite, postgres])('on $name', (engine) => {
  test('sixty random histories pay no key twice, and each ends in something a client can act on', async () => {
    let crashes = 0;
    for (let seed = 1; seed <= 60; seed += 1) {
      const history = await play(engine, seed);
      crashes += history.crashes;
      expect(
        [...history.taken.values()].every((times) => times <= 1),
        `seed ${seed} pays twice`,
      ).toBe(true);
      for (const ending of history.endings.values()) expect(actionable, `seed ${seed}`).toContain(ending);
      expect(history.pending, `seed ${seed} leaves an attempt under way`).toBe(0);
    }
    expect(crashes).toBeGreaterThan(20);
  }, 60_000);
});
