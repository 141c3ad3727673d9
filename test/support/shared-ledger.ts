/** One ledger on PostgreSQL and several processes on it, as far as the ledger can tell. */
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { LedgerOptions, OpenLedger } from '#ledger/ledger.ts';
import type { LedgerEngine } from './contracts/ledger.ts';

export interface SharedLedger {
  readonly url: string;
  /** Another process on the same ledger, as far as the ledger can tell. */
  replica(options?: Partial<LedgerOptions>): Promise<OpenLedger>;
  /** One statement by the hand of the database's owner. */
  run(statement: string): Promise<readonly Record<string, unknown>[]>;
}

/** An empty database; what is opened on it is closed when the test is over. */
export async function sharedLedgerOn(engine: LedgerEngine): Promise<SharedLedger> {
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
