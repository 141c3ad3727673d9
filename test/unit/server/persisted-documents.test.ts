/** Manifests of persisted documents, in the forms that clients' tools write. */
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { findInvalid, parseManifest } from '#server/persisted-documents.ts';

test('takes the manifest that Apollo’s tools and ours write', () => {
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: 'abc', name: 'Viewer', type: 'query', body: 'query Viewer { viewer { id } }' }],
  };
  expect(parseManifest(JSON.stringify(manifest))).toEqual(new Map([['abc', 'query Viewer { viewer { id } }']]));
});

test('takes the manifest that Relay and graphql-codegen write, with or without the name of the hash', () => {
  expect(parseManifest('{ "abc": "{ a }", "sha256:def": "{ b }" }')).toEqual(
    new Map([
      ['abc', '{ a }'],
      ['def', '{ b }'],
    ]),
  );
});

test.each([
  '',
  'no JSON',
  '[]',
  'null',
  '{ "format": "apollo-persisted-query-manifest", "version": 2, "operations": [] }',
])('refuses %j, which is no manifest', (text) => {
  expect(() => parseManifest(text)).toThrow(SyntaxError);
});

test('names the documents that the schema cannot answer', () => {
  const schema = buildSchema('type Query { a: Int }');
  const documents = new Map([
    ['good', '{ a }'],
    ['from another version', '{ b }'],
    ['no GraphQL', '{'],
  ]);
  expect(findInvalid(schema, documents)).toEqual(['from another version', 'no GraphQL']);
});
