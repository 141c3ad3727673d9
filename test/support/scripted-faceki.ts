/** A vendor on a real socket that says exactly what a test tells it to, and remembers what it was sent. Knows no rules of its own. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Empty where a script took the request over. */
  readonly body: Buffer;
}

/** An answer to the whole request; or a function that takes the request over before its body is read. */
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string>;
      readonly json?: unknown;
      readonly text?: string;
    }
  | ((request: IncomingMessage, response: ServerResponse) => void);

export interface ScriptedFaceki extends AsyncDisposable {
  readonly origin: string;
  readonly received: readonly Received[];
  /** What `METHOD /path` answers: one reply after the other, the last for ever. */
  on(route: string, ...replies: Reply[]): void;
  to(path: string): readonly Received[];
}

export const tokenPath = '/auth/api/access-token';

/** The text of a sample answer. */
export function sample(name: string): string {
  return readFileSync(`test/fixtures/faceki/${name}`, 'utf8');
}

/** A sample answer, as a reply. */
export function sampleReply(name: string, status = 200): Reply {
  return { status, text: sample(name) };
}

/** Starts on a free loopback port. Tokens are granted by default: `token-1`, `token-2`, … for an hour each. */
export async function startScriptedFaceki(): Promise<ScriptedFaceki> {
  const routes = new Map<string, Reply[]>();
  const received: Received[] = [];
  let tokens = 0;

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://scripted');
    const route = `${request.method} ${url.pathname}`;
    const replies = routes.get(route) ?? [{ status: 404, text: 'no such route' }];
    const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? { status: 404 };
    const isTakenOver = typeof reply === 'function';
    received.push({
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      body: isTakenOver ? Buffer.alloc(0) : Buffer.concat(await Array.fromAsync(request)),
    });
    if (isTakenOver) return reply(request, response);
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json)));
  });
  server.on('clientError', (_error, socket) => socket.destroy());

  routes.set(`GET ${tokenPath}`, [
    (_request, response) => {
      tokens += 1;
      const data = { access_token: `token-${tokens}`, expires_in: 3600, token_type: 'Bearer' };
      response.end(JSON.stringify({ responseCode: 0, data }));
    },
  ]);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    on: (route, ...replies) => routes.set(route, replies),
    to: (path) => received.filter((request) => request.path === path),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The parts of a multipart body, read by the platform's own parser rather than by ours. */
export async function readForm({ headers, body }: Received): Promise<FormData> {
  return new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();
}
