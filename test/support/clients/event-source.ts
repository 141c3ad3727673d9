/** EventSource, by examples/clients/event-source.ts; in Node by the package `eventsource`, which follows the browsers' to the letter. */
import { EventSource } from 'eventsource';
import { print } from 'graphql';
import { watchByEventSource } from '#examples/clients/event-source.ts';
import { ProgressDocument, type ProgressSubscription } from '#examples/codegen/gql/graphql.ts';
import { type ClientUnderTest, fromCallbacks } from './client-under-test.ts';

const listens = 'Only listens.';

export const eventSource: ClientUnderTest = {
  name: 'EventSource',
  packages: ['eventsource'],
  platform: 'browsers',
  example: 'event-source.ts',
  without: {
    tokens: 'Cannot send headers: for `AUTH_MODE=none` alone.',
    uploads: listens,
    failures: listens,
    persisted: listens,
  },
  connect: ({ url }) => ({
    watch: (idempotencyKey) =>
      fromCallbacks<string>((sink) =>
        watchByEventSource<ProgressSubscription>(
          url,
          print(ProgressDocument),
          { idempotencyKey },
          ({ data }) => sink.next(data?.verificationUpdated.state ?? ''),
          sink.complete,
          (address) => new EventSource(address),
        ),
      ),
  }),
};
