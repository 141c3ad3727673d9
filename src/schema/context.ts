/** Everything that a resolver may touch. Built anew for each operation by server/. */
import type { Language } from '#domain/advice.ts';
import type { Caller } from '#domain/caller.ts';
import type { VerificationError } from '#domain/errors.ts';
import type { RecordImage, VerificationRecord } from '#domain/record.ts';
import type { RecordReader, Services } from '#services/services.ts';

export interface GraphQLContext {
  readonly caller: Caller;
  /** The language of `advice`, from Accept-Language. */
  readonly language: Language;
  /** Aborts when the client has left. */
  readonly signal: AbortSignal;
  readonly services: Services;
  /** This operation's reader of provider records. */
  readonly records: RecordReader;
  /**
   * A short-lived link of this gateway to an image of a record, for this caller; null where there is nothing to link to. Left out
   * where the gateway serves no images; then `RecordImage.url` is null.
   */
  readonly signImageUrl?: (image: RecordImage, record: VerificationRecord) => Promise<string | null> | string | null;
  /** Told of each expected failure that a mutation answers; for the log. */
  readonly noteFailure?: (failure: VerificationError) => void;
}
