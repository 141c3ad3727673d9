/** Reads what changed when, and by whom. */
import type { AuditTrail } from '#domain/ledger.ts';
import type { Services } from './services.ts';
import { requireScope } from './subject.ts';

export function createFindAuditEvents(options: { readonly ledger: AuditTrail }): Pick<Services, 'auditPage'> {
  return {
    async auditPage(caller, filter, page) {
      requireScope(caller, 'kyc:admin');
      return options.ledger.auditPage(filter, page);
    },
  };
}
