/** What becomes of a body that nobody reads on: the answer must reach the client, and the connection must neither wedge nor be held. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type StartTimer, startSystemTimer } from './timer.ts';

export interface SeeOffOptions {
  /** How much of what is still to come is thrown away, for the sake of the connection. */
  readonly maxDrainBytes: number;
  /** And for how long. */
  readonly drainTimeoutMs: number;
  readonly startTimer?: StartTimer;
}

/**
 * To be called when the answer is about to leave. A client may still be sending, because an operation was refused or an image
 * failed early. Many clients read the answer only after they have sent all, and one that is cut off may never see it. So:
 * - a rest within the bounds is thrown away, and the connection stays usable;
 * - for a larger one the answer says `Connection: close`; the sending side is closed, the rest is thrown away up to the
 *   bounds, then the connection is cut: the lingering close of RFC 9112 section 9.6.
 */
export function seeOff(
  request: IncomingMessage,
  response: ServerResponse,
  receivedBytes: number,
  options: SeeOffOptions,
): void {
  if (request.readableEnded || request.destroyed) return;
  const { socket } = request;
  const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
  // Unknown when chunked: then we hope, and cut when it was too much.
  const restBytes = coding === undefined ? Number(length ?? 0) - receivedBytes : 0;
  if (!request.complete && restBytes > options.maxDrainBytes && !response.headersSent) response.shouldKeepAlive = false;
  // Also where the client asked for it, as nginx does in front of us.
  const closes = !request.complete && !response.shouldKeepAlive;
  // Node closes the socket as soon as such an answer is out. With unread bytes in it that is a reset, which takes the answer
  // away from many clients; so only our side is closed for now.
  if (closes) socket.destroySoon = () => socket.end();

  let drainedBytes = 0;
  const cut = () => {
    stop();
    request.pause();
    if (response.writableFinished) socket.destroy();
    else response.once('finish', () => socket.destroy());
  };
  const drain = (chunk: Buffer) => {
    drainedBytes += chunk.byteLength;
    if (drainedBytes > options.maxDrainBytes) cut();
  };
  const end = () => {
    stop();
    if (closes) cut();
  };
  const cancelTimer = (options.startTimer ?? startSystemTimer)(options.drainTimeoutMs, cut);
  const stop = () => {
    cancelTimer();
    request.off('data', drain).off('end', end).off('close', stop);
  };
  request.on('data', drain).once('end', end).once('close', stop);
  // A client that leaves now is no error of anybody's.
  request.on('error', () => {});
  request.resume();
}
