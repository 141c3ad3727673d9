/** The expected failures as GraphQL types: the interface that all share, and one object type for each class of domain/errors.ts. */
import { wrapErrorIfMatches } from '@pothos/plugin-errors';
import { adviceFor } from '#domain/advice.ts';
import * as errors from '#domain/errors.ts';
import type { Verification } from '#domain/verification.ts';
import { builder } from './builder.ts';
import { FailureCodeEnum, RetryAdviceEnum } from './failure-code.ts';
import { DocumentTypeEnum } from './identity-document.ts';
import { VerificationErrorRef, VerificationRef } from './refs.ts';
import { toInt } from './scalars.ts';

builder.interfaceType(VerificationErrorRef, {
  description:
    'What every expected failure says. Select it with `... on VerificationError` and you understand failures that are added after you shipped.',
  // A class is called what its type is called.
  resolveType: (error) => error.name,
  fields: (t) => ({
    code: t.expose('code', {
      type: FailureCodeEnum,
      description: 'Stable, one meaning each, the same for every Faceki generation.',
    }),
    message: t.exposeString('message', {
      description: 'For the developer, in English. Never holds personal data or secrets.',
    }),
    advice: t.string({
      description:
        'For the person in front of the camera, in plain words of their language (Accept-Language: English or Arabic), ready to show.',
      resolve: (error, _args, { language }) => adviceFor(error.code, language),
    }),
    retry: t.expose('retry', { type: RetryAdviceEnum, description: 'What can help.' }),
    providerCode: t.exposeString('providerCode', {
      nullable: true,
      description:
        'Faceki’s own number or word, when the failure came from Faceki. For logs and support, not for decisions.',
    }),
  }),
});

const attemptField = (description: string) => ({ nullable: true, type: VerificationRef, description }) as const;

const interfaces = [VerificationErrorRef];

builder.objectType(errors.SelfieRejectedError, {
  name: 'SelfieRejectedError',
  description: 'The selfie will not do: show the advice and take another one.',
  interfaces,
  fields: (t) => ({
    attempt: t.expose('attempt', attemptField('The attempt that failed by it; null where none was made.')),
  }),
});

builder.objectType(errors.DocumentRejectedError, {
  name: 'DocumentRejectedError',
  description:
    'A document will not do: show the advice, and ask for another photo or another document, as `retry` says.',
  interfaces,
  fields: (t) => ({
    documentType: t.expose('documentType', {
      type: DocumentTypeEnum,
      nullable: true,
      description: 'Which of the sent documents; null when Faceki does not say.',
    }),
    attempt: t.expose('attempt', attemptField('The attempt that failed by it; null where none was made.')),
  }),
});

builder.objectType(errors.MissingDocumentError, {
  name: 'MissingDocumentError',
  description: 'The rules demand a document or an image that was not sent. `kycRules` tells beforehand.',
  interfaces,
  fields: (t) => ({
    documentTypes: t.expose('documentTypes', {
      type: [DocumentTypeEnum],
      description: 'The documents that are missing; empty when Faceki does not say which.',
    }),
  }),
});

builder.objectType(errors.InvalidImageError, {
  name: 'InvalidImageError',
  description:
    'A file is not an image that can be sent. Found by the gateway before anything was sent to Faceki, so it costs nothing.',
  interfaces,
  fields: (t) => ({
    path: t.exposeString('path', { description: 'The input’s path, e.g. `input.documents.0.front`.' }),
    detectedFormat: t.exposeString('detectedFormat', {
      nullable: true,
      description: 'What its bytes say it is, e.g. `image/heic`; null when they say nothing.',
    }),
    maxBytes: t.int({
      nullable: true,
      description: 'The largest size that is taken, where the file exceeds it.',
      resolve: ({ maxBytes }) => toInt(maxBytes),
    }),
  }),
});

builder.objectType(errors.AlreadyVerifiedError, {
  name: 'AlreadyVerifiedError',
  description: 'The user is verified and `onlyIfUnverified` was set: nothing was sent to Faceki.',
  interfaces,
  fields: (t) => ({ attempt: t.expose('attempt', attemptField('The accepted one.')) }),
});

builder.objectType(errors.QuotaExceededError, {
  name: 'QuotaExceededError',
  description: 'The Faceki account has no verifications or no credit left. Its operator has to act.',
  interfaces,
});

builder.objectType(errors.ConfigurationError, {
  name: 'ConfigurationError',
  description: 'The gateway or the Faceki account is not set up for this. Its operator has to act; no photo helps.',
  interfaces,
});

builder.objectType(errors.ProviderUnavailableError, {
  name: 'ProviderUnavailableError',
  description: 'Faceki could not be reached, did not answer in time, reported a fault or answered nonsense.',
  interfaces,
  fields: (t) => ({
    retryAfterSeconds: t.int({
      nullable: true,
      description: 'How long to wait before trying again, where that is known.',
      resolve: ({ retryAfterSeconds }) => toInt(retryAfterSeconds),
    }),
    attempt: t.expose(
      'attempt',
      attemptField(
        'Set when the request may have reached Faceki. Then, whatever `retry` says: under V3 ask again with the same key; under V2 a new key is a new, possibly paid, try.',
      ),
    ),
  }),
});

builder.objectType(errors.LinkError, {
  name: 'LinkError',
  description: 'The hosted page could not be made, or is not valid any more.',
  interfaces,
});

builder.objectType(errors.FaceNotRecognizedError, {
  name: 'FaceNotRecognizedError',
  description:
    'The face does not lead to exactly one known user. Nobody, several people and too low a confidence are one answer, on purpose.',
  interfaces,
});

builder.objectType(errors.AccountBlockedError, {
  name: 'AccountBlockedError',
  description: 'The face is known, but its account is blocked or inactive.',
  interfaces,
});

builder.objectType(errors.AlreadyEnrolledError, {
  name: 'AlreadyEnrolledError',
  description: 'This face is enrolled already: log in with it.',
  interfaces,
});

builder.objectType(errors.IdempotencyConflictError, {
  name: 'IdempotencyConflictError',
  description:
    'The idempotency key was used for another request (other images, document types, workflow or user). Use a new one.',
  interfaces,
});

builder.objectType(errors.VerificationInProgressError, {
  name: 'VerificationInProgressError',
  description: 'Still being decided: watch `verificationUpdated`, or ask again with the same key.',
  interfaces,
  fields: (t) => ({ attempt: t.expose('attempt', attemptField('The attempt under way.')) }),
});

builder.objectType(errors.RateLimitedError, {
  name: 'RateLimitedError',
  description: 'Too many requests of this kind from this user or address.',
  interfaces,
  fields: (t) => ({
    retryAfterSeconds: t.int({
      nullable: true,
      description: 'How long to wait before trying again, where that is known.',
      resolve: ({ retryAfterSeconds }) => toInt(retryAfterSeconds),
    }),
  }),
});

/**
 * Why an attempt failed, as an object of its error type; null when it did not. It is wrapped like a thrown one, because graphql-js
 * would throw an `Error` that a resolver returns.
 */
export function toFailureObject(verification: Verification): errors.VerificationError | null {
  if (verification.failure === null) return null;
  // Nobody throws it, so nobody needs its stack, which would be a twentieth of what a page of attempts costs.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  let error: errors.VerificationError;
  try {
    error = errors.toVerificationError({ ...verification.failure, attempt: verification });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
  // The wrapper stands for the error in every respect but `instanceof Error`; the plugin types it as unknown.
  return wrapErrorIfMatches(error, Object.values(errors.errorClasses)) as errors.VerificationError;
}
