/** The results as they are kept: one JSON file a suite, with the machine, the versions and the load under which they came about. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { LastByteResults } from '../suites/last-byte.ts';
import type { QueryResults } from '../suites/queries.ts';
import type { RowsResults } from '../suites/rows.ts';
import type { SoakResults } from '../suites/soak.ts';
import type { StartResults } from '../suites/start.ts';
import type { SubscribersResults } from '../suites/subscribers.ts';
import type { TwoProcessesResults } from '../suites/two-processes.ts';
import type { UploadResults } from '../suites/uploads.ts';

export interface SuiteResults {
  readonly uploads: UploadResults;
  readonly queries: QueryResults;
  readonly rows: RowsResults;
  readonly subscribers: SubscribersResults;
  readonly start: StartResults;
  readonly two: TwoProcessesResults;
  readonly 'last-byte': LastByteResults;
  readonly soak: SoakResults;
}

export type SuiteName = keyof SuiteResults;

export interface Kept<Results> {
  readonly measuredAt: string;
  readonly isQuick: boolean;
  readonly machine: string;
  /** One minute's, before the suite began. */
  readonly loadBefore: number;
  readonly tookSeconds: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly results: Results;
}

export type AllKept = { readonly [Name in SuiteName]?: Kept<SuiteResults[Name]> };

const folder = new URL('../results/', import.meta.url);

export function keepResults<Name extends SuiteName>(name: Name, kept: Kept<SuiteResults[Name]>): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(kept, rounded, 1)}\n`);
}

/** Whatever has been measured so far. */
export function readResults(): AllKept {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return Object.fromEntries(
    names.map((name) => [
      name.replace(/\.json$/, ''),
      JSON.parse(readFileSync(new URL(name, folder), 'utf8'), (_key, value) =>
        value === notANumber ? Number.NaN : value,
      ),
    ]),
  );
}

const notANumber = 'NaN';

/** JSON has neither NaN nor infinity; more than five digits carry nothing. */
function rounded(_key: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return !Number.isFinite(value) ? notANumber : Number(value.toPrecision(5));
}

export function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${memory} GiB, Linux, Node ${process.version}`;
}

/** Of everything that is measured, as it is installed. */
export function readVersions(): Readonly<Record<string, string>> {
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const versions: Record<string, string> = {};
  for (const name of Object.keys(read('../package.json').dependencies))
    versions[name] = read(`../node_modules/${name}/package.json`).version;
  const gateway = read('../../package.json');
  for (const name of ['graphql-yoga', '@pothos/core', 'graphql-jit', 'undici', 'kysely'])
    if (name in gateway.dependencies) versions[`gateway: ${name}`] = gateway.dependencies[name];
  return versions;
}
