/** FaceAccount: the account that Faceki's biometric service keeps for an enrolled face. */
import type { FaceAccount } from '#domain/record.ts';
import { builder } from './builder.ts';
import { toMoment } from './scalars.ts';

export const FaceAccountRef = builder.objectRef<FaceAccount>('FaceAccount');

builder.objectType(FaceAccountRef, {
  description: 'The account that Faceki’s biometric service keeps for an enrolled face. Personal data.',
  fields: (t) => ({
    userId: t.exposeID('userId', { description: 'Faceki’s id of the account; not an id of this API’s `User`.' }),
    email: t.exposeString('email', { nullable: true, description: 'The address it was enrolled with.' }),
    userType: t.exposeString('userType', { nullable: true, description: 'Its type, in Faceki’s words.' }),
    role: t.exposeString('role', { nullable: true, description: 'Its role, in Faceki’s words.' }),
    status: t.exposeString('status', { nullable: true, description: 'Its status, in Faceki’s words, e.g. `ACTIVE`.' }),
    blocked: t.exposeBoolean('blocked', { description: 'It may not log in.' }),
    faceId: t.exposeID('faceId', { nullable: true, description: 'The enrolled face.' }),
    createdAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was made.',
      resolve: ({ createdAtMs }) => toMoment(createdAtMs),
    }),
  }),
});
