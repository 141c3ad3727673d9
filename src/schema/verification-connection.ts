/** VerificationConnection: pages of attempts, their filter, and the query for them. */
import type { AttemptFilter } from '#domain/ports.ts';
import type { KycDecision, VerificationState } from '#domain/verification.ts';
import { builder } from './builder.ts';
import type { GraphQLContext } from './context.ts';
import { countCost, pageCost } from './cost.ts';
import { KycDecisionEnum } from './kyc-decision.ts';
import { type ConnectionArguments, toConnection, toPageRequest } from './pagination.ts';
import { VerificationRef } from './refs.ts';
import { VerificationStateEnum } from './verification-state.ts';

/** One for `Query.verifications` and `User.verifications` alike, so that clients write one fragment. */
export const VerificationConnectionRef = builder.connectionObject(
  {
    name: 'VerificationConnection',
    type: VerificationRef,
    description: 'A page of attempts, newest first.',
    fields: (t) => ({
      totalCount: t.int({
        nullable: true,
        description:
          'How many match the filter in all; null above 100,000. Costs a count: select it only where it is shown.',
        complexity: countCost,
        resolve: ({ countAll }) => countAll(),
      }),
    }),
  },
  { name: 'VerificationEdge', description: 'An attempt on a page.' },
);

const VerificationFilter = builder.inputType('VerificationFilter', {
  description: 'Which attempts: those that meet all that is given.',
  fields: (t) => ({
    owner: t.id({ description: 'About this user. Others than oneself need kyc:read.' }),
    state: t.field({
      type: [VerificationStateEnum],
      description: 'In any of these states; in all when the list is empty.',
    }),
    decision: t.field({
      type: [KycDecisionEnum],
      description: 'With any of these decisions; with all and none when the list is empty.',
    }),
    reference: t.string({ description: 'With exactly this reference of the caller’s.' }),
    createdAfter: t.field({ type: 'DateTime', description: 'Asked for at this moment or later.' }),
    createdBefore: t.field({ type: 'DateTime', description: 'Asked for before this moment.' }),
  }),
});

/** The arguments of each field that answers with a page of attempts. */
export const verificationPageArguments = builder.args((t) => ({
  ...t.connectionArgs(),
  filter: t.field({ type: VerificationFilter, description: 'Which attempts; all when left out.' }),
}));

interface VerificationPageArguments extends ConnectionArguments {
  readonly filter?: VerificationFilterInput | null | undefined;
}

interface VerificationFilterInput {
  readonly owner?: string | null | undefined;
  readonly state?: readonly VerificationState[] | null | undefined;
  readonly decision?: readonly KycDecision[] | null | undefined;
  readonly reference?: string | null | undefined;
  readonly createdAfter?: Date | null | undefined;
  readonly createdBefore?: Date | null | undefined;
}

/**
 * A page of attempts, of this user alone where one is given.
 * @throws {RequestError} BAD_USER_INPUT for sizes and cursors that cannot be
 */
export async function readVerifications(
  args: VerificationPageArguments,
  { services, caller }: GraphQLContext,
  ownerId?: string,
) {
  const request = toPageRequest(args);
  const filter = toAttemptFilter(args.filter ?? {});
  if (ownerId !== undefined && filter.ownerId !== undefined && filter.ownerId !== ownerId) {
    return toConnection({ items: [], hasMore: false }, request, async () => 0);
  }
  const ofOwner = ownerId === undefined ? filter : { ...filter, ownerId };
  const page = await services.verificationPage(caller, ofOwner, request);
  return toConnection(page, request, () => services.verificationCount(caller, ofOwner));
}

function toAttemptFilter(filter: VerificationFilterInput): AttemptFilter {
  return {
    ownerId: filter.owner ?? undefined,
    states: filter.state?.length ? filter.state : undefined,
    decisions: filter.decision?.length ? filter.decision : undefined,
    reference: filter.reference ?? undefined,
    createdFromMs: filter.createdAfter?.getTime(),
    createdBeforeMs: filter.createdBefore?.getTime(),
  };
}

builder.queryField('verifications', (t) =>
  t.field({
    type: VerificationConnectionRef,
    description:
      'Attempts, newest first: the caller’s own, or everyone’s with kyc:read. Page size 20 by default, 100 at most.',
    authScopes: { token: true },
    args: verificationPageArguments,
    complexity: pageCost,
    resolve: (_root, args, context) => readVerifications(args, context),
  }),
);
