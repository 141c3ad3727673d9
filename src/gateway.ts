/** The gateway as a library: builds it from settings and hands out a Node listener that any server can mount. */
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import type { DestinationStream } from 'pino';
import { createApp } from '#app.ts';
import { readConfig } from '#config/config.ts';
import { createLog } from '#telemetry/log.ts';

export interface GatewayOptions {
  /** The settings of `.env.example`, by name. Nothing is read from the environment; PORT and HOST are yours to use. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  /** Where the log goes, as JSON lines; standard output by default. */
  readonly logTo?: DestinationStream;
}

export interface Gateway {
  /** For `http.createServer(listener)`, Express' `app.use(listener)`, or `listener(request.raw, reply.raw)`. No body may be read before. */
  readonly listener: RequestListener;
  /** Lets paid verifications finish, for SHUTDOWN_WITHIN_MS (25 s) at most, then closes everything that was opened. */
  close(options?: { readonly withinMs?: number }): Promise<void>;
}

/** Builds a gateway. @throws {ConfigError} with every problem of the settings */
export async function createGateway({ settings, logTo }: GatewayOptions): Promise<Gateway> {
  const config = readConfig(settings, (path) => readFileSync(path, 'utf8').trim());
  const log = createLog({ level: config.logLevel, sink: logTo });
  for (const warning of config.warnings) log.warn(warning);
  const app = await createApp({ config, log });
  return { listener: app.listener, close: ({ withinMs = config.shutdownWithinMs } = {}) => app.dispose(withinMs) };
}
