/**
 * Reads the provider's records for one operation: each key once, a few at a time, never shared with another operation or caller,
 * because records are personal data and change at the vendor's portal.
 */
import DataLoader from 'dataloader';
import pLimit from 'p-limit';
import { maySeeRecordsOf } from '#domain/caller.ts';
import { RequestError } from '#domain/errors.ts';
import type { RecordKey, RecordSource } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import type { Generation, Verification } from '#domain/verification.ts';
import type { FollowDecisions } from './follow-decisions.ts';
import { recordKeyOf, recordsUnder } from './record-key.ts';
import type { Services } from './services.ts';
import { requireScope } from './subject.ts';

/** Reads under way at the provider for one operation; a page of a hundred must not take all slots from the others. */
const maxConcurrentReads = 8;

export interface FindRecordsOptions {
  /** The configured generation's. */
  readonly source: RecordSource;
  /** An attempt's records are read where it was made, also after the configured generation has changed. */
  readonly sources: Readonly<Record<Generation, RecordSource>>;
  readonly follow: FollowDecisions;
}

interface GenerationKey extends RecordKey {
  readonly generation: Generation;
}

export function createRecordReader(options: FindRecordsOptions): Services['recordReader'] {
  return (caller, signal) => {
    const limit = pLimit(maxConcurrentReads);
    const loader = new DataLoader<GenerationKey, readonly VerificationRecord[], string>(
      (keys) =>
        Promise.all(
          keys.map((key) =>
            limit(() => options.sources[key.generation].findRecords(key, { signal })).catch((cause) =>
              cause instanceof Error ? cause : new Error('reading records failed', { cause }),
            ),
          ),
        ),
      { cacheKeyFn: ({ generation, kind, value }) => `${generation} ${kind} ${value}` },
    );

    /** Lists that came with an answer. Its decision was made of them and of more: a part that cannot be read, a code that means no. */
    const weighed = new WeakSet<readonly VerificationRecord[]>();

    return {
      async ofVerification(verification) {
        if (!maySeeRecordsOf(caller, verification.ownerId)) return null;
        const key = keyOf(verification);
        if (key === null) return [];
        const found = await loader.load(key);
        const records = recordsUnder(key, found);
        if (!weighed.has(found)) await options.follow(records, verification);
        return records;
      },

      async byKey(key) {
        requireScope(caller, 'kyc:read');
        const { generation, recordKeys } = options.source;
        if (!recordKeys.includes(key.kind)) {
          throw new RequestError('BAD_USER_INPUT', `Records of this generation have no ${key.kind}.`, `by.${key.kind}`);
        }
        const records = await loader.load({ ...key, generation });
        await options.follow(records, null);
        return records;
      },

      prime(verification, records) {
        const key = keyOf(verification);
        if (key === null || records.length === 0) return;
        weighed.add(records);
        loader.prime(key, records);
      },

      async complete(record) {
        if (!record.isPartial || record.referenceId === null) return record;
        const found = await loader.load({ generation: 'v2', kind: 'referenceId', value: record.referenceId });
        await options.follow(found, null);
        return found[0] ?? null;
      },
    };
  };
}

function keyOf(attempt: Verification): GenerationKey | null {
  const key = recordKeyOf(attempt);
  return key === null ? null : { ...key, generation: attempt.generation };
}
