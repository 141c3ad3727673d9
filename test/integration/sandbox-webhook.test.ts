/** The webhook: told once a verification is finished, at least once, and never in anybody's way. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { sandboxWorkflowId } from '#sandbox/account.ts';
import { at, textAt } from '#test/support/json-path.ts';
import { openSandbox, photo } from '#test/support/sandbox-caller.ts';
import { paths, singleForm, v3Form } from '#test/support/sandbox-paths.ts';

interface Listener extends AsyncDisposable {
  readonly url: string;
  /** Resolves with the next hint. */
  next(): Promise<unknown>;
}

/** Takes hints, and answers with these statuses, the last for ever. */
async function listen(...statuses: number[]): Promise<Listener> {
  const waiting: PromiseWithResolvers<unknown>[] = [];
  const arrived: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const hint: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const next = waiting.shift();
    if (next === undefined) arrived.push(hint);
    else next.resolve(hint);
    response.writeHead((statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`,
    next() {
      if (arrived.length > 0) return Promise.resolve(arrived.shift());
      const promised = Promise.withResolvers<unknown>();
      waiting.push(promised);
      return promised.promise;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('a V3 verification by token and one by link are both announced, with decision and record', async () => {
  await using listener = await listen();
  await using caller = await openSandbox();
  caller.sandbox.control.setWebhook({ url: listener.url });
  const { body } = await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId, { selfie: photo('person-review.jpg') }));
  const hint = await listener.next();
  expect(hint).toMatchObject({
    requestId: at(body, 'result', 'requestId'),
    fullName: 'ALEX SAMPLE TESTER',
    status: 'REVIEW',
  });
  expect(at(hint, 'kycData', 'requestId')).toBe(at(body, 'result', 'requestId'));
  const link = textAt((await caller.postJson(paths.createLink, { workflowId: sandboxWorkflowId })).body, 'data');
  await caller.post(paths.v3KycByLink, { ...v3Form(sandboxWorkflowId), link }, null);
  expect(at(await listener.next(), 'kycData', 'link')).toBe(link);
});

test('a hint that is not taken comes again', async () => {
  await using listener = await listen(500, 200);
  await using caller = await openSandbox();
  caller.sandbox.control.setWebhook({ url: listener.url });
  await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
  expect(await listener.next()).toEqual(await listener.next());
});

test('a hint can be made to come several times, and without data', async () => {
  await using listener = await listen();
  await using caller = await openSandbox();
  caller.sandbox.control.setWebhook({ url: listener.url, copies: 3 });
  caller.sandbox.control.setVariants({ webhookData: 'empty' });
  await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId));
  const hints = [await listener.next(), await listener.next(), await listener.next()];
  expect(new Set(hints.map((hint) => at(hint, 'requestId'))).size).toBe(1);
  expect(at(hints[0], 'kycData')).toEqual({});
});

test('V2 announces nothing, unless it is told to', async () => {
  await using listener = await listen();
  await using caller = await openSandbox();
  caller.sandbox.control.setWebhook({ url: listener.url });
  await caller.post(paths.single, singleForm());
  caller.sandbox.control.setWebhook({ url: listener.url, alsoForV2: true });
  const { body } = await caller.post(paths.single, singleForm());
  expect(at(await listener.next(), 'requestId')).toBe(at(body, 'data', 'requestId'));
});

test('a target that nobody listens at delays no answer and keeps no sandbox open', async () => {
  const caller = await openSandbox();
  caller.sandbox.control.setWebhook({ url: 'http://127.0.0.1:9/hook' });
  expect(at((await caller.post(paths.v3Kyc, v3Form(sandboxWorkflowId))).body, 'code')).toBe(200);
  await caller.sandbox.close();
});

test('the target stands in the workflow’s rules', async () => {
  await using caller = await openSandbox();
  caller.sandbox.control.setWebhook({ url: 'https://client.example.test/hook' });
  const { body } = await caller.get(paths.v3Rules, { workflowId: sandboxWorkflowId });
  expect(at(body, 'result', 'callbackURL')).toBe('https://client.example.test/hook');
});
