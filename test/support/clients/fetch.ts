/** Plain fetch, by examples/clients/fetch.ts. */
import { send, sendById, watch } from '#examples/clients/fetch.ts';
import {
  ProgressDocument,
  VerifyKycDocument,
  type VerifyKycMutation,
  ViewerDocument,
} from '#examples/codegen/gql/graphql.ts';
import type { ClientUnderTest } from './client-under-test.ts';

export const plainFetch: ClientUnderTest = {
  name: 'fetch',
  packages: [],
  platform: 'browsers, Node',
  example: 'fetch.ts',
  without: {},
  connect: (endpoint) => ({
    viewer: async () => (await send(endpoint, ViewerDocument, {})).viewer?.id ?? null,
    verify: async (photos) => (await send(endpoint, VerifyKycDocument, { ...photos })).verifyKyc ?? {},
    verifyById: async (photos, { VerifyKyc = '' }) =>
      (await sendById<VerifyKycMutation>(endpoint, VerifyKyc, { ...photos })).verifyKyc ?? {},
    async *watch(idempotencyKey) {
      for await (const { verificationUpdated } of watch(endpoint, ProgressDocument, { idempotencyKey })) {
        yield verificationUpdated.state;
      }
    },
  }),
};
