/** The mutation analyzeFace: what a selfie is good for, before a verification is spent on it. */
import type { FaceAnalysis } from '#domain/record.ts';
import { builder } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { toIncomingImage } from './incoming-image.ts';
import { resultUnion } from './result-union.ts';
import { toFloat, toInt } from './scalars.ts';
import { KycSexEnum } from './verified-person.ts';

const AnalyzeFaceInput = builder.inputType('AnalyzeFaceInput', {
  description: 'The selfie to look at.',
  fields: (t) => ({
    selfie: t.field({ type: 'Upload', required: true, description: 'One face: JPEG or PNG.' }),
  }),
});

const FaceAnalysisRef = builder.objectRef<FaceAnalysis>('FaceAnalysis');

builder.objectType(FaceAnalysisRef, {
  description: 'Estimates from a selfie. Null is what Faceki does not say. No ground for a decision about a person.',
  fields: (t) => ({
    minAge: t.int({ nullable: true, description: 'At least this old.', resolve: ({ minAge }) => toInt(minAge) }),
    maxAge: t.int({ nullable: true, description: 'At most this old.', resolve: ({ maxAge }) => toInt(maxAge) }),
    sex: t.expose('sex', { type: KycSexEnum, nullable: true, description: 'The estimated sex.' }),
    liveness: t.float({
      nullable: true,
      description: 'How live it looks, 0 to 1.',
      resolve: ({ liveness }) => toFloat(liveness),
    }),
    detectionConfidence: t.float({
      nullable: true,
      description: 'How certain it is that this is a face, 0 to 1.',
      resolve: ({ detectionConfidence }) => toFloat(detectionConfidence),
    }),
  }),
});

const { errors, answer } = resultUnion('analyzeFace', 'AnalyzeFaceResult', 'The estimates, or why there are none.');

builder.mutationField('analyzeFace', (t) =>
  t.field({
    type: FaceAnalysisRef,
    nullable: true,
    description:
      'Age, sex and liveness estimate of a selfie, before spending a verification on it (V3; ConfigurationError under V2). Needs kyc:verify.',
    errors,
    complexity: vendorRequestCost,
    authScopes: { 'kyc:verify': true },
    args: { input: t.arg({ type: AnalyzeFaceInput, required: true, description: 'The selfie to look at.' }) },
    resolve: (_root, { input: { selfie } }, context) =>
      answer(context, () => {
        const { services, caller, signal } = context;
        return services.analyzeFace(caller, { selfie: toIncomingImage(selfie) }, signal);
      }),
  }),
);
