/** KycDecision: what Faceki decided. */
import type { KycDecision } from '#domain/verification.ts';
import { builder } from './builder.ts';

/** Part of attempts and of records alike. */
export const KycDecisionEnum = builder.enumType('KycDecision', {
  description: 'What Faceki decided. Only ACCEPTED is a yes.',
  values: {
    ACCEPTED: { description: 'The person is who the documents say, by Faceki’s rules.' },
    DECLINED: { description: 'The person is not verified. A new attempt with other documents may end otherwise.' },
    REVIEW: { description: 'A person at the vendor’s portal has to look; the decision may still change, either way.' },
  } satisfies Record<KycDecision, { description: string }>,
});
