/** The one rule for what leaves the process in `errors[]`: what was meant for the client, and nothing else. */
import { GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import type { Language } from '#domain/advice.ts';
import { RequestError, VerificationError } from '#domain/errors.ts';
import { toGraphQLError } from '#schema/request-errors.ts';
import type { Log } from '#telemetry/log.ts';
import { currentRequestId } from '#telemetry/request-scope.ts';

/** An error of ours, meant for the client, however deep GraphQL has wrapped it. */
function findExpected(error: unknown): RequestError | VerificationError | null {
  if (error instanceof RequestError || error instanceof VerificationError) return error;
  return error instanceof GraphQLError && error.originalError !== undefined ? findExpected(error.originalError) : null;
}

/**
 * graphql-js and scalars repeat the value that was sent, which may be personal data: the place is kept, the value is not. Only
 * what a scalar of ours says of itself (Upload) is passed on, because it quotes nothing.
 */
function withoutValue(error: GraphQLError): GraphQLError {
  const variable = /^Variable "\$(\w+)" /.exec(error.message)?.[1];
  if (variable === undefined) {
    const message = withoutLiteral(
      error.message.replace(/, found (?!null\b).*$/s, '.').replace(/^Value "[^"]*" does/, 'This value does'),
    );
    return message === error.message ? error : copyOf(error, message, error.extensions);
  }
  const path = /^Variable "[^"]*" got invalid value .* at "([^"]+)";/s.exec(error.message)?.[1] ?? variable;
  const isMissing = /^Variable "[^"]*" of (required|non-null) type/.test(error.message);
  const { originalError } = error;
  const reason =
    originalError instanceof GraphQLError && originalError.extensions.code === 'BAD_USER_INPUT'
      ? originalError.message
      : null;
  const message = isMissing
    ? error.message
    : `The variable $${variable} is not what the operation declares, at ${toDots(path)}.${reason === null ? '' : ` ${reason}`}`;
  return copyOf(error, message, { code: 'BAD_USER_INPUT', path: toDots(path), http: { spec: true, status: 400 } });
}

/**
 * `Int cannot represent non-integer value: "…"` without what is behind the colon; a hint at names of the schema, which ends the message, may
 * stay. By position and not by a pattern: the literal may be a megabyte of whatever makes one go back and forth.
 */
function withoutLiteral(message: string): string {
  const colon = message.indexOf(':', message.indexOf(' cannot represent '));
  if (!message.includes(' cannot represent ') || colon === -1) return message;
  const hint = message.endsWith('?') ? message.lastIndexOf('. Did you mean ') : -1;
  return message.slice(0, colon) + (hint > colon ? message.slice(hint) : '.');
}

/** Yoga puts the parser's words beside a body that is no JSON, and they quote the body; its code is not one of the contract's. */
function withoutQuote(error: GraphQLError): GraphQLError {
  const { code, originalError, http = { status: 400 } } = error.extensions;
  if (code !== 'BAD_REQUEST') return error;
  return copyOf(error, error.message, {
    code: 'BAD_USER_INPUT',
    http: originalError === undefined ? http : { status: 400 },
  });
}

function copyOf(error: GraphQLError, message: string, extensions: GraphQLError['extensions']): GraphQLError {
  const { nodes, path } = error;
  return new GraphQLError(message, {
    ...(nodes === undefined ? {} : { nodes }),
    ...(path === undefined ? {} : { path }),
    extensions,
  });
}

/** `input.documents[0].front` as the contract writes it: `input.documents.0.front`. */
function toDots(path: string): string {
  return path.replaceAll(/\[(\d+)\]/g, '.$1');
}

/** Validation quotes the literals that do not fit, and Yoga masks nothing of it. */
export function useValidationWithoutValues(): Plugin {
  return {
    onValidate() {
      return ({ valid, result, setResult }) => {
        if (valid) return;
        setResult(result.map((error: Error) => (error instanceof GraphQLError ? withoutValue(error) : error)));
      };
    },
  };
}

export interface MaskOptions {
  readonly log: Log;
}

/**
 * For Yoga's `maskedErrors`: lets expected errors and GraphQL's own through, and turns everything else into one sentence. The
 * fault itself is in the log, under the request's id.
 */
export function createMaskError({ log }: MaskOptions): (error: unknown) => Error {
  return (error) => {
    const expected = findExpected(error);
    // Put into words later, by useExpectedErrors, which knows the reader's language.
    if (expected !== null) return error instanceof Error ? error : expected;
    if (
      error instanceof GraphQLError &&
      (error.originalError === undefined || error.originalError instanceof GraphQLError)
    ) {
      return withoutValue(withoutQuote(error));
    }
    log.error({ err: error instanceof GraphQLError ? error.originalError : error }, 'unexpected error');
    return new GraphQLError('Something went wrong on our side. Report the request id.', {
      ...(error instanceof GraphQLError && error.path !== undefined ? { path: error.path } : {}),
      ...(error instanceof GraphQLError && error.nodes !== undefined ? { nodes: error.nodes } : {}),
      extensions: { code: 'INTERNAL_SERVER_ERROR', unexpected: true, requestId: currentRequestId() },
    });
  };
}

/** Puts expected errors into the reader's language. */
export function useExpectedErrors(): Plugin<object, { language?: Language }> {
  return {
    onExecutionResult({ result, setResult, context }) {
      const language = context.language ?? 'en';
      const reword = <Result>(single: Result): Result => {
        if (typeof single !== 'object' || single === null || !('errors' in single)) return single;
        const { errors } = single;
        if (!Array.isArray(errors) || errors.length === 0) return single;
        return { ...single, errors: errors.map((error) => toAnswered(error, language)) };
      };
      if (result === undefined) return;
      if (isAsyncIterable(result)) setResult(mapAsyncIterator(result, reword));
      else if (!Array.isArray(result)) setResult(reword(result));
    },
  };
}

function toAnswered(error: unknown, language: Language): unknown {
  const expected = findExpected(error);
  if (expected === null) return error;
  const { message, extensions } = toGraphQLError(expected, language);
  return error instanceof GraphQLError ? copyOf(error, message, extensions) : new GraphQLError(message, { extensions });
}
