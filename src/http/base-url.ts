/**
 * Where requests go. Checked once, at construction, so that no token ever crosses a network in clear; and every variable part of a
 * path or query is encoded here, so that nothing a client sends can leave its place.
 */

/** The URL cannot be used as a base. The message names the reason and never repeats the URL, which may hold credentials. */
export class BaseUrlError extends Error {
  override readonly name = 'BaseUrlError';
}

/** An origin and a path prefix: https, or http on a loopback host. @throws {BaseUrlError} */
export class BaseUrl {
  readonly origin: string;
  readonly #prefix: string;

  constructor(text: string) {
    const url = URL.parse(text);
    if (url === null) throw new BaseUrlError('The base URL is not an absolute URL.');
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
      throw new BaseUrlError('The base URL must begin with https://; http:// is for loopback hosts alone.');
    }
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
      throw new BaseUrlError('The base URL must hold no credentials, query or fragment.');
    }
    this.origin = url.origin;
    this.#prefix = url.pathname.replace(/\/+$/, '');
  }

  /**
   * The request target: path segments and query values, each encoded.
   * @throws {TypeError} for an empty or dot segment, which would change the path
   */
  target(segments: readonly string[], query: Readonly<Record<string, string>> = {}): string {
    for (const segment of segments) {
      if (/^\.{0,2}$/.test(segment)) throw new TypeError('A path segment must be more than dots.');
    }
    const path = `${this.#prefix}/${segments.map(encode).join('/')}`;
    const search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`);
    return search.length === 0 ? path : `${path}?${search.join('&')}`;
  }
}

/** Half a surrogate pair, which a client may send, has no encoding; it becomes the replacement character. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** True for a URL's host name that leads to this machine alone. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
