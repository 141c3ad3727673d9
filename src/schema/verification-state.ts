/** VerificationState: how far an attempt has come. */
import type { VerificationState } from '#domain/verification.ts';
import { builder } from './builder.ts';

/** For attempts and for the filter of their pages. */
export const VerificationStateEnum = builder.enumType('VerificationState', {
  description: 'How far an attempt has come. COMPLETED, FAILED and EXPIRED are final.',
  values: {
    PENDING: { description: 'Under way at Faceki.' },
    AWAITING_PERSON: { description: 'A link was made, and the person has not finished yet.' },
    COMPLETED: { description: 'Faceki has decided: read `decision`.' },
    FAILED: { description: 'Faceki could not decide: read `failure`. A new attempt may succeed.' },
    INTERRUPTED: { description: 'The answer was lost: read `failure`. May still turn final by itself.' },
    EXPIRED: { description: 'The link was never used.' },
  } satisfies Record<VerificationState, { description: string }>,
});
