/**
 * Requests that are under way, and what becomes of new ones when the process is about to stop: those under way are finished, new ones are
 * sent elsewhere, and connections are not kept.
 */
import type { ServerResponse } from 'node:http';
import { answerJson, type Handler } from './listener.ts';
import { seeOff } from './request-end.ts';

export interface Draining {
  readonly hasBegun: boolean;
  /** Requests that are not answered to the last byte yet. */
  readonly underWay: number;
  /** The same handler, whose requests are waited for, and which takes no new ones after `begin`. */
  guard(handler: Handler): Handler;
  begin(): void;
  /** Resolves when no request is under way. */
  idle(): Promise<void>;
}

/** Another replica takes it at once; a single one is back after its restart. */
const retryAfterSeconds = 1;
/** How much of a body that nobody wants is thrown away, so that its sender gets to read the answer: a phone's three photographs. */
const seeOffOptions = { maxDrainBytes: 16_000_000, drainTimeoutMs: 5_000 };

export function createDraining(): Draining {
  const underWay = new Set<ServerResponse>();
  let hasBegun = false;
  let becameIdle = Promise.withResolvers<void>();

  function track(response: ServerResponse): void {
    underWay.add(response);
    // Comes after the last byte of the answer, and when the client has left.
    response.once('close', () => {
      underWay.delete(response);
      if (underWay.size > 0) return;
      becameIdle.resolve();
      becameIdle = Promise.withResolvers<void>();
    });
  }

  return {
    get hasBegun() {
      return hasBegun;
    },
    get underWay() {
      return underWay.size;
    },
    guard: (handler) => (request, response, requestId) => {
      if (!hasBegun) {
        track(response);
        return handler(request, response, requestId);
      }
      response.setHeader('retry-after', String(retryAfterSeconds));
      response.shouldKeepAlive = false;
      seeOff(request, response, 0, seeOffOptions);
      const message = 'This process is about to stop. Send the request again, with the same idempotency key.';
      answerJson(response, 503, {
        errors: [{ message, extensions: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds } }],
      });
    },
    begin() {
      hasBegun = true;
      for (const response of underWay) response.shouldKeepAlive = false;
    },
    idle: async () => {
      while (underWay.size > 0) await becameIdle.promise;
    },
  };
}
