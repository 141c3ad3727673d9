/** What every engine of the ledger promises to the use cases. Run on each by test/integration/ledger.test.ts. */
import { describe } from 'vitest';
import type { LedgerOptions, OpenLedger } from '#ledger/ledger.ts';
import { describeKeys } from './ledger-keys.ts';
import { describeAuditTrail, describeForgetting } from './ledger-memory.ts';
import { describePages, describeStandings } from './ledger-queries.ts';
import { describeFaces, describeOddText, describeReconciliation } from './ledger-rest.ts';
import { describeStates } from './ledger-states.ts';

export interface LedgerPlace {
  readonly url: string;
  /** Opens the ledger that is here; again after `close`, with all that was committed. */
  open(options?: Partial<LedgerOptions>): Promise<OpenLedger>;
  /** Everything that rests here, as bytes, while it is open too. */
  readBytes(): Promise<Buffer>;
  remove(): Promise<void>;
}

export interface LedgerEngine {
  readonly name: string;
  /** An empty place for one ledger. */
  createPlace(): Promise<LedgerPlace>;
}

/** Tests that a ledger on this engine keeps the promises of the port. */
export function describeLedger(engine: LedgerEngine): void {
  describe(`a ledger on ${engine.name}`, () => {
    describeKeys(engine);
    describeStates(engine);
    describePages(engine);
    describeStandings(engine);
    describeAuditTrail(engine);
    describeForgetting(engine);
    describeReconciliation(engine);
    describeFaces(engine);
    describeOddText(engine);
  });
}
