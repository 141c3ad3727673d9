/** The sandbox's HTTP server: every request goes through the same steps, whichever endpoint it is for. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { notFound, refusal, tooLarge, unauthorized } from './envelopes.ts';
import { type Exchange, parseBody, type Reply } from './exchange.ts';
import { type FaultPlan, takesEffect } from './faults.ts';
import type { ReceivedList } from './received.ts';
import type { FindRoute, Match } from './router.ts';
import { readBody, sendFault, sendReply } from './transport.ts';
import type { World } from './world.ts';

/** Answers requests under `/__sandbox`; null for other paths. */
export type AnswerControl = (request: IncomingMessage, url: URL, body: Buffer) => Reply | null;

export interface ServerOptions {
  readonly world: World;
  readonly findRoute: FindRoute;
  readonly answerControl: AnswerControl;
  readonly faults: FaultPlan;
  readonly received: ReceivedList;
  /** Milliseconds that every answer of the vendor takes at least. */
  readonly latencyMs: () => number;
  readonly maxBodyBytes: number;
  /** Aborted when the sandbox closes, so that nothing waits on. */
  readonly closing: AbortSignal;
}

/** A server that is not listening yet. */
export function createSandboxServer(options: ServerOptions): Server {
  return createServer((request, response) => {
    serve(options, request, response).catch((problem: unknown) => {
      if (response.headersSent || request.socket.destroyed) response.destroy();
      // A mistake in a marker or in the sandbox itself: said loudly, so that nobody takes it for the vendor's answer.
      else
        sendReply(response, refusal(500, `sandbox: ${problem instanceof Error ? problem.message : 'unknown fault'}`));
    });
  });
}

async function serve(options: ServerOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  if (url.pathname.startsWith('/__sandbox')) {
    const body = await readBody(request, options.maxBodyBytes);
    const reply = body === null ? tooLarge() : options.answerControl(request, url, body);
    return sendReply(response, reply ?? refusal(404, 'The sandbox has no such control. See GET /__sandbox.'));
  }
  const match = options.findRoute(request.method ?? 'GET', url.pathname);
  const fault = match === null ? null : options.faults.take(match.route.name);
  if (fault?.kind === 'reset' && fault.when === 'before-body') {
    note(options, request, url, match, 0, [], null);
    response.socket?.resetAndDestroy();
    return;
  }
  const body = await readBody(request, options.maxBodyBytes);
  const parsed = await parseBody(body ?? Buffer.alloc(0), request.headers['content-type'] ?? '');
  const exchange: Exchange = {
    query: url.searchParams,
    headers: request.headers,
    params: match?.params ?? {},
    form: parsed.form,
    json: parsed.json,
  };
  const isCarriedOut = fault === null || takesEffect(fault);
  const reply =
    body === null ? tooLarge() : isCarriedOut ? await answer(options, match, exchange, url) : refusal(500, 'fault');
  if (match !== null && options.latencyMs() > 0)
    await delay(options.latencyMs(), undefined, { signal: options.closing });
  let status: number | null = reply.status;
  if (fault === null || match === null) sendReply(response, reply);
  else status = await sendFault(response, fault, reply, match.route.manners, options.closing);
  note(options, request, url, match, body?.length ?? 0, parsed.fields, status);
}

async function answer(options: ServerOptions, match: Match | null, exchange: Exchange, url: URL): Promise<Reply> {
  if (match === null) return notFound(url.pathname);
  const { route } = match;
  if (route.needsToken && !options.world.tokens.accepts(exchange.headers.authorization))
    return unauthorized(route.manners);
  return route.answer(exchange);
}

function note(
  options: ServerOptions,
  request: IncomingMessage,
  url: URL,
  match: Match | null,
  bytes: number,
  fields: Parameters<ReceivedList['add']>[0]['fields'],
  status: number | null,
): void {
  const length = request.headers['content-length'];
  options.received.add({
    atMs: options.world.clock(),
    endpoint: match?.route.name ?? null,
    method: request.method ?? 'GET',
    path: url.pathname,
    queryNames: [...url.searchParams.keys()],
    contentType: request.headers['content-type']?.split(';')[0] ?? null,
    contentLength: length === undefined ? null : Number(length),
    bytes,
    authorized: options.world.tokens.accepts(request.headers.authorization),
    fields,
    status,
  });
}
