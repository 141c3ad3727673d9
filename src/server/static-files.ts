/** Files of a folder over HTTP, read as they are when they are asked for. Knows files and headers; which path leads here is the caller's. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { answerJson } from './listener.ts';

/** Answers one file; `path` is its place in the folder, with a leading slash. */
export type ServeFile = (request: IncomingMessage, response: ServerResponse, path: string) => void;

export interface StaticFilesOptions {
  readonly folder: string;
  /** The paths that are there for everybody; any other is no file. */
  readonly allowed: RegExp;
  /**
   * Kept by the browser, but asked about each time, by default: an ETag answers with 304 until a file has changed. For files whose
   * names change with their content: kept for a year.
   */
  readonly isImmutable?: boolean;
}

export function createStaticFiles({ folder, allowed, isImmutable = false }: StaticFilesOptions): ServeFile {
  // `dev` looks at the disk each time: nothing is read before a browser comes, and a file that was made anew is served as it is.
  const serve = sirv(folder, { dev: true, etag: true, extensions: [] });
  return (request, response, path) => {
    if (refuseWriting(request, response)) return;
    if (!allowed.test(path)) return answerNoFile(response);
    // sirv reads the path from `url`; the listener's own prefix is none of its business.
    request.url = path;
    response.setHeader('Cache-Control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    serve(request, response, () => {
      response.setHeader('Cache-Control', 'no-store');
      answerNoFile(response);
    });
  };
}

/** True when the request was none for reading, and has its answer. */
export function refuseWriting(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false;
  response.setHeader('Allow', 'GET, HEAD');
  answerJson(response, 405, { errors: [{ message: 'Files here can only be read.' }] });
  return true;
}

export function answerNoFile(response: ServerResponse): void {
  answerJson(response, 404, { errors: [{ message: 'There is no such file here.' }] });
}
