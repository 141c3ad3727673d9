#!/usr/bin/env node
/** The process: reads the environment, builds the app, listens, and drains on signals. The only user of `process`. */
import { readFileSync } from 'node:fs';
import { type App, createApp } from '#app.ts';
import { readConfig } from '#config.ts';
import { createHttpServer } from '#server/http-server.ts';
import { createLog } from '#telemetry/log.ts';

/** How long paid verifications may take to finish after SIGTERM; under the 30 s after which most supervisors kill. */
const drainWithinMs = 25_000;

try {
  await start();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

async function start(): Promise<void> {
  const config = readConfig(process.env, (path) => readFileSync(path, 'utf8').trim());
  const log = createLog({ level: config.logLevel, pretty: process.stdout.isTTY });
  for (const warning of config.warnings) log.warn(warning);

  const app = await createApp({ config, log });
  const server = createHttpServer(app.listener);
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

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return process.exit(1);
    isStopping = true;
    log.info({ signal }, 'finishing what is under way');
    await app.dispose(drainWithinMs);
    server.close();
    server.closeAllConnections();
    log.info('stopped');
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

function banner(url: string, { sandbox }: App, isOpen: boolean): string {
  return `
  SANDBOX: no Faceki account is configured, so nobody real is verified and nothing is paid for.
  An embedded Faceki answers at ${sandbox?.url}; sample people are in examples/images.
  ${isOpen ? 'Every caller has all rights, from this machine alone.' : 'Callers need a token.'}

  Open ${url}/graphql

`;
}

/** A problem that the operator can mend is a sentence; anything else is a fault of ours and wants its stack. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'PORT: another process listens there. Choose another, or 0 for any free one.';
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `HOST, PORT: this process may not listen there (${code}).`;
  return error.name === 'ConfigError' || error.name === 'LedgerError' ? error.message : (error.stack ?? error.message);
}
