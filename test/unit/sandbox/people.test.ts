/** The invented people: the same each time, with machine-readable lines that hold. */
import { parse } from 'mrz';
import { expect, test } from 'vitest';
import { mrzOf } from '#sandbox/mrz.ts';
import { ageOf, documentKinds, personOf, samplePeople } from '#sandbox/people.ts';

test('each card and passport has machine-readable lines whose check digits are right', () => {
  for (const person of [...Object.values(samplePeople), personOf('bytes:abc')]) {
    for (const kind of ['id-card', 'passport'] as const) {
      const read = parse([...mrzOf(person, kind)]);
      expect(
        read.details.filter(({ valid, field }) => !valid && field !== 'issuingState' && field !== 'nationality'),
      ).toEqual([]);
      expect(read.fields.lastName).toBe(person.lastName);
      expect(read.fields.birthDate).toBe(person.bornOn.slice(2).replaceAll('-', ''));
      expect(read.fields.documentNumber).toBe(person.numbers[kind]);
    }
    expect(mrzOf(person, 'driving-licence')).toEqual([]);
  }
});

test('whoever is not known gets an identity that never changes and is of age', () => {
  const keys = Array.from({ length: 200 }, (_, index) => `bytes:${index}`);
  for (const key of keys) {
    expect(personOf(key)).toEqual(personOf(key));
    expect(ageOf(personOf(key), Date.parse('2026-01-01'))).toBeGreaterThanOrEqual(18);
  }
  expect(new Set(keys.map((key) => personOf(key).numbers['id-card'])).size).toBeGreaterThan(190);
  expect(personOf('constructor').key).toBe('constructor');
});

test('nobody is older before the birthday', () => {
  const { alex } = samplePeople;
  expect(ageOf(alex, Date.parse('2026-05-16T23:59:00Z'))).toBe(35);
  expect(ageOf(alex, Date.parse('2026-05-17T00:00:00Z'))).toBe(36);
});

test('no two sample people share a document number', () => {
  const numbers = Object.values(samplePeople).flatMap((person) => documentKinds.map((kind) => person.numbers[kind]));
  expect(new Set(numbers).size).toBe(numbers.length);
});
