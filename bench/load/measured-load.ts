/** A load on one server, with what it cost that server. */
import { quantile } from '../report/statistics.ts';
import { cpuMs } from '../servers/process-figures.ts';
import { applyLoad, type ClosedLoopOptions } from './closed-loop.ts';

export interface LoadFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** User and system, all threads of all these processes. */
  readonly cpuMsPerRequest: number;
}

/**
 * Applies the load and reads the processor time of these processes at both ends of its window.
 * @throws when an answer was not what it should be
 */
export async function measureLoad(
  name: string,
  pids: readonly number[],
  options: Omit<ClosedLoopOptions, 'onWindow'>,
): Promise<LoadFigures> {
  const cpu: number[] = [];
  const { requests, seconds, latenciesMs, failures, reasons } = await applyLoad({
    ...options,
    onWindow: () => cpu.push(pids.reduce((sum, pid) => sum + cpuMs(pid), 0)),
  });
  if (failures > 0) throw new Error(`${name}: ${failures} failures, such as ${reasons.join('; ')}`);
  return {
    perSecond: requests / seconds,
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    cpuMsPerRequest: ((cpu[1] ?? Number.NaN) - (cpu[0] ?? Number.NaN)) / requests,
  };
}
