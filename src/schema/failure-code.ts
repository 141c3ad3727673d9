/** FailureCode and RetryAdvice: the vocabulary of expected failures, with the words of the domain’s own table. */
import { type FailureCode, failureCodes, failures, type RetryAdvice } from '#domain/failure.ts';
import { builder } from './builder.ts';

/** What can help after a failure. */
export const RetryAdviceEnum = builder.enumType('RetryAdvice', {
  description: 'What can help after a failure.',
  values: {
    NEW_IMAGE: {
      description: 'Another photo can help: show the advice, take a new one, send it with a new idempotency key.',
    },
    SAME_REQUEST: { description: 'The very same request can help, at once, with the same idempotency key.' },
    LATER: { description: 'The same request can help later; wait for `retryAfterSeconds` where it is given.' },
    NEVER: { description: 'Trying again does not help: something else has to change first.' },
  } satisfies Record<RetryAdvice, { description: string }>,
});

/** The codes of all expected failures, described by the table that they come from. */
export const FailureCodeEnum = builder.enumType('FailureCode', {
  description:
    'Why something failed: stable, one meaning each, the same for every Faceki generation. New ones may be added, so keep a default branch and rely on `retry` and `advice` there.',
  values: Object.fromEntries(failureCodes.map((code) => [code, { description: toDescription(code) }])),
});

function toDescription(code: FailureCode): string {
  const { error, retry, message } = failures[code];
  return error === null
    ? `${message} Never an error of its own: null or an empty list.`
    : `${message} Comes as ${error}, retry ${retry}.`;
}
