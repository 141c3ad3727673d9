/** What one operation has read already, so that it reads nothing twice. Never shared between operations or callers. */
import DataLoader from 'dataloader';
import type { VerificationRecord } from '#domain/record.ts';
import type { KycStanding, Verification } from '#domain/verification.ts';
import type { RecordReader } from '#services/services.ts';
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
  return loadersByContext.get(context) ?? startLoaders(context, context.records);
}

/** Forgets what was read so far, because a mutation is about to change it. Mutations of one operation run one after another. */
export function forgetLoaded(context: GraphQLContext): void {
  loadersByContext.delete(context);
}

/** Forgets what the last event of a subscription has read, records too: all its events share one context, for hours perhaps. */
export function startEvent(context: GraphQLContext): void {
  startLoaders(context, context.services.recordReader(context.caller, context.signal));
}

function startLoaders(context: GraphQLContext, reader: RecordReader): Loaders {
  const loaders = createLoaders(context, reader);
  loadersByContext.set(context, loaders);
  return loaders;
}

function createLoaders({ services, caller }: GraphQLContext, reader: RecordReader): Loaders {
  const fullRecords = new Map<VerificationRecord, Promise<VerificationRecord>>();
  return {
    verification: new DataLoader<string, Verification | null>(async (ids) => {
      const possible = ids.filter(isPossibleId);
      const found = possible.length > 0 ? await services.verifications(caller, possible) : [];
      const byId = new Map(possible.map((id, index) => [id, found[index] ?? null]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    standing: new DataLoader<string, KycStanding | null>((userIds) => services.kycStandings(caller, userIds)),
    recordsOf: (verification) => reader.ofVerification(verification),
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
