/** Making a hosted link, for V2 and V3 alike (faceki-api.md section 3.6), and validating one (3.11). */
import { z } from 'zod';
import { json, v2 } from '#sandbox/envelopes.ts';
import type { Reply } from '#sandbox/exchange.ts';
import type { Route } from '#sandbox/router.ts';
import { v2Rules } from '#sandbox/wire/v2-rules.ts';
import type { World } from '#sandbox/world.ts';
import { openLink } from './open-link.ts';

const linkBody = z.object({
  // Text in V2's documentation, a number in V3's, minutes in both (Q24).
  expiryTime: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d+(\.\d+)?$/)
        .transform(Number),
    ])
    .optional(),
  applicationId: z.string().optional(),
  redirect_url: z.string().optional(),
  document_optional: z.boolean().optional(),
  require_additional_doc: z.boolean().optional(),
  workflowId: z.string().optional(),
});

/** Generation and validation. */
export function linkRoutes(world: World): Route[] {
  return [
    {
      name: 'create-link',
      method: 'POST',
      path: '/kycverify/api/kycverify/kyc-verify-link',
      manners: 'v2',
      needsToken: true,
      answer: ({ json: body }) => createLink(world, body),
    },
    {
      name: 'validate-link',
      method: 'GET',
      path: '/kycverify/api/kycverify/validate-kyc-verify-link',
      manners: 'v2',
      needsToken: false,
      answer: ({ query }) => validateLink(world, query.get('url')),
    },
  ];
}

function createLink(world: World, body: unknown): Reply {
  const next = world.nextOutcomes.take('create-link');
  if (typeof next?.v2 === 'number') return v2(next.v2, '');
  const { data: wish } = linkBody.safeParse(body);
  const workflowId = wish?.workflowId ?? null;
  const isKnown = workflowId === null || world.account.workflows.has(workflowId);
  const minutes = wish?.expiryTime ?? 0;
  if (wish === undefined || !isKnown || minutes < 0) return v2(8016, '');
  const id = world.ids.uuid();
  world.store.addLink({
    id,
    generation: workflowId === null ? 'v2' : 'v3',
    workflowId,
    // What 0 means is not documented; taken as "no end" (section 3.6).
    expiresAtMs: minutes === 0 ? null : world.clock() + minutes * 60_000,
    applicationId: wish.applicationId ?? '',
    redirectUrl: webAddress(wish.redirect_url),
    documentOptional: wish.document_optional ?? null,
    used: false,
  });
  const answer = { responseCode: 0, data: id, url: `${world.publicUrl()}/kycverify/${id}` };
  return json(answer, world.account.variants.linkStatus);
}

function validateLink(world: World, id: string | null): Reply {
  const next = world.nextOutcomes.take('validate-link');
  if (typeof next?.v2 === 'number') return v2(next.v2);
  const link = openLink(world, id);
  if (typeof link === 'number') return v2(link);
  const { account } = world;
  if (account.rules === null) return v2(7001);
  const rules = { ...account.rules, oneDocumentIsEnough: link.documentOptional ?? account.rules.oneDocumentIsEnough };
  return v2(0, v2Rules(rules, account.companyId, account.variants.rulesKeys));
}

/** A browser is only ever sent to an http or https address. */
function webAddress(address: string | undefined): string | null {
  if (address === undefined || !URL.canParse(address)) return null;
  return /^https?:$/.test(new URL(address).protocol) ? address : null;
}
