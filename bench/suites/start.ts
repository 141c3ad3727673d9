/** How soon the gateway is ready, what it holds at rest, what an installation of it weighs, and what it loads without needing it. */
import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startGateway } from '../contenders/contenders.ts';
import { mediansOf } from '../report/statistics.ts';
import { exactCpuMs, memoryOf } from '../servers/process-figures.ts';
import { startServer } from '../servers/server-process.ts';
import { type ModulePlace, unneededModules, weighModules } from './loaded-modules.ts';
import type { SuiteContext } from './suite.ts';

export interface StartFigures {
  /** From the start of the process to the first 200 of /ready. */
  readonly readyMs: number;
  readonly cpuMs: number;
  /** Resident, two seconds later. */
  readonly restMb: number;
}

export interface StartResult extends StartFigures {
  readonly mode: 'real account' | 'sandbox';
  readonly modules: number;
  readonly places: readonly ModulePlace[];
  /** Loaded at start, though nothing in this mode uses them yet. */
  readonly unneeded: readonly string[];
}

export interface StartResults {
  readonly repetitions: number;
  readonly results: readonly StartResult[];
  /** Null where no registry could be reached. */
  readonly install: InstallSize | null;
}

export interface InstallSize {
  readonly tarballMb: number;
  readonly installedMb: number;
  readonly packages: number;
  readonly largest: readonly { readonly name: string; readonly mb: number }[];
}

const run = promisify(execFile);
const modes = ['real account', 'sandbox'] as const;

export async function runStart({ upstream, isQuick, checkout, say }: SuiteContext): Promise<StartResults> {
  const repetitions = isQuick ? 2 : 7;
  const results: StartResult[] = [];
  for (const mode of modes) {
    const runs: StartFigures[] = [];
    for (let repetition = 0; repetition < repetitions; repetition += 1)
      runs.push(await inFolder((folder) => startOnce(mode, folder, upstream.url, checkout)));
    const modules = await inFolder((folder) => noteModules(mode, folder, upstream.url, checkout));
    const result = {
      mode,
      ...mediansOf(runs),
      modules: modules.length,
      places: weighModules(modules).slice(0, 12),
      unneeded: unneededModules(modules, mode),
    };
    results.push(result);
    say(
      `  ${mode}: ready after ${result.readyMs.toFixed(0)} ms, ${result.restMb.toFixed(0)} MB, ${modules.length} modules`,
    );
    for (const name of result.unneeded) say(`    loaded unused: ${name}`);
  }
  const install = await inFolder((folder) => measureInstall(folder, checkout)).catch((error: unknown) => {
    say(`  no installation could be measured: ${String(error).slice(0, 300)}`);
    return null;
  });
  if (install !== null) say(`  installed: ${install.installedMb.toFixed(1)} MB in ${install.packages} packages`);
  return { repetitions, results, install };
}

async function startOnce(mode: StartResult['mode'], folder: string, upstreamUrl: string, checkout?: string) {
  const beganMs = performance.now();
  await using server = await start(mode, { folder, upstreamUrl, checkout, nodeArgs: [], env: {} });
  const readyMs = performance.now() - beganMs;
  const cpu = exactCpuMs(server.pid);
  await pause(2_000);
  return { readyMs, cpuMs: cpu, restMb: memoryOf(server.pid).residentMb };
}

async function noteModules(mode: StartResult['mode'], folder: string, upstreamUrl: string, checkout?: string) {
  const file = join(folder, 'modules');
  const hook = new URL('../servers/note-modules.ts', import.meta.url).href;
  const options = { folder, upstreamUrl, checkout, nodeArgs: ['--import', hook], env: { NOTED_MODULES_FILE: file } };
  const server = await start(mode, options);
  await server[Symbol.asyncDispose]();
  return readFileSync(file, 'utf8').split('\n');
}

interface StartOnceOptions {
  readonly folder: string;
  readonly upstreamUrl: string;
  readonly checkout: string | undefined;
  readonly nodeArgs: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A real account in production, as it is deployed; the sandbox as somebody meets it who tries it out. */
function start(mode: StartResult['mode'], options: StartOnceOptions) {
  if (mode === 'real account') return startGateway({ ...options, askEveryMs: 5 });
  const { folder, checkout = new URL('../../', import.meta.url).pathname, nodeArgs, env } = options;
  return startServer({
    args: [...nodeArgs, `${checkout}src/main.ts`],
    cwd: folder,
    env: { NODE_ENV: 'development', DATABASE_URL: `sqlite:${folder}/ledger.db`, ...env },
    readyPath: '/ready',
    logFile: join(folder, 'log'),
    askEveryMs: 5,
  });
}

/** Builds and packs as for publishing, and installs the tarball in an empty folder without what development needs. */
async function measureInstall(
  folder: string,
  checkout = new URL('../../', import.meta.url).pathname,
): Promise<InstallSize> {
  const copy = join(folder, 'package');
  // In a copy: a build empties the folder that others may be reading.
  await run('cp', [
    '-r',
    ...['src', 'examples', 'scripts', 'docs', 'ops'].map((name) => join(checkout, name)),
    ...filesOf(checkout),
    makeFolder(copy),
  ]);
  await run('ln', ['-s', join(checkout, 'node_modules'), join(copy, 'node_modules')]);
  await run(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build-package.ts'], { cwd: copy });
  await run('npm', ['pack', join(copy, 'dist'), '--silent'], { cwd: folder });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const home = makeFolder(join(folder, 'home'));
  writeFileSync(join(home, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', '--silent', join(folder, tarball)], {
    cwd: home,
  });
  const modules = join(home, 'node_modules');
  const { stdout } = await run('du', ['-sk', modules]);
  const { stdout: each } = await run('sh', ['-c', `du -sk ${modules}/* ${modules}/@*/* | sort -rn | head -60`]);
  const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8'));
  return {
    tarballMb: statSync(join(folder, tarball)).size / 1e6,
    installedMb: (Number.parseInt(stdout, 10) * 1024) / 1e6,
    packages: Object.keys(lock.packages).length - 1,
    largest: each
      .split('\n')
      .map((line) => /^(\d+)\s+.*\/node_modules\/(.+)$/.exec(line))
      .flatMap((found) => (found === null ? [] : [{ name: found[2] ?? '', mb: (Number(found[1]) * 1024) / 1e6 }]))
      .filter(({ name }) => !/^@[^/]+$/.test(name))
      .slice(0, 8),
  };
}

const rootFiles = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'schema.graphql',
  'subgraph.graphql',
  '.env.example',
];

function filesOf(checkout: string): readonly string[] {
  return rootFiles.map((name) => join(checkout, name)).filter((path) => existsSync(path));
}

function makeFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
