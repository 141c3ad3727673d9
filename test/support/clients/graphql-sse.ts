/** graphql-sse alone, by examples/clients/live.ts: everything but files, over server-sent events. */
import { print } from 'graphql';
import { createLiveClient } from '#examples/clients/live.ts';
import {
  ProgressDocument,
  type ProgressSubscription,
  ViewerDocument,
  type ViewerQuery,
} from '#examples/codegen/gql/graphql.ts';
import type { ClientUnderTest } from './client-under-test.ts';

const textsAlone = 'Sends texts as JSON alone: files, and what comes of them, go by `fetch`.';

export const graphqlSse: ClientUnderTest = {
  name: 'graphql-sse',
  packages: ['graphql-sse'],
  example: 'live.ts',
  without: { uploads: textsAlone, failures: textsAlone, persisted: textsAlone },
  connect(endpoint) {
    const client = createLiveClient(endpoint);
    return {
      async viewer() {
        for await (const { data, errors } of client.iterate<ViewerQuery>({ query: print(ViewerDocument) })) {
          if (errors !== undefined) throw new AggregateError(errors, errors.map(({ message }) => message).join());
          return data?.viewer?.id ?? null;
        }
        return null;
      },
      async *watch(idempotencyKey) {
        const events = client.iterate<ProgressSubscription>({
          query: print(ProgressDocument),
          variables: { idempotencyKey },
        });
        for await (const { data } of events) yield data?.verificationUpdated.state ?? '';
      },
    };
  },
};
