/** More than Faceki may be asked at once: some wait, and one too many is told so at once, with nothing spent. */
import { expect, test } from 'vitest';
import { startSandbox } from '#sandbox/sandbox.ts';
import { startGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';

const mutation = `mutation ($selfie: Upload!, $front: Upload!, $key: String!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], idempotencyKey: $key }) {
    __typename
    ... on ProviderUnavailableError { code retry retryAfterSeconds attempt { state } }
  }
}`;

test('beyond the slots and the queue a verification is refused early, and its key stays free', async () => {
  await using stack = new AsyncDisposableStack();
  const sandbox = await startSandbox();
  stack.defer(() => sandbox.close());
  const gateway = await startGateway({
    FACEKI_CLIENT_ID: sandbox.credentials.clientId,
    FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
    FACEKI_BASE_URL: sandbox.url,
    FACEKI_MAX_CONCURRENT: '1',
    AUTH_MODE: 'none',
  });
  stack.defer(() => gateway.close());
  const verify = async (key: string) =>
    (await gateway.upload(mutation, { key }, { selfie: jpeg(key), front: jpeg('card') })).data.verifyKyc;
  await gateway.query('{ kycRules { documents } }');

  sandbox.control.addFault('kyc', { kind: 'slow-headers', delayMs: 1_000 });
  const patient = ['one', 'two', 'three', 'four', 'five'].map(verify);
  const queued = async () =>
    /^faceki_gateway_provider_requests_queued 4$/m.test(await (await fetch(`${gateway.url}/metrics`)).text());
  await expect.poll(queued).toBe(true);
  expect(await verify('one too many')).toEqual({
    __typename: 'ProviderUnavailableError',
    code: 'PROVIDER_UNREACHABLE',
    retry: 'LATER',
    retryAfterSeconds: 10,
    attempt: { state: 'FAILED' },
  });

  expect((await Promise.all(patient)).map(({ __typename }) => __typename)).toEqual(Array(5).fill('VerifyKycCompleted'));
  expect(await verify('one too many')).toEqual({ __typename: 'VerifyKycCompleted' });
  expect(sandbox.control.verifications()).toHaveLength(6);
});
