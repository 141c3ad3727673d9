/**
 * Refuses what a browser may send to another site without asking first: multipart, urlencoded and text bodies need a header that
 * only a script of an allowed origin can set. GET runs queries alone and no cookie is ever read, so it needs none.
 */
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

export const preflightHeaders = [
  'graphql-require-preflight',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-graphql-yoga-csrf',
] as const;

/** The "simple" types of the Fetch standard (CORS-safelisted request-header), in any case and with any parameters. */
const simpleContentType = /^\s*(multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)/i;

export function useRequirePreflight(): Plugin {
  return {
    onRequestParse({ request }) {
      if (request.method !== 'POST') return;
      const contentType = request.headers.get('content-type');
      if (contentType !== null && !simpleContentType.test(contentType)) return;
      if (preflightHeaders.some((name) => request.headers.has(name))) return;
      throw new GraphQLError(
        'This kind of body needs a preflight header, so that no foreign page can send it. Add "GraphQL-Require-Preflight: 1".',
        { extensions: { code: 'FORBIDDEN', http: { status: 403 } } },
      );
    },
  };
}
