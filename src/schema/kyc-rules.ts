/** KycRules: which documents a person must show, and the queries that read an account's set-up and figures. */
import type { KycRules } from '#domain/record.ts';
import { builder, nullWithout } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { DocumentTypeEnum } from './identity-document.ts';
import { assertNotEmpty } from './input-rules.ts';
import { toInt } from './scalars.ts';

const KycRulesRef = builder.objectRef<KycRules>('KycRules');

builder.objectType(KycRulesRef, {
  description: 'The rules that decide which documents a person must show. Null is what Faceki does not say.',
  fields: (t) => ({
    workflowId: t.exposeID('workflowId', { nullable: true, description: 'The workflow that they belong to (V3).' }),
    documents: t.expose('documents', {
      type: [DocumentTypeEnum],
      nullable: true,
      description: 'The documents that are taken.',
    }),
    oneDocumentIsEnough: t.exposeBoolean('oneDocumentIsEnough', {
      nullable: true,
      description: 'True: any one of them will do. False: all are needed.',
    }),
    minAge: t.int({
      nullable: true,
      description: 'The youngest age that is accepted.',
      resolve: ({ minAge }) => toInt(minAge),
    }),
    maxAge: t.int({
      nullable: true,
      description: 'The oldest age that is accepted.',
      resolve: ({ maxAge }) => toInt(maxAge),
    }),
    nationalities: t.exposeStringList('nationalities', {
      nullable: true,
      description: 'The nationalities that are accepted, as Faceki writes them.',
    }),
    countries: t.exposeStringList('countries', {
      nullable: true,
      description: 'The issuing countries that are accepted, as Faceki writes them.',
    }),
    livenessLevel: t.exposeString('livenessLevel', {
      nullable: true,
      description: 'How strictly liveness is judged, in Faceki’s words.',
    }),
    raw: t.field({
      ...nullWithout('kyc:admin'),
      type: 'JSON',
      description: 'The rules as received. Null without kyc:admin.',
      resolve: ({ raw }) => raw,
    }),
  }),
});

builder.queryField('kycRules', (t) =>
  t.field({
    type: KycRulesRef,
    nullable: true,
    description:
      'The rules that decide which documents a person must show: of the account (V2) or of a workflow (V3). Ask before you open the camera.',
    authScopes: { ownLogin: true },
    complexity: vendorRequestCost,
    args: {
      workflowId: t.arg.id({
        description: 'The workflow (V3); the configured one when left out. Without meaning under V2.',
      }),
    },
    resolve: (_root, { workflowId }, { services, caller, signal }) => {
      assertNotEmpty(workflowId, 'workflowId');
      return services.kycRules(caller, workflowId ?? null, signal);
    },
  }),
);

builder.queryField('kycSummary', (t) =>
  t.field({
    type: 'JSON',
    nullable: true,
    description: 'Faceki’s own summary of the account, as it comes (its shape is not documented). Needs kyc:admin.',
    authScopes: { 'kyc:admin': true },
    complexity: vendorRequestCost,
    resolve: (_root, _args, { services, caller, signal }) => services.kycSummary(caller, signal),
  }),
);
