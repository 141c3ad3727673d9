/** Operations by their ids, out of a manifest that the clients' build has made; and, where that is wanted, nothing else. */
import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { z } from 'zod';

export interface PersistedDocumentsOptions {
  /** The operations' texts by their ids. */
  readonly documents: ReadonlyMap<string, string>;
  /** Take these alone. Otherwise they are a short cut beside operations that are sent as text. */
  readonly only: boolean;
}

const manifestForm = z.union([
  // Apollo's, which `npm run persist` writes.
  z
    .object({
      format: z.literal('apollo-persisted-query-manifest'),
      version: z.literal(1),
      operations: z.array(z.looseObject({ id: z.string(), body: z.string() })),
    })
    .transform(({ operations }) => operations.map(({ id, body }) => [id, body] as const)),
  // Relay's and graphql-codegen's: texts by ids.
  z.record(z.string(), z.string()).transform((texts) => Object.entries(texts)),
]);

/**
 * Reads a manifest in the form of Apollo (`generate-persisted-query-manifest`), Relay or graphql-codegen (`{ id: text }`).
 * @throws {SyntaxError} when it has neither form
 */
export function parseManifest(text: string): ReadonlyMap<string, string> {
  const parsed = manifestForm.safeParse(JSON.parse(text));
  if (!parsed.success) throw new SyntaxError('neither a list of operations nor texts by ids');
  return new Map(parsed.data.map(([id, body]) => [withoutPrefix(id), body]));
}

/** The ids of documents that this schema cannot answer: worth a warning, because the list may be older or newer than the gateway. */
export function findInvalid(schema: GraphQLSchema, documents: ReadonlyMap<string, string>): readonly string[] {
  return [...documents].filter(([, text]) => !isValid(schema, text)).map(([id]) => id);
}

function isValid(schema: GraphQLSchema, text: string): boolean {
  try {
    return validate(schema, parse(text)).length === 0;
  } catch {
    return false;
  }
}

/**
 * Finds an operation by `documentId` (GraphQL over HTTP, appendix on persisted documents; in the body, or in the address of a
 * GET) or by `extensions.persistedQuery.sha256Hash` (Apollo's form), in JSON and in multipart requests alike.
 */
export function usePersistedDocuments({ documents, only }: PersistedDocumentsOptions): Plugin {
  return usePersistedOperations({
    allowArbitraryOperations: !only,
    extractPersistedOperationId: (params, request) => readId(params, request.url),
    getPersistedOperation: (id) => documents.get(id) ?? null,
    customErrors: {
      keyNotFound: () =>
        mistake('Send "query", "documentId" or "extensions.persistedQuery.sha256Hash".', 'BAD_REQUEST', 400),
      // Apollo's link sends the text again after PERSISTED_QUERY_NOT_FOUND, which helps only where texts are taken.
      notFound: () =>
        mistake('PersistedQueryNotFound', only ? 'PERSISTED_QUERY_NOT_IN_LIST' : 'PERSISTED_QUERY_NOT_FOUND', 404),
      persistedQueryOnly: () =>
        mistake(
          'Only the operations of a list are taken here: send "documentId", without "query".',
          'PERSISTED_QUERY_ONLY',
          403,
        ),
    },
  });
}

function mistake(message: string, code: string, status: number): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

const extensionsForm = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) });

function readId(params: GraphQLParams & { readonly documentId?: unknown }, url: string): string | null {
  const id =
    params.documentId ??
    extensionsForm.safeParse(params.extensions).data?.persistedQuery.sha256Hash ??
    URL.parse(url)?.searchParams.get('documentId');
  return typeof id === 'string' ? withoutPrefix(id) : null;
}

/** The appendix writes hashes as `sha256:…`, Apollo without the name. */
function withoutPrefix(id: string): string {
  return id.replace(/^sha256:/, '');
}
