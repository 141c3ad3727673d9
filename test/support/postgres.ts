/** One PostgreSQL server for a whole test run (Vitest's globalSetup): TEST_POSTGRES_URL, else an embedded one. Without either the run fails. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startLocalPostgres } from './local-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a user who may create databases. Read it with `inject('postgresUrl')`. */
    readonly postgresUrl: string;
  }
}

/** Called by Vitest once before all test files; what it returns is called after them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given !== undefined && given !== '') {
    const database = await createTestDatabase(given);
    await database.drop();
    project.provide('postgresUrl', given);
    return async () => {};
  }
  const server = await startLocalPostgres();
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}

export interface TestDatabase {
  readonly url: string;
  /** Ends every connection to it first. */
  drop(): Promise<void>;
}

/** An empty database of its own on the run's server. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `ledger_test_${randomBytes(6).toString('hex')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await administer(serverUrl, `create database ${name}`);
  return { url: url.href, drop: () => administer(serverUrl, `drop database ${name} with (force)`) };
}

/** Runs one statement as the server's test user. */
export async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
