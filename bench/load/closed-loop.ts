/**
 * Load from so many connections, each of which sends its next request when it has its answer. What is counted is what ends inside a
 * window in the middle: before it the server is warm, after it the others still keep it busy, so no start and no end is in the figures.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, RawConnection } from './raw-connection.ts';

export interface ClosedLoopOptions {
  /** Several: the connections are dealt out to them in turn. */
  readonly port: number | readonly number[];
  readonly connections: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
  /** The pieces of the next request. */
  readonly nextRequest: () => readonly Buffer[];
  /** Why an answer is not what it should be; null when it is. */
  readonly check: (answer: Answer) => string | null;
  /** Called at both ends of the window; must not wait. */
  readonly onWindow: (edge: 'begin' | 'end') => void;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly latenciesMs: readonly number[];
  /** The first few reasons, and how many in all. */
  readonly failures: number;
  readonly reasons: readonly string[];
}

export async function applyLoad(options: ClosedLoopOptions): Promise<LoadResult> {
  const latenciesMs: number[] = [];
  const reasons: string[] = [];
  let failures = 0;
  let isCounting = false;
  let isOver = false;

  const fail = (reason: string) => {
    failures += 1;
    if (reasons.length < 3) reasons.push(reason);
  };

  const ports = [options.port].flat();

  async function drive(index: number): Promise<void> {
    const port = ports[index % ports.length] ?? 0;
    let connection = await RawConnection.open(port);
    while (!isOver) {
      const beganMs = performance.now();
      try {
        const answer = await connection.send(options.nextRequest());
        const reason = options.check(answer);
        if (reason !== null) fail(reason);
        else if (isCounting) latenciesMs.push(performance.now() - beganMs);
      } catch (error) {
        fail(String(error));
        connection.close();
        connection = await RawConnection.open(port);
      }
    }
    connection.close();
  }

  const drivers = Array.from({ length: options.connections }, (_, index) => drive(index));
  await pause(options.warmUpMs);
  options.onWindow('begin');
  isCounting = true;
  const beganMs = performance.now();
  await pause(options.windowMs);
  isCounting = false;
  const seconds = (performance.now() - beganMs) / 1000;
  options.onWindow('end');
  isOver = true;
  await Promise.all(drivers);
  return { requests: latenciesMs.length, seconds, latenciesMs, failures, reasons };
}
