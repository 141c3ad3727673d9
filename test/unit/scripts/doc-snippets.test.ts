/** Code and tables in the documents are the ones that are tested. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fillIn } from '#scripts/doc-snippets.ts';
import { docSources, markedDocuments } from '#scripts/doc-sources.ts';
import { allClients } from '#test/support/clients/all.ts';

const sources = {
  readFile: (path: string) => (path === 'a.ts' ? 'one\n// #region two\n  two\n// #endregion\nthree\n' : ''),
  tables: { numbers: '| 1 |' },
};

test('puts a file, a region of one and a table where they are marked, and leaves the rest', () => {
  const before = [
    'Text.',
    '<!-- code: a.ts -->\nold\n<!-- /code -->',
    '<!-- code: a.ts#two -->\n<!-- /code -->',
    '<!-- table: numbers -->\n<!-- /table -->',
  ].join('\n\n');
  const after = [
    'Text.',
    '<!-- code: a.ts -->\n```ts\none\n// #region two\n  two\n// #endregion\nthree\n```\n<!-- /code -->',
    '<!-- code: a.ts#two -->\n```ts\ntwo\n```\n<!-- /code -->',
    '<!-- table: numbers -->\n| 1 |\n<!-- /table -->',
  ].join('\n\n');
  expect(fillIn(before, sources)).toBe(after);
  expect(fillIn(after, sources)).toBe(after);
});

test.each([
  ['a region that is not there', '<!-- code: a.ts#four -->\n<!-- /code -->', 'has no region four'],
  ['a table that is not there', '<!-- table: letters -->\n<!-- /table -->', 'There is no table letters'],
  ['a mark without an end', '<!-- code: a.ts -->', 'A mark has no end'],
])('refuses %s', (_, text, message) => {
  expect(() => fillIn(text, sources)).toThrow(message);
});

test.each(markedDocuments())('%s shows the code and the figures of today (npm run docs)', (path) => {
  const text = readFileSync(path, 'utf8');
  expect(fillIn(text, docSources())).toBe(text);
});

test('each client of the matrix has an end-to-end test of its own', () => {
  const files = readdirSync('test/e2e/clients').map((name) => readFileSync(`test/e2e/clients/${name}`, 'utf8'));
  expect(files.filter((text) => /^prove\(/m.test(text))).toHaveLength(allClients.length);
  const proven = files.map((text) => /^prove\((\w+)/m.exec(text)?.[1]);
  expect(new Set(proven).size).toBe(allClients.length);
});

test('the documents print no code of clients but what is taken from files', () => {
  const text = readFileSync('docs/clients.md', 'utf8').replaceAll(/<!-- code: [\s\S]*?<!-- \/code -->/g, '');
  expect(text).not.toMatch(/```(ts|js)/);
});
