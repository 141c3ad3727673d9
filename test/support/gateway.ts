/** The whole gateway on a real socket, in this process: for tests of what a client sees. */
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { type App, type AppOptions, createApp } from '#app.ts';
import { readConfig } from '#config/config.ts';
import { createHttpServer } from '#server/http-server.ts';
import { createLog } from '#telemetry/log.ts';
import { type GraphQLClient, graphqlClient } from './graphql-client.ts';

export interface TestGateway extends GraphQLClient {
  readonly url: string;
  readonly app: App;
  /** Everything that was logged, as text. */
  readonly log: () => string;
  close(): Promise<void>;
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

  return {
    url,
    app,
    log: () => lines.join(''),
    ...graphqlClient(url),
    async close() {
      await app.dispose(5_000);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
