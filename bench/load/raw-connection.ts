/** One keep-alive connection that writes ready-made bytes and reads HTTP/1.1 answers: as little client as there can be. */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');

export class RawConnection {
  readonly #socket: Socket;
  #received: Buffer[] = [];
  #receivedBytes = 0;
  #head: { readonly status: number; readonly bodyFrom: number; readonly bodyLength: number | null } | null = null;
  #waiting: PromiseWithResolvers<Answer> | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    const leave = () => this.#waiting?.reject(new Error('the server closed the connection'));
    socket.on('error', leave).on('close', leave);
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = createConnection({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  /** Writes one request, given in pieces, and resolves with its whole answer. One at a time. */
  send(pieces: readonly Buffer[]): Promise<Answer> {
    const waiting = this.expectAnswer();
    this.#socket.cork();
    for (const piece of pieces) this.#socket.write(piece);
    this.#socket.uncork();
    return waiting;
  }

  /** For requests that are written bit by bit: `write` them, and this resolves with the answer. */
  expectAnswer(): Promise<Answer> {
    this.#received = [];
    this.#receivedBytes = 0;
    this.#head = null;
    this.#waiting = Promise.withResolvers();
    return this.#waiting.promise;
  }

  write(piece: Buffer): boolean {
    return this.#socket.write(piece);
  }

  /** Everything that comes from now on, for streams of events. */
  onBytes(listener: (chunk: Buffer) => void): void {
    this.#socket.removeAllListeners('data').on('data', listener);
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#receivedBytes += chunk.byteLength;
    this.#head ??= this.#readHead();
    if (this.#head === null) return;
    const { status, bodyFrom, bodyLength } = this.#head;
    if (bodyLength !== null) {
      if (this.#receivedBytes < bodyFrom + bodyLength) return;
      this.#answer(status, this.#all().subarray(bodyFrom, bodyFrom + bodyLength));
    } else if (this.#all().subarray(-lastChunk.byteLength).equals(lastChunk)) {
      this.#answer(status, joinChunks(this.#all().subarray(bodyFrom)));
    }
  }

  #readHead() {
    const all = this.#all();
    const end = all.indexOf(headEnd);
    if (end === -1) return null;
    const head = all.toString('latin1', 0, end);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    return {
      status: Number(head.slice(9, 12)),
      bodyFrom: end + headEnd.byteLength,
      bodyLength: length === undefined ? null : Number(length),
    };
  }

  #all(): Buffer {
    const [first] = this.#received;
    if (this.#received.length === 1 && first !== undefined) return first;
    const all = Buffer.concat(this.#received);
    this.#received = [all];
    return all;
  }

  #answer(status: number, body: Buffer): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.resolve({ status, body });
  }
}

function joinChunks(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.byteLength; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (!(length > 0)) break;
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return Buffer.concat(chunks);
}

/** The head of a POST, with the length of the body that will follow it. */
export function postHead(path: string, headers: Readonly<Record<string, string>>, byteLength: number): Buffer {
  const lines = Object.entries({ host: '127.0.0.1', ...headers, 'content-length': String(byteLength) });
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
}
