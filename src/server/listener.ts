/** The HTTP surface: which path leads where, and what every answer carries (design section 10). */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { JSONWebKeySet } from 'jose';
import type { Log } from '#telemetry/log.ts';
import { inRequest } from '#telemetry/request-scope.ts';
import type { Cors } from './cors.ts';
import { refuseForeign } from './host-guard.ts';
import { readRequestId } from './request-id.ts';
import type { Webhook } from './webhook.ts';

/** Answers one path. Whatever it throws becomes a 500 that says nothing. */
export type Handler = (request: IncomingMessage, response: ServerResponse, requestId: string) => unknown;

export interface ListenerOptions {
  readonly graphql: Handler;
  /** The page for browsers at /graphql, and what it loads; null when it is off. */
  readonly explorer: { readonly page: Handler; readonly assets: Handler } | null;
  /** What / shows beside the sandbox; null: the way to the explorer, or nothing. */
  readonly startPage: Handler | null;
  /** The example's pages below /app; null where they are not offered. */
  readonly webApp: Handler | null;
  /** Photos of records, by their links. */
  readonly images: Handler;
  /** Hints of the provider; null where none are taken. */
  readonly webhook: Webhook | null;
  /** Pages of other origins. */
  readonly cors: Cors;
  readonly keySet: JSONWebKeySet | null;
  /** True while everything that the gateway needs answers, until it begins to stop. */
  readonly isReady: () => Promise<boolean>;
  /** What Prometheus reads; null where it is off. */
  readonly exposeMetrics: (() => Promise<{ readonly contentType: string; readonly text: string }>) | null;
  /** True with AUTH_MODE=none. */
  readonly isLoopbackOnly: boolean;
  readonly createRequestId: () => string;
  readonly log: Log;
}

export function createListener(options: ListenerOptions): RequestListener {
  const { explorer, startPage, webApp, keySet, exposeMetrics } = options;

  async function answerMetrics(_request: IncomingMessage, response: ServerResponse): Promise<void> {
    const metrics = await exposeMetrics?.();
    response.writeHead(200, { 'content-type': metrics?.contentType }).end(metrics?.text);
  }

  function route(request: IncomingMessage): Handler {
    const path = pathOf(request);
    switch (path) {
      case '/graphql':
        return explorer !== null && isForBrowser(request) ? explorer.page : options.graphql;
      case '/':
        return startPage ?? (explorer === null ? notFound : redirectToExplorer);
      case '/health':
        return (_request, response) => answerJson(response, 200, { status: 'ok' });
      case '/ready':
        return async (_request, response) =>
          (await options.isReady())
            ? answerJson(response, 200, { status: 'ready' })
            : answerJson(response, 503, { status: 'not ready' });
      case '/metrics':
        return exposeMetrics === null ? notFound : answerMetrics;
      case '/.well-known/jwks.json':
        return keySet === null ? notFound : (_request, response) => answerJson(response, 200, keySet);
      default:
        if (path.startsWith('/images/')) return options.images;
        if (webApp !== null && /^\/app(\/|$)/.test(path)) return webApp;
        if (options.webhook?.isFor(request) === true) return options.webhook.handle;
        return explorer !== null && path.startsWith('/explorer/') ? explorer.assets : notFound;
    }
  }

  return (request, response) => {
    const requestId = readRequestId(request, options.createRequestId);
    response.setHeader('X-Request-Id', requestId);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Cache-Control', 'no-store');
    // For answers that are opened as if they were pages; the explorer, which is one, and images have rules of their own.
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    const refusal = options.isLoopbackOnly ? refuseForeign(request) : null;
    if (refusal !== null)
      return answerJson(response, 403, { errors: [{ message: refusal, extensions: { code: 'FORBIDDEN' } }] });
    if (options.cors(request, response)) return;
    // The page or GraphQL, its media type, and the language of advice (RFC 9110 section 12.5.5).
    if (pathOf(request) === '/graphql') response.appendHeader('Vary', 'Accept, Accept-Language');

    const handle = () => route(request)(request, response, requestId);
    void Promise.try(() => inRequest(requestId, handle)).catch((err: unknown) => {
      options.log.error({ err, requestId }, 'unexpected error');
      if (response.headersSent) response.destroy();
      else
        answerJson(response, 500, {
          errors: [{ message: 'Something went wrong on our side.', extensions: { requestId } }],
        });
    });
  };
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** A browser that navigates asks for a page; a client that asks for JSON, or sends an operation, gets GraphQL. */
function isForBrowser(request: IncomingMessage): boolean {
  const { accept = '' } = request.headers;
  return (
    request.method === 'GET' &&
    accept.includes('text/html') &&
    !/[?&](query|extensions|documentId)=/.test(request.url ?? '')
  );
}

function redirectToExplorer(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(302, { location: '/graphql' }).end();
}

function notFound(_request: IncomingMessage, response: ServerResponse): void {
  answerJson(response, 404, { errors: [{ message: 'There is nothing here. GraphQL is at /graphql.' }] });
}

/** Answers a small JSON document. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
