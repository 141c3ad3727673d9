/** Builds the web app of examples/web where that is needed, and runs the gateway with its sandbox beside it. Ends with Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { isWebExampleBuilt, isWebExampleInstalled, webExampleFolder } from './web-example.ts';

if (!isWebExampleInstalled()) await run('npm', ['ci', '--prefix', webExampleFolder, '--no-audit', '--no-fund']);
if (!isWebExampleBuilt()) await run('npm', ['run', 'build', '--prefix', webExampleFolder]);

// A real account is not for trying out: without its credentials the gateway starts its sandbox.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^FACEKI_CLIENT_(ID|SECRET)(_FILE)?$/.test(name)),
);
const gateway = spawn(process.execPath, ['src/main.ts'], { env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => gateway.kill(signal));
console.log('\n  The web app is at /app/ of the address below.\n');
const [code] = await once(gateway, 'exit');
process.exitCode = typeof code === 'number' ? code : 1;

async function run(command: string, args: readonly string[]): Promise<void> {
  console.log(`${command} ${args.join(' ')}`);
  // On Windows npm is a script, which takes a shell.
  const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exit(1);
}
