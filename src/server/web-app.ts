/**
 * The web app of `examples/web`, where it has been built: its page, its files, and the sandbox's sample images. Offered beside the
 * sandbox alone; with a real account an app of one's own stands elsewhere. Knows files and headers.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Handler } from './listener.ts';
import { createSampleImages } from './sample-images.ts';
import { answerNoFile, createStaticFiles, refuseWriting } from './static-files.ts';

export interface WebAppOptions {
  /** The web app's own folder (`file:`); what is built stands in its `dist/`. */
  readonly folder: URL;
  /** Folder of the sample images that it offers. */
  readonly samplesFolder: URL | null;
}

export interface WebApp {
  /** Answers /app and everything below. */
  readonly handler: Handler;
  /** Looks at the disk: it may be built while the gateway runs. */
  readonly isBuilt: () => boolean;
}

/** What the build leaves where a nonce belongs (Vite's `html.cspNonce`). */
const noncePlaceholder = '__CSP_NONCE__';

/** Null where the web app is not there at all, as in the published package. */
export function createWebApp({ folder, samplesFolder }: WebAppOptions): WebApp | null {
  if (!existsSync(folder)) return null;
  const built = new URL('dist/', folder);
  const path = fileURLToPath(built);
  const samples = createSampleImages(samplesFolder);
  const assets = createStaticFiles({ folder: path, allowed: /^\/assets\/[\w-][\w.-]*$/, isImmutable: true });
  const rest = createStaticFiles({ folder: path, allowed: /^\/[\w-]+\.(svg|png|ico)$/ });

  const readPage = () => {
    try {
      return readFileSync(new URL('index.html', built), 'utf8');
    } catch {
      return null;
    }
  };

  return {
    isBuilt: () => readPage() !== null,

    handler(request, response) {
      const file = (request.url ?? '').split('?', 1)[0]?.slice('/app'.length) ?? '';
      // Its links are relative to the folder. Not yet built: the start page says how.
      const html = file === '/' ? readPage() : null;
      if (file === '' || (file === '/' && html === null)) return redirect(response, file === '' ? '/app/' : '/');
      setHeaders(response);
      if (html !== null) return refuseWriting(request, response) ? undefined : answerPage(response, html);
      if (file.startsWith('/samples/')) return samples(request, response, file.slice('/samples'.length));
      if (file.startsWith('/assets/')) return assets(request, response, file);
      return file.includes('.') ? rest(request, response, file) : answerNoFile(response);
    },
  };
}

function answerPage(response: ServerResponse, html: string): void {
  const nonce = randomBytes(16).toString('base64url');
  response.setHeader('Content-Security-Policy', policyWith(nonce));
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html.replaceAll(noncePlaceholder, nonce));
}

/** react-aria adds two style elements of its own, with the page's nonce. Photos are shown as `blob:`; the camera needs no entry. */
function policyWith(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function setHeaders(response: ServerResponse): void {
  response.setHeader('Permissions-Policy', 'camera=(self), microphone=(), geolocation=()');
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}
