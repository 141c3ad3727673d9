/** The composition root: builds each object once, in order, and joins the layers. The only module that sees all of them. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { v7 } from 'uuid';
import type { Pages } from '#browser-pages.ts';
import { type Config, ConfigError } from '#config/config.ts';
import type { Clock } from '#domain/ports.ts';
import { Secret } from '#domain/secret.ts';
import { createFaceki, type FacekiOptions } from '#faceki/faceki.ts';
import { readHints } from '#faceki/hints.ts';
import { createImageStore, facekiImageHosts } from '#faceki/image-store.ts';
import { finishWork } from '#finish-work.ts';
import { openLedger } from '#ledger/ledger.ts';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { createSubgraph } from '#schema/federation.ts';
import { schema } from '#schema/index.ts';
import { createAuthentication } from '#server/authentication/authentication.ts';
import { createReadCaller } from '#server/authentication/callers.ts';
import { createClientAddresses } from '#server/client-address.ts';
import { createCors } from '#server/cors.ts';
import { createDraining } from '#server/draining.ts';
import { createImageLinks } from '#server/image-links.ts';
import { createImages } from '#server/images.ts';
import { createLimits } from '#server/limits.ts';
import { createListener } from '#server/listener.ts';
import { findInvalid, usePersistedDocuments } from '#server/persisted-documents.ts';
import { createReadiness } from '#server/readiness.ts';
import { useUploads } from '#server/uploads/uploads.ts';
import { createWebhook } from '#server/webhook.ts';
import { createGraphQLServer } from '#server/yoga.ts';
import { createServices } from '#services/create-services.ts';
import { createRetention, type Retention } from '#services/retention.ts';
import { createImageViewing } from '#services/view-image.ts';
import { readContents, type SettingContents } from '#setting-contents.ts';
import type { Log } from '#telemetry/log.ts';
import { observeLedger } from '#telemetry/observed-ledger.ts';
import { startTelemetry, TracesUnavailable } from '#telemetry/telemetry.ts';

export interface AppOptions {
  readonly config: Config;
  readonly log: Log;
  readonly clock?: Clock;
  /** The transport to Faceki, when a failing host is left alone, and how reads are repeated, where it is to be otherwise. */
  readonly resilience?: FacekiOptions['resilience'];
}

export interface App {
  /** For `http.createServer`, or anything that mounts a Node listener. */
  readonly listener: RequestListener;
  /** The embedded sandbox; null with a real account. */
  readonly sandbox: Sandbox | null;
  /** Forgets what is too old, by itself every hour; null where everything is kept. */
  readonly retention: Retention | null;
  /**
   * From now on `/ready` says no, new GraphQL requests are sent elsewhere and subscriptions end; work under way is finished, within so
   * long. Then everything is closed, and the listener can be let go.
   */
  dispose(withinMs: number): Promise<void>;
}

/** Builds the whole gateway. Whatever cannot be opened (database, keys) is thrown, and what was opened before is closed again. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log, clock = Date.now } = options;
  const { sessions, documents } = await readContents(config, clock);
  await using opened = new AsyncDisposableStack();

  const telemetry = await startTelemetry({ log, metrics: config.metrics, traces: config.traces, clock }).catch(
    toConfigError,
  );
  opened.defer(() => telemetry.close());

  const { sandbox, ...account } = await openAccount(config);
  if (sandbox !== null) opened.defer(() => sandbox.close());

  const faceki = createFaceki({
    ...account,
    generation: config.faceki.generation,
    faceLogin: config.faceki.faceLogin,
    timeoutMs: config.faceki.timeoutMs,
    readTimeoutMs: Math.min(30_000, config.faceki.timeoutMs),
    maxConcurrent: config.faceki.maxConcurrent,
    resilience: {
      ...(config.faceki.circuitBreaker ? {} : { circuit: null }),
      ...options.resilience,
      onCircuitChange: telemetry.onCircuitChange,
    },
    clock,
    onCall: telemetry.onProviderCall,
    onCredit: telemetry.onCreditLeft,
  });
  opened.defer(() => faceki.close());

  const openedLedger = await openLedger({
    url: config.databaseUrl,
    mode: sandbox === null ? 'live' : 'sandbox',
    clock,
    // The statement has placeholders for values, so that nobody's id is in it.
    onQuery: (statement) => log.debug(statement, 'ledger'),
    onFault: (err) => log.warn({ err }, 'ledger'),
  });
  opened.defer(() => openedLedger.close());
  const ledger = observeLedger(openedLedger, { onCall: telemetry.onLedgerCall, onAttempt: telemetry.onAttempt });

  const limits = createLimits({ ...config.limits, pool: ledger.pool });
  const addresses = createClientAddresses(config);

  const imageStore = createImageStore({
    hosts: imageHosts(config, sandbox),
    onRefusedHost: (host) => log.warn({ host }, 'images are kept at a host that is not in FACEKI_IMAGE_HOSTS'),
  });
  opened.defer(() => imageStore.close());
  const images = {
    viewing: createImageViewing({ store: imageStore, ledger, clock }),
    links: createImageLinks({
      secret: config.images.linkSecret ?? new Secret(randomBytes(32).toString('base64url')),
      clock,
    }),
  };

  const stopping = new AbortController();
  const { services, reconciler, hints, underWay } = createServices({
    provider: faceki.provider,
    sources: faceki.sources,
    ledger,
    clock,
    createId: (atMs) => `ver_${v7({ msecs: atMs })}`,
    createFaceId: (atMs) => `face_${v7({ msecs: atMs })}`,
    createSalt: () => randomBytes(16).toString('base64url'),
    readHints,
    answerWithinMs: config.answerWithinMs,
    verifyPerOwnerPerDay: config.limits.verifyPerOwnerPerDay,
    takeVerification: limits.takeVerification,
    redirectOrigins: config.linkRedirectOrigins,
    faceLogin: {
      ...config.faceLogin,
      openSession: sessions?.open ?? null,
      checkLimit: limits.countFaceLogin,
    },
    onFault: (err) => log.error({ err }, 'reconciler'),
    onUnrecorded: (err) => log.error({ err }, 'an outcome is not recorded yet'),
    stopping: stopping.signal,
  });
  // In this order, the last first: a hint may wait for a question of the reconciler's.
  opened.defer(() => hints.stop());
  opened.defer(() => reconciler.stop());
  reconciler.start();
  const retention =
    config.retentionDays === null
      ? null
      : createRetention({
          ledger,
          clock,
          days: config.retentionDays,
          onFault: (err) => log.error({ err }, 'retention'),
        });
  if (retention !== null) {
    opened.defer(() => retention.stop());
    retention.start();
  }

  const graphql = createGraphQLServer({
    schema: createSubgraph(schema, { showsSdl: config.introspection }),
    services,
    authentication: createAuthentication({
      readCaller: createReadCaller({ auth: config.auth, sessions, clock }),
      addressOf: addresses.addressOf,
      log,
    }),
    introspection: config.introspection,
    preflight: { allowsPlainGet: config.auth.mode === 'none', origins: config.corsOrigins },
    images,
    originOf: addresses.originOf,
    log,
    onOperation: telemetry.onOperation,
    plugins: [
      useUploads({ ...config.upload, onHeldBytes: telemetry.onUploadBytes }),
      ...persistedDocuments(config, documents, log),
    ],
  });
  opened.defer(async () => graphql.dispose());

  const requests = createDraining();
  const readiness = createReadiness({ check: ledger.check, isStopping: () => requests.hasBegun });
  telemetry.watch({
    isReady: () => readiness.last,
    requestsUnderWay: () => requests.underWay,
    attemptsUnderWay: () => underWay.size,
    provider: faceki.load,
    providerHosts: hostsOf(config, account),
    providerSlots: config.faceki.maxConcurrent,
    uploadBudgetBytes: config.upload.budgetBytes,
  });
  const listener = createListener({
    graphql: requests.guard((req, res, requestId) =>
      telemetry.trace(req, () => graphql(req, res, { req, res, requestId })),
    ),
    ...(await openPages(config)),
    images: createImages(images),
    webhook: config.webhookSecret === null ? null : createWebhook({ secret: config.webhookSecret, hear: hints.hear }),
    cors: createCors(config.corsOrigins),
    keySet: sessions?.keySet ?? null,
    isReady: readiness.check,
    exposeMetrics: telemetry.expose,
    isLoopbackOnly: config.auth.mode === 'none',
    createRequestId: randomUUID,
    log,
  });

  const resources = opened.move();
  return {
    listener,
    sandbox,
    retention,
    async dispose(withinMs) {
      await finishWork({ requests, attempts: underWay, stopping, giveUpCalls: () => faceki.abort(), log }, withinMs);
      await resources.disposeAsync();
    },
  };
}

function toConfigError(error: unknown): never {
  throw error instanceof TracesUnavailable ? new ConfigError([error.message]) : error;
}

function persistedDocuments({ persisted }: Config, documents: SettingContents['documents'], log: Log) {
  if (persisted === null || documents === null) return [];
  for (const id of findInvalid(schema, documents)) log.warn({ id }, 'a persisted document does not fit the schema');
  return [usePersistedDocuments({ documents, only: persisted.only })];
}

/** Where Faceki is, and who we are there: the account that is configured, or one at an embedded sandbox. */
async function openAccount({ credentials, faceki }: Config) {
  const { baseUrl, bioBaseUrl, workflowId } = faceki;
  if (credentials !== null) return { ...credentials, baseUrl, bioBaseUrl, workflowId, sandbox: null };
  // Loaded only when it is used: a gateway with a real account carries none of it.
  const { sandboxWorkflowId, startSandbox } = await import('#sandbox/sandbox.ts');
  const sandbox = await startSandbox();
  return {
    clientId: new Secret(sandbox.credentials.clientId),
    clientSecret: new Secret(sandbox.credentials.clientSecret),
    baseUrl: sandbox.url,
    bioBaseUrl: sandbox.url,
    workflowId: workflowId ?? sandboxWorkflowId,
    sandbox,
  };
}

/** What browsers are shown; loaded only where they are. */
async function openPages(config: Config): Promise<Pages> {
  if (!config.graphiql) return { explorer: null, startPage: null, webApp: null };
  const { createPages } = await import('#browser-pages.ts');
  return createPages(config);
}

/** Those that are asked: the biometric service on a host of its own, where faces are looked up there. */
function hostsOf({ faceki }: Config, { baseUrl, bioBaseUrl }: { baseUrl: string; bioBaseUrl: string }) {
  const urls = faceki.faceLogin === 'bio-verify' ? [baseUrl, bioBaseUrl] : [baseUrl];
  return [...new Set(urls.map((url) => new URL(url).host))];
}

/** The operator's; else the vendor's own and wherever its API is; in the sandbox that alone. */
function imageHosts({ images, faceki }: Config, sandbox: Sandbox | null): readonly string[] {
  if (images.hosts.length > 0) return images.hosts;
  if (sandbox !== null) return [new URL(sandbox.url).host];
  return [...facekiImageHosts, new URL(faceki.baseUrl).host, new URL(faceki.bioBaseUrl).host];
}
