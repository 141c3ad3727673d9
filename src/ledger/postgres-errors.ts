/** What PostgreSQL's and the network's errors mean: a sentence for people, and whether trying again can help. */
import { LedgerError, type LedgerErrorCode } from './refusals.ts';

/** Host, port and database of the URL, without user and password; null when it is no URL. */
export function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname, port, pathname } = new URL(url);
  return `${hostname || 'localhost'}:${port || '5432'}${pathname}`;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, and Node's own codes. */
const advice: readonly {
  readonly codes: RegExp;
  readonly as: LedgerErrorCode;
  readonly say: (place: string) => string;
}[] = [
  {
    codes: /^(ENOTFOUND|EAI_AGAIN)$/,
    as: 'UNREACHABLE',
    say: (place) => `The host of the PostgreSQL ledger ${place} is not known. Check the host in DATABASE_URL.`,
  },
  {
    codes: /^(ECONNREFUSED|57P03)$/,
    as: 'UNREACHABLE',
    say: (place) =>
      `Nothing answers at the PostgreSQL ledger ${place}. Check that the server runs, and host and port in DATABASE_URL.`,
  },
  {
    codes: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET|EPIPE|57P01|57P02|08...)$/,
    as: 'UNREACHABLE',
    say: (place) =>
      `The PostgreSQL ledger ${place} cannot be reached, or the connection broke. Check the server and the network.`,
  },
  {
    codes: /^53300$/,
    as: 'UNREACHABLE',
    say: (place) =>
      `The PostgreSQL server of ${place} takes no more connections. Raise its max_connections, or run fewer replicas.`,
  },
  {
    codes: /^(28...)$/,
    as: 'ACCESS_DENIED',
    say: (place) =>
      `The PostgreSQL server of ${place} refuses the user or password. Check them in DATABASE_URL (special characters must be percent-encoded).`,
  },
  {
    codes: /^3D000$/,
    as: 'ACCESS_DENIED',
    say: (place) =>
      `There is no such database on the server: ${place}. Create it, or correct the name in DATABASE_URL.`,
  },
  {
    codes: /^(42501|3F000)$/,
    as: 'ACCESS_DENIED',
    say: (place) =>
      `The user of DATABASE_URL may not create or write the ledger’s tables in ${place}. Make it the owner of the database, or grant it CREATE on the schema.`,
  },
  {
    codes: /^25006$/,
    as: 'READ_ONLY',
    say: (place) =>
      `The PostgreSQL ledger ${place} is read-only, perhaps a standby. Point DATABASE_URL at the primary.`,
  },
  {
    codes: /^53100$/,
    as: 'DISK_FULL',
    say: (place) =>
      `The disk of the PostgreSQL ledger ${place} is full. Free some space; what was recorded before is safe, and nothing is sent to the provider that cannot be recorded.`,
  },
  {
    codes: /^42P07$/,
    as: 'NOT_A_LEDGER',
    say: (place) =>
      `The database ${place} has tables that are not this gateway’s. Give the gateway a database of its own in DATABASE_URL.`,
  },
];

/** The error as a sentence where one can help; else the error itself. */
export function explainPostgresError(error: unknown, place: string): unknown {
  const code = codeOf(error);
  const found = advice.find(({ codes }) => codes.test(code));
  if (found !== undefined) return new LedgerError(found.as, found.say(place), { cause: error });
  if (error instanceof Error && /does not support SSL/.test(error.message))
    return new LedgerError(
      'UNREACHABLE',
      `The PostgreSQL server of ${place} does not speak TLS. Enable it there, or remove sslmode from DATABASE_URL.`,
      { cause: error },
    );
  return error;
}

/** See `Engine.classify`. */
export function classifyPostgresError(error: unknown): 'untouched' | 'unknown' | 'lasting' {
  const code = codeOf(error);
  // Not connected, starting up, too many connections, deadlock, serialization failure: certainly rolled back.
  if (/^(ECONNREFUSED|57P03|53300|40001|40P01)$/.test(code)) return 'untouched';
  if (/^(ECONNRESET|EPIPE|ETIMEDOUT|57P01|57P02|08...)$/.test(code)) return 'unknown';
  return 'lasting';
}

/** The SQLSTATE or system code; what `pg` says in words alone is given the code that it means. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (/timeout exceeded when trying to connect|timeout expired/.test(error.message)) return 'ETIMEDOUT';
  if (/Connection terminated|connection ended|not queryable|has been discarded/i.test(error.message))
    return 'ECONNRESET';
  return '';
}
