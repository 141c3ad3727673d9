/**
 * The explorer: GraphiQL with files, for browsers. Serves one page, our own modules beside it, the bundle of
 * `@graphql-yoga/graphiql` as it was published, and, in sandbox mode, the sample images. All of it comes from this
 * process; nothing is fetched from elsewhere. Knows files and headers; what the page does is in explorer/.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv, { type RequestHandler } from 'sirv';
import { answerJson, type Handler } from './listener.ts';

export interface ExplorerOptions {
  /** Folder of sample images that the page may offer (`file:`); null where there is no sandbox. */
  readonly samplesFolder: URL | null;
  /** Finds the bundle's package.json, or throws; replaced in tests. */
  readonly resolvePackage?: (specifier: string) => string;
}

export interface Explorer {
  /** Answers GET /graphql for browsers. */
  readonly page: Handler;
  /** Answers everything below /explorer/. */
  readonly assets: Handler;
}

const ownFolder = fileURLToPath(new URL('explorer/', import.meta.url));

/**
 * What the page may do. The bundle needs inline styles (its editor writes `<style>` elements), fonts as `data:`; chosen
 * files are shown as `blob:`. Workers are files of ours, so no `blob:` script is allowed anywhere.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Null when `@graphql-yoga/graphiql` is not installed, as in production installs, where it is optional. */
export function createExplorer(options: ExplorerOptions): Explorer | null {
  const { samplesFolder, resolvePackage = createRequire(import.meta.url).resolve } = options;
  const bundleFolder = findBundle(resolvePackage);
  if (bundleFolder === null) return null;

  const html = readFileSync(join(ownFolder, 'page.html'), 'utf8');
  const samples = samplesFolder === null ? null : fileURLToPath(samplesFolder);
  const serveBundle = serveFolder(bundleFolder);
  const serveOwn = serveFolder(ownFolder);
  const serveSamples = samples === null ? null : serveFolder(samples);

  return {
    page(_request, response) {
      setPolicy(response);
      response.setHeader('Cache-Control', 'no-store');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    },

    assets(request, response) {
      const path = (request.url ?? '').split('?', 1)[0]?.slice('/explorer'.length) ?? '';
      setPolicy(response);
      if (request.method !== 'GET' && request.method !== 'HEAD') return answerMethodNotAllowed(response);
      if (path === '/samples/index.json') return answerJson(response, 200, { samples: listSamples(samples) });
      const [serve, file] = findFile(path);
      if (serve === null) return answerNotFound(response);
      // Kept by the browser, but asked about each time: an ETag answers with 304 until a file has changed.
      response.setHeader('Cache-Control', 'no-cache');
      serve(withPath(request, file), response, () => {
        response.setHeader('Cache-Control', 'no-store');
        answerNotFound(response);
      });
    },
  };

  function findFile(path: string): [RequestHandler, string] | [null, ''] {
    const [, folder = '', file = ''] = /^(\/graphiql|\/samples)?(\/[\w./-]+)$/.exec(path) ?? [];
    if (folder === '/graphiql' && /\.(js|css)$/.test(file)) return [serveBundle, file];
    if (folder === '/samples' && serveSamples !== null && isImageName(file)) return [serveSamples, file];
    if (folder === '' && /^\/[\w-]+\.(js|css|svg)$/.test(file)) return [serveOwn, file];
    return [null, ''];
  }
}

function findBundle(resolvePackage: (specifier: string) => string): string | null {
  try {
    const folder = join(dirname(resolvePackage('@graphql-yoga/graphiql/package.json')), 'dist');
    return existsSync(join(folder, 'yoga-graphiql.es.js')) ? folder : null;
  } catch {
    return null;
  }
}

/** `dev` looks at the disk each time: nothing is read before a browser comes, and a file that was drawn anew is served as it is. */
function serveFolder(folder: string): RequestHandler {
  return sirv(folder, { dev: true, etag: true, extensions: [] });
}

export interface Sample {
  readonly name: string;
  readonly bytes: number;
}

function listSamples(folder: string | null): Sample[] {
  if (folder === null || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(isImageName)
    .sort()
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
}

function isImageName(name: string): boolean {
  return /^\/?[\w-][\w.-]*\.(jpe?g|png)$/i.test(name);
}

/** sirv reads the path from `url`; the listener's own prefix is none of its business. */
function withPath(request: IncomingMessage, path: string): IncomingMessage {
  request.url = path;
  return request;
}

function setPolicy(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  response.setHeader('Permissions-Policy', 'camera=(self), microphone=(), geolocation=()');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}

function answerNotFound(response: ServerResponse): void {
  answerJson(response, 404, { errors: [{ message: 'There is no such file here.' }] });
}

function answerMethodNotAllowed(response: ServerResponse): void {
  response.setHeader('Allow', 'GET, HEAD');
  answerJson(response, 405, { errors: [{ message: 'Files here can only be read.' }] });
}
