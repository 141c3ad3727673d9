/** urql, by examples/clients/urql.ts. */
import type { OperationResult, OperationResultSource } from '@urql/core';
import { createUrqlClient, persistedDocuments } from '#examples/clients/urql.ts';
import { ProgressDocument, VerifyKycDocument, ViewerDocument } from '#examples/codegen/gql/graphql.ts';
import { type ClientUnderTest, fromCallbacks } from './client-under-test.ts';

export const urql: ClientUnderTest = {
  name: 'urql',
  packages: ['@urql/core'],
  example: 'urql.ts',
  without: {},
  connect(endpoint) {
    const client = createUrqlClient(endpoint);
    return {
      viewer: async () => (await expectData(client.query(ViewerDocument, {}))).viewer?.id ?? null,
      verify: async (photos) => (await expectData(client.mutation(VerifyKycDocument, { ...photos }))).verifyKyc ?? {},
      async verifyById(photos, idsByName) {
        const byId = createUrqlClient(endpoint, [persistedDocuments(idsByName)]);
        return (await expectData(byId.mutation(VerifyKycDocument, { ...photos }))).verifyKyc ?? {};
      },
      watch: (idempotencyKey) =>
        fromCallbacks<string>((sink) => {
          const { unsubscribe } = client
            .subscription(ProgressDocument, { idempotencyKey })
            .subscribe(({ data, error, hasNext }) => {
              if (error !== undefined) return sink.error(error);
              if (data !== undefined && hasNext) sink.next(data.verificationUpdated.state);
              if (!hasNext) sink.complete();
            });
          return unsubscribe;
        }),
    };
  },
};

async function expectData<Data, Variables extends object>(
  source: OperationResultSource<OperationResult<Data, Variables>>,
): Promise<Data> {
  const { data, error } = await source.toPromise();
  if (error !== undefined) throw error;
  if (data === undefined) throw new Error('urql gave neither data nor an error');
  return data;
}
