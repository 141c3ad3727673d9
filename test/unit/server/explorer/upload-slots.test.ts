import { expect, test } from 'vitest';
import { parseType, readOperation, readOperations } from '#server/explorer/operation-scanner.js';
import { findUploadSlots } from '#server/explorer/upload-slots.js';

const inputs: Record<string, Record<string, string>> = {
  VerifyKycInput: { documents: '[DocumentImagesInput!]!', reference: 'String', selfie: 'Upload!' },
  DocumentImagesInput: { back: 'Upload', front: 'Upload!', type: 'DocumentType' },
  Folder: { cover: 'Upload', inner: 'Folder' },
  Plain: { name: 'String' },
};

function fieldsOf(typeName: string) {
  const fields = inputs[typeName];
  if (fields === undefined) return null;
  return Object.entries(fields).flatMap(([name, text]) => {
    const type = parseType(text);
    return type === null ? [] : [{ name, type, hasDefault: false }];
  });
}

/** `selfie!` is required, `back` is not. */
function slotsOf(query: string, values: Record<string, unknown> = {}, files: string[] = []): string[] {
  const definitions = readOperation(query, null)?.variables ?? [];
  const filled = new Set(files);
  return findUploadSlots({ definitions, values, filled, lengths: new Map(), fieldsOf }).slots.map(
    ({ key, isRequired }) => key + (isRequired ? '!' : ''),
  );
}

test('each Upload variable takes a file, in the order in which it is declared', () => {
  expect(slotsOf('mutation V($selfie: Upload!, $key: String, $front: Upload!, $back: Upload) { x }')).toEqual([
    'selfie!',
    'front!',
    'back',
  ]);
});

test('files are found inside input objects and lists, the plain and the required ones first', () => {
  expect(slotsOf('mutation ($input: VerifyKycInput!) { x }')).toEqual([
    'input.selfie!',
    'input.documents.0.front!',
    'input.documents.0.back',
  ]);
});

test('a list has as many places as the variables, or the chosen files, say', () => {
  const query = 'mutation ($input: VerifyKycInput!) { x }';
  expect(slotsOf(query, { input: { documents: [{}, {}] } })).toContain('input.documents.1.front!');
  expect(slotsOf(query, {}, ['input.documents.2.back'])).toContain('input.documents.2.front!');
  expect(slotsOf('mutation ($files: [Upload!]!) { x }', {}, ['files.1'])).toEqual(['files.0!', 'files.1!']);
});

test('nothing is required inside what may be left out, until something of it is there', () => {
  const query = 'mutation ($input: VerifyKycInput, $more: [Upload!]) { x }';
  expect(slotsOf(query).filter((slot) => slot.endsWith('!'))).toEqual([]);
  expect(slotsOf(query, { input: { reference: 'a' } })).toContain('input.selfie!');
  expect(slotsOf(query, {}, ['input.selfie'])).toContain('input.documents.0.front!');
});

test('a default makes a file optional', () => {
  expect(slotsOf('mutation ($input: VerifyKycInput! = { reference: "(", x: [1] }, $back: Upload!) { x }')).toEqual([
    'input.selfie',
    'input.documents.0.front',
    'input.documents.0.back',
    'back!',
  ]);
});

test('input objects that hold themselves are followed as far as they are written', () => {
  const query = 'mutation ($folder: Folder!) { x }';
  expect(slotsOf(query)).toEqual(['folder.cover']);
  expect(slotsOf(query, { folder: { inner: { inner: {} } } })).toEqual([
    'folder.cover',
    'folder.inner.cover',
    'folder.inner.inner.cover',
  ]);
});

test('operations without files have no place for one', () => {
  expect(slotsOf('query ($by: Plain!, $unknown: Whatever) { x }')).toEqual([]);
  expect(slotsOf('{ viewer { id } }')).toEqual([]);
  expect(slotsOf('')).toEqual([]);
});

test('variables are read while the operation is still being typed', () => {
  for (const [text, slots] of [
    ['mutation V($selfie: Upload', ['selfie']],
    ['mutation V($selfie: Upload!, $', ['selfie!']],
    ['mutation V($selfie: Upload!, $front:', ['selfie!']],
    ['mutation V($selfie: Upload!, $front: [', ['selfie!']],
    ['mutation V($selfie: Upload! $front: [Upload', ['selfie!', 'front.0']],
    ['mutation V($selfie: Upload!) { verifyKyc(input: { selfie: $selfie, documents: [', ['selfie!']],
    ['mutation V($selfie: Upload!) { a(b: "unfinished', ['selfie!']],
    ['mutation V($selfie: Upload!) }}} ) ] {', ['selfie!']],
    ['mutation V($a: String = "){$x: Upload!", $selfie: Upload!) { x }', ['selfie!']],
    ['# mutation No($x: Upload!)\nmutation V($selfie: Upload!) { x }', ['selfie!']],
    ['"""mutation No($x: Upload!)""" mutation V($selfie: Upload!) { x }', ['selfie!']],
  ] as const) {
    expect([text, slotsOf(text)]).toEqual([text, slots]);
  }
});

test('of several operations the named one counts, else the first', () => {
  const text = `
    fragment F on Query { query mutation subscription { mutation } }
    query A($a: Upload) { mutation(subscription: 1) { x } }
    subscription Watch @live { x }
    mutation B($b: Upload) @dir(a: "{") { x }`;
  expect(readOperations(text).map(({ kind, name }) => [kind, name])).toEqual([
    ['query', 'A'],
    ['subscription', 'Watch'],
    ['mutation', 'B'],
  ]);
  expect(readOperation(text, 'B')?.variables[0]?.name).toBe('b');
  expect(readOperation(text, 'Gone')?.name).toBe('A');
  expect(readOperation(text, null)?.name).toBe('A');
});
