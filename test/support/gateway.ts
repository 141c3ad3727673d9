/** The whole gateway on a real socket, in this process: for tests of what a client sees. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { type App, type AppOptions, createApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { createHttpServer } from '#server/http-server.ts';
import { createLog } from '#telemetry/log.ts';

export interface TestGateway {
  readonly url: string;
  readonly app: App;
  /** Everything that was logged, as text. */
  readonly log: () => string;
  /** One operation as JSON. */
  query(query: string, variables?: unknown, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** One operation as multipart: `files` are paths in the variables, e.g. `selfie`; nested ones have to be null in `variables`. */
  upload(
    query: string,
    variables: Record<string, unknown>,
    files: Record<string, Uint8Array | Blob>,
    headers?: Record<string, string>,
  ): Promise<GraphQLAnswer>;
  close(): Promise<void>;
}

export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into an answer of any shape, and compares what it finds.
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** Starts it with these settings over the sandbox, a ledger in memory and no limits. */
export async function startGateway(
  env: Record<string, string> = {},
  options: Pick<AppOptions, 'clock' | 'resilience'> = {},
): Promise<TestGateway> {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const config = readConfig(
    { DATABASE_URL: 'sqlite::memory:', RATE_LIMIT: 'off', CIRCUIT_BREAKER: 'off', ...env },
    (path) => readFileSync(path, 'utf8'),
  );
  const app = await createApp({ ...options, config, log: createLog({ level: 'debug', sink }) });
  const server = createHttpServer(app.listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function send(body: BodyInit, headers: Record<string, string>): Promise<GraphQLAnswer> {
    const response = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
    return { status: response.status, headers: response.headers, ...((await response.json()) as { data: unknown }) };
  }

  return {
    url,
    app,
    log: () => lines.join(''),
    query: (query, variables = {}, headers = {}) =>
      send(JSON.stringify({ query, variables }), { 'content-type': 'application/json', ...headers }),
    upload(query, variables, files, headers = {}) {
      const form = new FormData();
      const names = Object.keys(files);
      const nulls = Object.fromEntries(names.filter((name) => !name.includes('.')).map((name) => [name, null]));
      form.set('operations', JSON.stringify({ query, variables: { ...nulls, ...variables } }));
      form.set('map', JSON.stringify(Object.fromEntries(names.map((path, index) => [index, [`variables.${path}`]]))));
      for (const [index, name] of names.entries()) {
        const file = files[name] ?? new Uint8Array();
        form.set(String(index), file instanceof Blob ? file : new Blob([new Uint8Array(file)]), 'photo.jpg');
      }
      return send(form, { 'GraphQL-Require-Preflight': '1', ...headers });
    },
    async close() {
      await app.dispose(5_000);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
