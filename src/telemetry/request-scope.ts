/** Which request some work belongs to, wherever it has got to: every line of the log that is written for it carries the request's id. */
import { AsyncLocalStorage } from 'node:async_hooks';

// No state of its own: what it holds belongs to the asynchronous call that is running, and ends with it.
const scope = new AsyncLocalStorage<string>();

/** Runs the work, and all that it starts, in the name of this request. */
export function inRequest<Result>(requestId: string, work: () => Result): Result {
  return scope.run(requestId, work);
}

/** The id of the request that is being handled; null outside of any. */
export function currentRequestId(): string | null {
  return scope.getStore() ?? null;
}
