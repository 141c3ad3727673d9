/** Tokens for credentials: GET access-token (V2, biometrics, early V3) and POST generate-token (V3). faceki-api.md 3.1 and 5.1. */
import { z } from 'zod';
import { json, notFound, refusal, unauthorized, v2 } from '#sandbox/envelopes.ts';
import type { Reply } from '#sandbox/exchange.ts';
import type { Route } from '#sandbox/router.ts';
import type { World } from '#sandbox/world.ts';

const credentialsBody = z.object({ clientId: z.string().optional(), clientSecret: z.string().optional() });

/** Both token routes. */
export function tokenRoutes(world: World): Route[] {
  return [
    {
      name: 'token',
      method: 'GET',
      path: '/auth/api/access-token',
      manners: 'v2',
      needsToken: false,
      // Only the query: every sample and SDK sends it there, whatever the page's table says (Q3).
      answer: ({ query }) => exchangeCredentials(world, query.get('clientId'), query.get('clientSecret')),
    },
    {
      name: 'generate-token',
      method: 'POST',
      path: '/auth/api/generate-token',
      manners: 'v2',
      needsToken: false,
      answer: ({ json: body }) => {
        const { generateToken } = world.account.variants;
        if (generateToken !== 'present') return absent(Number(generateToken));
        const { data } = credentialsBody.safeParse(body);
        return exchangeCredentials(world, data?.clientId ?? null, data?.clientSecret ?? null);
      },
    },
  ];
}

function exchangeCredentials(world: World, clientId: string | null, clientSecret: string | null): Reply {
  // The three refusals of the vendor's page.
  if (!clientId && !clientSecret) return refusal(422, '');
  if (!clientId) return refusal(422, 'client id is required');
  if (!clientSecret) return json({ clientSecret: '' }, 422);
  if (clientId !== world.credentials.clientId || clientSecret !== world.credentials.clientSecret)
    return unauthorized('v2');
  return v2(0, { access_token: world.tokens.issue(), expires_in: world.tokens.lifetimeSeconds, token_type: 'Bearer' });
}

function absent(status: number): Reply {
  return status === 405 ? refusal(405, 'Method Not Allowed') : notFound('/auth/api/generate-token');
}
