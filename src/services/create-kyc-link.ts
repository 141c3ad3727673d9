/** Makes a hosted page where a person verifies on their own phone. The attempt waits in the ledger until the person has used it. */
import { RequestError, toVerificationError, VerificationError } from '#domain/errors.ts';
import type { Clock, IdentityProvider, Ledger } from '#domain/ports.ts';
import type { KycLink, Verification } from '#domain/verification.ts';
import { type AttemptsUnderWay, mayBeRepeated, toAttemptError, toStoredFailure, waitWhilePending } from './attempts.ts';
import { freePlace, type TakeDailyPlace } from './daily-limit.ts';
import { fingerprint } from './fingerprint.ts';
import type { CreateKycLinkInput, Services } from './services.ts';
import { requireSubject } from './subject.ts';

export interface CreateKycLinkOptions {
  readonly provider: IdentityProvider;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The id of an attempt that begins at this time. */
  readonly createId: (atMs: number) => string;
  readonly createSalt: () => string;
  readonly answerWithinMs: number;
  readonly underWay: AttemptsUnderWay;
  /** Origins that a link may lead back to; none: no redirects. */
  readonly redirectOrigins: readonly string[];
  /** Refuses one attempt too many. */
  readonly takeDailyPlace: TakeDailyPlace;
}

interface CreatedLink {
  readonly link: KycLink;
  readonly verification: Verification;
}

export function createCreateKycLink(options: CreateKycLinkOptions): Services['createKycLink'] {
  const { provider, ledger, clock } = options;

  return async (caller, input, signal) => {
    const ownerId = requireSubject(caller, input.userId, ['kyc:link']);
    checkRedirect(input.redirectUrl, options.redirectOrigins);
    const { idempotencyKey } = input;
    const isKnown = idempotencyKey !== null && (await ledger.attemptByKey(ownerId, 'link', idempotencyKey)) !== null;
    await using place = isKnown ? freePlace : await options.takeDailyPlace(ownerId);

    const deadlineMs = clock() + options.answerWithinMs;
    for (;;) {
      options.underWay.checkOpen();
      const createdAtMs = clock();
      const begun = await ledger.begin({
        id: options.createId(createdAtMs),
        kind: 'link',
        generation: provider.generation,
        ownerId,
        actor: caller.userId ?? ownerId,
        reference: input.reference,
        idempotencyKey,
        fingerprint: idempotencyKey === null ? null : fingerprintLink(options.createSalt(), ownerId, input),
        consentVersion: null,
        createdAtMs,
      });
      if (begun.begun) {
        place.keep();
        const created = create(begun.verification, input);
        options.underWay.add(created);
        return created;
      }
      const { salt, hash } = begun.fingerprint;
      if (fingerprintLink(salt, ownerId, input).hash !== hash)
        throw toVerificationError({ code: 'IDEMPOTENCY_CONFLICT' });
      if (begun.verification.state !== 'PENDING') return answerAgain(begun.verification);
      const twin = await waitWhilePending(ledger, begun.verification, { deadlineMs, clock, signal });
      if (twin.state === 'PENDING') throw toVerificationError({ code: 'PROVIDER_TIMEOUT', attempt: twin });
    }
  };

  async function create(attempt: Verification, input: CreateKycLinkInput): Promise<CreatedLink> {
    const { workflowId, expiresInMinutes, redirectUrl, documentOptional } = input;
    const request = { attemptId: attempt.id, workflowId, expiresInMinutes, redirectUrl, documentOptional };
    try {
      const link = await provider.createLink(request, {});
      const settled = await ledger.settle(attempt.id, { state: 'AWAITING_PERSON', link, atMs: clock() });
      return { link, verification: settled ?? attempt };
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      // A link that nobody was told of costs nothing and verifies nobody, so that even a lost answer lets go of the key.
      const releasesKey = mayBeRepeated(error, true);
      await ledger.settle(attempt.id, { state: 'FAILED', failure: toStoredFailure(error), releasesKey, atMs: clock() });
      throw error;
    }
  }
}

/** What an earlier request under this key came to. */
function answerAgain(attempt: Verification): CreatedLink {
  const { state, link, decision, failure } = attempt;
  if (state === 'AWAITING_PERSON' && link !== null) return { link, verification: attempt };
  if (state === 'COMPLETED' && decision === 'ACCEPTED') throw toAttemptError(attempt, { code: 'ALREADY_VERIFIED' });
  if (state === 'COMPLETED') throw toAttemptError(attempt, { code: 'LINK_LIMIT_REACHED' });
  if (state === 'EXPIRED') throw toAttemptError(attempt, { code: 'LINK_EXPIRED' });
  throw toAttemptError(attempt, failure ?? { code: 'OUTCOME_UNKNOWN' });
}

function fingerprintLink(salt: string, ownerId: string, input: CreateKycLinkInput) {
  return fingerprint(salt, [
    ownerId,
    input.workflowId,
    input.expiresInMinutes,
    input.redirectUrl,
    input.documentOptional,
  ]);
}

/** Only to places that the operator has named: a link of ours must not lead a person to a stranger. @throws {RequestError} */
function checkRedirect(redirectUrl: string | null, origins: readonly string[]): void {
  if (redirectUrl === null) return;
  const url = URL.parse(redirectUrl);
  if (url !== null && /^https?:$/.test(url.protocol) && origins.includes(url.origin)) return;
  throw new RequestError(
    'BAD_USER_INPUT',
    'The redirect leads to an origin that this gateway does not allow. The operator lists them in LINK_REDIRECT_ORIGINS.',
    'input.redirectUrl',
  );
}
