/** What the rest of this folder needs of a database engine: Kysely over it, its words, and what its errors mean. */
import type { Kysely, Logger } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/** Told of each statement, without its values: for metrics, and for tests that count. */
export type OnQuery = (query: { readonly sql: string; readonly durationMs: number; readonly failed: boolean }) => void;

export interface Engine {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Where it is, for people; without password. */
  readonly place: string;
  /** Runs the work on a connection of its own without time limits: migrations may take long and say nothing meanwhile. */
  patiently(work: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
  /** The error as a `LedgerError` where a sentence can help; else the error itself. */
  explain(error: unknown): unknown;
  /**
   * `untouched`: nothing was committed, and the same may well succeed in a moment. `unknown`: the connection was lost, and a commit under
   * way may have succeeded. `lasting`: anything else.
   */
  classify(error: unknown): 'untouched' | 'unknown' | 'lasting';
  /**
   * Hears hints that other processes wrote events, for as long as it is open; null where this process is alone.
   * `onHint` is also called whenever hints may have been missed.
   */
  readonly listen: ((onHint: () => void) => Listening) | null;
  /** Makes sure that what was deleted is not left in files that this process owns. */
  afterErasure(): Promise<void>;
  close(): Promise<void>;
}

export interface Listening {
  stop(): Promise<void>;
}

/** Kysely's log as ours. */
export function toLogger(onQuery: OnQuery): Logger {
  return ({ query, queryDurationMillis, level }) =>
    onQuery({ sql: query.sql, durationMs: queryDurationMillis, failed: level === 'error' });
}
