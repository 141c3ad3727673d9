/** One id per request, on the answer and in the log, so that a report of a user leads to a line. */
import type { IncomingMessage } from 'node:http';

/** Letters, digits and `._-`, at most 128: anything else could forge log lines or headers. */
const sane = /^[\w.-]{1,128}$/;

/** The client's id when it is sane, else a new one. */
export function readRequestId(request: IncomingMessage, createId: () => string): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && sane.test(sent) ? sent : createId();
}
