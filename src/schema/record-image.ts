/** RecordImage: a photo that Faceki keeps, shown through a link of this gateway. */
import type { RecordImage, RecordImageKind, VerificationRecord } from '#domain/record.ts';
import { builder } from './builder.ts';
import { DocumentTypeEnum } from './identity-document.ts';
import { toUrl } from './scalars.ts';

const RecordImageKindEnum = builder.enumType('RecordImageKind', {
  description: 'What a photo shows.',
  values: {
    SELFIE: { description: 'The person’s selfie.' },
    DOCUMENT_FRONT: { description: 'The front of a document, as it was sent.' },
    DOCUMENT_BACK: { description: 'The back of a document, as it was sent.' },
    CROPPED_FRONT: { description: 'The front, cut out and straightened.' },
    CROPPED_BACK: { description: 'The back, cut out and straightened.' },
    PORTRAIT: { description: 'The portrait on the document.' },
    SIGNATURE: { description: 'The signature on the document.' },
    OTHER: { description: 'Something else.' },
  } satisfies Record<RecordImageKind, { description: string }>,
});

/** An image with the record that it belongs to, which its link needs. */
export interface ImageOfRecord {
  readonly image: RecordImage;
  readonly record: VerificationRecord;
}

export const RecordImageRef = builder.objectRef<ImageOfRecord>('RecordImage');

builder.objectType(RecordImageRef, {
  description: 'A photo that Faceki keeps.',
  fields: (t) => ({
    kind: t.field({
      type: RecordImageKindEnum,
      description: 'What it shows.',
      resolve: ({ image }) => image.kind,
    }),
    document: t.field({
      type: DocumentTypeEnum,
      nullable: true,
      description: 'Which document it belongs to; null for selfies and where Faceki does not say.',
      resolve: ({ image }) => image.document,
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description:
        'A link of this gateway, not the vendor’s, good for five minutes: show it at once, keep it nowhere. Who looked is in the audit trail.',
      resolve: async ({ image, record }, _args, { signImageUrl }) =>
        toUrl((await signImageUrl?.(image, record)) ?? null),
    }),
  }),
});
