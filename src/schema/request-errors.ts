/** What an error of ours says in `errors[]`: the contract's second kind of "no". Pure; the server's masking calls it and decides the rest. */
import { GraphQLError } from 'graphql';
import { adviceFor, type Language } from '#domain/advice.ts';
import { RequestError, type VerificationError } from '#domain/errors.ts';

/**
 * A caller's mistake: `{ code, path }`, with the argument's path in the message too, for people. A provider's failure in a query:
 * `{ code, retry, advice, providerCode, retryAfterSeconds }`, the same words as the union members of mutations have.
 */
export function toGraphQLError(error: RequestError | VerificationError, language: Language): GraphQLError {
  if (error instanceof RequestError) {
    const { code, path, message } = error;
    return path === null
      ? new GraphQLError(message, { extensions: { code } })
      : new GraphQLError(`${path}: ${message}`, { extensions: { code, path } });
  }
  const { code, retry, providerCode, message } = error;
  return new GraphQLError(message, {
    extensions: {
      code,
      retry,
      advice: adviceFor(code, language),
      providerCode,
      retryAfterSeconds: readRetryAfter(error),
    },
  });
}

function readRetryAfter(error: VerificationError): number | null {
  return 'retryAfterSeconds' in error && typeof error.retryAfterSeconds === 'number' ? error.retryAfterSeconds : null;
}
