/** The mutation enrollFace: makes a face known for login, without documents. */
import type { EnrolledFace } from '#domain/ports.ts';
import { builder, scopesAbout } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { FaceAccountRef } from './face-account.ts';
import { toIncomingImage } from './incoming-image.ts';
import { assertNotEmpty } from './input-rules.ts';
import { resultUnion } from './result-union.ts';

const EnrollFaceInput = builder.inputType('EnrollFaceInput', {
  description: 'Whose face to enrol. The personal fields go to Faceki’s biometric service and are not kept here.',
  fields: (t) => ({
    selfie: t.field({ type: 'Upload', required: true, description: 'The person’s face, taken now: JPEG or PNG.' }),
    userId: t.id({
      description: 'The application’s user whose face it is; the caller by default. Another needs kyc:act (backends).',
    }),
    email: t.string({ description: 'For the account at Faceki’s biometric service.' }),
    firstName: t.string({ description: 'For the account at Faceki’s biometric service.' }),
    lastName: t.string({ description: 'For the account at Faceki’s biometric service.' }),
    phoneNumber: t.string({ description: 'For the account at Faceki’s biometric service.' }),
  }),
});

const EnrollFaceSuccessRef = builder.objectRef<EnrolledFace>('EnrollFaceSuccess');

builder.objectType(EnrollFaceSuccessRef, {
  description: 'The face is known now: its user can log in with it.',
  fields: (t) => ({
    faceId: t.exposeID('faceId', { nullable: true, description: 'The enrolled face, where Faceki names it.' }),
    account: t.expose('account', {
      type: FaceAccountRef,
      nullable: true,
      description: 'The account that the biometric service made of it.',
    }),
  }),
});

const { errors, answer } = resultUnion(
  'enrollFace',
  'EnrollFaceResult',
  'The enrolled face, or why it was not enrolled.',
);

builder.mutationField('enrollFace', (t) =>
  t.field({
    type: EnrollFaceSuccessRef,
    nullable: true,
    description:
      'Enrol a face for login with Faceki’s biometric service, without documents. Needs kyc:verify and a login other than by face.',
    errors,
    complexity: vendorRequestCost,
    authScopes: scopesAbout({ 'kyc:verify': true, 'kyc:act': true }),
    args: { input: t.arg({ type: EnrollFaceInput, required: true, description: 'Whose face to enrol.' }) },
    resolve: (_root, { input }, context) =>
      answer(context, async () => {
        assertNotEmpty(input.userId, 'input.userId');
        const enrolment = {
          selfie: toIncomingImage(input.selfie),
          userId: input.userId ?? null,
          email: input.email ?? null,
          firstName: input.firstName ?? null,
          lastName: input.lastName ?? null,
          phoneNumber: input.phoneNumber ?? null,
        };
        return context.services.enrollFace(context.caller, enrolment, context.signal);
      }),
  }),
);
