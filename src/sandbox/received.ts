/** What came in: a bounded list of requests, with field names, sizes and hashes. Never values, never bytes. */
import type { EndpointName, ReceivedField } from './exchange.ts';

export interface ReceivedRequest {
  readonly number: number;
  readonly atMs: number;
  /** Null for a path that the vendor does not have. */
  readonly endpoint: EndpointName | null;
  readonly method: string;
  /** Without the query: it may carry secrets. */
  readonly path: string;
  readonly queryNames: readonly string[];
  readonly contentType: string | null;
  readonly contentLength: number | null;
  /** Bytes of the body that arrived. */
  readonly bytes: number;
  readonly authorized: boolean;
  readonly fields: readonly ReceivedField[];
  /** What was answered; null when nothing was. */
  readonly status: number | null;
}

export interface ReceivedList {
  readonly requests: readonly ReceivedRequest[];
  add(request: Omit<ReceivedRequest, 'number'>): void;
  clear(): void;
}

/** A list of the newest `limit` requests, oldest first. */
export function createReceivedList(limit = 1000): ReceivedList {
  let requests: ReceivedRequest[] = [];
  let count = 0;
  return {
    get requests() {
      return requests;
    },
    add(request) {
      count += 1;
      requests.push({ number: count, ...request });
      if (requests.length > limit) requests = requests.slice(-limit);
    },
    clear() {
      requests = [];
      count = 0;
    },
  };
}
