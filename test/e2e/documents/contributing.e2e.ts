/** What CONTRIBUTING and the examples tell a contributor to run, run in a copy of the tree: where nothing was changed, nothing changes. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWebExampleInstalled } from '#scripts/web-example.ts';
import { said } from '#test/support/documents.ts';
import { listens, runPrinted, startPrinted } from '#test/support/shell.ts';

let tree: string;
/** What was copied. */
const originals = new Map<string, Buffer>();

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'gateway-tree-'));
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of tracked.split('\0')) {
    // Not what somebody has just removed.
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    originals.set(file, readFileSync(file));
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(file, join(tree, file));
  }
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'), 'junction');
  if (isWebExampleInstalled())
    symlinkSync(resolve('examples/web/node_modules'), join(tree, 'examples/web/node_modules'), 'junction');
});
afterAll(() => rmSync(tree, { recursive: true }));

function changed(): readonly string[] {
  return [...originals].filter(([file, bytes]) => !bytes.equals(readFileSync(join(tree, file)))).map(([file]) => file);
}

test.each([said('npm run schema'), said('npm run codegen'), said('npm run docs'), said('npm run catalogue')])(
  '%s writes what is there already',
  async (command) => {
    await runPrinted(command, { cwd: tree });
    expect(changed()).toEqual([]);
  },
);

test('npm run images draws the very same picture again', async () => {
  const file = 'examples/images/alex-passport.jpg';
  rmSync(join(tree, file));
  await runPrinted(`${said('npm run images')} -- alex-passport.jpg`, { cwd: tree });
  expect(changed()).toEqual([]);
});

test('npm run dev starts the gateway again when a source changes', async () => {
  const started = await startPrinted(said('npm run dev'), { cwd: tree });
  try {
    const again = started.says(listens);
    appendFileSync(join(tree, 'src/app.ts'), '// changed\n');
    expect((await fetch(`${await again}/health`)).status).toBe(200);
  } finally {
    await started.stop();
    writeFileSync(join(tree, 'src/app.ts'), originals.get('src/app.ts') ?? '');
  }
});

test('the web app is served while it is worked on', { skip: !isWebExampleInstalled() }, async () => {
  const started = await startPrinted(`${said('npm run dev --prefix examples/web')} -- --port 0`, { cwd: tree });
  try {
    const page = await fetch(`${started.url}/app/`, { headers: { Accept: 'text/html' } });
    expect(await page.text()).toContain('/src/main.tsx');
  } finally {
    await started.stop();
  }
});

test('npm run schema:release makes the schema of today the one that must not break', async () => {
  await runPrinted(said('npm run schema:release'), { cwd: tree });
  const released = readFileSync(join(tree, 'test/fixtures/released/schema.graphql'), 'utf8');
  expect(released).toBe(readFileSync('schema.graphql', 'utf8'));
});

test('the ledger is measured by the printed command, here on fewer rows', async () => {
  const command = said('node scripts/measure-ledger.ts <url> 1000000')
    .replace('<url>', 'sqlite::memory:')
    .replace('1000000', '1000');
  expect(await runPrinted(command)).toMatch(/^\| everything \| [\d.]+ /m);
});
