/**
 * `npm run smoke`: builds and packs the package, installs the tarball once in an empty folder, and uses it there from outside under each
 * supported Node: the command, the library in node:http, Express and Fastify, the sandbox in a test suite, the types.
 * `-- --node 24.21.0` for one version alone.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';
import { printed } from '#test/support/documents.ts';

const execute = promisify(execFile);
/** No step takes a minute on an idle machine. */
const atMostMs = 300_000;
const repository = process.cwd();
const { values } = parseArgs({
  options: { node: { type: 'string', multiple: true, default: ['24.21.0', '26.9.0'] } },
});

/** docs/operating.md says 57. */
const atMostMegabytes = 62;
/** What the package is mounted in. */
const servers = ['express@5.2.1', 'fastify@5.12.8'];

/** What a user in TypeScript writes; the second call must not compile. */
const typed = `import { createServer } from 'node:http';
import { createGateway, type Gateway } from 'faceki-gateway';
import { startSandbox } from 'faceki-gateway/sandbox';
const { url } = await startSandbox();
const gateway: Gateway = await createGateway({ settings: { FACEKI_BASE_URL: url } });
createServer(gateway.listener);
// @ts-expect-error settings are texts
await createGateway({ settings: { PORT: 4000 } });
`;

const home = mkdtempSync(join(tmpdir(), 'gateway-smoke-'));
const user = join(home, 'user');
try {
  const tarball = await step('built and packed', pack);
  const nodes = await step('installed', () => install(tarball));
  await step('types compile', checkTypes);
  for (const [version, node] of nodes) await step(`Node ${version}: works`, () => use(version, node));
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function step<Result>(name: string, act: () => Promise<Result>): Promise<Result> {
  const startedAtMs = performance.now();
  const result = await act();
  console.log(`${name} (${((performance.now() - startedAtMs) / 1000).toFixed(1)} s)`);
  return result;
}

/** As docs/operating.md says, but for where the tarball is put. */
async function pack(): Promise<string> {
  const [command = ''] = printed('docs/operating.md#in-your-own-server').split(' # ');
  await run('bash', ['-ec', `${command.trim()} --pack-destination '${home}'`]);
  const name = readdirSync(home).find((file) => file.endsWith('.tgz')) ?? '';
  console.log(`${name}: ${(statSync(join(home, name)).size / 1e6).toFixed(1)} MB`);
  return join(home, name);
}

/**
 * The package alone in the user's folder, and beside it, one folder up, where modules are looked for as well, what it is used with.
 * @returns the program of each Node. This one is not installed again: it came from npm, too.
 */
async function install(tarball: string): Promise<ReadonlyMap<string, string>> {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const packageOf = (version: string) => `node-${version}@npm:node-${system}-${process.arch}@${version}`;
  const others = values.node.filter((version) => `v${version}` !== process.version);
  mkdirSync(user);
  for (const folder of [home, user])
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await Promise.all([npm(['install', tarball], user), npm(['install', ...servers, ...others.map(packageOf)], home)]);
  const { stdout } = await run('du', ['-sk', 'node_modules'], { cwd: user });
  const megabytes = Math.round(Number.parseInt(stdout, 10) / 1024);
  console.log(`production install: ${megabytes} MB`);
  if (megabytes > atMostMegabytes) throw new Error('docs/operating.md says that a production install is smaller');

  // `npm install --save-dev vitest`, without asking the registry once more.
  symlinkSync(join(repository, 'node_modules/vitest'), join(user, 'node_modules/vitest'), 'junction');
  symlinkSync('../vitest/vitest.mjs', join(user, 'node_modules/.bin/vitest'));
  cpSync('scripts/smoke-as-a-user.mjs', join(user, 'use.mjs'));
  cpSync('examples/vitest-suite', join(user, 'suite'), { recursive: true });
  cpSync('examples/images', join(user, 'images'), { recursive: true });
  return new Map(
    values.node.map((version) => [
      version,
      others.includes(version)
        ? join(home, 'node_modules', `node-${version}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
        : process.execPath,
    ]),
  );
}

async function checkTypes(): Promise<void> {
  writeFileSync(join(user, 'use.ts'), typed);
  const compilerOptions = {
    module: 'nodenext',
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(repository, 'node_modules/@types')],
  };
  writeFileSync(join(user, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  await run(join(repository, 'node_modules/.bin/tsc'), ['-p', user]);
}

async function use(version: string, node: string): Promise<void> {
  const env = { PATH: `${dirname(node)}${delimiter}${process.env.PATH}`, HOME: process.env.HOME, NO_COLOR: '1' };
  const { stdout: actual } = await run('node', ['--version'], { env });
  if (actual.trim() !== `v${version}`) throw new Error(`Node ${version} was wanted, ${actual} is there`);
  const command = join(user, 'node_modules/.bin/faceki-gateway');
  const { stdout: help } = await run(command, ['--help'], { cwd: user, env });
  if (!help.includes('--check-config')) throw new Error('--help does not help');
  await run(command, ['--check-config'], { cwd: user, env });
  await serve(command, { ...env, PORT: '0', LOG_LEVEL: 'info' });

  const { stdout: said } = await run('node', ['use.mjs'], { cwd: user, env });
  console.log(said.trim());
  const [, runSuite = ''] = printed(
    'examples/vitest-suite/README.md#your-test-suite-with-the-sandbox-as-its-faceki',
  ).split('\n');
  const { stdout: report } = await run('bash', ['-ec', runSuite], { cwd: join(user, 'suite'), env });
  console.log(`./sandbox: ${/Tests +.*/.exec(report)?.[0] ?? report}`);
}

/** `faceki-gateway` as a process: starts, is ready, ends with success when asked to. */
async function serve(command: string, env: NodeJS.ProcessEnv): Promise<void> {
  const gateway = spawn(command, { cwd: user, env, stdio: ['ignore', 'pipe', 'ignore'], timeout: atMostMs });
  const exit = once(gateway, 'exit');
  try {
    for await (const line of createInterface(gateway.stdout)) {
      const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
      if (msg !== 'listening' || url === undefined) continue;
      const answer = await fetch(`${url}/ready`);
      if (answer.status !== 200) throw new Error(`/ready answers ${answer.status}`);
      break;
    }
  } finally {
    gateway.kill('SIGTERM');
  }
  const [code] = await exit;
  if (code !== 0) throw new Error(`the command ended with ${code}`);
}

/** Its output; a failure says what the program had said. */
async function run(program: string, args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  try {
    return await execute(program, args, { ...options, timeout: atMostMs, encoding: 'utf8' });
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) console.error(error.stdout);
    throw error;
  }
}

function npm(args: readonly string[], cwd: string): Promise<unknown> {
  // What `npm ci` has fetched already is not asked for again.
  return run('npm', [...args, '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { cwd });
}
