/** The manifest that `npm run persist` makes. */
import { createHash } from 'node:crypto';
import { InMemoryCache } from '@apollo/client';
import { buildSchema, parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { createManifest } from '#scripts/persisted-manifest.ts';

const schema = buildSchema(`
  type Query { user: User, users: [User!]! }
  type Mutation { rename(name: String!): User }
  type User { id: ID!, name: String, friend: User }
`);

const source = `
  fragment Name on User { name }
  query Users { users { id ...Name friend { __typename id } } }
  mutation Rename($name: String!) { rename(name: $name) { id } }
`;

test('holds each operation by name, with the fragments that it uses and no others', () => {
  const { format, version, operations } = createManifest(schema, source);
  expect({ format, version }).toEqual({ format: 'apollo-persisted-query-manifest', version: 1 });
  expect(operations.map(({ name, type }) => [name, type])).toEqual([
    ['Rename', 'mutation'],
    ['Users', 'query'],
  ]);
  expect(operations.map(({ body }) => body.includes('fragment Name'))).toEqual([false, true]);
});

test('names each operation by the sha256 of its text', () => {
  for (const { id, body } of createManifest(schema, source).operations) {
    expect(id).toBe(createHash('sha256').update(body).digest('hex'));
  }
});

test('gives the ids that Apollo Client computes by itself for what it sends', () => {
  const text = 'query Friends { user { id friend { name } } }';
  const sent = print(new InMemoryCache().transformDocument(parse(text)));
  expect(createManifest(schema, text).operations).toMatchObject([
    { body: sent, id: createHash('sha256').update(sent).digest('hex') },
  ]);
});

test('says everything that is wrong with the operations at once', () => {
  const wrong = '{ users { id } } query A { user { id } } query A { nobody }';
  expect(() => createManifest(schema, wrong)).toThrow(/no name[\s\S]*A occurs twice[\s\S]*Cannot query field "nobody"/);
  expect(() => createManifest(schema, 'fragment F on User { id }')).toThrow('There is no operation.');
});
