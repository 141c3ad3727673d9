/** Hive Gateway in front of the subgraphs: what it needs to carry files, live updates and callers. docs/supergraph.md shows this file. */
import { defineConfig } from '@graphql-hive/gateway';

export const gatewayConfig = defineConfig({
  // Off by default, and then every upload is refused with 415.
  multipart: true,
  propagateHeaders: {
    fromClientToSubgraphs: ({ request }) => ({
      // Who asks: each subgraph checks the token itself.
      authorization: request.headers.get('authorization'),
      // The language of `advice`.
      'accept-language': request.headers.get('accept-language'),
      // The router has made sure that no foreign page sent this; the gateway wants to hear it for uploads.
      'graphql-require-preflight': '1',
    }),
  },
  // verifyKyc answers within 25 s of the last byte (VERIFY_ANSWER_WITHIN_MS). Live updates stay open.
  upstreamTimeout: ({ executionRequest }) => (executionRequest?.operationType === 'subscription' ? undefined : 60_000),
  // Nobody's answer is for anybody else.
  inboundInflightRequestDeduplication: false,
});
