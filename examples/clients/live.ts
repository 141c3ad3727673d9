/** graphql-sse for live updates with a token; Apollo Client and Relay use it, and it works alone. */
import { type Client, createClient } from 'graphql-sse';
import type { Endpoint } from './fetch.ts';

// #region client
export function createLiveClient({ url, token, language = 'en' }: Endpoint): Client {
  return createClient({
    url,
    headers: {
      'Accept-Language': language,
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    fetchFn: fetchRefusals,
  });
}

/**
 * A refusal (a bad token) comes as an event stream too, with `errors` in it and its own HTTP status. For graphql-sse such a status
 * is a broken connection: it would try five times more, and after 40 seconds tell the status alone. So it is shown the stream.
 */
async function fetchRefusals(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const isRefusal = response.status >= 400 && response.status < 500;
  return isRefusal ? new Response(response.body, { headers: response.headers }) : response;
}
// #endregion
