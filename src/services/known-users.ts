/** Leads from a face, or the records that the provider matched to it, to the users of this gateway. */
import type { FaceMatches, Ledger } from '#domain/ports.ts';

/** The owners of the ACCEPTED attempts whose request or reference id is among the matched, active records; each once. */
export async function findUsers(ledger: Ledger, { records }: FaceMatches): Promise<readonly string[]> {
  const ids = records
    .filter((record) => record.isActive)
    .flatMap(({ requestId, referenceId }) => [requestId, referenceId])
    .filter((id) => id !== null);
  if (ids.length === 0) return [];
  const attempts = await ledger.attemptsByProviderIds([...new Set(ids)]);
  const accepted = attempts.filter(({ state, decision }) => state === 'COMPLETED' && decision === 'ACCEPTED');
  return [...new Set(accepted.map(({ ownerId }) => ownerId))];
}
