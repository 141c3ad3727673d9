/** The upload engine where somebody else's code stands around it. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { createSchema, createYoga } from 'graphql-yoga';
import { expect, test } from 'vitest';
import { useUploads } from '#server/uploads/uploads.ts';
import { contentType } from '#test/support/uploads/multipart-body.ts';
import { oneBody, postJson } from '#test/support/uploads/requests.ts';
import { tinyJpeg } from '#test/support/uploads/sample-images.ts';

function createServerless() {
  return createYoga({
    schema: createSchema({ typeDefs: 'type Query { hello: String }', resolvers: { Query: { hello: () => 'world' } } }),
    multipart: false,
    maxRequestBodySize: false,
    logging: false,
    plugins: [useUploads()],
  });
}

test('a body that a framework has read already is left to Yoga', async () => {
  const yoga = createServerless();
  // What Express's JSON parser does.
  const server = createServer(async (request: IncomingMessage & { body?: unknown }, response) => {
    request.body = JSON.parse(await text(request));
    yoga(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  const url = `http://127.0.0.1:${address.port}/graphql`;
  expect(await postJson(url, { query: '{ hello }' })).toMatchObject({ status: 200, data: { hello: 'world' } });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('without a socket, operations run and uploads are refused', async () => {
  const yoga = createServerless();
  const hello = await yoga.fetch('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ hello }"}',
  });
  expect(await hello.json()).toEqual({ data: { hello: 'world' } });
  const upload = await yoga.fetch('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: oneBody(tinyJpeg),
  });
  expect(upload.status).toBe(415);
});

test('nobody imports a part of graphql-upload-ts: each part has an Upload class of its own, and they do not know each other', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const importers = sources.filter((path) => readFileSync(`src/${path}`, 'utf8').includes('graphql-upload-ts'));
  expect(importers).toContain('server/uploads/multipart-request.ts');
  for (const path of importers)
    expect(readFileSync(`src/${path}`, 'utf8'), path).not.toMatch(/['"]graphql-upload-ts\//);
});
