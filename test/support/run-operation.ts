/** Runs typed operations on the schema with fake services: no server, no socket, no ledger. */
import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema, parse, subscribe, validate } from 'graphql';
import { Upload } from 'graphql-upload-ts';
import type { Scope } from '#domain/caller.ts';
import { RequestError, VerificationError } from '#domain/errors.ts';
import type { VerificationRecord } from '#domain/record.ts';
import type { Verification } from '#domain/verification.ts';
import type { GraphQLContext } from '#schema/context.ts';
import { schema } from '#schema/index.ts';
import { toGraphQLError } from '#schema/request-errors.ts';
import type { RecordReader, Services } from '#services/services.ts';
import type { TypedDocumentString } from './gql/graphql.ts';

interface ContextOptions extends Partial<Omit<GraphQLContext, 'caller' | 'services' | 'records'>> {
  readonly caller?: Partial<GraphQLContext['caller']>;
  readonly services?: Partial<Services>;
  readonly records?: Partial<RecordReader>;
}

/** A context for one operation: the user `amira` without scopes, and services that must not be called unless they are given. */
export function createContext({ caller, services, records, ...rest }: ContextOptions = {}): GraphQLContext {
  return {
    caller: { userId: 'amira', scopes: new Set(), isFaceSession: false, address: '127.0.0.1', ...caller },
    language: 'en',
    signal: new AbortController().signal,
    services: { ...unexpectedServices, ...services },
    records: { ...unexpectedReader, ...records },
    ...rest,
  };
}

/** A caller with scopes, for `createContext`. */
export function withScopes(...scopes: readonly Scope[]) {
  return { scopes: new Set(scopes) };
}

function unexpected(name: string) {
  return () => {
    throw new Error(`Unexpected call of ${name}`);
  };
}

const unexpectedServices: Services = {
  verifyKyc: unexpected('verifyKyc'),
  faceLogin: unexpected('faceLogin'),
  searchByFace: unexpected('searchByFace'),
  enrollFace: unexpected('enrollFace'),
  analyzeFace: unexpected('analyzeFace'),
  createKycLink: unexpected('createKycLink'),
  kycRules: unexpected('kycRules'),
  kycSummary: unexpected('kycSummary'),
  verifications: unexpected('verifications'),
  verificationPage: unexpected('verificationPage'),
  verificationCount: unexpected('verificationCount'),
  kycStandings: unexpected('kycStandings'),
  auditPage: unexpected('auditPage'),
  eraseUser: unexpected('eraseUser'),
  watchVerification: unexpected('watchVerification'),
  recordReader: unexpected('recordReader'),
};

const unexpectedReader: RecordReader = {
  ofVerification: unexpected('ofVerification'),
  byKey: unexpected('byKey'),
  complete: unexpected('complete'),
  prime: unexpected('prime'),
};

/** What a client would see: the data, and the errors as the server puts them. */
export interface Answer<Result> {
  readonly data: Result | null | undefined;
  readonly errors: readonly GraphQLError[];
}

type Source<Result> = TypedDocumentString<Result, never> | string;
type Variables = Readonly<Record<string, unknown>>;

/** Runs one query or mutation, on the public schema unless another is given. A document that is not valid is a mistake of the test. */
export async function run<Result>(
  source: Source<Result>,
  variableValues: Variables,
  contextValue: GraphQLContext,
  on: GraphQLSchema = schema,
): Promise<Answer<Result>> {
  const document = parseValid(source, on);
  const result = await execute({ schema: on, document, variableValues, contextValue });
  return toAnswer<Result>(result, contextValue);
}

/** Starts a subscription: its events, or why there are none. */
export async function watch<Result>(
  source: Source<Result>,
  variableValues: Variables,
  contextValue: GraphQLContext,
): Promise<AsyncGenerator<Answer<Result>> | Answer<Result>> {
  const document = parseValid(source);
  const result = await subscribe({ schema, document, variableValues, contextValue });
  if (!(Symbol.asyncIterator in result)) return toAnswer<Result>(result, contextValue);
  return (async function* () {
    for await (const event of result) yield toAnswer<Result>(event, contextValue);
  })();
}

function parseValid(source: Source<unknown>, on: GraphQLSchema = schema) {
  const document = parse(source.toString());
  const problems = validate(on, document);
  if (problems.length > 0) throw new AggregateError(problems, problems.map(({ message }) => message).join('\n'));
  return document;
}

function toAnswer<Result>({ data, errors = [] }: ExecutionResult, { language }: GraphQLContext): Answer<Result> {
  return {
    // The schema was asked for a `Result`; the tests look at what came.
    data: data as Result | null | undefined,
    errors: errors.map((error) => {
      const { originalError, path } = error;
      if (!(originalError instanceof RequestError || originalError instanceof VerificationError)) return error;
      const { message, extensions } = toGraphQLError(originalError, language);
      return new GraphQLError(message, { extensions, ...(path === undefined ? {} : { path }) });
    }),
  };
}

/** The variable of a file that never arrives: nothing in the schema may wait for it. */
export function unreadUpload() {
  return new Upload() as never;
}

/** An attempt, COMPLETED and ACCEPTED unless something else is said. */
export function attempt(fields: Partial<Verification> = {}): Verification {
  return {
    id: 'ver_1',
    generation: 'v2',
    state: 'COMPLETED',
    decision: 'ACCEPTED',
    failure: null,
    requestId: 'request-1',
    referenceId: 'reference-1',
    reference: null,
    idempotencyKey: null,
    link: null,
    ownerId: 'amira',
    documentCount: 1,
    createdAtMs: Date.UTC(2026, 2, 1, 12),
    completedAtMs: Date.UTC(2026, 2, 1, 12, 0, 4),
    ...fields,
  };
}

/** A full record with nothing in it unless something is said. */
export function record(fields: Partial<VerificationRecord> = {}): VerificationRecord {
  return {
    id: 'reference-1',
    requestId: 'request-1',
    referenceId: 'reference-1',
    recordIdentifier: null,
    link: null,
    faceIds: [],
    decision: 'ACCEPTED',
    changedByHand: false,
    isActive: true,
    person: null,
    documents: [],
    faceMatch: null,
    liveness: null,
    authenticityScore: null,
    checks: [],
    warnings: [],
    notes: [],
    aml: [],
    images: [],
    device: null,
    failures: [],
    createdAtMs: null,
    updatedAtMs: null,
    raw: { any: 'thing' },
    isPartial: false,
    ...fields,
  };
}
