/**
 * Refuses what a browser may send to another site without asking first (CSRF). Multipart, urlencoded and text bodies, and queries by
 * GET, need a header that only a script of an allowed origin can set. No cookie is ever read, so nobody's rights are at stake, but a
 * foreign page could still spend them where everybody has all rights, and use other people's addresses up.
 */
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Any of these will do, with any value; clients of Apollo and Yoga have theirs already. */
const preflightHeaders = [
  'graphql-require-preflight',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'x-graphql-yoga-csrf',
] as const;

export interface PreflightOptions {
  /**
   * True where callers have no token that could stand for the header, and EventSource, which cannot send one, is to work
   * (AUTH_MODE=none). Then GET is refused only to pages of other sites that are not allowed.
   */
  readonly allowsPlainGet: boolean;
  /** Origins of pages that may call. */
  readonly origins: readonly string[];
}

/** The "simple" types of the Fetch standard (CORS-safelisted request-header), in any case and with any parameters. */
const simpleContentType = /^\s*(multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)/i;

export function useRequirePreflight({ allowsPlainGet, origins }: PreflightOptions): Plugin {
  /** A token is a header that no foreign page can set either. */
  const isAsked = (headers: Headers) =>
    headers.has('authorization') || preflightHeaders.some((name) => headers.has(name));
  /** Fetch Metadata (W3C): browsers say so themselves, and no page can change it. */
  const isForeign = (headers: Headers) =>
    headers.get('sec-fetch-site') === 'cross-site' && !origins.includes(headers.get('origin') ?? '');

  return {
    onRequestParse({ request: { method, headers } }) {
      if (method === 'POST') {
        const contentType = headers.get('content-type');
        if (contentType !== null && !simpleContentType.test(contentType)) return;
        if (preflightHeaders.some((name) => headers.has(name))) return;
        throw refusal('This kind of body');
      }
      if (method !== 'GET' || isAsked(headers)) return;
      if (allowsPlainGet && !isForeign(headers)) return;
      throw refusal('A query by GET');
    },
  };
}

function refusal(what: string): GraphQLError {
  return new GraphQLError(
    `${what} needs a preflight header, so that no foreign page can send it. Add "GraphQL-Require-Preflight: 1".`,
    { extensions: { code: 'FORBIDDEN', http: { status: 403, spec: false } } },
  );
}
