/**
 * Keep-alive connections over undici, and over which of them a body goes: so that its sender can tell when nothing of it waits in a
 * socket any more, and the memory may be given back.
 */
import type { Socket } from 'node:net';
import { Agent, Client, type Dispatcher, Pool } from 'undici';

/** A body on its way. It is iterated over once the connection stands, and each further chunk is asked for when the socket has drained. */
export class OutgoingBody implements Iterable<Uint8Array> {
  readonly #chunks: Iterable<Uint8Array>;
  #connection: Connection = { socket: null };
  #socket: Socket | null = null;
  #isHandedOver = false;

  constructor(chunks: Iterable<Uint8Array>) {
    this.#chunks = chunks;
  }

  /** Said by whoever will write it. */
  goOver(connection: Connection): void {
    this.#connection = connection;
  }

  /** True when the operating system has taken all of it. False also where nobody can know, as over a transport that says nothing. */
  get isWritten(): boolean {
    return this.#isHandedOver && this.#socket !== null && this.#socket.writableLength === 0;
  }

  *[Symbol.iterator](): Generator<Uint8Array> {
    this.#socket = this.#connection.socket;
    yield* this.#chunks;
    this.#isHandedOver = true;
  }
}

/** The socket that a client of undici uses at the moment; it connects again when one was closed. */
interface Connection {
  socket: Socket | null;
}

class TellingClient extends Client {
  readonly #connection: Connection;

  constructor(origin: URL, options: Client.Options) {
    const connection: Connection = { socket: null };
    const { connect } = options;
    if (typeof connect !== 'function') throw new TypeError('A pool gives its clients a function to connect with.');
    super(origin, {
      ...options,
      connect: (to, done) =>
        connect(to, (...result) => {
          connection.socket = result[1];
          done(...result);
        }),
    });
    this.#connection = connection;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const body: unknown = options.body;
    if (body instanceof OutgoingBody) body.goOver(this.#connection);
    return super.dispatch(options, handler);
  }
}

/** A pool for each host, with as many connections as there are requests under way. */
export function createConnections(connectTimeoutMs: number): Agent {
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
    factory: (origin, options) =>
      new Pool(origin, { ...options, factory: (at, each: Client.Options) => new TellingClient(at, each) }),
  });
}
