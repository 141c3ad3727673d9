/** The one schema builder: plugins, defaults, who may pass. Defines no types; each type's file adds its own. */
import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth';
import type { FileUpload } from 'graphql-upload-ts';
import { type Caller, hasScope, isSelf, type Scope, scopes } from '#domain/caller.ts';
import { RequestError } from '#domain/errors.ts';
import type { GraphQLContext } from './context.ts';
import { usualListLength } from './cost.ts';
import InputRulesPlugin from './input-rules.ts';
import { relayOptions } from './relay-options.ts';

/** What the types of this schema are built from. */
export interface SchemaTypes {
  Context: GraphQLContext;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultAuthStrategy: 'all';
  AuthScopes: Record<Scope | 'token' | 'ownLogin', boolean>;
  Connection: { countAll: () => Promise<number | null> };
  Scalars: {
    ID: { Input: string; Output: string };
    Upload: { Input: Promise<FileUpload>; Output: never };
    /** Out: epoch milliseconds. */
    DateTime: { Input: Date; Output: number };
    /** Out: `YYYY-MM-DD`. */
    Date: { Input: Date; Output: string };
    URL: { Input: URL; Output: string };
    JSON: { Input: unknown; Output: unknown };
  };
}

/** Adds types, fields and arguments; `index.ts` makes the schema of them. */
export const builder = new SchemaBuilder<SchemaTypes>({
  // The errors plugin comes first, so that it sees what the others throw; the input rules come last, so that a caller without
  // the scope learns that and nothing else.
  plugins: [ErrorsPlugin, RelayPlugin, ScopeAuthPlugin, InputRulesPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  // What fields cost is said here and counted by the server, before anything is run.
  complexity: { disabled: true, defaultComplexity: 1, defaultListMultiplier: usualListLength },
  errors: { directResult: true },
  relay: relayOptions,
  scopeAuth: {
    defaultStrategy: 'all',
    authorizeOnSubscribe: true,
    authScopes: ({ caller }) => toAuthScopes(caller),
    unauthorizedError: (_parent, { caller }, _info, { failure }) => toRefusal(caller, failure),
  },
});

/** Options of a nullable field that is null, without an error and without reading anything, to callers who lack the scope. */
export function nullWithout(scope: Scope) {
  return { nullable: true, authScopes: { [scope]: true }, unauthorizedResolver: () => null } as const;
}

/** For `authScopes` of what is asked about a user: `kyc:verify` for oneself, these for another. */
export function scopesAbout(another: Partial<Record<Scope, true>>) {
  return (
    _root: unknown,
    { input: { userId } }: { readonly input: { readonly userId?: string | null | undefined } },
    { caller }: GraphQLContext,
  ) => (typeof userId === 'string' && !isSelf(caller, userId) ? another : { 'kyc:verify': true });
}

/**
 * `token`: any valid one. `ownLogin`: one that was not opened by a face. The scopes themselves imply the latter: a face session
 * reads its owner's status and attempts and does nothing else, whatever its token says.
 */
function toAuthScopes(caller: Caller): SchemaTypes['AuthScopes'] {
  const token = caller.userId !== null;
  const may = (scope: Scope) => token && !caller.isFaceSession && hasScope(caller, scope);
  return {
    token,
    ownLogin: token && !caller.isFaceSession,
    'kyc:verify': may('kyc:verify'),
    'kyc:act': may('kyc:act'),
    'kyc:link': may('kyc:link'),
    'kyc:status': may('kyc:status'),
    'kyc:read': may('kyc:read'),
    'kyc:admin': may('kyc:admin'),
  };
}

function toRefusal(caller: Caller, failure: AuthFailure): RequestError {
  if (caller.userId === null) {
    return new RequestError('UNAUTHENTICATED', 'This needs a token: send it as Authorization: Bearer <token>.');
  }
  if (caller.isFaceSession) {
    return new RequestError(
      'FORBIDDEN',
      'A session that was opened by a face reads its owner’s status and attempts only.',
    );
  }
  const missing = scopes.filter((scope) => namesOf(failure).includes(scope));
  return new RequestError('FORBIDDEN', `The token lacks the scope ${missing.join(' and ')}.`);
}

function namesOf(failure: AuthFailure): readonly string[] {
  if ('failures' in failure) return failure.failures.flatMap(namesOf);
  return 'scope' in failure ? [failure.scope] : [];
}
