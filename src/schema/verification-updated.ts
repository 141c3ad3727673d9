/** The subscription verificationUpdated: each change of one attempt, as it happens. */
import { builder } from './builder.ts';
import { assertNotEmpty, badInput } from './input-rules.ts';
import { startEvent } from './loaders.ts';
import { VerificationRef } from './refs.ts';

const VerificationBy = builder.inputType('VerificationBy', {
  isOneOf: true,
  description: 'Which attempt: exactly one of these.',
  fields: (t) => ({
    id: t.id({ description: 'Its id: `ver_…`.' }),
    idempotencyKey: t.string({
      description:
        'The key of the caller’s own attempt, also one that is about to be used: subscribe first, then verify.',
    }),
  }),
});

builder.subscriptionField('verificationUpdated', (t) =>
  t.field({
    type: VerificationRef,
    description:
      'Each change of one attempt of the caller’s own (or of anyone’s with kyc:read), by id or by the idempotencyKey that is about to be used. The first event is the present state; ends when it is final (COMPLETED, FAILED, EXPIRED).',
    authScopes: { token: true },
    args: { by: t.arg({ type: VerificationBy, required: true, description: 'Which attempt.' }) },
    subscribe: (_root, { by }, { services, caller, signal }) => services.watchVerification(caller, toKey(by), signal),
    resolve: (verification, _args, context) => {
      startEvent(context);
      return verification;
    },
  }),
);

function toKey(by: { id?: string | null | undefined; idempotencyKey?: string | null | undefined }) {
  const { id, idempotencyKey } = by;
  assertNotEmpty(id, 'by.id');
  assertNotEmpty(idempotencyKey, 'by.idempotencyKey');
  if (typeof id === 'string' && typeof idempotencyKey !== 'string') return { id };
  if (typeof idempotencyKey === 'string' && typeof id !== 'string') return { idempotencyKey };
  throw badInput('by', 'must hold exactly one key.');
}
