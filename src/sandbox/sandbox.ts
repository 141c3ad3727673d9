/**
 * A Faceki of our own: a server that speaks the vendor's API over real HTTP, for trying out, for tests, and for the test
 * suites of this gateway's users. Builds the parts once and listens; what is answered is decided in endpoints/.
 *
 * ```ts
 * const sandbox = await startSandbox();
 * // point a client at sandbox.url with sandbox.credentials
 * sandbox.control.setNextOutcome('kyc', 'FACE_BLURR');
 * await sandbox.close();
 * ```
 * Everything it can be told to do is in docs/sandbox.md.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Clock } from '#domain/ports.ts';
import { createAccount } from './account.ts';
import { createControl, type SandboxControl } from './control.ts';
import { createAnswerControl } from './control-routes.ts';
import { createPlan } from './faults.ts';
import { createIds } from './ids.ts';
import { createReceivedList } from './received.ts';
import { createRouter } from './router.ts';
import { routesOf } from './routes.ts';
import { createSandboxServer } from './server.ts';
import { createStore } from './store.ts';
import { createTokens } from './tokens.ts';
import { createAnnouncer } from './webhook.ts';
import type { Credentials, World } from './world.ts';

export interface SandboxOptions {
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default: the real time. */
  readonly clock?: Clock;
  /** What the token endpoint takes. Default: `sandboxCredentials`. */
  readonly credentials?: Credentials;
  /** Default 3600, as the vendor's. */
  readonly tokenTtlSeconds?: number;
  /** Where others reach it, when that is not `url`: goes into links and image addresses. */
  readonly publicUrl?: string;
  /** Milliseconds that every answer takes at least. Default 0. */
  readonly latencyMs?: number;
  /** Larger bodies are answered 413. Default 64 MiB; the vendor's limit is not documented. */
  readonly maxBodyBytes?: number;
  /** Where ids and tokens come from. Default: the system's randomness. */
  readonly randomBytes?: (size: number) => Uint8Array;
}

export interface Sandbox {
  /** The origin that stands for both of the vendor's hosts, without a slash at the end. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly control: SandboxControl;
  /** Ends all connections and resolves when nothing is left. May be called again. */
  close(): Promise<void>;
}

/** What the token endpoint takes unless told otherwise. */
export const sandboxCredentials: Credentials = { clientId: 'sandbox', clientSecret: 'sandbox-secret' };

/** Starts a sandbox; resolves once it listens. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? Date.now;
  const host = options.host ?? '127.0.0.1';
  const ids = createIds(options.randomBytes ?? randomBytes);
  const account = createAccount();
  const closing = new AbortController();
  const faults = createPlan<Parameters<SandboxControl['addFault']>[1]>();
  const received = createReceivedList();
  const latency = { ms: options.latencyMs ?? 0 };
  let url = '';
  const publicUrl = () => options.publicUrl?.replace(/\/+$/, '') ?? url;
  const world: World = {
    clock,
    ids,
    account,
    credentials: options.credentials ?? sandboxCredentials,
    tokens: createTokens({ clock, ids, lifetimeSeconds: options.tokenTtlSeconds ?? 3600 }),
    store: createStore({ clock, ids }),
    nextOutcomes: createPlan(),
    publicUrl,
    announce: createAnnouncer({ account, clock, publicUrl, closing: closing.signal }),
  };
  const control = createControl({ world, faults, received, latency });
  const server = createSandboxServer({
    world,
    findRoute: createRouter(routesOf(world)),
    answerControl: createAnswerControl(control, publicUrl),
    faults,
    received,
    latencyMs: () => latency.ms,
    maxBodyBytes: options.maxBodyBytes ?? 64 * 1024 * 1024,
    closing: closing.signal,
  });
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The sandbox listens on TCP only.');
  url = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
  return {
    url,
    credentials: world.credentials,
    control,
    async close() {
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

// What a suite needs beside the server itself; this file is the package's `./sandbox` entry.
export { sandboxWorkflowId } from './account.ts';
export type { SandboxControl } from './control.ts';
export type { PlannedFault } from './faults.ts';
export { type Marker, markImage } from './marker.ts';
