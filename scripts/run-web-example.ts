/** Builds the web app of examples/web where that is needed, and runs the gateway with its sandbox beside it. Ends with Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, statSync } from 'node:fs';
import process from 'node:process';

const web = 'examples/web';
const sources = globSync([`${web}/*.{json,ts,html}`, `${web}/{src,public}/**/*`, 'schema.graphql'], {
  exclude: (path) => path.includes('__generated__') || path.includes('.test.'),
});

if (changedAt(`${web}/node_modules/.package-lock.json`) < changedAt(`${web}/package-lock.json`)) {
  await run('npm', ['ci', '--prefix', web, '--no-audit', '--no-fund']);
}
if (changedAt(`${web}/dist/index.html`) < Math.max(...sources.map(changedAt))) {
  await run('npm', ['run', 'build', '--prefix', web]);
}

// A real account is not for trying out: without its credentials the gateway starts its sandbox.
const { FACEKI_CLIENT_ID: _id, FACEKI_CLIENT_SECRET: _secret, ...env } = process.env;
const gateway = spawn(process.execPath, ['src/main.ts'], { env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => gateway.kill(signal));
console.log('\n  The web app is at /app/ of the address below.\n');
const [code] = await once(gateway, 'exit');
process.exitCode = typeof code === 'number' ? code : 1;

/** Zero for what is not there. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

async function run(command: string, args: readonly string[]): Promise<void> {
  console.log(`${command} ${args.join(' ')}`);
  // On Windows npm is a script, which takes a shell.
  const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exit(1);
}
