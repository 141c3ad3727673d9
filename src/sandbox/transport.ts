/** Requests and answers on the socket: reads a body up to a limit, writes a reply whole, or as badly as a fault demands. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Manners } from './envelopes.ts';
import { html, json, refusal, unauthorized, v3 } from './envelopes.ts';
import type { Reply } from './exchange.ts';
import type { PlannedFault } from './faults.ts';

/** The complete body; null when it is larger than the limit. Rejects when the client leaves. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    // Read on without keeping anything: an answer before the end would wedge or reset many clients.
    if (bytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes > maxBytes ? null : Buffer.concat(chunks);
}

/** Writes the reply and resolves once it is handed over. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, headersFor(reply, body));
  response.end(body);
}

/** Answers as the fault demands; `reply` is what would have been said. Returns the status that was sent, null for none. */
export async function sendFault(
  response: ServerResponse,
  fault: PlannedFault,
  reply: Reply,
  manners: Manners,
  closing: AbortSignal,
): Promise<number | null> {
  switch (fault.kind) {
    case 'slow-headers':
      await delay(fault.delayMs, undefined, { signal: closing });
      sendReply(response, reply);
      return reply.status;
    case 'stalled-body':
    case 'cut-body': {
      const body = Buffer.from(reply.body);
      response.writeHead(reply.status, headersFor(reply, body));
      // Half of it must really be on its way before the connection ends.
      await new Promise<void>((sent) => response.write(body.subarray(0, Math.ceil(body.length / 2)), () => sent()));
      if (fault.kind === 'cut-body') response.socket?.destroySoon();
      return reply.status;
    }
    case 'reset':
      response.socket?.resetAndDestroy();
      return null;
    case 'status':
      return sent(response, statusReply(fault.status, manners, fault.retryAfterSeconds));
    case 'html':
      return sent(response, html(fault.status ?? 502, `${fault.status ?? 502} Bad Gateway`));
    case 'empty':
      return sent(response, { status: 200, contentType: 'application/json; charset=utf-8', body: '' });
    case 'answer': {
      const { status = 200, contentType = 'application/json; charset=utf-8', body } = fault;
      return sent(response, { status, contentType, body });
    }
  }
}

function sent(response: ServerResponse, reply: Reply): number {
  sendReply(response, reply);
  return reply.status;
}

/** The body that a generation has for an HTTP status; Retry-After where it was asked for. */
function statusReply(status: number, manners: Manners, retryAfterSeconds?: number): Reply {
  const reply =
    status === 401 ? unauthorized(manners) : manners === 'v3' && status === 500 ? v3(500) : plainRefusal(status);
  return retryAfterSeconds === undefined ? reply : { ...reply, headers: { 'retry-after': String(retryAfterSeconds) } };
}

const reasons: Readonly<Record<number, string>> = {
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

function plainRefusal(status: number): Reply {
  return status === 204 ? json({}, status) : refusal(status, reasons[status] ?? 'Error');
}

function headersFor(reply: Reply, body: Buffer) {
  return {
    'content-type': reply.contentType,
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...reply.headers,
  };
}
