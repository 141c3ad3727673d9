/**
 * The explorer: GraphiQL with files, for browsers. Serves one page, our own modules beside it, the bundle of
 * `@graphql-yoga/graphiql` as it was published, and, in sandbox mode, the sample images. All of it comes from this
 * process; nothing is fetched from elsewhere. Knows files and headers; what the page does is in explorer/.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Handler } from './listener.ts';
import { createSampleImages } from './sample-images.ts';
import { createStaticFiles } from './static-files.ts';

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
  const bundle = createStaticFiles({ folder: bundleFolder, allowed: /^\/[\w./-]+\.(js|css)$/ });
  const own = createStaticFiles({ folder: ownFolder, allowed: /^\/[\w-]+\.(js|css|svg)$/ });
  const samples = createSampleImages(samplesFolder);

  return {
    page(_request, response) {
      setPolicy(response);
      response.setHeader('Cache-Control', 'no-store');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    },

    assets(request, response) {
      setPolicy(response);
      const path = (request.url ?? '').split('?', 1)[0]?.slice('/explorer'.length) ?? '';
      const [, folder = '', file = ''] = /^(\/graphiql|\/samples)?(\/.+)$/.exec(path) ?? [];
      const serve = folder === '/graphiql' ? bundle : folder === '/samples' ? samples : own;
      serve(request, response, file);
    },
  };
}

function findBundle(resolvePackage: (specifier: string) => string): string | null {
  try {
    const folder = join(dirname(resolvePackage('@graphql-yoga/graphiql/package.json')), 'dist');
    return existsSync(join(folder, 'yoga-graphiql.es.js')) ? folder : null;
  } catch {
    return null;
  }
}

function setPolicy(response: ServerResponse): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy);
  response.setHeader('Permissions-Policy', 'camera=(self), microphone=(), geolocation=()');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
}
