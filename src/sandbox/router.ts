/** Finds the route of a request: method and path, where `:name` stands for one segment. */
import type { Manners } from './envelopes.ts';
import type { EndpointName, Exchange, Reply } from './exchange.ts';

export interface Route {
  readonly name: EndpointName;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly manners: Manners;
  /** True for token routes; by-link routes, images and pages are open. */
  readonly needsToken: boolean;
  readonly answer: (exchange: Exchange) => Reply | Promise<Reply>;
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Looks a route up; null when the vendor has no such path. */
export type FindRoute = (method: string, path: string) => Match | null;

/** A router over these routes. */
export function createRouter(routes: readonly Route[]): FindRoute {
  return (method, path) => {
    for (const route of routes) {
      if (route.method !== method) continue;
      const params = matchPath(route.path, path);
      if (params !== null) return { route, params };
    }
    return null;
  };
}

/** The named segments of the path; null when it is another path. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  return params;
}
