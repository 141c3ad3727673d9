/** The mutation faceLogin: a selfie in, the known user and a short session out. */
import type { FaceSession } from '#services/services.ts';
import { builder } from './builder.ts';
import { vendorRequestCost } from './cost.ts';
import { toIncomingImage } from './incoming-image.ts';
import { assertNotEmpty } from './input-rules.ts';
import { UserRef } from './refs.ts';
import { resultUnion } from './result-union.ts';

const FaceLoginInput = builder.inputType('FaceLoginInput', {
  description: 'Whose face it is said to be.',
  fields: (t) => ({
    selfie: t.field({ type: 'Upload', required: true, description: 'The person’s face, taken now: JPEG or PNG.' }),
    userId: t.id({ description: 'Only this user will do (1:1).' }),
  }),
});

const FaceSessionRef = builder.objectRef<FaceSession>('FaceSession');

builder.objectType(FaceSessionRef, {
  description:
    'A short session of this gateway. It reads its owner’s status and attempts and does nothing else: no records, images, links, verification or enrolment.',
  fields: (t) => ({
    token: t.exposeString('token', {
      description: 'A signed JWT, `amr: ["face"]`. Keep it in memory, not in storage.',
    }),
    tokenType: t.exposeString('tokenType', {
      description: 'Always `Bearer`: send it as `Authorization: Bearer <token>`.',
    }),
    expiresAt: t.expose('expiresAtMs', {
      type: 'DateTime',
      description: 'When it ends. It is not renewed: log in again.',
    }),
  }),
});

const FaceLoginSuccessRef = builder.objectRef<{
  readonly userId: string;
  readonly session: FaceSession | null;
}>('FaceLoginSuccess');

builder.objectType(FaceLoginSuccessRef, {
  description: 'The face belongs to exactly one known user.',
  fields: (t) => ({
    user: t.field({ type: UserRef, description: 'Who it is.', resolve: ({ userId }) => ({ id: userId }) }),
    session: t.expose('session', {
      type: FaceSessionRef,
      nullable: true,
      description: 'Null where sessions are not configured.',
    }),
  }),
});

const { errors, answer } = resultUnion('faceLogin', 'FaceLoginResult', 'The known user, or why nobody was recognised.');

builder.mutationField('faceLogin', (t) =>
  t.field({
    type: FaceLoginSuccessRef,
    nullable: true,
    description:
      'Log a known user in by a selfie. Needs no token. Recognition without liveness is a convenience, not a strong factor: use it as a step-up.',
    errors,
    complexity: vendorRequestCost,
    args: { input: t.arg({ type: FaceLoginInput, required: true, description: 'Whose face it is said to be.' }) },
    resolve: (_root, { input: { selfie, userId } }, context) =>
      answer(context, async () => {
        assertNotEmpty(userId, 'input.userId');
        const login = { selfie: toIncomingImage(selfie), userId: userId ?? null };
        return context.services.faceLogin(context.caller, login, context.signal);
      }),
  }),
);
