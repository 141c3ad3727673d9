/** The pictures of docs/architecture.md name what the tree has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printed } from '#test/support/documents.ts';

const folders = readdirSync('src', { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

test('the picture of the layers has each folder of src, and no other', () => {
  const picture = printed('docs/architecture.md#architecture');
  const boxes = [...picture.matchAll(/\["(\w+)<br\/>/g)].map(([, name = '']) => name);
  expect(boxes.toSorted()).toEqual(folders.toSorted());
});

test('the README says what each folder of src is', () => {
  const table = readFileSync('README.md', 'utf8').split('## How it is built')[1] ?? '';
  const rows = [...table.matchAll(/^\| `src\/(\w+)\/` \|/gm)].map(([, name = '']) => name);
  expect(rows.toSorted()).toEqual(folders.toSorted());
});

test('the life of a verification is told by what takes part in it', () => {
  const picture = printed('docs/architecture.md#the-life-of-one-verification');
  const taking = [...picture.matchAll(/^ *participant \w+ as (\w+)\/([\w-]*)/gm)];
  expect(taking.length).toBeGreaterThan(3);
  for (const [, folder = '', file = ''] of taking) {
    expect(folders).toContain(folder);
    if (file !== '') expect(existsSync(`src/${folder}/${file}.ts`), file).toBe(true);
  }
});
