/** Makes a hosted page where a person verifies on their own phone. The attempt waits in the ledger until the person has used it. */
import { RequestError, toVerificationError, VerificationError } from '#domain/errors.ts';
import type { Failure } from '#domain/failure.ts';
import type { KycLink, Verification } from '#domain/verification.ts';
import { answerWithin } from './answer-within.ts';
import { type AttemptOptions, mayBeRepeated, toAttemptError, toStoredFailure, waitWhilePending } from './attempts.ts';
import { freePlace } from './daily-limit.ts';
import { fingerprint } from './fingerprint.ts';
import type { CreateKycLinkInput, Services } from './services.ts';
import { requireSubject } from './subject.ts';

export interface CreateKycLinkOptions extends AttemptOptions {
  /** Origins that a link may lead back to; none: no redirects. */
  readonly redirectOrigins: readonly string[];
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
        const inTime = await answerWithin(created, deadlineMs - clock());
        if (inTime === null) throw toAttemptError(begun.verification, { code: 'PROVIDER_TIMEOUT' });
        return inTime;
      }
      const held = begun.verification;
      const { salt, hash } = begun.fingerprint;
      if (fingerprintLink(salt, ownerId, input).hash !== hash)
        throw toVerificationError({ code: 'IDEMPOTENCY_CONFLICT' });
      if (held.state === 'INTERRUPTED') await letGo(held, { code: 'LINK_NOT_CREATED' });
      else if (held.state !== 'PENDING') return answerAgain(held, clock());
      else {
        const twin = await waitWhilePending(ledger, held, { deadlineMs, clock, signal });
        if (twin.state === 'PENDING') throw toAttemptError(twin, { code: 'PROVIDER_TIMEOUT' });
      }
    }
  };

  /** A link that nobody was told of costs nothing and verifies nobody: whatever became of it, its key is free for another. */
  function letGo(attempt: Verification, failure: Failure): Promise<unknown> {
    const releasesKey = mayBeRepeated(failure, true);
    return options.settle(attempt.id, {
      state: 'FAILED',
      failure: toStoredFailure(failure),
      releasesKey,
      atMs: clock(),
    });
  }

  async function create(attempt: Verification, input: CreateKycLinkInput): Promise<CreatedLink> {
    const { workflowId, expiresInMinutes, redirectUrl, documentOptional } = input;
    const request = { attemptId: attempt.id, workflowId, expiresInMinutes, redirectUrl, documentOptional };
    try {
      const link = await provider.createLink(request, {});
      const settled = await ledger.settle(attempt.id, { state: 'AWAITING_PERSON', link, atMs: clock() });
      return { link, verification: settled ?? attempt };
    } catch (error) {
      if (error instanceof VerificationError) await letGo(attempt, error);
      // A fault of ours, or a ledger that is away: nobody waits for it, and the attempt does not stay under way for ever.
      else options.underWay.add(letGo(attempt, { code: 'LINK_NOT_CREATED' }));
      throw error;
    }
  }
}

/** What an earlier request under this key came to. */
function answerAgain(attempt: Verification, nowMs: number): CreatedLink {
  const { state, link, decision, failure } = attempt;
  const isOver = link !== null && link.expiresAtMs !== null && link.expiresAtMs <= nowMs;
  if (state === 'AWAITING_PERSON' && link !== null && !isOver) return { link, verification: attempt };
  if (state === 'COMPLETED' && decision === 'ACCEPTED') throw toAttemptError(attempt, { code: 'ALREADY_VERIFIED' });
  if (state === 'COMPLETED') throw toAttemptError(attempt, { code: 'LINK_LIMIT_REACHED' });
  if (state === 'EXPIRED' || isOver) throw toAttemptError(attempt, { code: 'LINK_EXPIRED' });
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
