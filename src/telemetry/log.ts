/** The log: JSON lines, never a URL, a variable, a body or a secret. Its sink is a parameter, so that tests can read it. */

import pino, { type DestinationStream, type Logger } from 'pino';
import { currentRequestId } from './request-scope.ts';

export type Log = Logger;

export interface LogOptions {
  readonly level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Where the lines go; standard output by default. */
  readonly sink?: DestinationStream | undefined;
}

export function createLog({ level, sink }: LogOptions): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: toLoggedError },
    mixin: addRequestId,
  };
  return pino(options, sink);
}

/** Standard output in readable colour, for a person at a terminal. Loads what that takes only now. */
export async function createPrettySink(): Promise<DestinationStream> {
  const { default: prettyPrint } = await import('pino-pretty');
  return prettyPrint({ colorize: true, translateTime: 'HH:MM:ss', sync: true });
}

/** Each line says which request it belongs to, unless it says so itself. */
function addRequestId(line: object): object {
  const requestId = currentRequestId();
  return requestId === null || 'requestId' in line ? {} : { requestId };
}

/**
 * An error as it may be logged: its name and where it was thrown. Messages of libraries may quote what they were given (a
 * variable, a URL, the first bytes of an image), so only errors that say so themselves show theirs.
 */
function toLoggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  const code = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: toLoggedError(error.cause) }),
  };
}
