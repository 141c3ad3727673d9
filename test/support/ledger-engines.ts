/** The engines that the ledger's contract is run on: SQLite in a file, and the run's PostgreSQL server. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openLedger } from '#ledger/ledger.ts';
import { tick } from './attempts.ts';
import type { LedgerEngine } from './contracts/ledger.ts';
import { administer, createTestDatabase, type TestDatabase } from './postgres.ts';

export const sqlite: LedgerEngine = {
  name: 'SQLite',
  async createPlace() {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-ledger-'));
    const url = `sqlite:${join(folder, 'ledger.db')}`;
    return {
      url,
      open: (options) => openLedger({ url, mode: 'sandbox', clock: tick, onFault: failTest, ...options }),
      readBytes: async () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};

export interface PostgresEngine extends LedgerEngine {
  /** Removes the databases that were made. */
  dispose(): Promise<void>;
}

/**
 * Databases are made once and emptied for the next test, which is ten times faster.
 * @param serverUrl of a user who may create databases
 */
export function postgresAt(serverUrl: string): PostgresEngine {
  const made: TestDatabase[] = [];
  const free: TestDatabase[] = [];
  return {
    name: 'PostgreSQL',
    async createPlace() {
      const database = free.pop() ?? (await createTestDatabase(serverUrl));
      if (!made.includes(database)) made.push(database);
      const { url } = database;
      return {
        url,
        open: (options) => openLedger({ url, mode: 'sandbox', clock: tick, onFault: failTest, ...options }),
        readBytes: () => dump(url),
        async remove() {
          await administer(url, 'drop schema public cascade; create schema public');
          free.push(database);
        },
      };
    },
    async dispose() {
      for (const database of made) await database.drop();
    },
  };
}

/** Every row of every table, as a dump would have it. */
async function dump(url: string): Promise<Buffer> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      "select table_name from information_schema.tables where table_schema = 'public'",
    );
    const parts: string[] = [];
    for (const { table_name } of tables) {
      const { rows } = await client.query(`select * from "${table_name}"`);
      parts.push(JSON.stringify({ table_name, rows }));
    }
    return Buffer.from(parts.join('\n'));
  } finally {
    await client.end();
  }
}

function failTest(error: unknown): void {
  throw error;
}
