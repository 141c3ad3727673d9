/** Relay, by examples/clients/relay: its runtime, the artifacts of its compiler, and our network layer. */
import { commitMutation, fetchQuery, requestSubscription } from 'relay-runtime';
import progress, {
  type operationsProgressSubscription,
} from '#examples/clients/relay/__generated__/operationsProgressSubscription.graphql.ts';
import verifyKyc, {
  type operationsVerifyKycMutation,
} from '#examples/clients/relay/__generated__/operationsVerifyKycMutation.graphql.ts';
import viewer, {
  type operationsViewerQuery,
} from '#examples/clients/relay/__generated__/operationsViewerQuery.graphql.ts';
import { createRelayEnvironment } from '#examples/clients/relay/network.ts';
import { type ClientUnderTest, fromCallbacks, type Photos, type VerifyAnswer } from './client-under-test.ts';

export const relay: ClientUnderTest = {
  name: 'Relay',
  packages: ['relay-runtime', 'graphql-sse'],
  example: 'relay/network.ts',
  without: {},
  connect(endpoint) {
    const environment = createRelayEnvironment(endpoint);
    const verifyBy = (mutation: typeof verifyKyc, { ...uploadables }: Photos) =>
      new Promise<VerifyAnswer>((resolve, reject) => {
        commitMutation<operationsVerifyKycMutation>(environment, {
          mutation,
          variables: { selfie: null, front: null, back: null },
          uploadables,
          onCompleted: (response, errors) => {
            const [error] = errors ?? [];
            return error === undefined ? resolve(response.verifyKyc ?? {}) : reject(error);
          },
          onError: reject,
        });
      });
    return {
      viewer: async () =>
        (await fetchQuery<operationsViewerQuery>(environment, viewer, {}).toPromise())?.viewer?.id ?? null,
      verify: (photos) => verifyBy(verifyKyc, photos),
      verifyById: (photos, { VerifyKyc = '' }) =>
        // What relay-compiler writes with persistConfig: an id in place of the text.
        verifyBy(
          { ...verifyKyc, params: { ...verifyKyc.params, id: VerifyKyc, text: null } } as typeof verifyKyc,
          photos,
        ),
      watch: (idempotencyKey) =>
        fromCallbacks<string>((sink) => {
          const { dispose } = requestSubscription<operationsProgressSubscription>(environment, {
            subscription: progress,
            variables: { idempotencyKey },
            onNext: (response) => sink.next(response?.verificationUpdated.state ?? ''),
            onError: sink.error,
            onCompleted: sink.complete,
          });
          return dispose;
        }),
    };
  },
};
