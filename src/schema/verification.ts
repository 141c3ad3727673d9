/** Verification: one attempt as this gateway remembers it, and the query for one of them. */
import { maySeeLinksOf } from '#domain/caller.ts';
import { builder } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { toFailureObject } from './errors.ts';
import { KycDecisionEnum } from './kyc-decision.ts';
import { KycLinkRef } from './kyc-link.ts';
import { loadersOf } from './loaders.ts';
import { UserRef, VerificationErrorRef, VerificationRef } from './refs.ts';
import { toMoment } from './scalars.ts';

import { VerificationRecordRef } from './verification-record.ts';
import { VerificationStateEnum } from './verification-state.ts';

builder.node(VerificationRef, {
  description:
    'One attempt to verify a person through this gateway: what was asked, how far it came, what was decided. Holds no identity data; that is in `records`.',
  // Node types need it: the relay plugin cannot tell the type of a node that `nodes` reads again (design, section 12).
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'state' in value && 'ownerId' in value,
  id: {
    resolve: ({ id }) => id,
    description: '`ver_` and a UUIDv7: unique, the same for ever, and in the order of creation.',
  },
  loadMany: (ids, context) => ids.map((id) => loadersOf(context).verification.load(id)),
  fields: (t) => ({
    state: t.expose('state', { type: VerificationStateEnum, description: 'How far it has come.' }),
    decision: t.expose('decision', {
      type: KycDecisionEnum,
      nullable: true,
      description:
        'What Faceki decided. Null until COMPLETED, and when Faceki said something we do not know. Follows Faceki when a person changes it there.',
    }),
    failure: t.field({
      type: VerificationErrorRef,
      nullable: true,
      description: 'Why, when FAILED or INTERRUPTED.',
      resolve: (verification) => toFailureObject(verification),
    }),
    requestId: t.exposeID('requestId', { nullable: true, description: 'Faceki’s id of the request.' }),
    referenceId: t.exposeID('referenceId', {
      nullable: true,
      description: 'Faceki’s id of its engine’s answer (V2).',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'The caller’s own reference for this case.',
    }),
    idempotencyKey: t.exposeString('idempotencyKey', {
      nullable: true,
      description: 'The key that it was asked under.',
    }),
    link: t.field({
      type: KycLinkRef,
      nullable: true,
      description:
        'The hosted page that it waits for. Shown to the owner and kyc:link alone; null once settled or expired, and where there is none.',
      resolve: ({ link, state, ownerId }, _args, { caller }) =>
        state === 'AWAITING_PERSON' && maySeeLinksOf(caller, ownerId) ? link : null,
    }),
    owner: t.field({
      type: UserRef,
      nullable: true,
      description: 'The application’s user whom it is about.',
      resolve: ({ ownerId }) => ({ id: ownerId }),
    }),
    createdAt: t.expose('createdAtMs', { type: 'DateTime', description: 'When it was asked for.' }),
    completedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it became final; null until then.',
      resolve: ({ completedAtMs }) => toMoment(completedAtMs),
    }),
    records: t.field({
      type: [VerificationRecordRef],
      nullable: true,
      description:
        'Read from Faceki on demand, batched and de-duplicated per operation. Several for a multi-document V2 verification. Needs kyc:read, or is the owner’s own (not with a face session); else null.',
      // One, but for several documents on V2.
      complexity: { field: vendorRequestCost, multiplier: 1 },
      resolve: (verification, _args, context) => loadersOf(context).recordsOf(verification),
    }),
  }),
});

builder.queryField('verification', (t) =>
  t.field({
    type: VerificationRef,
    nullable: true,
    description:
      'One attempt made through this gateway; null when there is none with this id, or none that is yours to see.',
    authScopes: { token: true },
    args: { id: t.arg.id({ required: true, description: 'The attempt’s id: `ver_…`.' }) },
    resolve: (_root, { id }, context) => loadersOf(context).verification.load(id),
  }),
);
