/** What a list of loaded modules says: from which packages they come, how much source that is, and which of them nothing uses yet. */
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface ModulePlace {
  readonly place: string;
  readonly modules: number;
  readonly kilobytes: number;
}

/** By package, or by folder of ours; the largest first. */
export function weighModules(urls: readonly string[]): readonly ModulePlace[] {
  const places = new Map<string, { modules: number; bytes: number }>();
  for (const url of urls) {
    const place = placeOf(url);
    const sum = places.get(place) ?? { modules: 0, bytes: 0 };
    const path = url.startsWith('file:') ? fileURLToPath(url) : '';
    places.set(place, { modules: sum.modules + 1, bytes: sum.bytes + (existsSync(path) ? statSync(path).size : 0) });
  }
  return [...places]
    .map(([place, { modules, bytes }]) => ({ place, modules, kilobytes: bytes / 1000 }))
    .sort((a, b) => b.kilobytes - a.kilobytes);
}

/** What is for trying out, for the other engine or for traces. Which of it a mode needs from the start is said here. */
const optional: readonly { readonly what: string; readonly pattern: RegExp; readonly neededBy: readonly string[] }[] = [
  { what: 'the sandbox', pattern: /\/src\/sandbox\//, neededBy: ['sandbox'] },
  {
    what: 'the explorer',
    pattern: /\/src\/server\/(.*\/)?(explorer|start-page|web-app|static-files)/,
    neededBy: ['sandbox'],
  },
  { what: 'sample images', pattern: /\/src\/server\/(.*\/)?sample-images/, neededBy: ['sandbox'] },
  { what: 'GraphiQL', pattern: /\/node_modules\/(@graphql-yoga\/(graphiql|render-graphiql)|graphiql)\//, neededBy: [] },
  { what: 'OpenTelemetry beyond its API', pattern: /\/node_modules\/@opentelemetry\/(?!api\/)/, neededBy: [] },
  { what: 'OpenTelemetry API', pattern: /\/node_modules\/@opentelemetry\/api\//, neededBy: [] },
  { what: 'PostgreSQL', pattern: /\/node_modules\/(pg|pg-[a-z]+)\//, neededBy: [] },
  { what: 'pino-pretty', pattern: /\/node_modules\/pino-pretty\//, neededBy: [] },
  { what: 'sirv', pattern: /\/node_modules\/sirv\//, neededBy: ['sandbox'] },
];

/** One line for each thing that this mode loaded and does not need to be ready, with its modules' number. */
export function unneededModules(urls: readonly string[], mode: string): readonly string[] {
  return optional.flatMap(({ what, pattern, neededBy }) => {
    const loaded = urls.filter((url) => pattern.test(url));
    if (loaded.length === 0 || neededBy.includes(mode)) return [];
    return [`${what}: ${loaded.length} ${loaded.length === 1 ? 'module' : 'modules'}`];
  });
}

function placeOf(url: string): string {
  const inPackage = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
  if (inPackage !== undefined) return inPackage;
  const ours = /\/src\/([^/]+)\//.exec(url)?.[1];
  return ours === undefined ? 'src' : `#${ours}/`;
}
