/** V3's verification of one to three documents, and what became of it. Resolves whatever the vendor does. */
import { ProviderUnavailableError, RequestError, VerificationError } from '#domain/errors.ts';
import type { CallOptions, IdentityProvider, RecordSource, Submission, SubmissionOutcome } from '#domain/ports.ts';
import { worstDecision } from '#domain/verification.ts';
import { type FormPart, multipartBody } from '#http/body.ts';
import type { Call, CallOutcome } from './call.ts';
import { nonsense } from './codes.ts';
import { decide } from './decisions.ts';
import { imagePart, imagesOf } from './image-part.ts';
import { type Dictionary, isDictionary, readList, readText } from './lenient.ts';
import { v3Endpoints } from './v3-endpoints.ts';
import { toV3Record } from './v3-records.ts';
import { v3Verdict } from './v3-wire.ts';

export interface V3VerifyOptions {
  readonly call: Call;
  /** A multipart boundary that occurs in no image. */
  readonly createBoundary: () => string;
  /** The workflow of a verification that names none. */
  readonly workflowId: string | null;
  readonly findRecords: RecordSource['findRecords'];
}

type Decided = SubmissionOutcome & { readonly kind: 'decided' };

export function createV3Verify(options: V3VerifyOptions): IdentityProvider['verify'] {
  const { call, createBoundary, findRecords } = options;

  return async (submission, callOptions) => {
    const images = imagesOf(submission);
    const workflowId = readText(submission.workflowId) ?? options.workflowId;
    if (workflowId === null) {
      for (const image of images) image.release();
      return noWorkflow;
    }
    const outcome = await call({
      endpoint: v3Endpoints.verify,
      body: multipartBody(toForm(submission, workflowId), createBoundary()),
      images,
      ...callOptions,
    });
    return readOutcome(outcome, submission.attemptId, callOptions);
  };

  async function readOutcome(
    outcome: CallOutcome,
    attemptId: string,
    callOptions: CallOptions,
  ): Promise<SubmissionOutcome> {
    if (outcome.kind === 'lost') return { kind: 'lost', failure: outcome.failure };
    const answers = readList(outcome.envelope?.content).filter(isDictionary);
    const verdicts = answers.map((answer) => v3Verdict.parse(answer));
    const requestId = verdicts.find((verdict) => verdict.requestId !== null)?.requestId ?? null;
    if (outcome.kind === 'refused') {
      return { kind: 'refused', failure: outcome.failure, taken: outcome.taken, requestId, referenceId: null };
    }
    const records = answers
      .filter(isWhole)
      .flatMap((answer) => toV3Record(answer, { recordIdentifier: attemptId }) ?? []);
    const decided: Omit<Decided, 'decision'> = { kind: 'decided', requestId, referenceId: null, records };
    // The code that means no means it also beside a result that says otherwise.
    if (outcome.decision !== null) return { ...decided, decision: outcome.decision };
    if (verdicts.some(({ decision, status }) => (decision ?? status) !== null)) {
      return { ...decided, decision: worstDecision(verdicts.map((verdict) => decide({ ...verdict, passed: null }))) };
    }
    if (requestId === null) return { kind: 'lost', failure: nonsense() };
    return lookUp(requestId, callOptions);
  }

  /** Processed, and no word of how it ended: the record has it. */
  async function lookUp(requestId: string, { signal }: CallOptions): Promise<SubmissionOutcome> {
    try {
      const records = await findRecords({ kind: 'requestId', value: requestId }, { signal });
      if (records.length === 0) return { kind: 'lost', failure: nonsense() };
      const decision = worstDecision(records.map((record) => record.decision));
      return { kind: 'decided', decision, requestId, referenceId: null, records };
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
      const { code, providerCode } = error;
      // Why the record is refused says nothing of the request, which was processed: what is lost is a matter of the provider's.
      const isProviders = error instanceof ProviderUnavailableError;
      return { kind: 'lost', failure: isProviders ? { code, providerCode } : nonsense(providerCode) };
    }
  }
}

const noWorkflow: SubmissionOutcome = {
  kind: 'refused',
  failure: { code: 'REQUEST_REJECTED' },
  taken: false,
  requestId: null,
  referenceId: null,
};

/** Documents are numbered in the caller's order; the service recognises their types itself (section 5.2). */
function toForm(submission: Submission, workflowId: string): readonly FormPart[] {
  const { selfie, documents, attemptId } = submission;
  if (documents.length < 1 || documents.length > 3) {
    throw new RequestError('BAD_USER_INPUT', 'V3 takes one to three documents.', 'input.documents');
  }
  return [
    { name: 'workflowId', value: workflowId },
    // By this a verification is found again whose answer was lost.
    { name: 'record_identifier', value: attemptId },
    imagePart('selfie', selfie),
    ...documents.flatMap(({ type, front, back }, index) => [
      imagePart(`document_${index + 1}_front`, front),
      // A passport has none, and V3 wants none (Q12).
      ...(back === null || type === 'PASSPORT' ? [] : [imagePart(`document_${index + 1}_back`, back)]),
    ]),
  ];
}

/** Most answers carry ids alone; one that carries what was read is the record itself (section 5.4). */
function isWhole(answer: Dictionary): boolean {
  return ['document_data', 'verification_summary', 'selfie_data'].some((key) => Object.hasOwn(answer, key));
}
