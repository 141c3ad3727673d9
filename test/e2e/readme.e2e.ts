/** What the README tells a newcomer to do, done as printed. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GatewayProcess, startProcess } from '../support/process.ts';

const run = promisify(execFile);
const readme = readFileSync('README.md', 'utf8');
const curls = [...readme.matchAll(/```sh\n(curl [\s\S]*?)```/g)].map(([, command = '']) => command);

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startProcess();
});
afterAll(() => gateway.stop());

test('the first curl verifies the sample person, the second recognises the same person by another photo', async () => {
  const answers = [];
  for (const command of curls) {
    const { stdout } = await run('bash', ['-c', command.replaceAll('http://127.0.0.1:4000', gateway.url)]);
    answers.push(JSON.parse(stdout));
  }
  expect(answers).toMatchObject([
    {
      data: {
        verifyKyc: {
          accepted: true,
          verification: { decision: 'ACCEPTED', records: [{ documents: [{ type: 'ID_CARD' }] }] },
        },
      },
    },
    {
      data: {
        faceLogin: {
          user: { id: 'anonymous', kycStatus: 'VERIFIED' },
          session: { token: expect.stringContaining('.') },
        },
      },
    },
  ]);
});

test('the log of it holds no personal data, no secret and no URL of Faceki', () => {
  const log = gateway.stdout();
  expect(log).toContain('faceki');
  expect(log).not.toMatch(/ALEX|TESTER|UT0000017|sandbox-secret|client(Id|Secret)|Bearer/);
});

test('the demo shows the whole main job', async () => {
  const { stdout } = await run(process.execPath, ['examples/demo.ts'], { env: { PATH: process.env.PATH ?? '' } });
  for (const shown of [
    'ALEX SAMPLE TESTER',
    '1990-05-17',
    'ID_CARD UT0000017',
    'FACE_BLURRED',
    'DOCUMENT_REJECTED',
    'IMAGE_UNSUPPORTED_FORMAT',
    'VERIFIED',
  ]) {
    expect(stdout).toContain(shown);
  }
});

test('SIGTERM ends it with success', async () => {
  expect(await gateway.stop()).toBe(0);
});

test('every setting of .env.example is one that the gateway knows, and the other way round', async () => {
  const { settingNames } = await import('#config/settings.ts');
  const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(settingNames.filter((name) => name !== 'NODE_ENV').toSorted());
});
