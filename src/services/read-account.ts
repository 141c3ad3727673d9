/** Reads what the vendor's account says of itself: the rules for documents, and its own summary. */
import type { IdentityProvider } from '#domain/ports.ts';
import type { Services } from './services.ts';
import { requireOwnLogin, requireScope } from './subject.ts';

export function createReadAccount(options: {
  readonly provider: IdentityProvider;
}): Pick<Services, 'kycRules' | 'kycSummary'> {
  return {
    kycRules(caller, workflowId, signal) {
      requireOwnLogin(caller);
      return options.provider.readRules(workflowId, { signal });
    },
    kycSummary(caller, signal) {
      requireScope(caller, 'kyc:admin');
      return options.provider.readSummary({ signal });
    },
  };
}
