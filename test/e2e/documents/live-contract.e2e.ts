/** What docs/live-contract.md tells to run on a real account, run as printed, with the sandbox in place of the account. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, sandboxWorkflowId, startSandbox } from '#sandbox/sandbox.ts';
import { printed } from '#test/support/documents.ts';
import { runPrinted } from '#test/support/shell.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  folder = mkdtempSync(join(tmpdir(), 'gateway-live-contract-'));
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

/** The printed command with the sandbox's credentials, and what else is to be set. */
async function runLive(env: Readonly<Record<string, string>>): Promise<string> {
  const { clientId, clientSecret } = sandbox.credentials;
  const command = printed('docs/live-contract.md#for-nothing-tokens-and-reads')
    .replace('FACEKI_CLIENT_ID=…', `FACEKI_CLIENT_ID=${clientId}`)
    .replace('FACEKI_CLIENT_SECRET=…', `FACEKI_CLIENT_SECRET=${clientSecret}`)
    .replace('FACEKI_API=v2', `FACEKI_API=${env.FACEKI_API ?? 'v2'}`);
  return runPrinted(command, { env: { ...env, FACEKI_BASE_URL: sandbox.url, NO_COLOR: '1' } });
}

test('for nothing: the printed command asks tokens and reads, and verifies nobody', async () => {
  expect(await runLive({})).toMatch(/Tests +\d+ passed \| \d+ skipped/);
  expect(sandbox.control.verifications()).toEqual([]);
});

test('for money: with the listed photos of a person, and V3, the decision, the record and the face match are checked too', async () => {
  const samples = ['alex-selfie.jpg', 'alex-selfie-2.jpg', 'alex-id-card-front.jpg', 'alex-id-card-back.jpg'];
  const names = printed('docs/live-contract.md#for-money')
    .split('\n')
    .flatMap((line) => /^\S+\.jpg/.exec(line)?.[0] ?? []);
  expect(names).toHaveLength(samples.length);
  for (const [index, name] of names.entries()) copyFileSync(`examples/images/${samples[index]}`, join(folder, name));
  await runLive({
    FACEKI_API: 'v3',
    FACEKI_WORKFLOW_ID: sandboxWorkflowId,
    FACEKI_LIVE_PAID: '1',
    FACEKI_LIVE_ACCEPTED: '1',
    FACEKI_LIVE_IMAGES: folder,
  });
  expect(sandbox.control.verifications()).toMatchObject([{ decision: 'ACCEPTED' }]);
});
