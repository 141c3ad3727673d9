/** What docs/clients.md tells people to do, done as printed: commands, the manifest, asking again by advice. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '#examples/clients/fetch.ts';
import { verifyOnce } from '#examples/clients/retry-by-advice.ts';
import { VerifyKycDocument } from '#examples/codegen/gql/graphql.ts';
import { openStage, photos, type Stage } from '#test/support/clients/stage.ts';
import { printed } from '#test/support/documents.ts';
import { startPrinted } from '#test/support/shell.ts';
import { jwtSettings, tokenOf } from '#test/support/tokens.ts';

const run = promisify(execFile);
let stage: Stage;
let token: string;
let folder: string;
let manifestPath: string;

beforeAll(async () => {
  stage = await openStage();
  token = await tokenOf('amira', 'kyc:verify');
  folder = mkdtempSync(join(tmpdir(), 'gateway-clients-doc-'));
  manifestPath = join(folder, 'persisted-documents.json');
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stage[Symbol.asyncDispose]();
});

/** As printed, at this gateway, with a token in the environment. */
async function execute(text: string, url = stage.url): Promise<string> {
  const script = text
    .replaceAll('https://kyc.example.com/graphql', url)
    .replaceAll(' persisted-documents.json', ` ${manifestPath}`);
  const { stdout } = await run('bash', ['-c', `set -e; ${script}`], { env: { ...process.env, TOKEN: token } });
  return stdout;
}

test('the printed curl verifies a person, and the printed subscription follows it to its end', async () => {
  const vendor = stage.hold();
  const script = printed('docs/clients.md#curl:2').replaceAll('https://kyc.example.com/graphql', stage.url);
  const watching = spawn('bash', ['-c', script], {
    env: { ...process.env, TOKEN: token },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let events = '';
  watching.stdout.on('data', (chunk) => {
    events += String(chunk);
    if (events.includes('PENDING')) vendor.release();
  });
  const ended = once(watching, 'close');
  const answer = await execute(printed('docs/clients.md#curl'));
  expect(JSON.parse(answer)).toEqual({ data: { verifyKyc: { __typename: 'VerifyKycCompleted', accepted: true } } });
  await ended;
  expect(events.match(/"state":"\w+"/g)).toEqual(['"state":"PENDING"', '"state":"COMPLETED"']);
});

test('the printed command makes a manifest that a gateway takes, alone if told so, and the printed id is answered', async () => {
  expect(await execute(printed('docs/clients.md#persisted-documents'))).toContain(
    'FaceLogin, Progress, VerifyKyc, Viewer',
  );
  const start = printed('docs/clients.md#persisted-documents:2').replace('persisted-documents.json', manifestPath);
  const gateway = await startPrinted(start, {
    env: { ...jwtSettings, FACEKI_CLIENT_ID: 'id', FACEKI_CLIENT_SECRET: 'secret', RATE_LIMIT: 'off' },
  });
  try {
    // Read by Node, because not every machine has jq.
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    const { id } = manifest.operations.find(({ name }: { name: string }) => name === 'Viewer');
    const question = printed('docs/clients.md#persisted-documents:4').replace(/\$\(jq .*?json\)/, id);
    expect(JSON.parse(await execute(question, `${gateway.url}/graphql`))).toEqual({
      data: { viewer: { id: 'amira', kycStatus: 'UNVERIFIED', __typename: 'User' } },
    });
  } finally {
    await gateway.stop();
  }
});

test('npm run persist says what is wrong with the operations, and writes nothing', async () => {
  const out = join(folder, 'none.json');
  const failed = await run(process.execPath, ['scripts/persist-documents.ts', '--out', out, 'subgraph.graphql']).catch(
    (error) => error,
  );
  expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no operation') });
  expect(() => readFileSync(out)).toThrow('ENOENT');
});

test('asking again by advice ends in a decision, under one key, when Faceki was busy twice', async () => {
  stage.beBusy(2);
  const before = stage.count();
  const keys = new Set<string>();
  const waits: number[] = [];
  const result = await verifyOnce(
    async (idempotencyKey) => {
      keys.add(idempotencyKey);
      return (await send({ url: stage.url, token }, VerifyKycDocument, { ...photos(), idempotencyKey })).verifyKyc;
    },
    crypto.randomUUID(),
    async (seconds) => {
      waits.push(seconds);
    },
  );
  expect(result).toMatchObject({ __typename: 'VerifyKycCompleted', accepted: true });
  expect({ keys: keys.size, requests: stage.count() - before, waits }).toEqual({ keys: 1, requests: 3, waits: [1, 2] });
});

test('asking again after a lost answer gets the stored one, and costs nothing', async () => {
  stage.accept();
  const before = stage.count();
  let isLost = true;
  const result = await verifyOnce(
    async (idempotencyKey) => {
      const { verifyKyc } = await send({ url: stage.url, token }, VerifyKycDocument, { ...photos(), idempotencyKey });
      if (!isLost) return verifyKyc;
      isLost = false;
      throw new TypeError('the connection broke');
    },
    crypto.randomUUID(),
    async () => {},
  );
  expect(result).toMatchObject({ __typename: 'VerifyKycCompleted' });
  expect(stage.count() - before).toBe(1);
});

test('asking again stops at once when the person has to take a new photo', async () => {
  stage.findBlurred();
  const before = stage.count();
  const result = await verifyOnce(
    async (idempotencyKey) =>
      (await send({ url: stage.url, token }, VerifyKycDocument, { ...photos(), idempotencyKey })).verifyKyc,
    crypto.randomUUID(),
    () => Promise.reject(new Error('nothing to wait for')),
  );
  expect(result).toMatchObject({ __typename: 'SelfieRejectedError', retry: 'NEW_IMAGE' });
  expect(stage.count() - before).toBe(1);
});
