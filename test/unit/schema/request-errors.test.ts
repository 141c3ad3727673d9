/** What `errors[]` says of a caller's mistake and of a provider's failure in a query. */
import { expect, test } from 'vitest';
import { RequestError, toVerificationError } from '#domain/errors.ts';
import { toGraphQLError } from '#schema/request-errors.ts';
import { createContext, run } from '#test/support/run-operation.ts';

test('a mistake in an argument names its place for programs and for people', () => {
  const error = toGraphQLError(new RequestError('BAD_USER_INPUT', 'must not be empty.', 'input.userId'), 'en');
  expect(error.message).toBe('input.userId: must not be empty.');
  expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT', path: 'input.userId' });
});

test('a refusal has a code and no place', () => {
  const error = toGraphQLError(new RequestError('FORBIDDEN', 'No.'), 'en');
  expect([error.message, error.extensions]).toEqual(['No.', { code: 'FORBIDDEN' }]);
});

test.each([
  ['en', 'Something is not working on our side. Please try again in a few minutes.'],
  ['ar', 'هناك عطل من جانبنا. يرجى المحاولة مرة أخرى بعد بضع دقائق.'],
] as const)('a query that Faceki fails says what can help, in %s', async (language, advice) => {
  const context = createContext({
    language,
    services: {
      kycRules: async () => {
        throw toVerificationError({ code: 'PROVIDER_FAULT', providerCode: '1000', retryAfterSeconds: 5 });
      },
    },
  });
  const { data, errors } = await run('{ kycRules { minAge } }', {}, context);
  expect(data).toEqual({ kycRules: null });
  expect(errors.map(({ message, extensions, path }) => ({ message, extensions, path }))).toEqual([
    {
      message: 'The provider reports a fault of its own.',
      extensions: { code: 'PROVIDER_FAULT', retry: 'LATER', advice, providerCode: '1000', retryAfterSeconds: 5 },
      path: ['kycRules'],
    },
  ]);
});

test('a failure without a waiting time and without a word of Faceki’s says null for both', () => {
  expect(toGraphQLError(toVerificationError({ code: 'LINK_EXPIRED' }), 'en').extensions).toMatchObject({
    code: 'LINK_EXPIRED',
    retry: 'NEVER',
    providerCode: null,
    retryAfterSeconds: null,
  });
});
