/** An HTTP/1.1 client on a bare socket: sends bytes when and as the test says, and reads answers one by one. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { contentType } from './multipart-body.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RawClient {
  readonly socket: Socket;
  /** Resolves when the bytes have been handed to the system. */
  send(bytes: Buffer | string): Promise<void>;
  /** The next answer on the connection; null when it was closed before one was complete. */
  answer(): Promise<RawAnswer | null>;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
}

/** With `allowHalfOpen` the client never closes its side by itself. */
export async function connectRaw(port: number, allowHalfOpen = false): Promise<RawClient> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen });
  await once(socket, 'connect');
  let received = Buffer.alloc(0);
  let isOver = false;
  let wake = () => {};
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    wake();
  });
  const end = () => {
    isOver = true;
    wake();
  };
  socket.on('end', end).on('close', end).on('error', end);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));

  return {
    socket,
    closed,
    send: (bytes) =>
      new Promise((resolve) => {
        if (socket.destroyed || socket.writableEnded) resolve();
        else socket.write(bytes, () => resolve());
      }),
    async answer() {
      for (;;) {
        const parsed = takeAnswer(received);
        if (parsed !== null) {
          received = parsed.rest;
          if (parsed.answer.status !== 100) return parsed.answer;
          continue;
        }
        if (isOver) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function takeAnswer(bytes: Buffer): { answer: RawAnswer; rest: Buffer<ArrayBuffer> } | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd === -1) return null;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  let at = headEnd + 4;
  if (status === 100) return { answer: { status, headers, body: '' }, rest: Buffer.from(bytes.subarray(at)) };
  if (headers['transfer-encoding'] !== 'chunked') {
    const end = at + Number(headers['content-length'] ?? 0);
    if (bytes.byteLength < end) return null;
    return {
      answer: { status, headers, body: bytes.toString('utf8', at, end) },
      rest: Buffer.from(bytes.subarray(end)),
    };
  }
  const body: Buffer[] = [];
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd === -1) return null;
    const length = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const end = lineEnd + 2 + length;
    if (bytes.byteLength < end + 2) return null;
    body.push(bytes.subarray(lineEnd + 2, end));
    at = end + 2;
    if (length === 0)
      return {
        answer: { status, headers, body: Buffer.concat(body).toString() },
        rest: Buffer.from(bytes.subarray(at)),
      };
  }
}

/** The head of a POST, with `Content-Length` unless the headers say `Transfer-Encoding`. */
export function postHead(byteLength: number, headers: Readonly<Record<string, string>> = {}): string {
  const all: Record<string, string> = { host: 'gateway.test', 'content-type': contentType, ...headers };
  if (all['transfer-encoding'] === undefined) all['content-length'] ??= String(byteLength);
  return `POST /graphql HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}

/** The bytes as one piece of a chunked body. */
export function httpChunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.byteLength.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}
