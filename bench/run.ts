/**
 * `npm run bench`: measures suite by suite, keeps what came out in results/, and writes README.md and the pictures from all that is kept.
 *
 *   npm run bench -- [--only uploads,queries,rows,subscribers,start,two,last-byte,soak] [--quick] [--minutes 15] [--checkout <folder>/]
 *   npm run bench -- --render        README and pictures alone
 *
 * `--quick` shows that it works; its figures are not for comparing. `--checkout` measures another checkout of the gateway. Load goes to
 * 127.0.0.1 alone.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { drawPictures } from './report/pictures.ts';
import {
  describeMachine,
  keepResults,
  readResults,
  readVersions,
  type SuiteName,
  type SuiteResults,
} from './report/results.ts';
import { renderReport } from './report/sections.ts';
import { startUpstream } from './servers/upstream-messages.ts';
import { runLastByte } from './suites/last-byte.ts';
import { runQueries } from './suites/queries.ts';
import { runRows } from './suites/rows.ts';
import { runSoak } from './suites/soak.ts';
import { runStart } from './suites/start.ts';
import { runSubscribers } from './suites/subscribers.ts';
import type { SuiteContext } from './suites/suite.ts';
import { runTwoProcesses } from './suites/two-processes.ts';
import { runUploads } from './suites/uploads.ts';

const suites: { readonly [Name in SuiteName]: (context: SuiteContext) => Promise<SuiteResults[Name]> } = {
  uploads: runUploads,
  queries: runQueries,
  rows: runRows,
  subscribers: runSubscribers,
  start: runStart,
  two: runTwoProcesses,
  'last-byte': runLastByte,
  soak: runSoak,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '15' },
    checkout: { type: 'string' },
    render: { type: 'boolean', default: false },
  },
});
const isQuick = values.quick;
const minutes = isQuick && values.minutes === '15' ? 0.5 : Number(values.minutes);

for (const name of values.render ? [] : namesOf(values.only)) {
  // One that fails must not take an hour of the others along.
  await measure(name).catch((error: unknown) => {
    console.error(`${name} FAILED, what was kept of it before stays:`, error);
    process.exitCode = 1;
  });
}
render();

function namesOf(only: string | undefined): readonly SuiteName[] {
  const known = Object.keys(suites) as SuiteName[];
  if (only === undefined) return known;
  return only.split(',').map((wanted) => {
    const name = known.find((each) => each === wanted.trim());
    if (name === undefined) throw new Error(`There is no suite ${wanted}; there are ${known.join(', ')}.`);
    return name;
  });
}

async function measure<Name extends SuiteName>(name: Name): Promise<void> {
  const beganMs = performance.now();
  const loadBefore = loadavg()[0] ?? 0;
  console.log(`${name}, load average before it ${loadBefore.toFixed(1)}`);
  const log = join(tmpdir(), `gateway-bench-upstream-${process.pid}.log`);
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rmSync(log, { force: true }));
  const upstream = opened.use(await startUpstream(log));
  const say = (line: string) => console.log(line);
  const results = await suites[name]({ upstream, isQuick, minutes, checkout: values.checkout, say });
  const tookSeconds = (performance.now() - beganMs) / 1000;
  console.log(`${name} took ${tookSeconds.toFixed(0)} s`);
  keepResults(name, {
    measuredAt: new Date().toISOString(),
    isQuick,
    machine: describeMachine(),
    loadBefore,
    tookSeconds,
    versions: readVersions(),
    results,
  });
}

function render(): void {
  const kept = readResults();
  const drawn = drawPictures(kept);
  const readme = new URL('./README.md', import.meta.url);
  const [before = '', , after = ''] = readFileSync(readme, 'utf8').split(/<!-- results -->/);
  writeFileSync(readme, `${before}<!-- results -->\n\n${renderReport(kept)}\n\n<!-- results -->${after}`);
  console.log(`README.md and ${drawn.length} pictures are written`);
}
