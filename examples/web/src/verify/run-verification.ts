/** One verification from the photos to the decision: watches it under its key, sends it, and tells how far it is. */
import type { ApolloClient } from '@apollo/client';
import {
  AttemptByIdDocument,
  type AttemptFragment,
  type FailureFragment,
  ProgressDocument,
  type VerificationState,
  type VerifyAnswerFragment,
  VerifyWithOneDocumentDocument,
  VerifyWithThreeDocumentsDocument,
  VerifyWithTwoDocumentsDocument,
  WhatWasReadDocument,
} from '../__generated__/graphql.ts';
import { requireAnswer } from '../gateway/problem.ts';
import type { UploadOptions } from '../gateway/upload-fetch.ts';
import type { DocumentDraft, Draft } from './draft.ts';

export type VerificationProgress =
  | { readonly stage: 'sending'; readonly sentBytes: number; readonly totalBytes: number }
  /** All bytes are there; the gateway looks at them. */
  | { readonly stage: 'checking' }
  /** The attempt is under way at Faceki. */
  | { readonly stage: 'deciding'; readonly isSlow: boolean };

export type VerificationOutcome =
  | { readonly kind: 'decided'; readonly attempt: AttemptFragment }
  | { readonly kind: 'failure'; readonly failure: FailureFragment };

export interface RunOptions {
  readonly client: ApolloClient;
  readonly draft: Draft;
  readonly consentVersion: string;
  readonly onProgress: (progress: VerificationProgress) => void;
  readonly signal: AbortSignal;
}

/** Rejects with what Apollo Client throws when the answer is lost or the request refused. */
export async function runVerification(options: RunOptions): Promise<VerificationOutcome> {
  const { client, draft, onProgress } = options;
  const watch = watchUnderKey(client, draft.key, (state) => {
    if (state === 'PENDING') onProgress({ stage: 'deciding', isSlow: false });
  });
  options.signal.addEventListener('abort', watch.stop);
  try {
    for (;;) {
      const answer = await send(options);
      if (answer.__typename === 'VerifyKycCompleted') {
        const { accepted, verification } = answer;
        return { kind: 'decided', attempt: accepted ? verification : await lookTwice(client, verification) };
      }
      if (answer.__typename !== 'VerificationInProgressError') return { kind: 'failure', failure: answer };
      onProgress({ stage: 'deciding', isSlow: true });
      const id = await watch.settled;
      options.signal.throwIfAborted();
      const settled = id === null ? null : await readAttempt(client, id);
      if (settled !== null) return settled;
      // The watch ended early; the key asks again, and finds the same attempt.
    }
  } finally {
    watch.stop();
  }
}

async function send({ client, draft, consentVersion, onProgress, signal }: RunOptions): Promise<VerifyAnswerFragment> {
  const fetchOptions: UploadOptions = {
    signal,
    onUploadProgress({ sentBytes, totalBytes }) {
      onProgress(sentBytes < totalBytes ? { stage: 'sending', sentBytes, totalBytes } : { stage: 'checking' });
    },
  };
  const context = { fetchOptions };
  const [first, second, third] = draft.documents;
  if (draft.selfie === null || first === undefined) throw new Error('There is nothing to send.');
  const shared = { selfie: draft.selfie, idempotencyKey: draft.key, consentVersion };
  if (second === undefined) {
    const variables = { ...shared, ...numbered(1, first) };
    const { data } = await client.mutate({ mutation: VerifyWithOneDocumentDocument, variables, context });
    return requireAnswer(data?.verifyKyc);
  }
  if (third === undefined) {
    const variables = { ...shared, ...numbered(1, first), ...numbered(2, second) };
    const { data } = await client.mutate({ mutation: VerifyWithTwoDocumentsDocument, variables, context });
    return requireAnswer(data?.verifyKyc);
  }
  const variables = { ...shared, ...numbered(1, first), ...numbered(2, second), ...numbered(3, third) };
  const { data } = await client.mutate({ mutation: VerifyWithThreeDocumentsDocument, variables, context });
  return requireAnswer(data?.verifyKyc);
}

type Numbered<Position extends number> = Record<`type${Position}`, DocumentDraft['type']> &
  Record<`front${Position}`, File> &
  Record<`back${Position}`, File | null>;

function numbered<Position extends number>(
  position: Position,
  { type, front, back }: DocumentDraft,
): Numbered<Position> {
  return { [`type${position}`]: type, [`front${position}`]: front, [`back${position}`]: back } as Numbered<Position>;
}

const finalStates: ReadonlySet<VerificationState> = new Set(['COMPLETED', 'FAILED', 'EXPIRED']);

/**
 * `settled` is the attempt's id once it is final; null when the watch ended before, or when waiting on leads nowhere (INTERRUPTED). A
 * watch that fails takes nothing along: it is there to show how far the verification is.
 */
function watchUnderKey(client: ApolloClient, idempotencyKey: string, onState: (state: VerificationState) => void) {
  const { promise: settled, resolve } = Promise.withResolvers<string | null>();
  const subscription = client.subscribe({ query: ProgressDocument, variables: { idempotencyKey } }).subscribe({
    next({ data }) {
      if (data === undefined || data === null) return;
      const { id, state } = data.verificationUpdated;
      onState(state);
      if (finalStates.has(state)) resolve(id);
      if (state === 'INTERRUPTED') resolve(null);
    },
    error: () => resolve(null),
    complete: () => resolve(null),
  });
  const stop = () => {
    subscription.unsubscribe();
    resolve(null);
  };
  return { settled, stop };
}

/**
 * V2's answer says no, and only the record says whether that is a refusal or a matter for a person to look at. Reading the record brings
 * the attempt up to date. Where it cannot be read, the first answer stands.
 */
async function lookTwice(client: ApolloClient, attempt: AttemptFragment): Promise<AttemptFragment> {
  try {
    await client.query({ query: WhatWasReadDocument, variables: { id: attempt.id } });
    const outcome = await readAttempt(client, attempt.id);
    return outcome?.kind === 'decided' ? outcome.attempt : attempt;
  } catch {
    return attempt;
  }
}

/** A settled attempt's outcome; null while it has none. */
export async function readAttempt(client: ApolloClient, id: string): Promise<VerificationOutcome | null> {
  const { data } = await client.query({ query: AttemptByIdDocument, variables: { id } });
  const attempt = data?.verification ?? null;
  if (attempt === null) return null;
  if (attempt.failure !== null) return { kind: 'failure', failure: attempt.failure };
  return attempt.state === 'COMPLETED' ? { kind: 'decided', attempt } : null;
}
