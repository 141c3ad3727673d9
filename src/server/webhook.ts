/**
 * The door for hints that something is new at the provider. Whoever knows the secret in its path is answered with yes, at once, whatever it
 * says; what it says is handed on as text, for others to believe as little of as they like.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Secret } from '#domain/secret.ts';
import type { Handler } from './listener.ts';
import { seeOff } from './request-end.ts';
import { type StartTimer, startSystemTimer } from './timer.ts';

export interface WebhookOptions {
  readonly secret: Secret;
  /** Takes a complete body and returns at once. */
  readonly hear: (body: string) => void;
  readonly startTimer?: StartTimer;
}

export interface Webhook {
  /** True for a hint with the right secret. For anything else there is nothing here. */
  isFor(request: IncomingMessage): boolean;
  readonly handle: Handler;
}

const path = '/webhooks/faceki/';
/** Hints that carry the whole record have some 5 KB; a larger one cannot be a hint, and is answered without being heard. */
const maxBodyBytes = 64 * 1024;
/** A sender is promised an answer within two seconds; one that sends slowly is answered before it has sent all, and heard all the same. */
const answerWithinMs = 1_000;
const seeOffWithin = { maxDrainBytes: 1024 * 1024, drainTimeoutMs: 5_000 };

export function createWebhook({ secret, hear, startTimer = startSystemTimer }: WebhookOptions): Webhook {
  const expected = digest(secret.reveal());

  return {
    isFor({ method, url = '' }) {
      // Digests have one length, so the comparison takes one time whatever is sent.
      return method === 'POST' && url.startsWith(path) && timingSafeEqual(digest(url.slice(path.length)), expected);
    },

    handle(request, response) {
      const chunks: Buffer[] = [];
      let receivedBytes = 0;
      const cancelTimer = startTimer(answerWithinMs, () => answer(response));
      const leave = () => {
        cancelTimer();
        request.off('data', receive).off('end', end).off('close', leave);
      };
      const receive = (chunk: Buffer) => {
        receivedBytes += chunk.byteLength;
        chunks.push(chunk);
        if (receivedBytes <= maxBodyBytes) return;
        leave();
        seeOff(request, response, receivedBytes, { ...seeOffWithin, startTimer });
        answer(response);
      };
      const end = () => {
        leave();
        hear(Buffer.concat(chunks).toString('utf8'));
        answer(response);
      };
      request.on('data', receive).once('end', end).once('close', leave);
      // A sender that leaves now is no error of anybody's.
      request.on('error', () => {});
    },
  };
}

function answer(response: ServerResponse): void {
  if (!response.headersSent) response.writeHead(204).end();
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
