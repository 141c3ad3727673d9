/** What SQLite's and the file system's errors mean: a sentence for the person who runs the gateway. */
import { LedgerError } from './refusals.ts';

/** SQLite's result codes: https://sqlite.org/rescode.html */
const sqliteCode = {
  busy: 5,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
  cannotLock: 3850,
} as const;

/** The error as a sentence where one can help; else the error itself. */
export function explainSqliteError(error: unknown, place: string): unknown {
  if (!(error instanceof Error)) return error;
  const because = (code: LedgerError['code'], sentence: string) => new LedgerError(code, sentence, { cause: error });
  if ('errcode' in error && typeof error.errcode === 'number') {
    // On a read-only file SQLite comes as far as the lock.
    const primary = error.errcode === sqliteCode.cannotLock ? sqliteCode.readOnly : error.errcode & 0xff;
    switch (primary) {
      case sqliteCode.busy:
        return because(
          'IN_USE',
          `The ledger ${place} is in use by another process. Stop that one first, or set DATABASE_URL to a PostgreSQL database to run several.`,
        );
      case sqliteCode.full:
        return because(
          'DISK_FULL',
          `The disk that holds the ledger ${place} is full. Free some space; what was recorded before is safe, and nothing is sent to the provider that cannot be recorded.`,
        );
      case sqliteCode.readOnly:
      case sqliteCode.cannotOpen:
        return because(
          'READ_ONLY',
          `The ledger ${place} cannot be written. Give this process’s user write permission on the file and its folder, on a local disk, or set DATABASE_URL to another place.`,
        );
      case sqliteCode.notADatabase:
      case sqliteCode.corrupt:
        return because(
          'NOT_A_LEDGER',
          `The file ${place} is not a readable SQLite database. Check DATABASE_URL, or restore the file from a backup; it was not changed.`,
        );
      case sqliteCode.ioError:
        return because(
          'UNSAFE_STORAGE',
          `The disk that holds the ledger ${place} fails to read or write. Check the disk; the ledger must be on a local one.`,
        );
    }
  }
  if (
    'code' in error &&
    typeof error.code === 'string' &&
    /^(EACCES|EPERM|EROFS|ENOTDIR|ENOENT|EEXIST|EISDIR)$/.test(error.code)
  )
    return because(
      'READ_ONLY',
      `The ledger ${place} cannot be made there (${error.code}). Give this process’s user write permission on its folder, or set DATABASE_URL to another place.`,
    );
  if ('code' in error && error.code === 'ENOSPC')
    return because('DISK_FULL', `The disk that should hold the ledger ${place} is full. Free some space.`);
  return error;
}
