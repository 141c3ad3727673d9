/** Leads from a face, or the records that the provider matched to it, to the users of this gateway. */
import type { FaceRegistry } from '#domain/ledger.ts';
import type { FaceMatches, Ledger } from '#domain/ports.ts';

/**
 * The owners of the ACCEPTED attempts whose request or reference id is among the matched, active records, and the users whom a matched face
 * or account was enrolled for; each once.
 */
export async function findUsers(ledger: Ledger & FaceRegistry, matches: FaceMatches): Promise<readonly string[]> {
  const [verified, enrolled] = await Promise.all([findVerified(ledger, matches), findEnrolled(ledger, matches)]);
  return [...new Set([...verified, ...enrolled])];
}

async function findVerified(ledger: Ledger, { records }: FaceMatches): Promise<readonly string[]> {
  const ids = records
    .filter((record) => record.isActive)
    .flatMap(({ requestId, referenceId }) => [requestId, referenceId])
    .filter((id) => id !== null);
  if (ids.length === 0) return [];
  const attempts = await ledger.attemptsByProviderIds([...new Set(ids)]);
  const accepted = attempts.filter(({ state, decision }) => state === 'COMPLETED' && decision === 'ACCEPTED');
  return accepted.map(({ ownerId }) => ownerId);
}

async function findEnrolled(ledger: FaceRegistry, { faceIds, account }: FaceMatches): Promise<readonly string[]> {
  if (faceIds.length === 0 && account === null) return [];
  return ledger.faceOwners({ faceIds, accountIds: account === null ? [] : [account.userId] });
}

/**
 * True when an account stands beside faces of other people. The biometric services keep one face for each account, and name the account of
 * one of the faces alone, so that several faces are several people who look alike.
 */
export async function isAmbiguous(ledger: FaceRegistry, { faceIds, account }: FaceMatches): Promise<boolean> {
  if (account === null || faceIds.length < 2) return false;
  const owners = await Promise.all(faceIds.map((faceId) => ledger.faceOwners({ faceIds: [faceId], accountIds: [] })));
  const [first] = owners.flat();
  // One user may have been enrolled twice; a face that leads to nobody here is somebody else's all the same.
  return first === undefined || owners.some((found) => found.length === 0 || found.some((owner) => owner !== first));
}
