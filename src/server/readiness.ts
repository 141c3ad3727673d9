/** Whether this process wants requests: its ledger answers, and it is not about to stop. */

export interface Readiness {
  /** What was found last; true before anybody asked. */
  readonly last: boolean;
  /** Never rejects. */
  readonly check: () => Promise<boolean>;
}

export interface ReadinessOptions {
  /** Rejects when the ledger cannot be used. */
  readonly check: () => Promise<void>;
  readonly isStopping: () => boolean;
  /** An answer that takes longer is none. 2 s by default. */
  readonly withinMs?: number;
}

/**
 * Faceki is not asked: without it everything but verifying still works, and no other replica would fare better.
 */
export function createReadiness({ check, isStopping, withinMs = 2_000 }: ReadinessOptions): Readiness {
  let last = true;
  /** However many probes ask at once, the ledger is asked once. */
  let asking: Promise<boolean> | null = null;

  async function ask(): Promise<boolean> {
    const late = Promise.withResolvers<boolean>();
    const timer = setTimeout(late.resolve, withinMs, false);
    const answer = check().then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    get last() {
      return last && !isStopping();
    },
    async check() {
      if (isStopping()) return false;
      asking ??= ask().finally(() => {
        asking = null;
      });
      last = await asking;
      return last && !isStopping();
    },
  };
}
