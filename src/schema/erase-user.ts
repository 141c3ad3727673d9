/** The mutation eraseUser: forgets one user. */
import type { Erasure } from '#domain/ledger.ts';
import { builder } from './builder.ts';
import { assertNotEmpty } from './input-rules.ts';

const EraseUserInput = builder.inputType('EraseUserInput', {
  description: 'Whom to forget.',
  fields: (t) => ({
    userId: t.id({ required: true, description: 'The application’s user. Another than oneself needs kyc:admin.' }),
  }),
});

const EraseUserPayload = builder.objectRef<Erasure>('EraseUserPayload').implement({
  description: 'What was erased here. Faceki’s own copy is out of reach: ask the vendor to delete it there.',
  fields: (t) => ({
    receipt: t.exposeID('receipt', {
      description: 'The id under which the audit trail has the erasure; it does not lead back to the user.',
    }),
    erasedVerifications: t.exposeInt('erasedVerifications', {
      description: 'How many attempts were erased; 0 when there was nothing left.',
    }),
    erasedAt: t.expose('erasedAtMs', { type: 'DateTime', description: 'When.' }),
  }),
});

builder.mutationField('eraseUser', (t) =>
  t.field({
    type: EraseUserPayload,
    nullable: true,
    description:
      'Erase what this gateway holds about one user: attempts, what events say, enrolled faces. Faceki’s own copy is out of reach. Needs kyc:admin, or is the caller’s own wish.',
    authScopes: { ownLogin: true },
    args: { input: t.arg({ type: EraseUserInput, required: true, description: 'Whom to forget.' }) },
    resolve: (_root, { input: { userId } }, { services, caller }) => {
      assertNotEmpty(userId, 'input.userId');
      return services.eraseUser(caller, userId);
    },
  }),
);
