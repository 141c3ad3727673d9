import { buildSchema, parse, specifiedRules, validate } from 'graphql';
import { expect, test } from 'vitest';
import { oneUploadField } from '#server/uploads/upload-rules.ts';

const schema = buildSchema(/* GraphQL */ `
  scalar Upload
  input Side { front: Upload!, next: Side }
  input Person { selfie: Upload, documents: [Side!]!, knows: Person }
  input Loop { self: Loop, other: Knot }
  input Knot { loop: Loop, side: Side }
  type Query { hello: String, look(image: Upload): Boolean }
  type Mutation {
    verify(input: Person!): Boolean
    login(selfie: Upload!): Boolean
    tie(loop: Loop, knot: Knot): Boolean
    greet(name: String): String
  }
  type Subscription { watch(image: Upload, other: Upload): Boolean }
`);

function refusals(query: string): string[] {
  return validate(schema, parse(query), [...specifiedRules, oneUploadField]).map(({ extensions }) =>
    String(extensions.code),
  );
}

const variables = '($a: Upload!, $b: Upload!, $p: Person!, $yes: Boolean!)';
const use = '@include(if: $yes)';

test.each([
  ['one field', `mutation ($a: Upload!) { login(selfie: $a) }`],
  [
    'one field beside others without files',
    `mutation ($a: Upload!) { login(selfie: $a) one: greet(name: "x") two: greet(name: "y") }`,
  ],
  ['the same field twice, which is executed once', `mutation ($a: Upload!) { login(selfie: $a) login(selfie: $a) }`],
  [
    'one field in a fragment that is spread twice',
    `mutation ($a: Upload!) { ...F ...F } fragment F on Mutation { login(selfie: $a) }`,
  ],
  [
    'one field in each of two operations',
    `mutation A($a: Upload!) { login(selfie: $a) } mutation B($a: Upload!) { login(selfie: $a) }`,
  ],
  ['no file at all', `{ hello }`],
])('allows %s', (_, query) => {
  expect(refusals(query)).toEqual([]);
});

test.each([
  ['two fields', `mutation ${variables} { login(selfie: $a) verify(input: $p) again: login(selfie: $b) ${use} }`],
  ['one field under two aliases', `mutation ($a: Upload!) { x: login(selfie: $a) y: login(selfie: $a) }`],
  [
    'a hundred aliases',
    `mutation ($a: Upload!) { ${Array.from({ length: 100 }, (_, i) => `a${i}: login(selfie: $a)`).join(' ')} }`,
  ],
  [
    'a second field that may be left out',
    `mutation ($a: Upload!, $yes: Boolean!) { login(selfie: $a) y: login(selfie: $a) @skip(if: $yes) }`,
  ],
  [
    'a second field in an inline fragment',
    `mutation ($a: Upload!) { login(selfie: $a) ... on Mutation { y: login(selfie: $a) } }`,
  ],
  [
    'a second field in nested fragments',
    `mutation ($a: Upload!) { login(selfie: $a) ...F } fragment F on Mutation { ...G } fragment G on Mutation { y: login(selfie: $a) }`,
  ],
  ['files deep in the input', `mutation ($p: Person!) { x: verify(input: $p) y: verify(input: $p) }`],
  ['files in inputs that contain each other', `mutation ($l: Loop, $k: Knot) { x: tie(loop: $l) y: tie(knot: $k) }`],
  ['queries', `query ($a: Upload) { x: look(image: $a) y: look(image: $a) }`],
])('refuses %s', (_, query) => {
  expect(refusals(query)).toContain('BAD_USER_INPUT');
});

test('does not follow fragments for ever that spread themselves', () => {
  expect(refusals(`mutation ($a: Upload!) { ...F } fragment F on Mutation { login(selfie: $a) ...F }`)).not.toContain(
    'BAD_USER_INPUT',
  );
});

test('does not fall over what is not in the schema', () => {
  const query = parse(`subscription { nonsense } mutation { nothing ...Unknown }`);
  expect(validate(buildSchema('type Query { a: Int }'), query, [oneUploadField])).toEqual([]);
});
