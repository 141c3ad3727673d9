/** FaceMatch and Liveness: how the selfie compares to a portrait, and whether a live person took it. */
import type { FaceMatch, Liveness } from '#domain/record.ts';
import { builder } from './builder.ts';
import { KycDecisionEnum } from './kyc-decision.ts';
import { toFloat } from './scalars.ts';

export const FaceMatchRef = builder.objectRef<FaceMatch>('FaceMatch');

builder.objectType(FaceMatchRef, {
  description: 'How two faces compare. Numbers are 0 to 1 whatever the generation.',
  fields: (t) => ({
    identical: t.exposeBoolean('identical', { nullable: true, description: 'Faceki takes them for one person.' }),
    confidence: t.float({
      nullable: true,
      description: 'How certain that is, 0 to 1.',
      resolve: ({ confidence }) => toFloat(confidence),
    }),
    similarity: t.float({
      nullable: true,
      description: 'How alike they are, 0 to 1.',
      resolve: ({ similarity }) => toFloat(similarity),
    }),
  }),
});

export const LivenessRef = builder.objectRef<Liveness>('Liveness');

builder.objectType(LivenessRef, {
  description: 'Whether the selfie shows a live person rather than a picture of one.',
  fields: (t) => ({
    passed: t.exposeBoolean('passed', { nullable: true, description: 'Faceki takes it for live.' }),
    decision: t.expose('decision', {
      type: KycDecisionEnum,
      nullable: true,
      description: 'Faceki’s decision on liveness alone. The decision on the person is the record’s.',
    }),
    reviewScore: t.float({
      nullable: true,
      description: 'Faceki’s score for having a person look at it.',
      resolve: ({ reviewScore }) => toFloat(reviewScore),
    }),
    rejectScore: t.float({
      nullable: true,
      description: 'Faceki’s score for refusing it.',
      resolve: ({ rejectScore }) => toFloat(rejectScore),
    }),
  }),
});
