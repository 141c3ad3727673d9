/** RecordImage: a photo that Faceki keeps, shown through a link of this gateway. */
import type { RecordImage, RecordImageKind } from '#domain/record.ts';
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

export const RecordImageRef = builder.objectRef<RecordImage>('RecordImage');

builder.objectType(RecordImageRef, {
  description: 'A photo that Faceki keeps.',
  fields: (t) => ({
    kind: t.expose('kind', { type: RecordImageKindEnum, description: 'What it shows.' }),
    document: t.expose('document', {
      type: DocumentTypeEnum,
      nullable: true,
      description: 'Which document it belongs to; null for selfies and where Faceki does not say.',
    }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'A short-lived link of this gateway, not the vendor’s: show it at once, keep it nowhere.',
      resolve: (image, _args, { signImageUrl }) => toUrl(signImageUrl?.(image) ?? null),
    }),
  }),
});
