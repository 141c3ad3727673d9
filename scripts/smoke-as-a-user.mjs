// What a user of the published package writes; run by scripts/smoke-package.ts in an empty folder.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import express from 'express';
import { createGateway } from 'faceki-gateway';
import { startSandbox } from 'faceki-gateway/sandbox';
import fastify from 'fastify';

const sandbox = await startSandbox();
const settings = {
  FACEKI_CLIENT_ID: sandbox.credentials.clientId,
  FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
  FACEKI_BASE_URL: sandbox.url,
  FACEKI_BIO_BASE_URL: sandbox.url,
  AUTH_MODE: 'none',
  DATABASE_URL: 'sqlite::memory:',
  LOG_LEVEL: 'silent',
};

async function verify(name, url) {
  const form = new FormData();
  const photo = (file) => new Blob([readFileSync(`images/${file}`)]);
  const query =
    'mutation ($selfie: Upload!, $front: Upload!) { verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) { __typename ... on VerifyKycCompleted { accepted } } }';
  form.set('operations', JSON.stringify({ query, variables: { selfie: null, front: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.selfie'], 1: ['variables.front'] }));
  form.set('0', photo('alex-selfie.jpg'), 'a.jpg');
  form.set('1', photo('alex-passport.jpg'), 'b.jpg');
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'GraphQL-Require-Preflight': '1' },
    body: form,
  });
  const text = await response.text();
  if (!text.includes('"accepted":true')) throw new Error(`${name}: ${response.status} ${text}`);
  console.log(`${name}: verified`);
}

const listening = (server) =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)));

// #region library
// The settings of .env.example, by name; nothing is read from the environment.
const gateway = await createGateway({ settings });

// node:http
const plainServer = createServer(gateway.listener);

// Express: before any body parser, because the gateway reads bodies itself.
const app = express();
app.get('/hello', (_request, response) => response.send('hello'));
app.use(gateway.listener);
const expressServer = createServer(app);

// Fastify: neither the body nor the answer is its own.
const fastifyServer = fastify();
fastifyServer.removeAllContentTypeParsers();
fastifyServer.addContentTypeParser('*', (_request, _payload, done) => done(null));
fastifyServer.all('/*', (request, reply) => {
  reply.hijack();
  gateway.listener(request.raw, reply.raw);
});
// #endregion

await verify('node:http', await listening(plainServer));
const expressUrl = await listening(expressServer);
await verify('Express', expressUrl);
if ((await (await fetch(`${expressUrl}/hello`)).text()) !== 'hello')
  throw new Error('Express: its own routes are gone');
await verify('Fastify', await fastifyServer.listen({ port: 0, host: '127.0.0.1' }));

for (const http of [plainServer, expressServer]) {
  http.close();
  http.closeAllConnections();
}
await fastifyServer.close();
await gateway.close();
await sandbox.close();
