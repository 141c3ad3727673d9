/** Reads V8's CPU profiles (`node --cpu-prof`): where a server's own time went, by function and by package. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cell, table } from './markdown.ts';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** The newest profile in a folder. */
export function readProfile(folder: string): Profile {
  const name = readdirSync(folder)
    .filter((file) => file.endsWith('.cpuprofile'))
    .sort()
    .at(-1);
  if (name === undefined) throw new Error(`no profile in ${folder}`);
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

/** Tables of self time: by place (package, folder of ours, Node's own), and by function. The start is left out. */
export function reportProfile(profile: Profile, { functions = 40, skipMs = 0 } = {}): string {
  const byId = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const own = new Map<string, number>();
  const places = new Map<string, number>();
  let total = 0;
  let atUs = 0;
  for (const [index, id] of profile.samples.entries()) {
    const frame = byId.get(id);
    const spentUs = profile.timeDeltas[index] ?? 0;
    atUs += spentUs;
    if (atUs < skipMs * 1000) continue;
    if (frame === undefined || frame.functionName === '(idle)' || frame.functionName === '(root)') continue;
    total += spentUs;
    const { functionName, url, lineNumber } = frame;
    add(own, `${functionName || '(anonymous)'} ${shorten(url)}${url === '' ? '' : `:${lineNumber + 1}`}`, spentUs);
    add(places, url === '' ? functionName || '(native)' : placeOf(url), spentUs);
  }
  const rows = (times: ReadonlyMap<string, number>, limit: number): readonly (readonly Cell[])[] =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, limit)
      .map(([name, spentUs]) => [name, spentUs / 1000, `${((100 * spentUs) / total).toFixed(1)} %`]);
  const heads = ['place', 'self ms', 'of busy time'];
  return `busy: ${(total / 1000).toFixed(0)} of ${(atUs / 1000 - skipMs).toFixed(0)} ms\n\n${table(heads, rows(places, 25))}\n\n${table(['function', ...heads.slice(1)], rows(own, functions))}`;
}

function add(times: Map<string, number>, name: string, spentUs: number): void {
  times.set(name, (times.get(name) ?? 0) + spentUs);
}

function shorten(url: string): string {
  return url
    .replace(/^file:\/\/.*\/(src|node_modules)\//, (_, folder) => (folder === 'src' ? '#' : ''))
    .replace(/^file:\/\/.*\//, '');
}

function placeOf(url: string): string {
  const inPackage = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*\/node_modules\/)/.exec(url)?.[1];
  if (inPackage !== undefined) return inPackage;
  const ours = /\/src\/([^/]+)\//.exec(url)?.[1];
  if (ours !== undefined) return `#${ours}/`;
  return url.startsWith('node:') ? `node:${url.slice(5).split('/')[0]}` : shorten(url);
}
