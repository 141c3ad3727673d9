/** Runs the sandbox alone, for other programs and for curl: `node scripts/run-sandbox.ts [port]`. Ends with Ctrl-C. */
import process from 'node:process';
import { startSandbox } from '../src/sandbox/sandbox.ts';

const port = Number(process.argv[2] ?? 4010);
const sandbox = await startSandbox({ port });
const { clientId, clientSecret } = sandbox.credentials;
console.log(`A Faceki of our own listens at ${sandbox.url}

  FACEKI_BASE_URL=${sandbox.url} FACEKI_BIO_BASE_URL=${sandbox.url} FACEKI_CLIENT_ID=${clientId} FACEKI_CLIENT_SECRET=${clientSecret}
  curl '${sandbox.url}/auth/api/access-token?clientId=${clientId}&clientSecret=${clientSecret}'
  curl ${sandbox.url}/__sandbox

Pictures to send are in examples/images, all that it can be told to do is in docs/sandbox.md.`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
