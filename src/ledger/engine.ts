/** What the rest of this folder needs of a database engine: Kysely over it, its words, and what its errors mean. */
import type { Kysely } from 'kysely';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

export interface Engine {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  /** Where it is, for people; without password. */
  readonly place: string;
  /** The error as a `LedgerError` where a sentence can help; else the error itself. */
  explain(error: unknown): unknown;
  /** True when the same may well succeed in a moment: a lost connection, a server that restarts. */
  isTransient(error: unknown): boolean;
  /** Makes sure that what was deleted is not left in files that this process owns. */
  afterErasure(): Promise<void>;
  close(): Promise<void>;
}
