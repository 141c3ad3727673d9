/** Servers under test, each a fresh process: started, waited for, ended. Knows processes and ports; knows no contender. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface ServerProcess extends AsyncDisposable {
  readonly port: number;
  readonly pid: number;
  readonly child: ChildProcess;
}

export interface StartOptions {
  /** Arguments of node, the script among them. */
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 once the server can be used. */
  readonly readyPath: string;
  /** Its output, as under a supervisor: a file costs what it costs in life, a pipe into this process would slow the load. */
  readonly logFile: string;
  /** How often the path is asked for, ms. */
  readonly askEveryMs?: number;
}

const startWithinMs = 30_000;

/** Starts it on a free port, given as PORT, and waits until it answers. */
export async function startServer(options: StartOptions): Promise<ServerProcess> {
  const port = await findFreePort();
  const log = openSync(options.logFile, 'w');
  const child = spawn(process.execPath, [...options.args], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', PORT: String(port), ...options.env },
    stdio: ['ignore', log, log, 'ipc'],
  });
  const exit = once(child, 'exit');
  const giveUpAtMs = performance.now() + startWithinMs;
  while (!(await isReady(port, options.readyPath))) {
    if (child.exitCode !== null || performance.now() > giveUpAtMs) {
      child.kill('SIGKILL');
      throw new Error(`${options.args.join(' ')} did not start: ${readFileSync(options.logFile, 'utf8').slice(-2000)}`);
    }
    await pause(options.askEveryMs ?? 25);
  }
  return {
    port,
    pid: child.pid ?? 0,
    child,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await exit;
      clearTimeout(timer);
    },
  };
}

async function isReady(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
