/** The mutation createKycLink: a hosted page where the person verifies on their own phone. */
import type { KycLink, Verification } from '#domain/verification.ts';
import type { CreateKycLinkInput } from '#services/services.ts';
import { builder, scopesAbout } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { assertNotEmpty, badInput } from './input-rules.ts';
import { KycLinkRef } from './kyc-link.ts';
import { VerificationRef } from './refs.ts';
import { resultUnion } from './result-union.ts';

const CreateKycLinkInputType = builder.inputType('CreateKycLinkInput', {
  description: 'For whom, and how the page behaves.',
  fields: (t) => ({
    userId: t.id({
      description: 'The application’s user whom this is about; the caller by default. Another needs kyc:link.',
    }),
    workflowId: t.id({ description: 'V3 workflow; the configured one when left out.' }),
    reference: t.string({
      description:
        'Your own reference for this case; kept here and searchable. At most 255 characters; no personal data, please.',
    }),
    idempotencyKey: t.string({
      description:
        'The same key never makes a second link. At most 255 characters; keys of links and of verifications do not meet.',
    }),
    expiresInMinutes: t.int({ description: 'How long the page is open, 1 or more; Faceki’s default when left out.' }),
    redirectUrl: t.field({
      type: 'URL',
      description:
        'Where the page sends the person afterwards. Its origin has to be among those that the gateway allows.',
    }),
    documentOptional: t.boolean({
      description: 'The person may finish without a document, where Faceki’s rules allow it.',
    }),
  }),
});

const CreateKycLinkSuccessRef = builder.objectRef<{
  readonly link: KycLink;
  readonly verification: Verification;
}>('CreateKycLinkSuccess');

builder.objectType(CreateKycLinkSuccessRef, {
  description: 'The page is open.',
  fields: (t) => ({
    link: t.expose('link', { type: KycLinkRef, description: 'The page, for the person alone.' }),
    verification: t.expose('verification', {
      type: VerificationRef,
      description: 'The attempt, AWAITING_PERSON: watch it with `verificationUpdated`.',
    }),
  }),
});

const { errors, answer } = resultUnion('createKycLink', 'CreateKycLinkResult', 'The open page, or why there is none.');

builder.mutationField('createKycLink', (t) =>
  t.field({
    type: CreateKycLinkSuccessRef,
    nullable: true,
    description: 'A hosted page where the person verifies on their own phone. Needs kyc:verify; for others kyc:link.',
    errors,
    complexity: vendorRequestCost,
    authScopes: scopesAbout({ 'kyc:link': true }),
    args: { input: t.arg({ type: CreateKycLinkInputType, required: true, description: 'For whom, and how.' }) },
    resolve: (_root, { input }, context) =>
      answer(context, async () => {
        const request = toCreateKycLinkInput(input);
        return context.services.createKycLink(context.caller, request, context.signal);
      }),
  }),
);

type RawInput = {
  readonly [Name in Exclude<keyof CreateKycLinkInput, 'redirectUrl'>]?: CreateKycLinkInput[Name] | undefined;
} & { readonly redirectUrl?: URL | null | undefined };

function toCreateKycLinkInput(input: RawInput): CreateKycLinkInput {
  assertNotEmpty(input.userId, 'input.userId');
  assertNotEmpty(input.workflowId, 'input.workflowId');
  assertNotEmpty(input.idempotencyKey, 'input.idempotencyKey');
  if (typeof input.expiresInMinutes === 'number' && input.expiresInMinutes < 1) {
    throw badInput('input.expiresInMinutes', 'must be 1 or more.');
  }
  return {
    userId: input.userId ?? null,
    workflowId: input.workflowId ?? null,
    reference: input.reference ?? null,
    idempotencyKey: input.idempotencyKey ?? null,
    expiresInMinutes: input.expiresInMinutes ?? null,
    redirectUrl: input.redirectUrl?.href ?? null,
    documentOptional: input.documentOptional ?? null,
  };
}
