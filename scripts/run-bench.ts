/** `npm run bench`: measures (bench/, a package of its own) and brings the figures into the documents that show them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

await run(['run', 'bench', '--prefix', 'bench', '--', ...process.argv.slice(2)]);
await run(['run', 'docs']);

async function run(args: readonly string[]): Promise<void> {
  // On Windows npm is a script, which takes a shell.
  const child = spawn('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exit(1);
}
