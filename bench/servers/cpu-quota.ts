/**
 * Holds processes to a part of a core each, by a control group (Linux, versions 1 and 2): then several of them and the load that is put
 * on them fit on few cores, and what is measured is they. Takes the right to make control groups.
 */
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

export interface CpuQuota extends AsyncDisposable {
  /** Holds this process, with all its threads, from now on. */
  hold(pid: number): void;
}

/** So short that a process which has used its part up is not noticed waiting. */
const periodUs = 10_000;

/** Null where there are no control groups, or they are not ours to make. */
export function createCpuQuota(cores: number): CpuQuota | null {
  const isVersion2 = existsSync('/sys/fs/cgroup/cgroup.controllers');
  const folder = `/sys/fs/cgroup/${isVersion2 ? '' : 'cpu/'}gateway-bench-${process.pid}-${Date.now()}`;
  const quotaUs = String(Math.round(periodUs * cores));
  try {
    mkdirSync(folder);
    if (isVersion2) writeFileSync(`${folder}/cpu.max`, `${quotaUs} ${periodUs}`);
    else {
      writeFileSync(`${folder}/cpu.cfs_period_us`, String(periodUs));
      writeFileSync(`${folder}/cpu.cfs_quota_us`, quotaUs);
    }
  } catch {
    if (existsSync(folder)) rmdirSync(folder);
    return null;
  }
  return {
    hold: (pid) => writeFileSync(`${folder}/cgroup.procs`, String(pid)),
    async [Symbol.asyncDispose]() {
      // It can be removed once its processes have ended, which takes the kernel a moment.
      for (let tries = 0; tries < 100; tries += 1) {
        try {
          return rmdirSync(folder);
        } catch {
          await pause(20);
        }
      }
    },
  };
}

/** Whether `createCpuQuota` can be had here. */
export async function canHoldCpu(): Promise<boolean> {
  await using quota = createCpuQuota(1);
  return quota !== null;
}
