/** V2's two verifications: the form for the documents that were sent, and what became of it. Resolves whatever the vendor does. */

import { RequestError } from '#domain/errors.ts';
import { type Failure, failures, type RetryAdvice } from '#domain/failure.ts';
import type { DocumentImages, IdentityProvider, RecordSource, Submission, SubmissionOutcome } from '#domain/ports.ts';
import { type DocumentType, worstDecision } from '#domain/verification.ts';
import { type FormPart, multipartBody } from '#http/body.ts';
import type { Call, CallOutcome } from './call.ts';
import { nonsense, readCode } from './codes.ts';
import { v2DocumentPrefixes } from './documents.ts';
import { imagePart, imagesOf } from './image-part.ts';
import { type Dictionary, isDictionary, readId } from './lenient.ts';
import { confirm } from './v2-confirmation.ts';
import { v2Endpoints } from './v2-endpoints.ts';
import { toDirectAnswer, type V2DirectAnswer } from './v2-records.ts';
import { v2DocumentAnswer } from './v2-wire.ts';

export interface V2VerifyOptions {
  readonly call: Call;
  /** A multipart boundary that occurs in no image. */
  readonly createBoundary: () => string;
  readonly findRecords: RecordSource['findRecords'];
  /** How long a decision waits for its record. 3 s by default. */
  readonly confirmWithinMs?: number;
}

/** Single KYC for one document, multi-document KYC for two or three. */
export function createV2Verify(options: V2VerifyOptions): IdentityProvider['verify'] {
  const { call, createBoundary, findRecords, confirmWithinMs: withinMs = 3_000 } = options;
  return async (submission, { signal, onSending }) => {
    const isSingle = submission.documents.length === 1;
    const parts = isSingle ? toSingleForm(submission) : toMultiForm(submission);
    const outcome = await call({
      endpoint: isSingle ? v2Endpoints.verifyOne : v2Endpoints.verifySeveral,
      body: multipartBody(parts, createBoundary()),
      images: imagesOf(submission),
      signal,
      onSending,
    });
    const read = isSingle ? readSingle(outcome) : readMulti(outcome);
    return read.kind === 'decided' ? confirm(read, submission.documents.length, { findRecords, withinMs }) : read;
  };
}

// ---------------------------------------------------------------- the forms

function toSingleForm({ selfie, documents }: Submission): readonly FormPart[] {
  return [imagePart('selfie_image', selfie), ...documents.flatMap((document) => sides('doc', document))];
}

function toMultiForm({ selfie, documents }: Submission): readonly FormPart[] {
  const forms = v2DocumentPrefixes.flatMap(({ prefix, type }) =>
    documents.filter((document) => document.type === type).map((document) => sides(prefix, document)),
  );
  const isDistinct = new Set(documents.map(({ type }) => type)).size === documents.length;
  if (documents.length > v2DocumentPrefixes.length || forms.length !== documents.length || !isDistinct) {
    throw new RequestError(
      'BAD_USER_INPUT',
      'V2 takes one to three documents, several of distinct types.',
      'input.documents',
    );
  }
  return [imagePart('selfie_image', selfie), ...forms.flat()];
}

/** V2 wants a back in any case; the vendor's own SDK sends a passport's front again (Q12). */
function sides(prefix: string, { front, back }: DocumentImages): readonly FormPart[] {
  return [imagePart(`${prefix}_front_image`, front), imagePart(`${prefix}_back_image`, back ?? front)];
}

// ---------------------------------------------------------------- what became of it

function readSingle(outcome: CallOutcome): SubmissionOutcome {
  if (outcome.kind !== 'answered') return toRefusal(outcome, null);
  const answer = toDirectAnswer(outcome.envelope.content, { requestId: null, documentType: null });
  return answer === null ? { kind: 'lost', failure: nonsense() } : toDecided([answer]);
}

function readMulti(outcome: CallOutcome): SubmissionOutcome {
  if (outcome.kind === 'lost') return outcome;
  const content = outcome.envelope?.content;
  const parts = isDictionary(content) ? readParts(content) : [];
  if (outcome.kind === 'refused') {
    const rejected = parts.filter(({ code }) => code !== '0');
    // The outer code may leave open which document it means; the parts' own codes say it.
    return toRefusal(
      outcome,
      rejected.length === 1 ? (rejected[0]?.type ?? null) : null,
      parts[0]?.answer?.referenceId,
    );
  }
  const refusal = worstRefusal(parts);
  if (refusal !== null) {
    return refusal.code === 'PROVIDER_NONSENSE'
      ? { kind: 'lost', failure: refusal }
      : { kind: 'refused', failure: refusal, taken: true, ...idsOf(content, parts[0]?.answer?.referenceId) };
  }
  const answers = parts.map(({ answer }) => answer);
  const whole = parts.length === 0 ? toDirectAnswer(content, { requestId: null, documentType: null }) : null;
  const readable = whole === null ? answers.filter((answer) => answer !== null) : [whole];
  if (readable.length === 0) return { kind: 'lost', failure: nonsense() };
  const decided = toDecided(readable);
  // A document whose part says nothing was not accepted.
  return answers.includes(null) ? { ...decided, decision: worstDecision([decided.decision, null]) } : decided;
}

interface Part {
  readonly type: DocumentType;
  readonly code: string;
  readonly answer: V2DirectAnswer | null;
}

function readParts(content: Dictionary): readonly Part[] {
  const requestId = readId(content.requestId);
  return v2DocumentPrefixes.flatMap(({ prefix, type }) => {
    const raw = content[`${prefix}KycData`];
    if (!isDictionary(raw)) return [];
    const { responseCode, data } = v2DocumentAnswer.parse(raw);
    const answer = toDirectAnswer(data, { requestId, documentType: type });
    return [{ type, code: responseCode ?? '0', answer }];
  });
}

/** What only another image, or nothing at all, can mend comes before what may pass by itself; what nobody understands comes last. */
const fromWorst: readonly RetryAdvice[] = ['NEVER', 'NEW_IMAGE', 'LATER', 'SAME_REQUEST'];

function worstRefusal(parts: readonly Part[]): Failure | null {
  const found = parts.filter(({ code }) => code !== '0').map(toPartFailure);
  const rank = ({ code }: Failure) =>
    code === 'PROVIDER_NONSENSE' ? fromWorst.length : fromWorst.indexOf(failures[code].retry);
  return found.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

function toPartFailure({ type, code }: Part): Failure {
  const meaning = readCode(code, 'verify', 'v2');
  if (meaning === null || !('failure' in meaning)) return nonsense(code);
  const { failure } = meaning;
  return isAboutDocument(failure) ? { ...failure, documentType: type } : failure;
}

function toDecided(answers: readonly V2DirectAnswer[]): SubmissionOutcome & { readonly kind: 'decided' } {
  return {
    kind: 'decided',
    decision: worstDecision(answers.map(({ decision }) => decision)),
    requestId: answers.find(({ requestId }) => requestId !== null)?.requestId ?? null,
    // Of several documents the first one's: the faces are one person's, so a face match finds the attempt by it.
    referenceId: answers.find(({ referenceId }) => referenceId !== null)?.referenceId ?? null,
    records: answers.flatMap(({ record }) => (record === null ? [] : [record])),
  };
}

/** A code beside a full data block (8002) stays a failure: the code is read before the verdict. Its ids are kept. */
function toRefusal(
  outcome: Exclude<CallOutcome, { kind: 'answered' }>,
  documentType: DocumentType | null,
  referenceId: string | null = null,
): SubmissionOutcome {
  if (outcome.kind === 'lost') return { kind: 'lost', failure: outcome.failure };
  const { failure, taken, envelope } = outcome;
  const named =
    isAboutDocument(failure) && !failure.documentType && documentType !== null ? { ...failure, documentType } : failure;
  return { kind: 'refused', failure: named, taken, ...idsOf(envelope?.content, referenceId) };
}

function idsOf(content: unknown, referenceId: string | null = null) {
  const data: Dictionary = isDictionary(content) ? content : {};
  return { requestId: readId(data.requestId), referenceId: readId(data.responseID) ?? referenceId };
}

function isAboutDocument({ code }: Failure): boolean {
  return failures[code].error === 'DocumentRejectedError';
}
