/**
 * Clients that were written for the last release go on working: whatever would break one is declared, with a reason, in
 * test/fixtures/released/breaks.json, and is in the changelog of the next major version. `npm run schema:release` starts anew.
 */
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { schema } from '#schema/index.ts';
import { findBreaks } from '#test/support/schema-breaks.ts';

const released = buildSchema(readFileSync('test/fixtures/released/schema.graphql', 'utf8'));
/** By change, the reason why it has to be. */
const declared = z
  .record(z.string(), z.string().min(20))
  .parse(JSON.parse(readFileSync('test/fixtures/released/breaks.json', 'utf8')));

test('breaks no client of the last release, but for what is declared with a reason', async () => {
  expect(await findBreaks(released, schema)).toEqual(Object.keys(declared).toSorted());
});

const before = `
  type Query { a(x: Int = 1, y: Int): Int!, b: Int }
  enum Answer { YES }
  union Result = Query
  input Question { text: String, count: Int = 1 }
`;

test.each([
  ['a removed field', ['b: Int', ''], "Field 'b' was removed from object type 'Query'"],
  ['a field that may now be null', ['Int!', 'Int'], "Field 'Query.a' changed type from 'Int!' to 'Int'"],
  [
    'an argument that is now needed',
    ['y: Int', 'y: Int!'],
    "Type for argument 'y' on field 'Query.a' changed from 'Int' to 'Int!'",
  ],
  [
    'a default that means something else',
    ['x: Int = 1', 'x: Int = 2'],
    "Default value for argument 'x' on field 'Query.a' changed from '1' to '2'",
  ],
  ['an enum value that is gone', ['YES', 'NO'], "Enum value 'YES' was removed from enum 'Answer'"],
  [
    'an input that is now needed',
    ['text: String', 'text: String!'],
    "Input field 'Question.text' changed type from 'String' to 'String!'",
  ],
])('notices %s', async (_, [old = '', changed = ''], sentence) => {
  expect(await findBreaks(buildSchema(before), buildSchema(before.replace(old, changed)))).toEqual([sentence]);
});

test('lets fields, arguments, members, values and inputs be added', async () => {
  const after = `
    type Query { a(x: Int = 1, y: Int, z: Int): Int!, b: Int, c: Int }
    type Other { d: Int }
    enum Answer { YES, NO }
    union Result = Query | Other
    input Question { text: String, count: Int = 1, more: Boolean }
  `;
  expect(await findBreaks(buildSchema(before), buildSchema(after))).toEqual([]);
});
