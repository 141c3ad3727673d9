/** What may be written through our adapter of node:sqlite: only what both engines store alike. */
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { toKyselyDatabase } from '#ledger/sqlite.ts';

function emptyTable() {
  const database = toKyselyDatabase(new DatabaseSync(':memory:'));
  onTestFinished(() => database.close());
  database.prepare('create table t (a, b)').run([]);
  return database;
}

test.each<[string, unknown]>([
  ['a Date, which would silently shift the other values', new Date(0)],
  ['an object', {}],
  ['true', true],
  ['undefined', undefined],
  ['a fraction', 0.5],
  ['a number over 2^53', 2 ** 60],
  ['NaN', Number.NaN],
  ['a bigint', 1n],
  ['bytes', new Uint8Array(1)],
  ['text with U+0000', 'a\0b'],
])('%s is refused, and nothing is stored', (_, value) => {
  const database = emptyTable();
  const insert = database.prepare('insert into t values (?, ?)');
  expect(() => insert.run([value, 'x'])).toThrow(TypeError);
  expect(() => insert.run(['x', value])).toThrow(TypeError);
  expect(database.prepare('select * from t').all([])).toEqual([]);
});

test('text, whole numbers and null come back as plain objects', () => {
  const database = emptyTable();
  database.prepare('insert into t values (?, ?)').run(['ä', 2 ** 53 - 1]);
  database.prepare('insert into t values (?, ?)').run([null, -1]);
  const rows = database.prepare('select * from t').all([]);
  expect(rows).toStrictEqual([
    { a: 'ä', b: 2 ** 53 - 1 },
    { a: null, b: -1 },
  ]);
  expect(Object.getPrototypeOf(rows[0])).toBe(Object.prototype);
});

test('more different statements than are remembered do no harm', () => {
  const database = emptyTable();
  for (let i = 0; i < 500; i += 1) expect(database.prepare(`select ${i} as n`).all([])).toEqual([{ n: i }]);
  expect(database.prepare('select 0 as n').all([])).toEqual([{ n: 0 }]);
});
