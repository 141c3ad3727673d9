/** Does something again and again, never twice at once, until it is stopped. */

export interface Heartbeat {
  /** Resolves when the beat under way is over. */
  stop(): Promise<void>;
}

/** @param beat may reject: that is reported, and the next beat comes all the same */
export function startHeartbeat(options: {
  readonly everyMs: number;
  readonly beat: () => Promise<unknown>;
  readonly onFault: (error: unknown) => void;
}): Heartbeat {
  const { everyMs, beat, onFault } = options;
  let stopped = false;
  let beating: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function schedule(): void {
    timer = setTimeout(() => {
      beating = beat()
        .catch(onFault)
        .finally(() => {
          if (!stopped) schedule();
        });
    }, everyMs);
    // What keeps the process alive is its server, not this.
    timer.unref();
  }

  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await beating;
    },
  };
}
