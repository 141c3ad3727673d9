/** One subscriber over Server-Sent Events: counts the events that carry data, and knows when the last one came. */
import { postHead, RawConnection } from './raw-connection.ts';

export class Subscriber {
  readonly #connection: RawConnection;
  readonly #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #text = '';
  #events: string[] = [];
  #lastAtMs = Number.NaN;

  private constructor(connection: RawConnection) {
    this.#connection = connection;
    connection.onBytes((chunk) => this.#receive(chunk));
  }

  static async open(port: number, token: string, query: string, variables: unknown): Promise<Subscriber> {
    const connection = await RawConnection.open(port);
    const subscriber = new Subscriber(connection);
    const body = Buffer.from(JSON.stringify({ query, variables }));
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    };
    connection.write(Buffer.concat([postHead('/graphql', headers, body.byteLength), body]));
    return subscriber;
  }

  get events(): readonly string[] {
    return this.#events;
  }

  /** When the last event came, by `performance.now()`. */
  get lastAtMs(): number {
    return this.#lastAtMs;
  }

  /** Resolves once so many events have come. */
  async until(count: number): Promise<void> {
    if (this.#events.length >= count) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ count, resolve });
    await promise;
  }

  close(): void {
    this.#connection.close();
  }

  #receive(chunk: Buffer): void {
    this.#text += chunk.toString('latin1');
    for (;;) {
      const found = /data: (\{.*\})\r?\n/.exec(this.#text);
      if (found?.[1] === undefined) return;
      this.#text = this.#text.slice(found.index + found[0].length);
      this.#events.push(found[1]);
      this.#lastAtMs = performance.now();
      for (const { count, resolve } of this.#waiting) if (this.#events.length >= count) resolve();
    }
  }
}
