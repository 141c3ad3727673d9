/** Runs what documents print, in a shell as their readers do, with the PATH of this process and nothing else of its environment. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ShellOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** This repository by default. */
  readonly cwd?: string;
}

/** Runs a command to its end; rejects when it fails. What it wrote to standard output. */
export async function runPrinted(command: string, { env = {}, cwd = '.' }: ShellOptions = {}): Promise<string> {
  const { stdout } = await run('bash', ['-ec', command], { cwd, env: { ...surroundings(), ...env } });
  return stdout;
}

/** How the gateway's log, the sandbox and Vite say it. */
export const listens = /(?:"url":"|listens at |Local: .*)(http:\/\/(?:127\.0\.0\.1|localhost):[1-9]\d*)/;

export interface Started {
  /** Where it says that it listens. */
  readonly url: string;
  /** Resolves when it says, from now on, something that fits. */
  says(pattern: RegExp): Promise<string>;
  /** Ends it, and what it started, as Ctrl-C does. */
  stop(): Promise<void>;
}

/** Starts a command that serves until it is stopped, and waits for the address that it says. */
export async function startPrinted(command: string, { env = {}, cwd = '.' }: ShellOptions = {}): Promise<Started> {
  const child = spawn('bash', ['-ec', command], {
    cwd,
    env: { ...surroundings(), PORT: '0', DATABASE_URL: 'sqlite::memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which a signal reaches as a whole.
    detached: true,
  });
  const closed = once(child, 'close');
  let text = '';
  let listeners: ((line: string) => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      text += `${line}\n`;
      for (const listener of listeners) listener(line);
    });
  }
  const says = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const listener = (line: string) => {
        const found = pattern.exec(line);
        if (found === null) return;
        listeners = listeners.filter((each) => each !== listener);
        resolve(found[1] ?? found[0]);
      };
      listeners.push(listener);
      closed.then(() => reject(new Error(`\`${command}\` ended: ${text}`)));
    });
  const url = await says(listens);
  return {
    url,
    says,
    async stop() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
      await closed;
    },
  };
}

function surroundings(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME };
}
