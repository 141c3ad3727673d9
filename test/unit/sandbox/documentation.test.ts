/** `docs/sandbox.md` is complete: each outcome, endpoint, variant, fault and order of the control stands in it as it is. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { endpointNames } from '#sandbox/exchange.ts';
import { outcomes } from '#sandbox/outcomes.ts';
import { sampledVariants } from '#sandbox/variants.ts';

const text = readFileSync('docs/sandbox.md', 'utf8');

test('every outcome is listed with what each generation answers', () => {
  const rows = outcomes.map(
    ({ name, aliases, v2, v3, bio, meaning }) =>
      `| \`${[name, ...aliases].join('`, `')}\` | ${v2} | ${v3} | ${bio ?? '–'} | ${meaning} |`,
  );
  expect(rows.filter((row) => !text.includes(row))).toEqual([]);
});

test('every endpoint and every variant is listed, the variant’s default first', () => {
  expect(endpointNames.filter((name) => !text.includes(`| \`${name}\` | \``))).toEqual([]);
  const defaults = Object.entries(sampledVariants).map(([name, value]) => `| \`${name}\` | \`${value}\`, `);
  expect(defaults.filter((start) => !text.includes(start))).toEqual([]);
});

test('every order of the control is listed, in code and over HTTP', () => {
  const inCode = [...readFileSync('src/sandbox/control.ts', 'utf8').matchAll(/^ {2}(\w+)\(.*\): /gm)].map(
    ([, name]) => name,
  );
  const overHttp = [...readFileSync('src/sandbox/control-routes.ts', 'utf8').matchAll(/route\('(\w+)', '([^']*)'/g)];
  expect(inCode.length).toBeGreaterThan(15);
  expect(overHttp.length).toBeGreaterThan(15);
  expect(inCode.filter((name) => !text.includes(`\`${name}(`))).toEqual([]);
  const paths = overHttp.map(([, , path]) => `/__sandbox${path}`);
  expect(paths.filter((path) => !text.includes(path))).toEqual([]);
});

test('every fault is listed', () => {
  const kinds = [...readFileSync('src/sandbox/faults.ts', 'utf8').matchAll(/kind: '([\w-]+)'/g)].map(
    ([, kind]) => kind,
  );
  expect(kinds).toHaveLength(8);
  expect(kinds.filter((kind) => !text.includes(`| \`${kind}\``))).toEqual([]);
});
