/** AuditEvent: what changed when, by whom, and the query for pages of them. */
import type { AuditEvent } from '#domain/ledger.ts';
import { builder } from './builder.ts';
import { pageCost } from './cost.ts';
import { loadersOf } from './loaders.ts';
import { toConnection, toPageRequest } from './pagination.ts';
import { VerificationRef } from './refs.ts';

const AuditEventRef = builder.objectRef<AuditEvent>('AuditEvent');

builder.objectType(AuditEventRef, {
  description:
    'Something that happened in this gateway. Written once, changed only by erasure. Holds no identity data.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Grows with time.' }),
    at: t.expose('atMs', { type: 'DateTime', description: 'When it happened.' }),
    kind: t.exposeString('kind', {
      description:
        'What happened, e.g. `verification.completed`, `verification.decision_changed`, `image.viewed`, `user.erased`.',
    }),
    actor: t.exposeString('actor', {
      description: 'Who did it: a user’s id, or a part of the gateway such as `gateway`, `reconciler`, `webhook`.',
    }),
    verification: t.field({
      type: VerificationRef,
      nullable: true,
      description:
        'The attempt that it is about; null when there is none, it was erased, or it is not the caller’s to see (others’ need kyc:read).',
      resolve: ({ verificationId }, _args, context) =>
        verificationId === null ? null : loadersOf(context).verification.load(verificationId),
    }),
    userId: t.exposeID('userId', { nullable: true, description: 'The user whom it is about; null once erased.' }),
    detail: t.expose('detail', {
      type: 'JSON',
      nullable: true,
      description: 'States, codes, versions and counts, e.g. the version of the consent; never identity data.',
    }),
  }),
});

const AuditEventConnectionRef = builder.connectionObject(
  { name: 'AuditEventConnection', type: AuditEventRef, description: 'A page of events, newest first.' },
  { name: 'AuditEventEdge', description: 'An event on a page.' },
);

builder.queryField('auditEvents', (t) =>
  t.field({
    type: AuditEventConnectionRef,
    description: 'What changed when, by whom, newest first. Page size 20 by default, 100 at most. Needs kyc:admin.',
    authScopes: { 'kyc:admin': true },
    complexity: pageCost,
    args: {
      ...t.arg.connectionArgs(),
      verification: t.arg.id({ description: 'About this attempt alone.' }),
      owner: t.arg.id({ description: 'About this user alone.' }),
    },
    resolve: async (_root, { verification, owner, ...args }, { services, caller }) => {
      const request = toPageRequest(args);
      const filter = { verificationId: verification ?? undefined, userId: owner ?? undefined };
      return toConnection(await services.auditPage(caller, filter, request), request, async () => 0);
    },
  }),
);
