/** What docs/clients.md tells people to do, done as printed: commands, the manifest, asking again by advice. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../../examples/clients/fetch.ts';
import { verifyOnce } from '../../examples/clients/retry-by-advice.ts';
import { VerifyKycDocument } from '../../examples/codegen/gql/graphql.ts';
import { openStage, photos, type Stage } from '../support/clients/stage.ts';
import { startProcess } from '../support/process.ts';
import { jwtSettings, tokenOf } from '../support/tokens.ts';

const run = promisify(execFile);
const text = readFileSync('docs/clients.md', 'utf8');
const commands = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, command = '']) => command);
const command = (pattern: RegExp) => commands.find((each) => pattern.test(each)) ?? 'false';

let stage: Stage;
let token: string;
let folder: string;

beforeAll(async () => {
  stage = await openStage();
  token = await tokenOf('amira', 'kyc:verify');
  folder = mkdtempSync(join(tmpdir(), 'gateway-clients-doc-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stage[Symbol.asyncDispose]();
});

/** As printed, at this gateway, with a token in the environment. */
async function execute(printed: string, url = stage.url): Promise<string> {
  const script = printed
    .replaceAll('https://kyc.example.com/graphql', url)
    .replaceAll(' persisted-documents.json', ` ${join(folder, 'persisted-documents.json')}`);
  const { stdout } = await run('bash', ['-c', `set -e; ${script}`], { env: { ...process.env, TOKEN: token } });
  return stdout;
}

test('the printed curl verifies a person, and the printed subscription follows it to its end', async () => {
  const vendor = stage.hold();
  const script = command(/curl -N/).replaceAll('https://kyc.example.com/graphql', stage.url);
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
  const answer = await execute(command(/-F 1=@/));
  expect(JSON.parse(answer)).toEqual({ data: { verifyKyc: { __typename: 'VerifyKycCompleted', accepted: true } } });
  await ended;
  expect(events.match(/"state":"\w+"/g)).toEqual(['"state":"PENDING"', '"state":"COMPLETED"']);
});

test('the printed command makes a manifest that a gateway takes, alone if told so, and the printed id is answered', async () => {
  expect(await execute(command(/npm run persist/))).toContain('FaceLogin, Progress, VerifyKyc, Viewer');
  const gateway = await startProcess({
    ...jwtSettings,
    PERSISTED_DOCUMENTS: join(folder, 'persisted-documents.json'),
    PERSISTED_ONLY: 'on',
  });
  try {
    // Read by Node, because not every machine has jq.
    const manifest = JSON.parse(readFileSync(join(folder, 'persisted-documents.json'), 'utf8'));
    const { id } = manifest.operations.find(({ name }: { name: string }) => name === 'Viewer');
    const printed = command(/jq -r/).replace(/\$\(jq .*?json\)/, id);
    expect(JSON.parse(await execute(printed, `${gateway.url}/graphql`))).toEqual({
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

test('the settings that are printed for persisted documents exist', async () => {
  const { settingNames } = await import('#config/settings.ts');
  const printed = [...text.matchAll(/\b(PERSISTED_\w+)=/g)].map(([, name = '']) => name);
  expect(printed.length).toBeGreaterThan(1);
  for (const name of printed) expect(settingNames).toContain(name);
});
