/** What a V2 account says of itself: its rules (faceki-api.md section 3.2) and its summary (3.5, payload not documented). */
import { v2 } from '#sandbox/envelopes.ts';
import type { Route } from '#sandbox/router.ts';
import { v2Rules } from '#sandbox/wire/v2-rules.ts';
import type { World } from '#sandbox/world.ts';

/** Rules and summary. */
export function v2AccountRoutes(world: World): Route[] {
  const answerUnlessAsked =
    (name: Route['name'], data: () => unknown | null): Route['answer'] =>
    () => {
      const next = world.nextOutcomes.take(name);
      if (typeof next?.v2 === 'number') return v2(next.v2);
      const found = data();
      return found === null ? v2(7001) : v2(0, found);
    };
  const rules = () => {
    const { account } = world;
    return account.rules && v2Rules(account.rules, account.companyId, account.variants.rulesKeys);
  };
  return [
    {
      name: 'kyc-rules',
      method: 'GET',
      path: '/kycrules/api/kycrules',
      manners: 'v2',
      needsToken: true,
      answer: answerUnlessAsked('kyc-rules', rules),
    },
    {
      name: 'kyc-summary',
      method: 'GET',
      path: '/kycverify/api/kycverify/kyc-verify-summary',
      manners: 'v2',
      needsToken: true,
      answer: answerUnlessAsked('kyc-summary', () => ({})),
    },
  ];
}
