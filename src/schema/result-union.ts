/** A mutation’s answer as a union: its success and the failures that the contract lists. The one list feeds both the union and the guard. */
import { ProviderUnavailableError, VerificationError } from '#domain/errors.ts';

type ErrorClass = new (...args: never[]) => VerificationError;

interface ResultUnion<Errors extends readonly ErrorClass[]> {
  /** For the field’s `errors` option. */
  readonly errors: { types: [...Errors]; union: { name: string; description: string } };
  /** Does the work; a failure that is not in the union becomes PROVIDER_NONSENSE, with what it was in `providerCode`. */
  readonly answer: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

/** Describes a mutation’s union of its success (the field’s own type) and these failures. */
export function resultUnion<const Errors extends readonly ErrorClass[]>(
  name: string,
  description: string,
  types: Errors,
): ResultUnion<Errors> {
  return {
    errors: { types: [...types], union: { name, description } },
    answer: async (work) => {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof VerificationError) || types.some((type) => error instanceof type)) throw error;
        // Known codes can come from an endpoint that should not send them. The client's union has no member for them.
        const providerCode = error.providerCode ?? error.code;
        throw new ProviderUnavailableError({ code: 'PROVIDER_NONSENSE', providerCode }, { cause: error });
      }
    },
  };
}
