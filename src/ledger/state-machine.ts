/** Which state may follow which. The one place that says so; attempts.ts turns it into SQL. */
import type { Settlement } from '#domain/ports.ts';
import { isFinal, type VerificationState } from '#domain/verification.ts';

/**
 * The states that each state may be reached from. A final state is never left; a COMPLETED attempt may change its decision (attempts.ts).
 * INTERRUPTED to AWAITING_PERSON: the late answer of a process that was taken for dead.
 */
export const reachedFrom: Readonly<Record<VerificationState, readonly VerificationState[]>> = {
  PENDING: [],
  AWAITING_PERSON: ['PENDING', 'INTERRUPTED'],
  COMPLETED: ['PENDING', 'AWAITING_PERSON', 'INTERRUPTED'],
  FAILED: ['PENDING', 'AWAITING_PERSON', 'INTERRUPTED'],
  INTERRUPTED: ['PENDING'],
  EXPIRED: ['AWAITING_PERSON'],
};

/** The columns that a settlement sets. What it leaves undefined, or what has no meaning in its state, keeps out of the row. */
export function toColumns(settlement: Settlement) {
  const { state, failure, link } = settlement;
  const final = isFinal({ state });
  if (settlement.releasesKey === true && !final)
    throw new TypeError(`A key is released with a final state, not with ${state}.`);
  if (state === 'AWAITING_PERSON' && !link) throw new TypeError('An attempt that awaits a person needs its link.');
  return {
    state,
    decision: state === 'COMPLETED' ? (settlement.decision ?? null) : null,
    ...toFailureColumns(state, failure),
    ...(settlement.requestId === undefined ? {} : { request_id: settlement.requestId }),
    ...(settlement.referenceId === undefined ? {} : { reference_id: settlement.referenceId }),
    ...(link ? { link_id: link.id, link_url: link.url, link_expires_at_ms: link.expiresAtMs } : {}),
    // The link is a secret, and of no more use. Its id stays, because the provider's hints may still name it.
    ...(final ? { link_url: null, completed_at_ms: settlement.atMs } : {}),
    ...(settlement.releasesKey === true ? { held_key: null } : {}),
  };
}

function toFailureColumns(state: VerificationState, failure: Settlement['failure']) {
  if (state !== 'FAILED' && state !== 'INTERRUPTED')
    return { failure_code: null, failure_provider_code: null, failure_document_type: null };
  if (failure === undefined) return {};
  return {
    failure_code: failure?.code ?? null,
    failure_provider_code: toStorableProviderCode(failure?.providerCode),
    failure_document_type: failure?.documentType ?? null,
  };
}

/** A number or a word of the provider. Anything longer or freer could carry what a person's document says, and has no place here. */
export function toStorableProviderCode(code: string | null | undefined): string | null {
  return code !== null && code !== undefined && /^[\w.-]{1,64}$/.test(code) ? code : null;
}
