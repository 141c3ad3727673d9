/** The gateway as its users run it: `node src/main.ts` as a child process, on a free port, with a ledger of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface GatewayProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it wrote so far: the log, then the rest. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Ends it as a supervisor would; resolves to its exit code. */
  stop(): Promise<number | null>;
}

/** Starts it with these settings and nothing else of this process's environment, and waits until it listens. */
export async function startProcess(env: Record<string, string> = {}): Promise<GatewayProcess> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATABASE_URL: 'sqlite::memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out: string[] = [];
  const err: string[] = [];
  child.stderr.on('data', (chunk) => err.push(String(chunk)));
  const lines = createInterface(child.stdout);
  const { promise: listening, resolve, reject } = Promise.withResolvers<string>();
  lines.on('line', (line) => {
    out.push(line);
    const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
    if (msg === 'listening' && url !== undefined) resolve(url);
  });
  child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}: ${err.join('')}`)));
  const url = await listening;
  return {
    url,
    child,
    stdout: () => out.join('\n'),
    stderr: () => err.join(''),
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = await exit;
      return typeof code === 'number' ? code : null;
    },
  };
}
