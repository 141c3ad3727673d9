/** Apollo Client as this app uses it: files with progress, live updates over server-sent events, advice in the person's language. */
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { OperationTypeNode, print } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import generated from '../__generated__/possible-types.ts';
import { uploadFetch } from './upload-fetch.ts';

export interface GatewayOptions {
  readonly url: string;
  /** Picks the language of `advice`. */
  readonly language: string;
  /** Your login's token of the person who is signed in. The sandbox takes everybody in and needs none. */
  readonly token?: string;
}

export function createGatewayClient({ url, language, token }: GatewayOptions): ApolloClient {
  const headers = {
    'Accept-Language': language,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  // Without a preflight header a multipart request is refused (403), because any page could send one.
  const http = new UploadHttpLink({
    uri: url,
    headers: { ...headers, 'GraphQL-Require-Preflight': '1' },
    fetch: uploadFetch,
  });
  const events = createEventClient({ url, headers });
  const live = new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) =>
        events.subscribe<ApolloLink.Result['data'] & {}>(
          { query: print(query), variables },
          {
            next: (result) => observer.next(result as ApolloLink.Result),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
  return new ApolloClient({
    link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, live, http),
    // Without them the cache does not know which types `... on VerificationError` means.
    cache: new InMemoryCache({ possibleTypes: generated.possibleTypes }),
    // Names and document numbers are shown and forgotten.
    defaultOptions: { query: { fetchPolicy: 'no-cache' }, mutate: { fetchPolicy: 'no-cache' } },
  });
}
