/** The gateway as a library: built from settings inside somebody else's server. The published package is tried by `npm run smoke`. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createGateway } from '#gateway.ts';
import { startSandbox } from '#sandbox/sandbox.ts';
import { graphqlClient } from '#test/support/graphql-client.ts';
import { jpeg } from '#test/support/photos.ts';

const verify = `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) { __typename ... on VerificationError { code } }
}`;

test('closing finishes what was paid for, for as long as the settings say', async () => {
  await using opened = new AsyncDisposableStack();
  const sandbox = await startSandbox();
  opened.defer(() => sandbox.close());
  const lines: string[] = [];
  const logTo = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  const gateway = await createGateway({
    settings: {
      FACEKI_CLIENT_ID: sandbox.credentials.clientId,
      FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
      FACEKI_BASE_URL: sandbox.url,
      AUTH_MODE: 'none',
      DATABASE_URL: 'sqlite::memory:',
      SHUTDOWN_WITHIN_MS: '100',
    },
    logTo,
  });
  const server = createServer(gateway.listener);
  opened.defer(() => void server.close().closeAllConnections());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const client = graphqlClient(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);

  sandbox.control.addFault('kyc', { kind: 'slow-headers', delayMs: 600_000 });
  const answer = client.upload(verify, {}, { selfie: jpeg('selfie'), front: jpeg('front') });
  await expect.poll(() => sandbox.control.verifications()).toHaveLength(1);
  await gateway.close();
  expect((await answer).data.verifyKyc).toMatchObject({ __typename: 'ProviderUnavailableError' });
  expect(lines.join('')).toContain('giving up what is not finished in time');
  // Closing again, as tests and servers do, changes nothing.
  await gateway.close();
});
