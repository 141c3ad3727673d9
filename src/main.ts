#!/usr/bin/env node
/** The process: reads the environment, builds the app, listens, and drains on signals. The only user of `process`. */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { parseArgs } from 'node:util';
import { type App, createApp } from '#app.ts';
import { readConfig } from '#config/config.ts';
import { describeConfig } from '#config/describe-config.ts';
import { createHttpServer } from '#server/http-server.ts';
import { readContents } from '#setting-contents.ts';
import { createLog, createPrettySink } from '#telemetry/log.ts';

class UsageError extends Error {}

/** A signal may come twice for one wish: Ctrl-C reaches npm and the process, and npm hands it on. */
const sameWishMs = 500;
/** For the last bytes of the last answers. */
const flushWithinMs = 1_000;

const usage = `Usage: faceki-gateway [start | sandbox] [options]

  start              run the gateway (the default); settings are environment variables, .env.example lists them
  sandbox            run a Faceki of our own alone, for tests of other programs
    --port <number>  where the sandbox listens; 4010 by default

  --check-config     say what is wrong with the settings, or what they amount to, and start nothing
  --version          print the version
  --help             print this
`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'check-config': { type: 'boolean' },
      port: { type: 'string' },
      version: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [command = 'start', ...rest] = positionals;
  if (values.help === true) process.stdout.write(usage);
  else if (values.version === true) process.stdout.write(`${readVersion()}\n`);
  else if (values.port !== undefined && command !== 'sandbox')
    throw new UsageError('--port is for the sandbox; the gateway listens at PORT.');
  else if (values['check-config'] === true) await checkConfig();
  else if (command === 'sandbox' && rest.length === 0) await runSandbox(Number(values.port ?? 4010));
  else if (command === 'start' && rest.length === 0) await start();
  else throw new UsageError(`There is no command ${JSON.stringify(positionals.join(' '))}.`);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

function readSettings() {
  return readConfig(process.env, (path) => readFileSync(path, 'utf8').trim());
}

/** `--check-config`: says what is wrong with the settings, or what they amount to, and starts nothing. */
async function checkConfig(): Promise<void> {
  const config = readSettings();
  await readContents(config, Date.now);
  process.stdout.write(`ok\n${describeConfig(config)}`);
  for (const warning of config.warnings) process.stderr.write(`warning: ${warning}\n`);
}

async function start(): Promise<void> {
  const config = readSettings();
  const sink = process.stdout.isTTY ? await createPrettySink() : undefined;
  const log = createLog({ level: config.logLevel, sink });
  for (const warning of config.warnings) log.warn(warning);

  const app = await createApp({ config, log });
  const server = createHttpServer(app.listener);
  let askedAtMs: number | null = null;
  const stop = async (signal: string) => {
    if (askedAtMs !== null) {
      // Whoever asks again does not want to wait.
      if (performance.now() - askedAtMs > sameWishMs) process.exit(1);
      return;
    }
    askedAtMs = performance.now();
    log.info({ signal }, 'finishing what is under way');
    // The server goes on answering /health, /ready and /metrics meanwhile. Idle connections stay: a client that is about to use one gets
    // an answer that sends it elsewhere, rather than a reset.
    await app.dispose(config.shutdownWithinMs);
    await closeServer(server);
    log.info('stopped');
    // Nothing is left to do. Should anything hold the process all the same, it is not worth a kill.
    setTimeout(() => process.exit(0), flushWithinMs).unref();
  };
  // Before anybody can have heard that the gateway listens.
  process.on('SIGTERM', stop).on('SIGINT', stop);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(config.port, config.host, resolve);
    });
  } catch (error) {
    await app.dispose(0);
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  log.info({ url }, 'listening');
  if (app.sandbox !== null) process.stderr.write(banner(url, app, config.auth.mode === 'none'));
}

/** `sandbox`: a Faceki of our own, alone. */
async function runSandbox(port: number): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError('--port: write a whole number from 0 to 65535.');
  const { startSandbox } = await import('#sandbox/sandbox.ts');
  const sandbox = await startSandbox({ port });
  const { clientId, clientSecret } = sandbox.credentials;
  process.stdout.write(`A Faceki of our own listens at ${sandbox.url}

  FACEKI_BASE_URL=${sandbox.url} FACEKI_BIO_BASE_URL=${sandbox.url} FACEKI_CLIENT_ID=${clientId} FACEKI_CLIENT_SECRET=${clientSecret}
  curl '${sandbox.url}/auth/api/access-token?clientId=${clientId}&clientSecret=${clientSecret}'
  curl ${sandbox.url}/__sandbox

Pictures to send are in examples/images, all that it can be told to do is in docs/sandbox.md.
`);
  const stop = () => void sandbox.close();
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), flushWithinMs);
  await closed;
  clearTimeout(timer);
}

function banner(url: string, { sandbox }: App, isOpen: boolean): string {
  return `
  SANDBOX: no Faceki account is configured, so nobody real is verified and nothing is paid for.
  An embedded Faceki answers at ${sandbox?.url}; sample people are in examples/images.
  ${isOpen ? 'Every caller has all rights, from this machine alone.' : 'Callers need a token.'}

  Open ${url}

`;
}

/** A problem that the operator can mend is a sentence; anything else is a fault of ours and wants its stack. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true) return `${error.message}\n\n${usage}`;
  if (code === 'EADDRINUSE') return 'PORT: another process listens there. Choose another, or 0 for any free one.';
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `HOST, PORT: this process may not listen there (${code}).`;
  return error.name === 'ConfigError' || error.name === 'LedgerError' ? error.message : (error.stack ?? error.message);
}
