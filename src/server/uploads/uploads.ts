/**
 * The request bodies of the GraphQL endpoint, for Yoga: multipart ones give their operation first and their files when a resolver
 * asks for them; all others are read whole, within a limit. Yoga's own reading is to be off: `multipart: false,
 * maxRequestBodySize: false`.
 *
 * Why not Yoga's own multipart, nor graphql-upload-ts: the first copies until 32 uploads of 30 MB cost 1.9 GB, the second puts
 * identity documents on the disk and costs five times the CPU of a raw pass-through.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Clock } from '#domain/ports.ts';
import { seeOff } from '#server/request-end.ts';
import { type StartTimer, startSystemTimer } from '#server/timer.ts';
import { isMultipart } from './multipart-head.ts';
import { readMultipartRequest, toRequestMistake } from './multipart-request.ts';
import { type Pace, RequestBody } from './request-body.ts';
import { UploadBudget } from './upload-budget.ts';
import { requestMistake } from './upload-map.ts';
import { useUploadRules } from './upload-rules.ts';

export interface UploadOptions {
  readonly maxFileBytes?: number;
  readonly maxFiles?: number;
  /** Memory for the files of all requests together. */
  readonly budgetBytes?: number;
  /** After so long without memory for its files a request is refused. */
  readonly budgetWaitMs?: number;
  /** For each of `operations` and `map`. */
  readonly maxFieldBytes?: number;
  /** For bodies that are not multipart. */
  readonly maxBodyBytes?: number;
  /** An upload ends after so long without a byte, */
  readonly idleTimeoutMs?: number;
  /** after so long in all, */
  readonly totalTimeoutMs?: number;
  /** and, while others wait for memory, when it is slower than this on average. */
  readonly minBytesPerSecond?: number;
  /** How much of a body is thrown away after an early answer, and for how long, before the connection is cut. */
  readonly maxDrainBytes?: number;
  readonly drainTimeoutMs?: number;
  /** Told whenever the reserved memory changes; for metrics. */
  readonly onHeldBytes?: (bytes: number) => void;
  readonly clock?: Clock;
  readonly startTimer?: StartTimer;
}

/** Room for boundaries and headers of the parts. */
const multipartOverheadBytes = 65_536;
/** An average says nothing before. */
const slowAfterMs = 5_000;

const defaults = {
  maxFileBytes: 10_000_000,
  maxFiles: 8,
  budgetBytes: 128_000_000,
  budgetWaitMs: 30_000,
  maxFieldBytes: 1_000_000,
  maxBodyBytes: 1_000_000,
  idleTimeoutMs: 30_000,
  totalTimeoutMs: 300_000,
  minBytesPerSecond: 16_000,
  // A phone's three photographs.
  maxDrainBytes: 16_000_000,
  drainTimeoutMs: 30_000,
  onHeldBytes: (_bytes: number) => {},
  clock: Date.now,
  startTimer: startSystemTimer,
};

/**
 * Reads the bodies of GraphQL requests, and holds operations to the rules for uploads (upload-rules.ts). One instance a process:
 * its memory for files is shared by all requests.
 */
export function useUploads(options: UploadOptions = {}): Plugin {
  const settings = { ...defaults, ...options };
  const { budgetBytes, clock, startTimer, maxFiles, maxFileBytes, maxFieldBytes } = settings;
  const budget = new UploadBudget({
    totalBytes: budgetBytes,
    waitMs: settings.budgetWaitMs,
    startTimer,
    onHeldBytes: settings.onHeldBytes,
  });
  const pace: Pace = {
    idleTimeoutMs: settings.idleTimeoutMs,
    totalTimeoutMs: settings.totalTimeoutMs,
    isTooSlow: (bytes, elapsedMs) =>
      budget.isContended && elapsedMs >= slowAfterMs && bytes * 1000 < settings.minBytesPerSecond * elapsedMs,
  };
  const multipart = {
    maxFiles,
    maxFileBytes,
    maxFieldBytes,
    // What can never be reserved is refused at once.
    maxBodyBytes: Math.min(budgetBytes, maxFiles * maxFileBytes + 2 * maxFieldBytes + multipartOverheadBytes),
    pace,
    budget,
  };
  const bodies = new WeakMap<IncomingMessage, RequestBody>();

  return {
    onPluginInit({ addPlugin }) {
      addPlugin(useUploadRules());
    },

    onRequest({ serverContext }) {
      const node = nodeMessages(serverContext);
      if (node !== null && mayHaveBody(node.req))
        bodies.set(node.req, new RequestBody(node.req, { clock, startTimer }));
    },

    onRequestParse({ requestParser, setRequestParser, serverContext, fetchAPI }) {
      const node = nodeMessages(serverContext);
      const body = node && bodies.get(node.req);
      // Something in front of us, such as Express's JSON parser, may have read it.
      if (!body || node.req.method !== 'POST' || node.req.readableDidRead) return;
      const { req, res } = node;
      const contentType = req.headers['content-type'] ?? '';
      if (isMultipart(contentType)) {
        setRequestParser(async () => {
          refuseContentCoding(req);
          const { params, session } = await readMultipartRequest(body, contentType, multipart);
          // Comes after the answer was sent, and when the client has left.
          if (session !== null) res.once('close', () => session.close());
          if (res.closed) session?.close();
          return params;
        });
      } else if (requestParser !== undefined) {
        setRequestParser(async ({ url, method, headers, signal }) => {
          refuseContentCoding(req);
          const bytes = await readWhole(body, settings.maxBodyBytes, pace);
          // Made of a buffer it is parsed without a stream; Yoga's own limit would rebuild it around a TransformStream.
          return requestParser(new fetchAPI.Request(url, { method, headers, signal, body: bytes }));
        });
      }
    },

    onResponse({ serverContext }) {
      const node = nodeMessages(serverContext);
      const body = node && bodies.get(node.req);
      if (!body) return;
      body.interrupt('ANSWERED');
      const { maxDrainBytes, drainTimeoutMs } = settings;
      seeOff(node.req, node.res, body.receivedBytes, { maxDrainBytes, drainTimeoutMs, startTimer });
    },
  };
}

/** Null for `yoga.fetch`, which has no socket; Yoga reads such bodies itself, and refuses multipart. */
function nodeMessages(serverContext: unknown): { req: IncomingMessage; res: ServerResponse } | null {
  if (typeof serverContext !== 'object' || serverContext === null) return null;
  if (!('req' in serverContext && 'res' in serverContext)) return null;
  const { req, res } = serverContext;
  return req instanceof IncomingMessage && res instanceof ServerResponse ? { req, res } : null;
}

function mayHaveBody({ method, headers }: IncomingMessage): boolean {
  return method === 'POST' || headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function refuseContentCoding({ headers }: IncomingMessage): void {
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding.toLowerCase() !== 'identity') throw requestMistake('Compressed request bodies are not supported.', 415);
}

async function readWhole(body: RequestBody, maxBytes: number, pace: Pace): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  try {
    body.limitTo(maxBytes);
    body.startWatch(pace);
    for (let chunk = await body.pull(); chunk !== null; chunk = await body.pull()) chunks.push(chunk);
  } catch (error) {
    throw toRequestMistake(error);
  } finally {
    body.stopWatch();
  }
  return Buffer.concat(chunks);
}
