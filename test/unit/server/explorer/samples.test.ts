import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readJsonObject } from '#server/explorer/jsonc.js';
import { defaultHeaders, readyTabs } from '#server/explorer/ready-tabs.js';
import { captionOf, groupSamples } from '#server/explorer/samples.js';

const samples = readdirSync('examples/images')
  .filter((name) => name.endsWith('.jpg'))
  .map((name) => ({ name, bytes: 1 }));

test('the ready operations are valid against the public schema, and say nothing until they are completed', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  for (const { query, variables, headers } of readyTabs) {
    expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
    expect(readJsonObject(variables)).not.toBeNull();
    expect(readJsonObject(headers)).toEqual({});
  }
  expect(readJsonObject(defaultHeaders)).toEqual({});
});

test('a selfie is offered people first, then selfies to take again; a document’s back only backs', () => {
  const selfies = groupSamples('selfie', samples);
  expect(selfies.map(({ title }) => title)).toEqual(['People', 'Selfies to take again', 'Other answers']);
  expect(selfies[0]?.samples.map(({ name }) => name)).toContain('alex-selfie-2.jpg');
  expect(groupSamples('input.documents.0.back', samples).map(({ title }) => title)).toEqual(['Backs of documents']);
  expect(groupSamples('front', samples).map(({ title }) => title)).toEqual([
    'Documents',
    'Documents with something wrong',
  ]);
});

test('a variable whose name says nothing is offered every sample once', () => {
  const offered = groupSamples('files.0', samples).flatMap((group) => group.samples);
  expect(offered.map(({ name }) => name).sort()).toEqual(samples.map(({ name }) => name).sort());
});

test('a sample is called what its file is called, as shortly as the picture allows', () => {
  expect(captionOf({ name: 'alex-id-card-front.jpg', bytes: 1 })).toBe('Alex id card front');
  expect(captionOf({ name: 'alex-selfie-2.jpg', bytes: 1 })).toBe('Alex 2');
  expect(captionOf({ name: 'selfie-too-close.jpg', bytes: 1 })).toBe('Too close');
});
