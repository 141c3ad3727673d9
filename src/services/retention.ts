/** Forgets what is older than the operator wants to keep, a little at a time, so that no sweep holds up a verification. */
import type { Privacy } from '#domain/ledger.ts';
import type { Clock } from '#domain/ports.ts';

export interface RetentionOptions {
  readonly ledger: Privacy;
  readonly clock: Clock;
  readonly days: number;
  /** Told of a fault that the loop survives. */
  readonly onFault: (fault: unknown) => void;
}

export interface Retention {
  /** Deletes everything that is too old; resolves to how many attempts and events went. */
  sweep(): Promise<number>;
  /** Sweeps now and every hour until `stop`. */
  start(): void;
  stop(): Promise<void>;
}

const dayMs = 24 * 3_600_000;
const everyMs = 3_600_000;
const batchSize = 500;

export function createRetention({ ledger, clock, days, onFault }: RetentionOptions): Retention {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let running: Promise<unknown> = Promise.resolve();

  async function sweep(): Promise<number> {
    const createdBeforeMs = clock() - days * dayMs;
    let swept = 0;
    while (!isStopped) {
      const gone = await ledger.sweep(createdBeforeMs, batchSize);
      swept += gone;
      if (gone === 0) break;
    }
    return swept;
  }

  function run(): void {
    running = sweep()
      .catch(onFault)
      .finally(() => {
        if (!isStopped) timer = setTimeout(run, everyMs).unref();
      });
  }

  return {
    sweep,
    start: run,
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await running;
    },
  };
}
