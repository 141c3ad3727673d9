/** Connections that dawdle, fall silent, half-close or come in floods: each is ended, and the others are served meanwhile. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttpServer, httpLimits } from '#server/http-server.ts';
import { startGateway } from '#test/support/gateway.ts';

/** As in production, a hundred times faster. */
const quick = { ...httpLimits, headersTimeoutMs: 150, requestTimeoutMs: 600, checkEveryMs: 20, keepAliveMs: 300 };

let port: number;
let close: () => void;
let answered: number;
async function listen(limits = quick): Promise<void> {
  answered = 0;
  const server = createHttpServer((request, response) => {
    // Answers when the whole request is there, as GraphQL does.
    request.resume().once('end', () => {
      answered += 1;
      response.end('ok');
    });
  }, limits);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
}
beforeEach(() => listen());
afterEach(() => close());

function open(): { socket: Socket; received: () => string; closed: Promise<unknown> } {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => {});
  return { socket, received: () => Buffer.concat(chunks).toString(), closed: once(socket, 'close') };
}
/** One byte after the other, each only when the last has gone out. */
function trickle(socket: Socket, text: string): void {
  let position = 0;
  const next = () => {
    if (socket.destroyed || position >= text.length) return;
    socket.write(text[position] ?? '', () => setTimeout(next, 10));
    position += 1;
  };
  next();
}

describe('who takes too long is cut off:', () => {
  test('with headers that come a byte at a time (slow loris)', async () => {
    const slow = open();
    trickle(slow.socket, `GET / HTTP/1.1\r\nHost: x\r\n${'X-Another: header\r\n'.repeat(100)}`);
    await slow.closed;
    // A byte that crosses the answer makes the kernel reset the connection, and the client may never see it.
    expect(slow.received()).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect(answered).toBe(0);
  });

  test('with a body that comes a byte at a time', async () => {
    const slow = open();
    slow.socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n');
    trickle(slow.socket, 'a'.repeat(10_000));
    await slow.closed;
    expect(answered).toBe(0);
  });

  test('saying nothing at all, or nothing after the first request', async () => {
    const silent = open();
    const idle = open();
    idle.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await Promise.all([silent.closed, idle.closed]);
    expect(idle.received()).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('and two hundred of them do not keep anybody else waiting', async () => {
    const slow = Array.from({ length: 200 }, open);
    for (const { socket } of slow) socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Unfinished: ');
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(await response.text()).toBe('ok');
    await Promise.all(slow.map(({ closed }) => closed));
  });
});

test('who closes its own half after the request still gets the answer, and then the connection ends', async () => {
  const half = open();
  half.socket.end('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await half.closed;
  expect(half.received()).toMatch(/^HTTP\/1\.1 200 [\s\S]*ok$/);
});

test('who closes its own half in the middle of a request holds nothing', async () => {
  const half = open();
  half.socket.end('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this');
  await half.closed;
  expect(answered).toBe(0);
});

test('more connections than there is room for are closed as they come; there is room again when others leave', async () => {
  close();
  await listen({ ...quick, maxConnections: 3, headersTimeoutMs: 60_000, requestTimeoutMs: 60_000 });
  const held = [open(), open(), open()];
  await Promise.all(held.map(({ socket }) => once(socket, 'connect')));
  await open().closed;
  held[0]?.socket.destroy();
  await held[0]?.closed;
  // The server learns of it by an event of its own.
  await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/`).catch(() => null))?.status).toBe(200);
  for (const { socket } of held) socket.destroy();
});

describe('requests that are not what they seem', () => {
  test.each([
    [
      'two lengths',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
    ],
    [
      'a length and chunks (request smuggling)',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    [
      'chunks of an odd spelling',
      'POST /graphql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    ],
    ['a header folded over two lines', 'GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: a\r\n b\r\n\r\n'],
    ['no host', 'GET /health HTTP/1.1\r\n\r\n'],
    ['bare line feeds', 'GET /health HTTP/1.1\nHost: localhost\n\n'],
    ['NUL in a header', 'GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: a\0b\r\n\r\n'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['TLS', '\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
  ])('are refused, and the connection ends: %s', async (_name, bytes) => {
    const gateway = await startGateway();
    try {
      const { hostname, port: gatewayPort } = new URL(gateway.url);
      const socket = connect(Number(gatewayPort), hostname);
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => {});
      socket.write(Buffer.from(bytes, 'latin1'));
      await once(socket, 'close');
      expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 40[03] /);
    } finally {
      await gateway.close();
    }
  });
});
