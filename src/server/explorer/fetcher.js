/**
 * The `fetcher` that GraphiQL calls for each run: finds the files that belong to the operation, says which are missing in
 * place of sending null, and hands back something that the stop button can end.
 */
import { readOperation } from './operation-scanner.js';
import { sendFiles, sendJson, sendSubscription } from './send-operation.js';

/** @import { ChosenFile, GraphQLRequest } from './multipart-request.js' */
/** @import { Operation } from './operation-scanner.js' */
/** @import { Sending } from './send-operation.js' */
/** @import { Slot } from './upload-slots.js' */
/** @import { RunStatus } from './run-status.js' */

/**
 * @typedef {object} Observer
 * @property {(result: unknown) => void} next
 * @property {() => void} complete
 *
 * @typedef {object} FetcherOptions
 * @property {(operation: Operation | null, variables: Readonly<Record<string, unknown>>) => { files: ChosenFile[], missing: Slot[] }} collectFiles
 * @property {(missing: readonly Slot[]) => void} onMissing
 * @property {RunStatus} status
 */

/** @param {FetcherOptions} options */
export function createFetcher({ collectFiles, onMissing, status }) {
  /**
   * @param {GraphQLRequest} request
   * @param {{ headers?: Readonly<Record<string, unknown>> }} [options]
   */
  return (request, { headers = {} } = {}) => {
    if (request.operationName === 'IntrospectionQuery') return introspect(request, headers);

    const operation = readOperation(request.query, request.operationName);
    const { files, missing } = collectFiles(operation, request.variables ?? {});
    onMissing(missing);
    if (missing.length > 0) {
      status.refuse();
      return Promise.resolve({ errors: [{ message: sayMissing(missing) }] });
    }
    const send = operation?.kind === 'subscription' ? sendSubscription : files.length > 0 ? sendFiles : sendJson;
    // Just after a change of tabs GraphiQL still names the operation of the tab before; what is on the screen is meant.
    return observe(send, { request: { ...request, operationName: operation?.name ?? null }, headers, files });
  };

  /**
   * An observable, because that is what GraphiQL's stop button can end; a promise would go on behind its back.
   * @param {(sending: Sending) => Promise<void>} send
   * @param {Pick<Sending, 'request' | 'headers' | 'files'>} what
   */
  function observe(send, what) {
    return {
      /** @param {Observer} observer */
      subscribe(observer) {
        const controller = new AbortController();
        const run = status.begin({ hasFiles: what.files.length > 0, isStream: send === sendSubscription });
        /** @param {unknown} result */
        const onResult = (result) => {
          if (!controller.signal.aborted) observer.next(result);
        };
        send({ ...what, signal: controller.signal, reporter: run, onResult })
          .then(run.end, (/** @type {unknown} */ error) => {
            if (controller.signal.aborted) return run.stop();
            run.fail();
            observer.next({ errors: [{ message: sayFailure(error) }] });
          })
          .finally(() => observer.complete());
        return { unsubscribe: () => controller.abort() };
      },
    };
  }
}

/**
 * @param {GraphQLRequest} request
 * @param {Readonly<Record<string, unknown>>} headers
 * @returns {Promise<unknown>}
 */
async function introspect(request, headers) {
  /** @type {unknown} */
  let answer = null;
  await sendJson({
    request,
    headers,
    files: [],
    signal: new AbortController().signal,
    reporter: { onProgress() {}, onSent() {}, onAnswer() {} },
    onResult: (result) => {
      answer = result;
    },
  });
  return answer;
}

/**
 * @param {readonly Slot[]} missing
 * @returns {string}
 */
function sayMissing(missing) {
  const names = missing.map(({ key }) => `$${key}`);
  const last = names.pop();
  const list = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return `Nothing was sent. Choose a file for ${list} in the Files panel first.`;
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function sayFailure(error) {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'TimeoutError') return 'No answer came in time. Whatever was sent may still have been done.';
  if (name === 'SyntaxError' || /header/i.test(error instanceof Error ? error.message : '')) {
    return 'A header in the Headers tab has a name or value that cannot be sent.';
  }
  return 'The connection to the gateway broke. Is it still running?';
}
