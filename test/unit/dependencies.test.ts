/** What the sources import is what a production install has, and the other way round. */
import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect, test } from 'vitest';

const { dependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  'dependencies' | 'peerDependencies',
  Record<string, string>
>;

/** Packages by name, types left out: they are gone when the package runs. */
const imported = new Set(
  globSync('src/**/*.ts').flatMap((path) =>
    [
      ...readFileSync(path, 'utf8')
        .replaceAll(/^import type [^;]*;$/gm, '')
        .matchAll(/(?:^(?:import|export)\b[^';]*\bfrom |^import |\bimport\()\s*'([^'#.][^']*)'/gm),
    ]
      .map(([, specifier = '']) => specifier)
      .filter((specifier) => !isBuiltin(specifier))
      .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier),
  ),
);

test('every package that the sources import comes with a production install, or is said to be the user’s to install', () => {
  const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  expect([...imported].filter((name) => !known.includes(name))).toEqual([]);
});

test('every package that comes with a production install is imported', () => {
  expect(Object.keys(dependencies).filter((name) => !imported.has(name))).toEqual([]);
});
