/** Why a ledger cannot be opened or written, each as a sentence for the person who runs the gateway: what is wrong and what to do. No passwords. */

export type LedgerErrorCode =
  | 'BAD_URL'
  | 'IN_USE'
  | 'DISK_FULL'
  | 'READ_ONLY'
  | 'NOT_A_LEDGER'
  | 'UNSAFE_STORAGE'
  | 'UNREACHABLE'
  | 'ACCESS_DENIED'
  | 'NEWER_SCHEMA'
  | 'WRONG_MODE';

/** The ledger refuses, and has changed nothing. The message can be shown as it is. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly code: LedgerErrorCode;
  constructor(code: LedgerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A ledger is for sandbox or for live verifications, for ever. */
export type LedgerMode = 'sandbox' | 'live';

export function wrongMode(place: string, holds: string, wanted: LedgerMode): LedgerError {
  const advice =
    wanted === 'live'
      ? 'Set DATABASE_URL to another place for the real account'
      : 'Set DATABASE_URL to another place for the sandbox, or set the real credentials';
  return new LedgerError(
    'WRONG_MODE',
    `The ledger ${place} holds ${holds} verifications, and this gateway runs ${wanted}: the two are never mixed. ${advice}.`,
  );
}

export function newerSchema(place: string, names: readonly string[]): LedgerError {
  return new LedgerError(
    'NEWER_SCHEMA',
    `The ledger ${place} was written by a newer version of this gateway (it has ${names.join(', ')}). Run that version or a later one, or restore a backup from before the upgrade.`,
  );
}

export function badUrl(): LedgerError {
  // The URL itself may hold a password and is not repeated.
  return new LedgerError(
    'BAD_URL',
    'DATABASE_URL is not understood. Write sqlite:./data/gateway.db, or postgres://user:password@host:5432/database with special characters percent-encoded.',
  );
}
