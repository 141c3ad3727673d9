/**
 * Verifies a person, and pays for it at most once: images are taken in, the attempt is committed, Faceki is asked, the outcome is
 * committed, and only then answered (design section 3).
 */
import type { Caller } from '#domain/caller.ts';
import { RequestError, toVerificationError } from '#domain/errors.ts';
import { failures } from '#domain/failure.ts';
import type { IncomingImage } from '#domain/image.ts';
import type { Begun, Settlement, SubmissionOutcome } from '#domain/ports.ts';
import type { Generation, Verification } from '#domain/verification.ts';
import { answerWithin } from './answer-within.ts';
import {
  type AttemptOptions,
  hasLetGoOfKey,
  mayBeRepeated,
  refuseVerified,
  toAttemptError,
  toStoredFailure,
  waitWhilePending,
} from './attempts.ts';
import { freePlace } from './daily-limit.ts';
import { fingerprintVerification, type VerificationRequest } from './fingerprint.ts';
import { readImages } from './read-images.ts';
import type { Services, VerifiedKyc, VerifyKycInput } from './services.ts';
import { requireSubject } from './subject.ts';
import { abortableUntilSent } from './until-sent.ts';

export interface VerifyKycOptions extends AttemptOptions {
  /** Looks an INTERRUPTED attempt up at the provider, where it can; resolves to it as it then is. */
  readonly lookUp: (attempt: Verification) => Promise<Verification>;
}

export function createVerifyKyc(options: VerifyKycOptions): Services['verifyKyc'] {
  const { provider, ledger, clock, underWay } = options;

  return async (caller, input, signal) => {
    const ownerId = requireSubject(caller, input.userId, ['kyc:verify', 'kyc:act']);
    checkDocuments(provider.generation, input.documents);
    const isKnown = await holdsKey(ownerId, input.idempotencyKey);
    if (input.onlyIfUnverified && !isKnown) await refuseVerified(ledger, ownerId);
    await using places = new AsyncDisposableStack();
    // Taken before the images are: who sends a hundred at once has to find room for each.
    let place = isKnown ? freePlace : places.use(await options.takeDailyPlace(ownerId));

    const request = await readRequest(ownerId, input);
    using images = new DisposableStack();
    images.defer(() => releaseAll(request));

    const deadlineMs = clock() + options.answerWithinMs;
    for (;;) {
      underWay.checkOpen();
      const begun = await begin(caller, input, request);
      if (begun.begun) {
        place.keep();
        // From here on the attempt lives by itself: the client may leave, or be told to come back, while it goes on.
        const attempt = submit(begun.verification, request, images.move(), signal);
        underWay.add(attempt);
        return answerBy(deadlineMs, attempt, begun.verification);
      }
      const held = begun.verification;
      checkSameRequest(begun, request);
      if (held.state !== 'PENDING') return answerBy(deadlineMs, answerAgain(held), held);
      // A twin is under way. If it fails in a way that may be repeated it lets go of the key, and this request is the next to try.
      const twin = await waitWhilePending(ledger, held, { deadlineMs, clock, signal });
      if (twin.state === 'PENDING') throw inProgress(twin);
      if (hasLetGoOfKey(twin) && place === freePlace) place = places.use(await options.takeDailyPlace(ownerId));
    }
  };

  async function holdsKey(ownerId: string, key: string | null): Promise<boolean> {
    const known = key === null ? null : await ledger.attemptByKey(ownerId, 'verification', key);
    return known !== null && !hasLetGoOfKey(known);
  }

  function begin(caller: Caller, input: VerifyKycInput, request: VerificationRequest): Promise<Begun> {
    const { idempotencyKey } = input;
    const createdAtMs = clock();
    return ledger.begin({
      id: options.createId(createdAtMs),
      kind: 'verification',
      generation: provider.generation,
      ownerId: request.ownerId,
      actor: caller.userId ?? request.ownerId,
      reference: input.reference,
      idempotencyKey,
      fingerprint: idempotencyKey === null ? null : fingerprintVerification(options.createSalt(), request),
      consentVersion: input.consentVersion,
      documentCount: request.documents.length,
      createdAtMs,
    });
  }

  async function submit(
    attempt: Verification,
    request: VerificationRequest,
    images: DisposableStack,
    signal: AbortSignal,
  ): Promise<VerifiedKyc> {
    using _images = images;
    const { selfie, documents, workflowId } = request;
    const submission = { attemptId: attempt.id, selfie, documents, workflowId };
    let outcome: SubmissionOutcome;
    try {
      outcome = await abortableUntilSent(signal, (options) => provider.verify(submission, options));
    } catch (fault) {
      await options.settle(attempt.id, toSettlement({ kind: 'lost', failure: { code: 'PROVIDER_NONSENSE' } }, clock()));
      throw fault;
    }
    const named = nameOnlyDocument(outcome, request);
    const settled = (await options.settle(attempt.id, toSettlement(named, clock()))) ?? attempt;
    if (named.kind !== 'decided') throw toAttemptError(settled, named.failure);
    return { verification: settled, records: named.records };
  }

  /** What an earlier attempt under this key came to. */
  async function answerAgain(held: Verification): Promise<VerifiedKyc> {
    const attempt = held.state === 'INTERRUPTED' ? await options.lookUp(held) : held;
    if (attempt.state === 'COMPLETED') return { verification: attempt, records: [] };
    const failure = attempt.failure ?? { code: 'OUTCOME_UNKNOWN' };
    if (attempt.state === 'INTERRUPTED' && !canBeLookedUp(attempt, clock())) {
      throw toAttemptError(attempt, { ...failure, code: 'OUTCOME_UNKNOWN' });
    }
    throw toAttemptError(attempt, failure);
  }

  async function answerBy(
    deadlineMs: number,
    answer: Promise<VerifiedKyc>,
    attempt: Verification,
  ): Promise<VerifiedKyc> {
    const inTime = await answerWithin(answer, deadlineMs - clock());
    if (inTime === null) throw inProgress(attempt);
    return inTime;
  }
}

/** Records are there within seconds. One that is not there after so long will not be found any more, and the same key leads nowhere. */
const lookUpForMs = 15 * 60_000;

/** V3 keeps the attempt's id beside the record; V2 has no field for it (faceki-api.md sections 3.3 and 5.4). */
function canBeLookedUp({ generation, createdAtMs }: Verification, nowMs: number): boolean {
  return generation === 'v3' && nowMs - createdAtMs < lookUpForMs;
}

function inProgress(attempt: Verification): Error {
  return toAttemptError(attempt, { code: 'VERIFICATION_IN_PROGRESS' });
}

function checkSameRequest(held: Extract<Begun, { begun: false }>, request: VerificationRequest): void {
  const same = fingerprintVerification(held.fingerprint.salt, request).hash === held.fingerprint.hash;
  if (!same) throw toVerificationError({ code: 'IDEMPOTENCY_CONFLICT' });
}

function toSettlement(outcome: SubmissionOutcome, atMs: number): Settlement {
  switch (outcome.kind) {
    case 'decided': {
      const { decision, requestId, referenceId } = outcome;
      return { state: 'COMPLETED', decision, requestId, referenceId, atMs };
    }
    case 'refused': {
      const { failure, requestId, referenceId } = outcome;
      const releasesKey = mayBeRepeated(failure, outcome.taken);
      return { state: 'FAILED', failure: toStoredFailure(failure), requestId, referenceId, releasesKey, atMs };
    }
    case 'lost':
      return { state: 'INTERRUPTED', failure: toStoredFailure(outcome.failure), atMs };
  }
}

/** Where one document was sent, that is the one which was rejected, whether or not the provider says so. */
function nameOnlyDocument(outcome: SubmissionOutcome, { documents }: VerificationRequest): SubmissionOutcome {
  const [only, ...others] = documents;
  if (outcome.kind !== 'refused' || only === undefined || others.length > 0) return outcome;
  const { failure } = outcome;
  if (failures[failure.code].error !== 'DocumentRejectedError') return outcome;
  return { ...outcome, failure: { ...failure, documentType: failure.documentType ?? only.type } };
}

/**
 * One to three documents; several on V2, where the type picks the field, need distinct types that V2 has a field for.
 * @throws {RequestError}
 */
function checkDocuments(generation: Generation, documents: VerifyKycInput['documents']): void {
  const wrong = (message: string, path: string) => new RequestError('BAD_USER_INPUT', message, path);
  if (documents.length < 1 || documents.length > 3) {
    throw wrong('Send one to three documents.', 'input.documents');
  }
  if (generation !== 'v2' || documents.length === 1) return;
  const seen = new Set<string>();
  for (const [position, { type }] of documents.entries()) {
    const path = `input.documents.${position}.type`;
    if (type === null) throw wrong('Say the type of each document when you send several.', path);
    if (type === 'OTHER')
      throw wrong('Of several documents each must be an ID_CARD, PASSPORT or DRIVING_LICENCE.', path);
    if (seen.has(type)) throw wrong('Send each type of document once.', path);
    seen.add(type);
  }
}

/** @throws {InvalidImageError} for the first image that cannot be sent */
async function readRequest(ownerId: string, input: VerifyKycInput): Promise<VerificationRequest> {
  const incoming = new Map<string, IncomingImage>([['input.selfie', input.selfie]]);
  for (const [position, document] of input.documents.entries()) {
    incoming.set(`input.documents.${position}.front`, document.front);
    if (document.back !== null) incoming.set(`input.documents.${position}.back`, document.back);
  }
  const images = await readImages(incoming);
  const imageAt = (path: string) => {
    const image = images.get(path);
    if (image === undefined) throw new Error(`no image was read at ${path}`);
    return image;
  };
  return {
    ownerId,
    workflowId: input.workflowId,
    selfie: imageAt('input.selfie'),
    documents: input.documents.map(({ type, back }, position) => ({
      type,
      front: imageAt(`input.documents.${position}.front`),
      back: back === null ? null : imageAt(`input.documents.${position}.back`),
    })),
  };
}

function releaseAll({ selfie, documents }: VerificationRequest): void {
  selfie.release();
  for (const { front, back } of documents) {
    front.release();
    back?.release();
  }
}
