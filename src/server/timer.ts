/** Timers as a parameter, so that tests own the time. */

/** Runs `run` once, after so many milliseconds, unless the function that it returns is called before. */
export type StartTimer = (delayMs: number, run: () => void) => () => void;

/** The process's own timers. They keep no process alive: what they watch over has a socket that does. */
export const startSystemTimer: StartTimer = (delayMs, run) => {
  const timer = setTimeout(run, delayMs).unref();
  return () => clearTimeout(timer);
};
