/** urql: uploads and live updates are in its core. */
import { Client, fetchExchange } from '@urql/core';
import type { Endpoint } from './fetch.ts';

// #region client
export function createUrqlClient({ url, token, language = 'en' }: Endpoint): Client {
  return new Client({
    url,
    exchanges: [fetchExchange],
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
