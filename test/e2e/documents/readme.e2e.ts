/** What the README tells a newcomer to do, done as printed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWebExampleBuilt } from '#scripts/web-example.ts';
import { printed, said } from '#test/support/documents.ts';
import { type GatewayProcess, startProcess } from '#test/support/process.ts';
import { runPrinted, startPrinted } from '#test/support/shell.ts';

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startProcess();
});
afterAll(() => gateway.stop());

test('the two commands: one starts a gateway whose page answers, the other is what CI runs', async () => {
  const [first = '', second = ''] = printed('README.md#two-commands').split('\n');
  // `npm cit` has installed already.
  expect(first).toMatch(/^npm ci && npm start +# /);
  const started = await startPrinted(first.replace('npm ci && ', ''));
  try {
    const page = await fetch(`${started.url}/graphql`, { headers: { Accept: 'text/html' } });
    expect({ status: page.status, title: /<title>.*<\/title>/.exec(await page.text())?.[0] }).toEqual({
      status: 200,
      title: '<title>Faceki Gateway · GraphiQL</title>',
    });
  } finally {
    await started.stop();
  }
  expect(second).toMatch(/^npm cit +# /);
  expect(readFileSync('.ci/run', 'utf8').split('\n')).toContain('npm cit');
});

test('the first curl verifies the sample person, the second recognises the same person by another photo', async () => {
  const answers = [];
  for (const command of [printed('README.md#verify-somebody'), printed('README.md#verify-somebody:2')])
    answers.push(JSON.parse(await runPrinted(command.replaceAll('http://127.0.0.1:4000', gateway.url))));
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
  const stdout = await runPrinted(said('npm run demo'));
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

test('the web app of the example is beside the gateway', { skip: !isWebExampleBuilt() }, async () => {
  expect(printed('examples/web/README.md#the-web-app').split(' # ')[0]?.trim()).toBe('npm run example:web');
  const started = await startPrinted(said('npm run example:web'));
  try {
    expect((await fetch(`${started.url}/app/`)).status).toBe(200);
  } finally {
    await started.stop();
  }
});

test('with an account and a login the printed command starts a gateway that asks callers for a token', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-readme-'));
  writeFileSync(join(folder, 'faceki'), 'secret\n');
  const command = printed('README.md#with-a-real-account')
    .replace('FACEKI_CLIENT_ID=…', 'FACEKI_CLIENT_ID=id')
    .replace('/run/secrets/faceki', join(folder, 'faceki'));
  const started = await startPrinted(command);
  try {
    const answer = await fetch(`${started.url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{ "query": "{ kycRules { documents } }" }',
    });
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  } finally {
    await started.stop();
    rmSync(folder, { recursive: true });
  }
});

test('the settings are checked by the printed command', async () => {
  expect(await runPrinted(said('npm start -- --check-config'))).toMatch(/^ok$/m);
});

test('SIGTERM ends it with success', async () => {
  expect(await gateway.stop()).toBe(0);
});

test('every setting of .env.example is one that the gateway knows, and the other way round', async () => {
  const { settingNames } = await import('#config/settings.ts');
  const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(settingNames.filter((name) => name !== 'NODE_ENV').toSorted());
});
