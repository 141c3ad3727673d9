/** Apollo Client 4 with apollo-upload-client for files and graphql-sse for live updates. */
import { ApolloClient, ApolloLink, InMemoryCache, Observable } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import UploadHttpLink from 'apollo-upload-client/UploadHttpLink.mjs';
import { OperationTypeNode, print } from 'graphql';
import generated from '../codegen/gql/possible-types.ts';
import type { Endpoint } from './fetch.ts';
import { createLiveClient } from './live.ts';

// #region client
export function createApolloClient(endpoint: Endpoint, links: readonly ApolloLink[] = []) {
  const { url, token, language = 'en' } = endpoint;
  const headers = {
    'Accept-Language': language,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };
  // Without a preflight header a multipart request is refused (403), because any page could send one.
  const http = new UploadHttpLink({ uri: url, headers: { ...headers, 'GraphQL-Require-Preflight': '1' } });

  const events = createLiveClient(endpoint);
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
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      live,
      ApolloLink.from([...links, http]),
    ),
    // Without them the cache does not know which types `... on VerificationError` means.
    cache: new InMemoryCache({ possibleTypes: generated.possibleTypes }),
  });
}
// #endregion

// #region persisted
/** Sends ids in place of texts: `idsByName` is what the manifest says, `{ VerifyKyc: 'a3f1…' }`. */
export function persistedDocuments(idsByName: Readonly<Record<string, string>>): ApolloLink {
  return new PersistedQueryLink({
    generateHash(document) {
      const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
      return idsByName[operation?.name?.value ?? ''] ?? '';
    },
  });
}
// #endregion
