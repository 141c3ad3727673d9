/**
 * The one way out of the process over HTTP. A request passes its host's circuit, takes a slot, and goes over one pool of connections;
 * what is harmless to repeat is repeated around all of that.
 */
import type { Dispatcher } from 'undici';
import { alwaysClosed, type Circuit, type CircuitState, createCircuit, type Verdict } from './circuit.ts';
import { createConnections } from './connections.ts';
import { TransportError, type TransportFailureKind } from './errors.ts';
import { exchange, type HttpAnswer, type HttpRequest } from './exchange.ts';
import { type RetryOptions, withRetries } from './retry.ts';
import { createSlots } from './slots.ts';

export interface HttpClientOptions {
  /** Requests under way at once; more wait. */
  readonly maxConcurrent: number;
  /** More waiting requests than this are refused at once. Four times `maxConcurrent` by default. */
  readonly maxQueued?: number | undefined;
  /** How long a request waits for a slot. 30 s by default. */
  readonly maxWaitMs?: number | undefined;
  /** 10 s by default. */
  readonly connectTimeoutMs?: number | undefined;
  /** Answers are records of people, some hundred KB at most. 16 MiB by default. */
  readonly maxAnswerBytes?: number | undefined;
  /** When a host is left alone; null: never. Five failures in a row, for 5 s, by default. */
  readonly circuit?: { readonly openAfter: number; readonly openForMs: number } | null | undefined;
  readonly onCircuitChange?: ((host: string, state: CircuitState) => void) | undefined;
  /** How repeatable requests are repeated; null: never. Three tries, pauses of 0.25 to 0.5 s and twice that, by default. */
  readonly retry?: Pick<RetryOptions, 'tries' | 'firstPauseMs' | 'maxPauseMs'> | null | undefined;
  readonly random?: (() => number) | undefined;
  /** Milliseconds of a clock that nobody sets; the process's own by default. */
  readonly now?: (() => number) | undefined;
  /** The transport; a pool of keep-alive connections by default. */
  readonly dispatcher?: Dispatcher | undefined;
}

export interface HttpClient {
  readonly underWay: number;
  readonly queued: number;
  /** @throws {TransportError} and nothing else */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Lets requests under way finish, then closes the connections. */
  close(): Promise<void>;
  /** Gives up what is under way (`aborted`), and closes the connections. */
  abort(): Promise<void>;
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { maxConcurrent, maxAnswerBytes = 16 * 1024 * 1024, now = () => performance.now() } = options;
  const dispatcher = options.dispatcher ?? createConnections(options.connectTimeoutMs ?? 10_000);
  const slots = createSlots({
    limit: maxConcurrent,
    maxQueued: options.maxQueued ?? 4 * maxConcurrent,
    maxWaitMs: options.maxWaitMs ?? 30_000,
  });
  const { retry = { tries: 3, firstPauseMs: 500, maxPauseMs: 5_000 }, random = Math.random } = options;
  const { circuit: terms = { openAfter: 5, openForMs: 5_000 }, onCircuitChange } = options;
  const circuits = new Map<string, Circuit>();
  let isAborted = false;

  function circuitOf(host: string): Circuit {
    if (terms === null) return alwaysClosed;
    const known = circuits.get(host);
    if (known !== undefined) return known;
    const circuit = createCircuit({ ...terms, now, onChange: (state) => onCircuitChange?.(host, state) });
    circuits.set(host, circuit);
    return circuit;
  }

  async function sendOnce(request: HttpRequest): Promise<HttpAnswer> {
    const circuit = circuitOf(new URL(request.base.origin).host);
    // Before the queue, so that nobody waits for a host that is left alone; and after it, for what became known meanwhile.
    circuit.check();
    const leave = await slots.take({ signal: request.signal, urgent: request.urgent });
    let verdict: Verdict = 'nothing';
    let report = (_verdict: Verdict) => {};
    try {
      report = circuit.enter();
      const answer = await exchange(dispatcher, request, { maxAnswerBytes });
      verdict = answer.status >= 500 ? 'fails' : 'works';
      return answer;
    } catch (error) {
      if (error instanceof TransportError && outages.has(error.kind)) verdict = 'fails';
      throw error;
    } finally {
      report(verdict);
      leave();
    }
  }

  return {
    get underWay() {
      return slots.taken;
    },
    get queued() {
      return slots.queued;
    },
    async send(request) {
      const { isRepeatable = request.method === 'GET', timeoutMs: withinMs, signal, onTry } = request;
      if (!isRepeatable || retry === null) {
        onTry?.(1);
        return sendOnce(request);
      }
      const attempt = (number: number, timeoutMs: number) => {
        onTry?.(number);
        return sendOnce({ ...request, timeoutMs });
      };
      return withRetries(attempt, { withinMs, signal }, { ...retry, random, now });
    },
    close: async () => {
      if (!isAborted) await dispatcher.close();
    },
    abort: () => {
      isAborted = true;
      return dispatcher.destroy();
    },
  };
}

/** What speaks against the host, rather than against this request or for our own limits. */
const outages: ReadonlySet<TransportFailureKind> = new Set([
  'refused',
  'dns',
  'tls',
  'connect-timeout',
  'timeout',
  'reset',
  'cut-off',
  'malformed',
  'failed',
]);
