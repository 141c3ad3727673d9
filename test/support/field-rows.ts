/** Tables of wire fields and where each lives in the domain's record: tools for the field tests of each generation. */
import { expect } from 'vitest';
import type { VerificationRecord } from '#domain/record.ts';

/** `[wire path, wire value, place in the record, value there]`, or `[wire path, wire value, 'raw', why it is nowhere else]`. */
export type FieldRow = readonly [wire: string, value: unknown, place: string, expected: unknown];

/** One wire object that holds all values of the rows. A number in a path is a place in a list. */
export function wireOf(rows: readonly FieldRow[]): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [path, value] of rows) {
    const keys = path.split('.');
    let parent: Record<string, unknown> = wire;
    for (const [index, key] of keys.slice(0, -1).entries()) {
      const isList = /^\d+$/.test(keys[index + 1] ?? '');
      parent[key] ??= isList ? [] : {};
      parent = parent[key] as Record<string, unknown>;
    }
    parent[keys.at(-1) ?? ''] = value;
  }
  return wire;
}

/** Lists are walked by index, or by the name or kind of an entry. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((found: unknown, key) => {
    if (Array.isArray(found) && !/^\d+$/.test(key)) return found.find(({ name, kind }) => name === key || kind === key);
    return (found as Record<string, unknown> | null | undefined)?.[key];
  }, value);
}

/** That the record holds the row's value at the row's place. */
export function checkRow(record: VerificationRecord | null, [wire, value, place, expected]: FieldRow): void {
  expect(record).not.toBeNull();
  if (place === 'raw') expect(at(record?.raw, wire)).toEqual(value);
  else expect(at(record, place)).toEqual(expected);
}
