/**
 * `npm run smoke`: builds and packs the package, installs the tarball in an empty folder under each supported Node, and uses it from
 * outside: the command, the library mounted in Express and Fastify, the sandbox. `-- --node 24.21.0` for one version alone.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { node: { type: 'string', multiple: true, default: ['24.21.0', '26.9.0'] } },
});
const servers = ['express@5.2.1', 'fastify@5.12.8'];

execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/build-package.ts'], {
  stdio: 'inherit',
});
const home = mkdtempSync(join(tmpdir(), 'gateway-smoke-'));
try {
  run('npm', ['pack', join(process.cwd(), 'dist')], home);
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz')) ?? '';
  console.log(`packed ${tarball}, ${kilobytes(statSync(join(home, tarball)).size)} kB`);
  for (const version of values.node) await smoke(version, join(home, tarball));
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function smoke(version: string, tarball: string): Promise<void> {
  const folder = mkdtempSync(join(home, `node-${version}-`));
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "user", "private": true, "type": "module", "allowScripts": { "node": true } }',
  );
  run('npm', ['install', '--no-audit', '--no-fund', tarball], folder);
  const size = Number(run('du', ['-sk', 'node_modules'], folder).split('\t')[0]);
  run('npm', ['install', '--no-audit', '--no-fund', '-D', `node@${version}`, ...servers], folder);
  cpSync('scripts/smoke-as-a-user.mjs', join(folder, 'use.mjs'));
  cpSync('examples/images', join(folder, 'images'), { recursive: true });

  const node = join(folder, 'node_modules/.bin/node');
  const actual = run(node, ['--version'], folder).trim();
  if (actual !== `v${version}`) throw new Error(`Node ${version} was wanted, ${actual} is there`);
  const command = join(folder, 'node_modules/faceki-gateway/src/main.js');
  run(node, [command, '--help'], folder);
  run(node, [command, '--check-config'], folder);

  const gateway = spawn(node, [command], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
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
  const [code] = gateway.exitCode === null ? await once(gateway, 'exit') : [gateway.exitCode];
  if (code !== 0) throw new Error(`the command ended with ${code}`);
  console.log(run(node, ['use.mjs'], folder).trim());
  console.log(`Node ${version}: works; production install ${Math.round(size / 1024)} MB\n`);
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1000);
}
