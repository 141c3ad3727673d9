/** Whatever keeps an operation from its result: a failure that the gateway describes, a lost connection, a mistake or a fault. */
import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import type { FailureFragment } from '../__generated__/graphql.ts';

export type Problem =
  | { readonly kind: 'failure'; readonly failure: FailureFragment }
  /** It is not known whether the request arrived. The same key asks again without paying twice. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'fault'; readonly isSignedOut: boolean };

/** Null for what the person has cancelled. */
export function toProblem(error: unknown): Problem | null {
  if (error instanceof DOMException && error.name === 'AbortError') return null;
  if (CombinedGraphQLErrors.is(error)) {
    return {
      kind: 'fault',
      isSignedOut: error.errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED'),
    };
  }
  // What proxies say while the gateway restarts.
  if (ServerError.is(error) && error.statusCode >= 502 && error.statusCode <= 504) return { kind: 'lost' };
  return error instanceof TypeError ? { kind: 'lost' } : { kind: 'fault', isSignedOut: false };
}

/** A null field comes with errors, which were thrown already; this is for the type, and for a server that breaks the rule. */
export function requireAnswer<Answer>(answer: Answer | null | undefined): Answer {
  if (answer === null || answer === undefined) throw new Error('The gateway answered nothing.');
  return answer;
}
