/** The processes and servers of a supergraph on loopback: plain subgraphs that count what they are asked, and Hive Gateway. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLSchema } from 'graphql';
import { createYoga } from 'graphql-yoga';

export interface SubgraphServer extends AsyncDisposable {
  readonly url: string;
  /** How many requests came so far. */
  readonly count: () => number;
}

export async function serveSubgraph(schema: GraphQLSchema): Promise<SubgraphServer> {
  const yoga = createYoga({ schema, graphqlEndpoint: '/graphql', logging: false });
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    return yoga(request, response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    count: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

export interface Router extends AsyncDisposable {
  readonly url: string;
}

/** Hive Gateway as its users run it, with gateway.config.ts, on a free port. */
export async function startHiveGateway(supergraph: string, folder: string): Promise<Router> {
  const file = `${folder}/supergraph.graphql`;
  writeFileSync(file, supergraph);
  const probe = createServer();
  const port = await listen(probe);
  probe.close();
  const child = spawn(
    process.execPath,
    [
      'test/supergraph/node_modules/@graphql-hive/gateway/dist/bin.js',
      ...['supergraph', file, '--config-path', 'test/supergraph/gateway.config.ts'],
      ...['--host', '127.0.0.1', '--port', String(port)],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production' } },
  );
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)));
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(`${url}/readiness`))) {
    if (child.exitCode !== null) throw new Error(`Hive Gateway ended with ${child.exitCode}: ${said.join('')}`);
    await pause(100);
  }
  return {
    url: `${url}/graphql`,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
