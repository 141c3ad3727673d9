/** What a stranger sends once is not kept for long, and what is long is not kept at all. */
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentCache, keepNothing } from '#server/document-cache.ts';

const document = parse('{ a }');

test('the operation that was used longest ago is forgotten first', () => {
  const cache = createDocumentCache({ maxDocuments: 2, maxLength: 100 });
  cache.set('a', document);
  cache.set('b', document);
  cache.get('a');
  cache.set('c', document);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual([document, undefined, document]);
});

test('a long one is parsed each time', () => {
  const cache = createDocumentCache({ maxDocuments: 2, maxLength: 5 });
  cache.set('{ a }', document);
  cache.set('{ aa }', document);
  expect([cache.get('{ a }'), cache.get('{ aa }')]).toEqual([document, undefined]);
});

test('what did not parse is not kept', () => {
  keepNothing.set('{', new Error('syntax'));
  expect(keepNothing.get('{')).toBeUndefined();
});
