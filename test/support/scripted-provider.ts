/** A provider that answers what a test says, and remembers what it was sent: its submissions are what a user would have paid for. */
import type { CallOptions, IdentityProvider, Submission, SubmissionOutcome } from '#domain/ports.ts';
import type { Generation } from '#domain/verification.ts';

export interface ScriptedProvider extends IdentityProvider {
  readonly submissions: readonly Submission[];
}

type Answer = (submission: Submission, options: CallOptions) => Promise<SubmissionOutcome> | SubmissionOutcome;

export const accepted = (requestId = 'request-1'): SubmissionOutcome => ({
  kind: 'decided',
  decision: 'ACCEPTED',
  requestId,
  referenceId: null,
  records: [],
});

/** A failure that the provider answered with (`taken`), or that kept it from taking the request. */
export const refused = (code: 'FACE_BLURRED' | 'PROVIDER_TRY_AGAIN', taken = true): SubmissionOutcome => ({
  kind: 'refused',
  failure: { code, providerCode: '8019' },
  taken,
  requestId: null,
  referenceId: null,
});

/** An answer that did not come. */
export const lost: SubmissionOutcome = { kind: 'lost', failure: { code: 'PROVIDER_TIMEOUT' } };

export function scriptedProvider(options: { verify?: Answer; generation?: Generation } = {}): ScriptedProvider {
  const submissions: Submission[] = [];
  const notScripted = () => Promise.reject(new Error('the test did not say what to answer'));
  return {
    submissions,
    generation: options.generation ?? 'v2',
    recordKeys: ['requestId', 'referenceId', 'link'],
    async verify(submission, callOptions) {
      submissions.push(submission);
      return (options.verify ?? (() => accepted()))(submission, callOptions);
    },
    findRecords: async () => [],
    matchFace: notScripted,
    enrollFace: notScripted,
    analyzeFace: notScripted,
    createLink: notScripted,
    readRules: notScripted,
    readSummary: notScripted,
  };
}
