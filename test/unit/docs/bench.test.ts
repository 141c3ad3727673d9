/** The commands of bench/README.md, which take minutes and a quiet machine, are ones that the bench understands. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printed } from '#test/support/documents.ts';

const program = readFileSync('bench/run.ts', 'utf8');
const lines = printed('bench/README.md#bench')
  .trim()
  .split('\n')
  .map((line) => line.split(/ +# /));

test('the bench is installed, and started, by what is printed', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(lines[0]).toEqual(['npm ci --prefix bench']);
  expect(existsSync('bench/package-lock.json')).toBe(true);
  for (const [command] of lines.slice(1)) expect(command).toMatch(/^npm run bench( -- --|$)/);
  expect(scripts.bench).toBe('node scripts/run-bench.ts');
});

test('each printed option is one of the bench’s, each printed suite too, and none is left out', () => {
  const options = lines.slice(1).flatMap(([command = '']) => command.match(/(?<= --)[a-z]+/g) ?? []);
  expect(options.length).toBeGreaterThan(2);
  for (const option of options) expect(program).toMatch(new RegExp(`^ {4}${option}: \\{ type: `, 'm'));
  const suites = [...program.matchAll(/^ {2}'?([\w-]+)'?: run\w+,$/gm)].map(([, name = '']) => name);
  const [, listed = ''] = lines.find(([command]) => command?.includes('--only queries')) ?? [];
  expect(listed.replace('one suite again: ', '').split(', ')).toEqual(suites);
});
