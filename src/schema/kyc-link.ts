/** KycLink: a hosted page where the person verifies. */
import type { KycLink } from '#domain/verification.ts';
import { builder } from './builder.ts';
import { toMoment } from './scalars.ts';

export const KycLinkRef = builder.objectRef<KycLink>('KycLink');

builder.objectType(KycLinkRef, {
  description:
    'A hosted page where the person verifies. Whoever holds it can verify as this person: show it to them alone, e.g. as a QR code, and keep it nowhere.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Faceki’s id of the link.' }),
    url: t.expose('url', { type: 'URL', description: 'The page’s address.' }),
    expiresAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it stops working, where that is known.',
      resolve: ({ expiresAtMs }) => toMoment(expiresAtMs),
    }),
  }),
});
