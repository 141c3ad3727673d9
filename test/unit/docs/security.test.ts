/** What docs/security.md says is there: each test that it names, each setting; and what it promises of the dependencies. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { settingNames } from '#config/settings.ts';
import { maxOperationCost } from '#schema/cost.ts';
import { operationLimits } from '#server/operation-limits.ts';

const page = readFileSync('docs/security.md', 'utf8');

test('every test that the page names exists', () => {
  const named = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every setting that the page names exists', () => {
  const named = [...page.matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=\w+)?`/g)].map(([, name = '']) => name);
  const words = ['UNAUTHENTICATED', 'BAD_USER_INPUT', 'NAME_FILE'];
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !settingNames.includes(name) && !words.includes(name))).toEqual([]);
});

test('the limits of operations are as the page says', () => {
  const { maxTokens, maxDepth, maxAliases, maxDirectives } = operationLimits;
  const said = `${maxTokens.toLocaleString('en')} tokens, depth ${maxDepth}, ${maxAliases} aliases, ${maxDirectives} directives, cost ${maxOperationCost.toLocaleString('en')}`;
  expect(page).toContain(said);
});

test('a production install has one copy of graphql, so that limits and schema mean the same language', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string; dev?: boolean; devOptional?: boolean }>;
  };
  const copies = Object.entries(packages).filter(
    ([path, { dev }]) => /(^|\/)node_modules\/graphql$/.test(path) && dev !== true,
  );
  expect(copies.map(([path]) => path)).toEqual(['node_modules/graphql']);
});

test('what production depends on is pinned exactly', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
