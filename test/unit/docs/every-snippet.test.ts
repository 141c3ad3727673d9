/**
 * Nothing is printed that no test knows: each fenced block of each document, and each command in its sentences, is run by a test
 * (`printed(…)` and `said(…)` of test/support/documents.ts), copied from a tested file, run by CI, or stands in one of the short lists
 * below with the reason why it cannot be run.
 */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { blocksOf, commandsOf, documents } from '#test/support/documents.ts';

/** Blocks that no machine of ours can run. They are held against what they speak of: the test that does so names them. */
const notRun: Readonly<Record<string, string>> = {
  'bench/README.md#bench': 'measures for many minutes: options and suites are compared with the program',
  'docs/architecture.md#architecture': 'a picture: its folders are compared with the tree',
  'docs/architecture.md#the-life-of-one-verification': 'a picture: its participants are compared with the tree',
  'docs/operating.md#in-a-container': 'needs a container engine: files, settings and ports are compared',
  'docs/supergraph.md#cosmo': 'needs the Cosmo router: sizes, times and headers are compared',
  'docs/supergraph.md#cosmo:2': 'needs the Cosmo router: sizes, times and headers are compared',
  'docs/supergraph.md#apollo-router': 'needs Apollo Router: sizes, times and headers are compared',
  'examples/codegen/README.md#typed-operations-from-schemagraphql-alone':
    'installs packages: they, and what is run, are compared with package.json, whose scripts CI runs',
};

/** Commands in sentences that tests do not run, because they take minutes, or a machine that nobody else uses. */
const notRunCommands: Readonly<Record<string, string>> = {
  'npm run resilience': 'plays the faults of test/integration/resilience.test.ts',
  'npm run rolling-restart': 'plays what test/e2e/rolling-restart.e2e.ts plays',
  'npm run bench': 'measures, for many minutes',
  'npm install --omit=dev': 'what the bench measures the size of; npm run smoke installs the same',
};

const sources = [...globSync('test/**/*.ts'), ...globSync('scripts/*.ts')]
  .filter((path) => !path.includes('node_modules'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));

/** What the sources call a function with, and where. */
function callsOf(name: string): ReadonlyMap<string, readonly string[]> {
  const calls = new Map<string, string[]>();
  for (const { path, text } of sources)
    for (const [, , argument = ''] of text.matchAll(new RegExp(`\\b${name}\\(\\s*(['"])(.+?)\\1,?\\s*\\)`, 'g')))
      calls.set(argument, [...(calls.get(argument) ?? []), path]);
  return calls;
}

const printedIn = callsOf('printed');
const saidIn = callsOf('said');
const isRun = (paths: readonly string[] | undefined) => paths?.some((path) => !path.startsWith('test/unit/')) === true;

const runBlocks = documents()
  .flatMap(blocksOf)
  .filter(({ name }) => isRun(printedIn.get(name)));

describe.each(documents())('%s', (document) => {
  const blocks = blocksOf(document).filter(({ isFromFile }) => !isFromFile);

  test('prints no block that is neither run nor, with its reason, held against what it speaks of', () => {
    const unknown = blocks.filter(
      ({ name }) => !isRun(printedIn.get(name)) && !(name in notRun && printedIn.has(name)),
    );
    expect(unknown.map(({ name }) => name)).toEqual([]);
  });

  test('names no command that is run by neither a test nor CI', () => {
    const ci = readFileSync('.ci/run', 'utf8').split('\n');
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    // `npm cit` is `npm ci`, then `npm test`, whose end-to-end tests are of the process.
    const byCi = ['npm ci', 'npm test', 'node src/main.ts', ...ci, ...(scripts.test ?? '').split(' && ')];
    const unknown = commandsOf(document).filter(
      (command) =>
        !saidIn.has(command) &&
        !byCi.some((line) => line.startsWith(command)) &&
        !Object.keys(notRunCommands).some((known) => command.startsWith(known)) &&
        !runBlocks.some(({ text }) => text.includes(command)),
    );
    expect(unknown).toEqual([]);
  });
});

test('the lists hold nothing that is run after all, and nothing that is not printed', () => {
  const names = documents().flatMap((document) => blocksOf(document).map(({ name }) => name));
  expect(Object.keys(notRun).filter((name) => !names.includes(name) || isRun(printedIn.get(name)))).toEqual([]);
  const commands = documents().flatMap(commandsOf);
  expect(Object.keys(notRunCommands).filter((name) => !commands.includes(name) || saidIn.has(name))).toEqual([]);
});
