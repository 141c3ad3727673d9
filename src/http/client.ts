/** The one way out of the process over HTTP: every request takes a slot and goes over one pool of connections. */
import { Agent, type Dispatcher } from 'undici';
import { exchange, type HttpAnswer, type HttpRequest } from './exchange.ts';
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
}

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { maxConcurrent, maxAnswerBytes = 16 * 1024 * 1024 } = options;
  const dispatcher = options.dispatcher ?? createAgent(options.connectTimeoutMs ?? 10_000);
  const slots = createSlots({
    limit: maxConcurrent,
    maxQueued: options.maxQueued ?? 4 * maxConcurrent,
    maxWaitMs: options.maxWaitMs ?? 30_000,
  });

  return {
    get underWay() {
      return slots.taken;
    },
    get queued() {
      return slots.queued;
    },
    // What decides about a request as a whole (a rule that repeats reads, a circuit breaker) stands here, around the slot.
    async send(request) {
      const leave = await slots.take({ signal: request.signal, urgent: request.urgent });
      try {
        return await exchange(dispatcher, request, { maxAnswerBytes });
      } finally {
        leave();
      }
    },
    close: () => dispatcher.close(),
  };
}

function createAgent(connectTimeoutMs: number): Agent {
  return new Agent({
    // HTTP/1.1 alone: what "the first byte was sent" means is exact there, and one stalled upload holds up no other request.
    allowH2: false,
    connect: { timeout: connectTimeoutMs },
    // The exchange has its own deadline over headers and body.
    headersTimeout: 0,
    bodyTimeout: 0,
    // A connection that the peer closes in the moment of its reuse loses the answer to a paid request. Servers close idle ones after
    // five seconds or more, so ours are dropped well before; a person's next request is seconds away anyway.
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 3_000,
  });
}
