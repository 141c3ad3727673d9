/** AmlHit: a hit on a watch list. */
import type { AmlHit } from '#domain/record.ts';
import { builder, nullWithout } from './builder.ts';
import { toFloat } from './scalars.ts';

export const AmlHitRef = builder.objectRef<AmlHit>('AmlHit');

builder.objectType(AmlHitRef, {
  description: 'A hit on a watch list (sanctions, politically exposed persons, adverse media).',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: true, description: 'Whom the list names.' }),
    listName: t.exposeString('listName', { nullable: true, description: 'Which list it is.' }),
    type: t.exposeString('type', { nullable: true, description: 'What kind of list it is, in Faceki’s words.' }),
    score: t.float({
      nullable: true,
      description: 'How well the names agree, as Faceki gives it.',
      resolve: ({ score }) => toFloat(score),
    }),
    raw: t.field({
      ...nullWithout('kyc:admin'),
      type: 'JSON',
      description: 'The hit as received. Null without kyc:admin.',
      resolve: ({ raw }) => raw,
    }),
  }),
});
