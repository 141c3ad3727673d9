/** Dates as the vendor writes them (Q21): one strict reader per format, never the machine's language or time zone. */
import { readInteger, readText } from './lenient.ts';

/** `yyyy/mm/dd` or `yyyy-mm-dd` as `YYYY-MM-DD`; null when it is no day of the calendar. */
export function readDate(value: unknown): string | null {
  const [, year, month, day] = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(readText(value) ?? '') ?? [];
  return toDate(Number(year), Number(month), Number(day));
}

/** Three parts, as numbers or as text. */
export function readDateParts(year: unknown, month: unknown, day: unknown): string | null {
  const [y, m, d] = [readInteger(year), readInteger(month), readInteger(day)];
  return y === null || m === null || d === null ? null : toDate(y, m, d);
}

/** An ISO 8601 instant in milliseconds since the epoch; one without an offset is UTC. */
export function readInstant(value: unknown): number | null {
  const [, clockTime, offset] =
    /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?$/i.exec(readText(value) ?? '') ?? [];
  if (clockTime === undefined) return null;
  const instant = Date.parse(`${clockTime}${offset ?? 'Z'}`);
  return Number.isNaN(instant) ? null : instant;
}

/** A day of the calendar as `YYYY-MM-DD`; null when it is none. */
export function toDate(year: number, month: number, day: number): string | null {
  if (!(year >= 1000 && year <= 9999)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}
