/** Which pages of other origins may call this gateway from a browser (Fetch standard, section "CORS protocol"). Reads no cookie, so it never allows any. */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What scripts of allowed pages may read of an answer, beside what they always may. */
const exposed = 'X-Request-Id, Retry-After, WWW-Authenticate';
/** Browsers ask again after this; Chromium's own limit is two hours. */
const rememberedSeconds = 7_200;
/** Header names and nothing else, so that an answer never repeats what a stranger made up. */
const headerNames = /^[\w-]+(?:\s*,\s*[\w-]+)*$/;

/** Puts the headers of the protocol on an answer. Resolves a preflight itself, and says so with `true`. */
export type Cors = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * An origin that is not listed gets no header at all: not even `null`, which would let sandboxed pages in.
 * @param origins exactly as browsers write them, e.g. `https://app.example.com`
 */
export function createCors(origins: readonly string[]): Cors {
  const allowed = new Set(origins);
  return (request, response) => {
    if (allowed.size === 0) return false;
    response.appendHeader('Vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !allowed.has(origin)) return false;
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', exposed);
    // The browser itself refuses no-cors uses otherwise.
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false;

    const wanted = request.headers['access-control-request-headers'] ?? '';
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
    if (headerNames.test(wanted)) response.setHeader('Access-Control-Allow-Headers', wanted);
    response.setHeader('Access-Control-Max-Age', String(rememberedSeconds));
    response.writeHead(204).end();
    return true;
  };
}
