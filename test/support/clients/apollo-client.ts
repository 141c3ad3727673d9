/** Apollo Client with apollo-upload-client and graphql-sse, by examples/clients/apollo-client.ts. */
import { createApolloClient, persistedDocuments } from '#examples/clients/apollo-client.ts';
import { ProgressDocument, VerifyKycDocument, ViewerDocument } from '#examples/codegen/gql/graphql.ts';
import { type ClientUnderTest, fromCallbacks } from './client-under-test.ts';

export const apolloClient: ClientUnderTest = {
  name: 'Apollo Client',
  packages: ['@apollo/client', 'apollo-upload-client', 'graphql-sse'],
  example: 'apollo-client.ts',
  without: {},
  connect(endpoint) {
    const client = createApolloClient(endpoint);
    return {
      viewer: async () => (await client.query({ query: ViewerDocument })).data?.viewer?.id ?? null,
      verify: async (photos) =>
        (await client.mutate({ mutation: VerifyKycDocument, variables: { ...photos } })).data?.verifyKyc ?? {},
      async verifyById(photos, idsByName) {
        const byId = createApolloClient(endpoint, [persistedDocuments(idsByName)]);
        return (await byId.mutate({ mutation: VerifyKycDocument, variables: { ...photos } })).data?.verifyKyc ?? {};
      },
      watch: (idempotencyKey) =>
        fromCallbacks<string>((sink) => {
          const events = client.subscribe({ query: ProgressDocument, variables: { idempotencyKey } });
          const subscription = events.subscribe({
            next: ({ data, error }) =>
              error === undefined ? sink.next(data?.verificationUpdated.state ?? '') : sink.error(error),
            complete: sink.complete,
          });
          return () => subscription.unsubscribe();
        }),
    };
  },
};
