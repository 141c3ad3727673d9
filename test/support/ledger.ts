/** Places for ledgers that go away with the test. */

import { onTestFinished } from 'vitest';
import type { OpenLedger } from '#ledger/ledger.ts';
import type { LedgerEngine, LedgerPlace } from './contracts/ledger.ts';

/** A place that is removed when the test is over. */
export async function placeOn(engine: LedgerEngine): Promise<LedgerPlace> {
  const place = await engine.createPlace();
  onTestFinished(() => place.remove());
  return place;
}

/** An empty ledger that is closed when the test is over. */
export async function ledgerOn(
  engine: LedgerEngine,
  options?: Parameters<LedgerPlace['open']>[0],
): Promise<OpenLedger> {
  const place = await engine.createPlace();
  const ledger = await place.open(options);
  onTestFinished(async () => {
    await ledger.close();
    await place.remove();
  });
  return ledger;
}
