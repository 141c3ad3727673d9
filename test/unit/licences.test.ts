/** What is installed in production is open source. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({
        dev: z.boolean().optional(),
        devOptional: z.boolean().optional(),
        optional: z.boolean().optional(),
        license: z.string().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** OSI-approved and permissive: nothing that asks anything of those who run or change the gateway. */
const allowed = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'MIT OR Apache-2.0',
  '(MIT OR Apache-2.0)',
  'Python-2.0',
  'CC0-1.0',
  'Unlicense',
]);

/** Their package.json says it in the old way, which npm does not put into the lock file; their LICENSE files are MIT. */
const saidElsewhere = new Set(['node_modules/busboy', 'node_modules/streamsearch']);

const production = Object.entries(lock.packages).filter(
  ([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true,
);

test('every package of a production install has an open-source licence', () => {
  expect(production.length).toBeGreaterThan(50);
  const others = production
    .filter(([path, { license }]) => !allowed.has(license ?? '') && !saidElsewhere.has(path))
    .map(([path, { license }]) => `${path}: ${license}`);
  expect(others).toEqual([]);
});

test('there is one graphql in a production install, because graphql-js refuses types of another copy', () => {
  expect(production.map(([path]) => path).filter((path) => /(^|\/)node_modules\/graphql$/.test(path))).toEqual([
    'node_modules/graphql',
  ]);
});

test('every version of package.json is pinned', () => {
  const { dependencies, devDependencies } = z
    .looseObject({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
});

test('the README says why each dependency is there', () => {
  const readme = readFileSync('README.md', 'utf8');
  const table = readme.slice(readme.indexOf('## Why each dependency'));
  const { dependencies } = z
    .looseObject({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync('package.json', 'utf8')));
  const unexplained = Object.keys(dependencies).filter((name) => !table.includes(`\`${name}\``));
  expect(unexplained).toEqual([]);
});
