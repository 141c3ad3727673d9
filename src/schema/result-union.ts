/** A mutation’s answer as a union: its success and the failures that it can end in. The domain’s one list feeds union and guard. */
import { errorClasses, ProviderUnavailableError, VerificationError } from '#domain/errors.ts';
import { expectedErrors } from '#domain/expected-errors.ts';
import type { GraphQLContext } from './context.ts';
import { forgetLoaded } from './loaders.ts';

/** Describes the union of a mutation's success (the field's own type) and its expected failures. */
export function resultUnion(operation: keyof typeof expectedErrors, name: string, description: string) {
  const types = expectedErrors[operation].map((error) => errorClasses[error]);
  return {
    /** For the field's `errors` option. */
    errors: { types, union: { name, description } },
    /**
     * Does the work, after which nothing that was read before counts any more. A failure that is not in the union becomes
     * PROVIDER_NONSENSE, with what it was in `providerCode`.
     */
    async answer<Result>(context: GraphQLContext, work: () => Promise<Result>): Promise<Result> {
      forgetLoaded(context);
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof VerificationError)) throw error;
        const providerCode = error.providerCode ?? error.code;
        const failure = types.some((type) => error instanceof type)
          ? error
          : new ProviderUnavailableError({ code: 'PROVIDER_NONSENSE', providerCode }, { cause: error });
        context.noteFailure?.(failure);
        throw failure;
      }
    },
  };
}
