/** What one operation has read already, so that it reads nothing twice. Never shared between operations or callers. */
import DataLoader from 'dataloader';
import { maySeeRecordsOf } from '#domain/caller.ts';
import type { VerificationRecord } from '#domain/record.ts';
import type { KycStanding, Verification } from '#domain/verification.ts';
import type { RecordReader, VerifiedKyc } from '#services/services.ts';
import type { GraphQLContext } from './context.ts';

export interface Loaders {
  /** Null: not there, or not the caller's. */
  readonly verification: DataLoader<string, Verification | null>;
  /** Null: the caller may not know. */
  readonly standing: DataLoader<string, KycStanding | null>;
  /** The records of an attempt; null when the caller may not see them. */
  readonly recordsOf: (verification: Verification) => Promise<readonly VerificationRecord[] | null>;
  /** The full record of one that came with a verification's direct answer; the record itself when there is no more of it yet. */
  readonly fullRecord: (record: VerificationRecord) => Promise<VerificationRecord>;
}

const loadersByContext = new WeakMap<GraphQLContext, Loaders>();

/** The loaders of this operation. */
export function loadersOf(context: GraphQLContext): Loaders {
  return loadersByContext.get(context) ?? renew(context, context.records, null);
}

/**
 * Forgets what was read before a mutation, which may have changed it; mutations of one operation run one after another.
 * @param verified an answer whose own records need not be read again
 */
export function afterMutation(context: GraphQLContext, verified: VerifiedKyc | null = null): void {
  renew(context, context.records, verified);
}

/** Forgets what the last event of a subscription has read: all its events share one context, for hours perhaps. */
export function beforeEvent(context: GraphQLContext): void {
  renew(context, context.services.recordReader(context.caller, context.signal), null);
}

function renew(context: GraphQLContext, reader: RecordReader, verified: VerifiedKyc | null): Loaders {
  const loaders = createLoaders(context, reader, verified);
  loadersByContext.set(context, loaders);
  return loaders;
}

function createLoaders(
  { services, caller }: GraphQLContext,
  reader: RecordReader,
  verified: VerifiedKyc | null,
): Loaders {
  const fullRecords = new Map<VerificationRecord, Promise<VerificationRecord>>();
  const verification = new DataLoader<string, Verification | null>(async (ids) => {
    const possible = ids.filter(isPossibleId);
    const found = possible.length > 0 ? await services.verifications(caller, possible) : [];
    const byId = new Map(possible.map((id, index) => [id, found[index] ?? null]));
    return ids.map((id) => byId.get(id) ?? null);
  });
  if (verified !== null) verification.prime(verified.verification.id, verified.verification);
  return {
    verification,
    standing: new DataLoader<string, KycStanding | null>((userIds) => services.kycStandings(caller, userIds)),
    recordsOf: async (attempt) => {
      if (!maySeeRecordsOf(caller, attempt.ownerId)) return null;
      // An answer without records of its own (V3 may send ids alone) primes nothing.
      if (verified?.verification.id === attempt.id && verified.records.length > 0) return verified.records;
      return reader.ofVerification(attempt);
    },
    fullRecord: (record) => {
      if (!record.isPartial) return Promise.resolve(record);
      const pending = fullRecords.get(record) ?? reader.complete(record).then((full) => full ?? record);
      fullRecords.set(record, pending);
      return pending;
    },
  };
}

/** Anything else is certainly not there; the ledger is not asked about it. */
function isPossibleId(id: string): boolean {
  return /^ver_[\w-]{1,60}$/.test(id);
}
