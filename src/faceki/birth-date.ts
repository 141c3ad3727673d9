/**
 * When somebody was born, from V3's two-digit parts (faceki-api.md section 7.4): the century comes from the age and from the time of
 * reading, and everything else that is known has to agree. A date that the record itself contradicts is no date.
 */
import { readDate, toDate } from './dates.ts';
import { readInteger, readText } from './lenient.ts';

export interface BirthEvidence {
  /** `date_of_birth`: three parts joined by `-`; two digits each, or a full date. */
  readonly written: unknown;
  readonly year: unknown;
  readonly month: unknown;
  readonly day: unknown;
  /** In years, when the document was read. */
  readonly age: number | null;
  readonly readAtMs: number | null;
  /** `YYMMDD` of the machine-readable zone, where its check digit is right. */
  readonly mrz: string | null;
}

/** `YYYY-MM-DD`; null when there is none, when two centuries would do, or when the evidence does not agree. */
export function resolveBirthDate(evidence: BirthEvidence): string | null {
  for (const parts of spellingsOf(evidence)) {
    if (evidence.mrz !== null && toShort(parts) !== evidence.mrz) continue;
    const dates = centuriesOf(parts).filter((date) => isPossible(date, evidence));
    const [date, ...others] = dates;
    if (date !== undefined) return others.length === 0 ? date : null;
  }
  return null;
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** How the evidence may be read, the likeliest first; none when its own parts disagree. */
function spellingsOf({ written, year, month, day, mrz }: BirthEvidence): readonly Parts[] {
  const own = toParts([year, month, day]);
  const text = readText(written);
  const orders = text === null ? [] : ordersOf(text);
  if (own !== null)
    return orders.length === 0 || orders.some((order) => isSame(order, own)) ? [longer(own, orders)] : [];
  if (orders.length > 0) return orders;
  return mrz === null ? [] : ordersOf(mrz.replace(/^(..)(..)(..)$/, '$1-$2-$3')).slice(0, 1);
}

/** Nobody documents the order of the two-digit parts, but the month stands in the middle: year first, as in `expiry`, is the assumption. */
function ordersOf(text: string): readonly Parts[] {
  const full = readDate(text);
  const [first, middle, last] = (full ?? text).split(/[/.-]/);
  const yearFirst = toParts([first, middle, last]);
  const dayFirst = full === null ? toParts([last, middle, first]) : null;
  return [yearFirst, dayFirst].filter((parts) => parts !== null);
}

function toParts([year, month, day]: readonly unknown[]): Parts | null {
  const [y, m, d] = [readInteger(year), readInteger(month), readInteger(day)];
  return y === null || m === null || d === null ? null : { year: y, month: m, day: d };
}

function isSame(left: Parts, right: Parts): boolean {
  return toShort(left) === toShort(right);
}

/** The same day with its century, where one of the spellings has it. */
function longer(parts: Parts, spellings: readonly Parts[]): Parts {
  return spellings.find((other) => other.year >= 100 && isSame(other, parts)) ?? parts;
}

function toShort({ year, month, day }: Parts): string {
  return [year % 100, month, day].map((part) => String(part).padStart(2, '0')).join('');
}

function centuriesOf({ year, month, day }: Parts): readonly string[] {
  const years = year >= 0 && year < 100 ? [1900 + year, 2000 + year] : [year];
  return years.flatMap((candidate) => toDate(candidate, month, day) ?? []);
}

/** The oldest people of whom it is certain lived 115 years and a few more. */
const oldest = 115;

function isPossible(date: string, { age, readAtMs }: BirthEvidence): boolean {
  const bornIn = Number(date.slice(0, 4));
  if (readAtMs === null) {
    // The vendor reads documents in this century.
    return age === null || (bornIn + age >= 2000 && bornIn + age < 2100);
  }
  const then = yearsBetween(date, new Date(readAtMs));
  // A birthday between the reading and the record, or on the other side of midnight, is one year.
  return then >= 0 && then <= oldest && (age === null || Math.abs(then - age) <= 1);
}

function yearsBetween(date: string, then: Date): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const hadBirthday = then.getUTCMonth() + 1 > month || (then.getUTCMonth() + 1 === month && then.getUTCDate() >= day);
  return then.getUTCFullYear() - year - (hadBirthday ? 0 : 1);
}
