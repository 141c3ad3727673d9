/** Seals what a link to a photo stands for into the link itself: unreadable, unchangeable, and over after five minutes. */
import { createHash } from 'node:crypto';
import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { recordImageKinds } from '#domain/record.ts';
import type { Secret } from '#domain/secret.ts';
import type { ImageGrant } from '#services/view-image.ts';

export interface ImageLinks {
  /** The grant as text that fits into a path. */
  seal(grant: ImageGrant): Promise<string>;
  /** The grant again; null for whatever is forged, changed, of another gateway, or over. */
  open(sealed: string): Promise<ImageGrant | null>;
}

export interface ImageLinksOptions {
  /** Whoever has it can make links; the same for all replicas. */
  readonly secret: Secret;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly ttlSeconds?: number;
}

const issuer = 'faceki-gateway/images';
const claims = z.object({
  sub: z.string(),
  own: z.boolean(),
  kind: z.enum(recordImageKinds),
  rec: z.string(),
  ids: z.array(z.string()),
  src: z.string(),
});

/** The vendor's address is a secret too (who has it has the photo), so links are encrypted, not only signed: AES-256-GCM. */
export function createImageLinks({ secret, clock, ttlSeconds = 300 }: ImageLinksOptions): ImageLinks {
  // A key of the right length from a text of any; the label keeps it apart from other uses of the same text.
  const key = createHash('sha256').update('image links\0').update(secret.reveal()).digest();
  return {
    seal({ viewer, asOwner, kind, recordId, providerIds, sourceUrl }) {
      return new EncryptJWT({ own: asOwner, kind, rec: recordId, ids: [...providerIds], src: sourceUrl })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setSubject(viewer)
        .setIssuer(issuer)
        .setExpirationTime(Math.floor(clock() / 1000) + ttlSeconds)
        .encrypt(key);
    },

    async open(sealed) {
      try {
        const { payload } = await jwtDecrypt(sealed, key, {
          issuer,
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
          requiredClaims: ['exp'],
          currentDate: new Date(clock()),
        });
        const { sub, own, kind, rec, ids, src } = claims.parse(payload);
        return { viewer: sub, asOwner: own, kind, recordId: rec, providerIds: ids, sourceUrl: src };
      } catch {
        return null;
      }
    },
  };
}
