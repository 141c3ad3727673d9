/** The mutation verifyKyc: a selfie and identity documents in, Faceki's decision out. */
import type { FileUpload } from 'graphql-upload-ts';
import type { DocumentType, Verification } from '#domain/verification.ts';
import type { VerifyKycInput } from '#services/services.ts';
import { builder, scopesAbout } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { DocumentTypeEnum } from './identity-document.ts';
import { toIncomingImage } from './incoming-image.ts';
import { assertNotEmpty, badInput } from './input-rules.ts';
import { VerificationRef } from './refs.ts';
import { resultUnion } from './result-union.ts';

const DocumentImagesInput = builder.inputType('DocumentImagesInput', {
  description: 'One identity document: its front, and its back where it has one that matters.',
  fields: (t) => ({
    type: t.field({
      type: DocumentTypeEnum,
      description:
        'What you believe it is. Required when several documents are sent to V2; each type once, and not OTHER.',
    }),
    front: t.field({
      type: 'Upload',
      required: true,
      description: 'The front; of a passport the page with the picture.',
    }),
    back: t.field({ type: 'Upload', description: 'The back. Left out for passports.' }),
  }),
});

const VerifyKycInputType = builder.inputType('VerifyKycInput', {
  description: 'Whom to verify, by which photos, and how.',
  fields: (t) => ({
    selfie: t.field({ type: 'Upload', required: true, description: 'The person’s face, taken now: JPEG or PNG.' }),
    documents: t.field({
      type: [DocumentImagesInput],
      required: true,
      description: 'One to three. One document: single KYC. Two or three: multi-document KYC.',
    }),
    userId: t.id({
      description:
        'The application’s user whom this is about; the caller by default. Another needs kyc:act (backends).',
    }),
    reference: t.string({
      description:
        'Your own reference for this case; kept here and searchable. At most 255 characters; no personal data, please.',
    }),
    workflowId: t.id({ description: 'V3 workflow; the configured one when left out.' }),
    idempotencyKey: t.string({
      description:
        'The same key never verifies, or bills, twice. Make one (a UUID) per set of photos, and send the same again after a lost answer. At most 255 characters, one meaning per user, kept at least 24 hours.',
    }),
    onlyIfUnverified: t.boolean({
      defaultValue: false,
      description: 'Answer AlreadyVerifiedError, without a call to Faceki, when the user is verified.',
    }),
    consentVersion: t.string({
      description: 'Version of the consent text that the person accepted; kept in the audit trail.',
    }),
  }),
});

const VerifyKycCompletedRef = builder.objectRef<Verification>('VerifyKycCompleted');

builder.objectType(VerifyKycCompletedRef, {
  description: 'Faceki has decided. That is not yet a yes: read `accepted`.',
  fields: (t) => ({
    verification: t.field({
      type: VerificationRef,
      description: 'The attempt, with its decision and records.',
      resolve: (verification) => verification,
    }),
    accepted: t.boolean({
      description: 'True only when the decision is ACCEPTED.',
      resolve: ({ decision }) => decision === 'ACCEPTED',
    }),
  }),
});

const { errors, answer } = resultUnion(
  'verifyKyc',
  'VerifyKycResult',
  'Faceki’s decision, or what kept it from deciding. Switch on `__typename`; select `... on VerificationError` for what all failures share.',
);

builder.mutationField('verifyKyc', (t) =>
  t.field({
    type: VerifyKycCompletedRef,
    nullable: true,
    description:
      'Verify a person: a selfie and one to three identity documents. Answers when Faceki has decided (seconds), or with VerificationInProgressError when that takes too long. Needs kyc:verify.',
    errors,
    complexity: vendorRequestCost,
    authScopes: scopesAbout({ 'kyc:verify': true, 'kyc:act': true }),
    args: {
      input: t.arg({ type: VerifyKycInputType, required: true, description: 'Whom to verify, and by which photos.' }),
    },
    resolve: (_root, { input }, context) =>
      answer(context, async () => {
        const { services, caller, signal } = context;
        const { verification, records } = await services.verifyKyc(caller, toVerifyKycInput(input), signal);
        // They came with the answer, so that selecting them costs no further call.
        context.records.prime(verification, records);
        return verification;
      }),
  }),
);

interface RawInput {
  readonly selfie: Promise<FileUpload>;
  readonly documents: readonly {
    readonly type?: DocumentType | null | undefined;
    readonly front: Promise<FileUpload>;
    readonly back?: Promise<FileUpload> | null | undefined;
  }[];
  readonly userId?: string | null | undefined;
  readonly reference?: string | null | undefined;
  readonly workflowId?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly onlyIfUnverified?: boolean | null | undefined;
  readonly consentVersion?: string | null | undefined;
}

/** What the generation does not matter for; which document types it takes is the service's to know. */
function toVerifyKycInput(input: RawInput): VerifyKycInput {
  if (input.documents.length < 1 || input.documents.length > 3) {
    throw badInput('input.documents', 'must hold one to three documents.');
  }
  assertNotEmpty(input.userId, 'input.userId');
  assertNotEmpty(input.workflowId, 'input.workflowId');
  assertNotEmpty(input.idempotencyKey, 'input.idempotencyKey');
  return {
    selfie: toIncomingImage(input.selfie),
    documents: input.documents.map(({ type, front, back }) => ({
      type: type ?? null,
      front: toIncomingImage(front),
      back: back ? toIncomingImage(back) : null,
    })),
    userId: input.userId ?? null,
    reference: input.reference ?? null,
    workflowId: input.workflowId ?? null,
    idempotencyKey: input.idempotencyKey ?? null,
    onlyIfUnverified: input.onlyIfUnverified ?? false,
    consentVersion: input.consentVersion ?? null,
  };
}
