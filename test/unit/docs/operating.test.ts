/** What docs/operating.md says is so: every setting with its default, every line of the log, every metric, and only what exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingNames } from '#config/settings.ts';

const page = readFileSync('docs/operating.md', 'utf8');

/** The rows of the table under a heading, as cells. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') || line.startsWith('|-'))
    .slice(2)
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

const codesIn = (cell: string) => [...cell.matchAll(/`([^`]*)`/g)].map(([, code = '']) => code);

test('the table of settings lists each one, once', () => {
  const listed = tableUnder('Settings').flatMap(([names = '']) => codesIn(names));
  expect(listed.toSorted()).toEqual(settingNames.toSorted());
});

test('and with the default that .env.example has', () => {
  const defaults = new Map(
    [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  for (const [names = '', said = ''] of tableUnder('Settings')) {
    const values = said.split(',').map((value) => codesIn(value)[0] ?? '');
    for (const [index, name] of codesIn(names).entries())
      expect(values[index] ?? '', name).toBe(defaults.get(name) ?? '');
  }
});

test('the table of log lines explains each line that the gateway writes, and no other', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('sandbox'))
    .map((path) => readFileSync(`src/${path}`, 'utf8'));
  const written = sources.flatMap((source) =>
    [...source.matchAll(/\blog(?:\.(?:info|warn|error|debug)|\[[^\]]*\])\(\s*(?:\{[^}]*\}|[\w()]+),\s*'([^']+)'/g)].map(
      ([, message = '']) => message,
    ),
  );
  // Those whose fields are written over several lines, or that have none.
  const others = ['operation', 'stopped'];
  const explained = tableUnder('What each log line means').flatMap(([message = '']) => codesIn(message));
  expect(explained.toSorted()).toEqual([...new Set([...written, ...others])].toSorted());
});

test('the metrics that it names exist', () => {
  const source = readFileSync('src/telemetry/metrics.ts', 'utf8');
  const named = tableUnder('What to watch').flatMap(([, metrics = '']) => codesIn(metrics));
  expect(named.length).toBeGreaterThan(15);
  for (const name of named.filter((name) => !name.startsWith('nodejs_')))
    expect(source).toContain(`faceki_gateway_${name}`);
});

test('the files, scripts and anchors that it names exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const [, script = ''] of page.matchAll(/`npm run ([\w-]+)`/g)) expect(Object.keys(scripts)).toContain(script);
  for (const [, path = ''] of page.matchAll(/`((?:test|ops|src)\/[\w./-]+)`/g))
    expect(existsSync(path), path).toBe(true);
  for (const [, target = ''] of page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g))
    expect(existsSync(`docs/${target}`), target).toBe(true);
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
  for (const [, anchor = ''] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
});
