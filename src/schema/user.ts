/** User: the application's user, of whom this API knows how they stand, and the query for the caller's own. */
import { maySeeAttemptsOf } from '#domain/caller.ts';
import type { KycStatus } from '#domain/verification.ts';
import { builder } from './builder.ts';
import { pageCost } from './cost.ts';
import { loadersOf } from './loaders.ts';
import { UserRef } from './refs.ts';
import { toMoment } from './scalars.ts';
import { readVerifications, VerificationConnectionRef, verificationPageArguments } from './verification-connection.ts';

const KycStatusEnum = builder.enumType('KycStatus', {
  description: 'How a user stands: the newest COMPLETED attempt decides.',
  values: {
    UNVERIFIED: { description: 'No attempt was completed, and none is under way.' },
    PENDING: { description: 'No attempt was completed yet, and one is under way.' },
    VERIFIED: { description: 'Accepted.' },
    DECLINED: { description: 'Declined.' },
    REVIEW: { description: 'A person has to look; this may still change, either way.' },
  } satisfies Record<KycStatus, { description: string }>,
});

builder.objectType(UserRef, {
  description:
    'The application’s user; the id is the subject of its token. Other subgraphs own the rest of it: names and addresses are not here.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The subject of the user’s token.' }),
    kycStatus: t.field({
      type: KycStatusEnum,
      nullable: true,
      description:
        'How this user stands. Null when the caller may not know: it is one’s own, or needs kyc:status or kyc:read. The newest COMPLETED attempt decides; with none: PENDING while one is under way, else UNVERIFIED.',
      resolve: async ({ id }, _args, context) => (await loadersOf(context).standing.load(id))?.status ?? null,
    }),
    kycVerifiedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the user was accepted; null when not VERIFIED, or when the caller may not know.',
      resolve: async ({ id }, _args, context) =>
        toMoment((await loadersOf(context).standing.load(id))?.verifiedAtMs ?? null),
    }),
    verifications: t.field({
      type: VerificationConnectionRef,
      nullable: true,
      description:
        'This user’s attempts, newest first. Null when they are not the caller’s to see: they are one’s own, or need kyc:read.',
      args: verificationPageArguments,
      complexity: pageCost,
      resolve: ({ id }, args, context) => {
        if (!maySeeAttemptsOf(context.caller, id)) return null;
        return readVerifications(args, context, id);
      },
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: UserRef,
    nullable: true,
    description: 'The signed-in caller; null without a token.',
    resolve: (_root, _args, { caller }) => (caller.userId === null ? null : { id: caller.userId }),
  }),
);
