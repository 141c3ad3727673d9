/** urql: uploads and live updates are in its core. */
import { Client, type Exchange, fetchExchange, getOperationName, mapExchange } from '@urql/core';
import type { Endpoint } from './fetch.ts';

// #region client
export function createUrqlClient({ url, token, language = 'en' }: Endpoint, exchanges: readonly Exchange[] = []) {
  return new Client({
    url,
    exchanges: [...exchanges, fetchExchange],
    // Subscriptions over server-sent events, by POST.
    fetchSubscriptions: true,
    // GET is for queries that a cache may keep; nothing here may be kept.
    preferGetMethod: false,
    fetchOptions: {
      headers: {
        'Accept-Language': language,
        // Without it a multipart request is refused (403), because any page could send one.
        'GraphQL-Require-Preflight': '1',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      },
    },
  });
}
// #endregion

// #region persisted
/** Sends ids in place of texts: `idsByName` is what the manifest says, `{ VerifyKyc: 'a3f1…' }`. */
export function persistedDocuments(idsByName: Readonly<Record<string, string>>): Exchange {
  return mapExchange({
    onOperation(operation) {
      const sha256Hash = idsByName[getOperationName(operation.query) ?? ''];
      if (sha256Hash === undefined) return operation;
      return { ...operation, extensions: { ...operation.extensions, persistedQuery: { version: 1, sha256Hash } } };
    },
  });
}
// #endregion
