/** When somebody was born, out of two-digit parts: the cases of faceki-api.md section 7.4, and what must never be guessed. */
import { expect, test } from 'vitest';
import { type BirthEvidence, resolveBirthDate } from '#faceki/birth-date.ts';

const nothing: BirthEvidence = {
  written: null,
  year: null,
  month: null,
  day: null,
  age: null,
  readAtMs: null,
  mrz: null,
};
const readAtMs = Date.UTC(2024, 0, 22);
const resolve = (evidence: Partial<BirthEvidence>) => resolveBirthDate({ ...nothing, ...evidence });

test.each<[string, Partial<BirthEvidence>, string | null]>([
  [
    'the sample',
    { written: '90-05-17', year: '90', month: '05', day: '17', age: 33, readAtMs, mrz: '900517' },
    '1990-05-17',
  ],
  ['somebody of this century', { written: '05-06-30', age: 18, readAtMs }, '2005-06-30'],
  ['somebody of a hundred and three', { written: '20-06-30', age: 103, readAtMs }, '1920-06-30'],
  ['a child of three', { written: '20-06-30', age: 3, readAtMs }, '2020-06-30'],
  ['an age from another day of the same year', { written: '90-05-17', age: 34, readAtMs }, '1990-05-17'],
  ['no age, and one century only', { written: '90-05-17', readAtMs }, '1990-05-17'],
  ['no age, and two centuries', { written: '20-06-30', readAtMs }, null],
  ['no time of reading', { written: '90-05-17', age: 33 }, '1990-05-17'],
  ['neither age nor time', { written: '90-05-17' }, null],
  ['parts alone', { year: '90', month: '5', day: 17, age: 33, readAtMs }, '1990-05-17'],
  [
    'parts that show the other order',
    { written: '17-05-90', year: '90', month: '05', day: '17', age: 33, readAtMs },
    '1990-05-17',
  ],
  ['the day first, as the zone shows', { written: '10-05-12', readAtMs, age: 11, mrz: '120510' }, '2012-05-10'],
  ['the day first, as the calendar shows', { written: '17-05-90', age: 33, readAtMs }, '1990-05-17'],
  ['the day first, as the age shows', { written: '10-05-12', age: 11, readAtMs }, '2012-05-10'],
  ['an order that nothing shows', { written: '11-05-12', age: 12, readAtMs }, '2011-05-12'],
  ['a full date', { written: '1990-05-17', age: 33, readAtMs }, '1990-05-17'],
  ['a full date with slashes and nothing else', { written: '1990/05/17' }, '1990-05-17'],
  [
    'a full year beside two-digit text',
    { written: '20-06-30', year: '1920', month: '06', day: '30', readAtMs },
    '1920-06-30',
  ],
  [
    'a full date beside two-digit parts',
    { written: '1920-06-30', year: '20', month: '06', day: '30', readAtMs },
    '1920-06-30',
  ],
  ['the zone alone', { mrz: '900517', age: 33, readAtMs }, '1990-05-17'],
])('%s', (_case, evidence, expected) => {
  expect(resolve(evidence)).toBe(expected);
});

test.each<[string, Partial<BirthEvidence>]>([
  ['an age that fits neither century', { written: '90-05-17', age: 50, readAtMs }],
  ['a zone of somebody else', { written: '90-05-17', age: 33, readAtMs, mrz: '910517' }],
  ['parts of another day', { written: '90-05-17', year: '90', month: '05', day: '18', age: 33, readAtMs }],
  ['a full date and an age that cannot both be', { written: '1990-05-17', age: 21, readAtMs }],
  ['a birth after the reading', { written: '2030-05-17', readAtMs }],
  ['a life of two hundred years', { written: '1824-05-17', readAtMs }],
  ['no day of the calendar', { written: '90-02-30', age: 33, readAtMs }],
  ['two parts', { written: '90-05', age: 33, readAtMs }],
  ['words', { written: 'unknown', age: 33, readAtMs }],
  ['nothing', {}],
])('%s: nobody is given a birthday that the record contradicts', (_case, evidence) => {
  expect(resolve(evidence)).toBeNull();
});

test('a birthday is a year older from that day on', () => {
  const onDay = (day: number, age: number) => resolve({ written: '06-01-22', readAtMs: Date.UTC(2024, 0, day), age });
  expect([onDay(21, 16), onDay(21, 18), onDay(21, 19)]).toEqual(['2006-01-22', '2006-01-22', null]);
  expect([onDay(22, 16), onDay(22, 17), onDay(22, 19)]).toEqual([null, '2006-01-22', '2006-01-22']);
});
