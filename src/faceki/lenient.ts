/**
 * Scalars as the vendor sends them: numbers as text, booleans as text, lists where one object is meant and the reverse, keys missing,
 * null or empty (faceki-api.md Q1, Q10, Q20, Q27). Every schema here takes anything and says null where there is nothing to read.
 */
import { z } from 'zod';

export type Dictionary = Readonly<Record<string, unknown>>;

export function isDictionary(value: unknown): value is Dictionary {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text that says something; a number or a boolean is taken as its text. */
export function readText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

/** Longer than any id of the vendor's, and what the ledger can keep and find by on both of its engines. */
const maxIdLength = 255;

/** An id. What nobody could store, or put into a query, is none: it must not keep out what stands beside it. */
export function readId(value: unknown): string | null {
  const id = readText(value);
  return id === null || id.length > maxIdLength || /\p{C}/u.test(id) ? null : id;
}

/** A finite number, also as text. */
export function readNumber(value: unknown): number | null {
  const number =
    typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A whole number that fits GraphQL's Int. */
export function readInteger(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
}

/** A yes or a no, also as text or digit. What is neither is null, never a yes. */
export function readFlag(value: unknown): boolean | null {
  const word = readText(value)?.toLowerCase();
  if (word === 'true' || word === '1' || word === 'yes') return true;
  if (word === 'false' || word === '0' || word === 'no') return false;
  return null;
}

/** A list; a single object or word is a list of one. */
export function readList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined || value === '' || (isDictionary(value) && isEmpty(value))
    ? []
    : [value];
}

/** An object; a list stands for its first. */
export function readDictionary(value: unknown): Dictionary | null {
  const candidate = Array.isArray(value) ? value[0] : value;
  return isDictionary(candidate) ? candidate : null;
}

/** A score from 0 to 1. Some of the vendor's run to 190 (Q10): such a number says nothing and is null. */
export function readScore(value: unknown): number | null {
  const number = readNumber(value);
  return number !== null && number >= 0 && number <= 1 ? number : null;
}

/** A score from 0 to 100 as one from 0 to 1 (Q28); null for a number outside of it. */
export function readPercentage(value: unknown): number | null {
  const number = readNumber(value);
  // Without the last digit of the division, which is the machine's: 99.9 is 0.999.
  return number !== null && number >= 0 && number <= 100 ? Number((number / 100).toPrecision(15)) : null;
}

/** An absolute web address. The vendor's samples also hold words like `imagelink` in its place. */
export function readUrl(value: unknown): string | null {
  const url = typeof value === 'string' ? URL.parse(value.trim()) : null;
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === ''
    ? url.href
    : null;
}

export function isEmpty(dictionary: Dictionary): boolean {
  return Object.keys(dictionary).length === 0;
}

const anything = z.unknown().optional();

export const text = anything.transform(readText);
export const id = anything.transform(readId);
export const number = anything.transform(readNumber);
export const integer = anything.transform(readInteger);
export const flag = anything.transform(readFlag);
export const score = anything.transform(readScore);
export const percentage = anything.transform(readPercentage);
export const url = anything.transform(readUrl);
export const list = anything.transform(readList);
export const dictionary = anything.transform((value): Dictionary => readDictionary(value) ?? {});

/** The object behind a key, read by a schema of lenient parts; null when there is none. */
export function part<Shape extends z.ZodType>(shape: Shape) {
  return anything.transform((value): z.infer<Shape> | null => {
    const found = readDictionary(value);
    return found === null ? null : shape.parse(found);
  });
}
