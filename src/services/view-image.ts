/** Shows photos of records to who may see them, and notes in the audit trail who did. Nothing of a photo is kept. */
import { type Caller, hasScope } from '#domain/caller.ts';
import type { AuditTrail } from '#domain/ledger.ts';
import type { Clock, Ledger } from '#domain/ports.ts';
import type { RecordImage, RecordImageKind, VerificationRecord } from '#domain/record.ts';
import type { ImageStore, StoredImage } from '#domain/stored-image.ts';

/** What a link to a photo stands for: one photo, one viewer. Whoever seals it decides for how long. */
export interface ImageGrant {
  /** The user who asked for the link; answers for what is done with it. */
  readonly viewer: string;
  /** True when the viewer sees the photo as the user whom it is about, and not by a scope. */
  readonly asOwner: boolean;
  readonly kind: RecordImageKind;
  readonly recordId: string;
  /** By which the ledger finds the attempt again. */
  readonly providerIds: readonly string[];
  /** Never shown to a client. */
  readonly sourceUrl: string;
}

export interface ImageViewing {
  /** What a link to this photo of a record, which the caller sees, would stand for; null where there is nothing to link to. */
  grant(caller: Caller, image: RecordImage, record: VerificationRecord): ImageGrant | null;
  /**
   * The photo; null when there is none, or when it is not the viewer's to see any more. Audited before the first byte is shown.
   * @throws {VerificationError} when the provider's storage cannot be reached
   */
  view(grant: ImageGrant, signal: AbortSignal): Promise<StoredImage | null>;
}

export function createImageViewing(options: {
  readonly store: ImageStore;
  readonly ledger: Pick<Ledger, 'attemptsByProviderIds'> & Pick<AuditTrail, 'audit'>;
  readonly clock: Clock;
}): ImageViewing {
  const { store, ledger, clock } = options;
  return {
    grant(caller, { kind, sourceUrl }, { id, requestId, referenceId, link }) {
      if (caller.userId === null || caller.isFaceSession || !store.isAllowed(sourceUrl)) return null;
      const providerIds = [requestId, referenceId, link].filter((providerId) => providerId !== null);
      const asOwner = !hasScope(caller, 'kyc:read');
      return { viewer: caller.userId, asOwner, kind, recordId: id, providerIds, sourceUrl };
    },

    async view({ viewer, asOwner, kind, recordId, providerIds, sourceUrl }, signal) {
      const attempts = await ledger.attemptsByProviderIds(providerIds);
      const own = attempts.find(({ ownerId }) => ownerId === viewer);
      // Erased since the link was made: what is not here is not theirs to see through us.
      if (asOwner && own === undefined) return null;
      const image = await store.open(sourceUrl, signal);
      if (image === null) return null;
      const attempt = own ?? attempts[0] ?? null;
      await ledger.audit({
        atMs: clock(),
        kind: 'image.viewed',
        actor: viewer,
        userId: attempt?.ownerId ?? null,
        verificationId: attempt?.id ?? null,
        detail: { image: kind, record: recordId },
      });
      return image;
    },
  };
}
