import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { parseMap, parseOperations, placeFiles } from '#server/uploads/upload-map.ts';

/** The variables after the files were placed, each as its part's name in brackets. */
function place(variables: unknown, map: Record<string, unknown>): unknown {
  const params = parseOperations(JSON.stringify({ query: '{a}', variables }));
  placeFiles(params, parseMap(JSON.stringify(map), 8), (name) => `<${name}>`);
  return params.variables;
}

/** The refusal of a function that must refuse. */
function refusal(run: () => unknown): { status: unknown; code: unknown; message: string } {
  try {
    run();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { code, http } = error.extensions;
    return {
      code,
      status: typeof http === 'object' && http !== null && 'status' in http ? http.status : null,
      message: error.message,
    };
  }
  throw new Error('It was not refused.');
}

test.each([
  ['a variable of its own', { selfie: null }, { 0: ['variables.selfie'] }, { selfie: '<0>' }],
  [
    'nested input',
    { input: { selfie: null, documents: [{ front: null, back: null }] } },
    {
      a: ['variables.input.selfie'],
      b: ['variables.input.documents.0.front'],
      c: ['variables.input.documents.0.back'],
    },
    { input: { selfie: '<a>', documents: [{ front: '<b>', back: '<c>' }] } },
  ],
  [
    'a list, as Altair names it',
    { docs: [null, null] },
    { 0: ['variables.docs.0'], 1: ['variables.docs.1'] },
    { docs: ['<0>', '<1>'] },
  ],
  ['no file at all', { a: 1 }, {}, { a: 1 }],
])('puts files where the map says: %s', (_, variables, map, expected) => {
  expect(place(variables, map)).toEqual(expected);
});

test('keeps whatever else the operation has, and forgets nulls', () => {
  const params = parseOperations(
    JSON.stringify({ documentId: 'abc', operationName: null, query: null, variables: null, extensions: { a: 1 } }),
  );
  expect(params).toEqual({ documentId: 'abc', extensions: { a: 1 } });
});

test.each([
  ['a value that is not null', { a: 'text' }, { 0: ['variables.a'] }],
  ['a variable that is not there', { a: null }, { 0: ['variables.b'] }],
  ['no variables', undefined, { 0: ['variables.a'] }],
  ['null variables', null, { 0: ['variables.a'] }],
  ['the variables themselves', null, { 0: ['variables'] }],
  ['outside of the variables', { a: null }, { 0: ['query'] }],
  ['the extensions', { a: null }, { 0: ['extensions.a'] }],
  ['a batch', { a: null }, { 0: ['0.variables.a'] }],
  ['an empty path', { a: null }, { 0: [''] }],
  ['an empty key', { a: null }, { 0: ['variables.'] }],
  ['inside a file’s place', { a: null }, { 0: ['variables.a.b'] }],
  ['a place beyond a list', { a: [null] }, { 0: ['variables.a.1'] }],
  ['a negative place in a list', { a: [null] }, { 0: ['variables.a.-1'] }],
  ['a place in a list with a leading zero', { a: [null] }, { 0: ['variables.a.00'] }],
  ['the length of a list', { a: [null] }, { 0: ['variables.a.length'] }],
  ['a letter of a text', { a: 'text' }, { 0: ['variables.a.0'] }],
  ['one place for two files', { a: null }, { 0: ['variables.a'], 1: ['variables.a'] }],
])('refuses a map that points to %s', (_, variables, map) => {
  expect(refusal(() => place(variables, map))).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
});

test.each(['__proto__', 'constructor', 'prototype'])('never follows a path through %s', (door) => {
  const variables = JSON.parse(`{"a":{"${door}":{"polluted":null}},"${door}":null}`);
  for (const path of [
    `variables.${door}`,
    `variables.${door}.polluted`,
    `variables.a.${door}.polluted`,
    `variables.a.${door}.${door}`,
    `${door}.polluted`,
  ])
    expect(
      refusal(() => place(variables, { 0: [path] })),
      path,
    ).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  expect(Object.hasOwn(Object, 'polluted')).toBe(false);
});

test('a variable that only looks inherited can be used: own properties count, inherited ones do not', () => {
  expect(place({ toString: null }, { 0: ['variables.toString'] })).toEqual({ toString: '<0>' });
  expect(refusal(() => place({ a: null }, { 0: ['variables.toString'] })).status).toBe(400);
});

test.each([
  ['not JSON', '{'],
  ['null', 'null'],
  ['a text', '"0"'],
  ['a list', '[["variables.a"]]'],
  ['a path that is not in a list', '{"0":"variables.a"}'],
  ['an empty list', '{"0":[]}'],
  ['a file at two places', '{"0":["variables.a","variables.b"]}'],
  ['a number for a path', '{"0":[1]}'],
  ['a file named like a field', '{"map":["variables.a"]}'],
])('refuses a map that is %s', (_, text) => {
  expect(refusal(() => parseMap(text, 8))).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
});

test('refuses more files than a verification can have, as too large', () => {
  const map = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [index, [`variables.${index}`]])));
  expect(parseMap(map(8), 8).size).toBe(8);
  expect(refusal(() => parseMap(map(9), 8))).toMatchObject({ code: 'BAD_USER_INPUT', status: 413 });
  expect(refusal(() => parseMap(map(100_000), 8)).message.length).toBeLessThan(200);
});

test.each([
  ['not JSON', '{"query":'],
  ['null', 'null'],
  ['a number', '7'],
  ['a batch', '[{"query":"{a}"}]'],
  ['a list for variables', '{"query":"{a}","variables":[1]}'],
  ['a number for a query', '{"query":1}'],
  ['a number for an operation name', '{"query":"{a}","operationName":1}'],
  ['a text for extensions', '{"query":"{a}","extensions":"x"}'],
])('refuses operations that are %s', (_, text) => {
  expect(refusal(() => parseOperations(text))).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
});

test('repeats nothing of what the operation holds', () => {
  expect(refusal(() => parseOperations('{"variables":{"name":"Jane Doe"},')).message).not.toContain('Jane');
});

test('a path of a megabyte is not sent back whole', () => {
  expect(refusal(() => place({ a: null }, { 0: [`variables.${'b'.repeat(900_000)}`] })).message.length).toBeLessThan(
    400,
  );
});
