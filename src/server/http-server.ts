/** The HTTP server: Node's, with limits on what a connection may take up before and between requests. Bodies have limits of their own (uploads.ts). */
import { createServer, type RequestListener, type Server } from 'node:http';

export interface HttpLimits {
  /** A request's headers have to be there after so long, ms: the answer to senders of one byte now and then. */
  readonly headersTimeoutMs: number;
  /** And all of it, ms. Uploads may take five minutes (design section 3). */
  readonly requestTimeoutMs: number;
  /** How often both are looked at, ms. */
  readonly checkEveryMs: number;
  /** An idle connection is kept so long, ms: longer than load balancers keep theirs (60 s mostly), so that they are the ones to close. */
  readonly keepAliveMs: number;
  /** In bytes, all headers of a request together. */
  readonly maxHeaderBytes: number;
  readonly maxHeaders: number;
  /** More are closed as they come, so that one flood does not use up the memory or the files of the process. */
  readonly maxConnections: number;
}

export const httpLimits: HttpLimits = {
  headersTimeoutMs: 15_000,
  requestTimeoutMs: 300_000,
  checkEveryMs: 2_000,
  keepAliveMs: 65_000,
  maxHeaderBytes: 16_384,
  maxHeaders: 100,
  maxConnections: 10_000,
};

/** Not listening yet. */
export function createHttpServer(listener: RequestListener, limits: HttpLimits = httpLimits): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: limits.checkEveryMs,
      keepAliveTimeout: limits.keepAliveMs,
      maxHeaderSize: limits.maxHeaderBytes,
      // A peer that vanished without a word (half-open) is found by the system's own probes.
      keepAlive: true,
      keepAliveInitialDelay: 30_000,
    },
    listener,
  );
  server.maxHeadersCount = limits.maxHeaders;
  server.maxConnections = limits.maxConnections;
  return server;
}
