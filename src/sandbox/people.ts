/** Who is on the pictures: the invented people of the sample images, and made-up identities for everybody else. Nobody here exists. */
import { createHash } from 'node:crypto';
import type { ShownKind } from './marker.ts';

export type DocumentKind = Exclude<ShownKind, 'selfie'>;
export const documentKinds = ['id-card', 'passport', 'driving-licence'] as const satisfies readonly DocumentKind[];

export interface Person {
  readonly key: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  /** In Arabic, as on cards of the vendor's home market. */
  readonly localName: string;
  readonly sex: 'F' | 'M';
  /** `YYYY-MM-DD` */
  readonly bornOn: string;
  /** `YYYY-MM-DD` */
  readonly expiresOn: string;
  readonly numbers: Readonly<Record<DocumentKind, string>>;
}

/** Utopia, the country of the specimens in ICAO Doc 9303. */
export const utopia = { name: 'Utopia', iso2: 'UT', iso3: 'UTO' } as const;

/** The people of `examples/images/`. */
export const samplePeople = {
  alex: {
    key: 'alex',
    firstName: 'ALEX',
    middleName: 'SAMPLE',
    lastName: 'TESTER',
    localName: 'أليكس تستر',
    sex: 'M',
    bornOn: '1990-05-17',
    expiresOn: '2034-01-31',
    numbers: { 'id-card': 'UT0000017', passport: 'P00000017', 'driving-licence': 'DL0000017' },
  },
  mariam: {
    key: 'mariam',
    firstName: 'MARIAM',
    middleName: 'SPECIMEN',
    lastName: 'EXAMPLE',
    localName: 'مريم مثال',
    sex: 'F',
    bornOn: '1985-11-02',
    expiresOn: '2033-06-30',
    numbers: { 'id-card': 'UT0000028', passport: 'P00000028', 'driving-licence': 'DL0000028' },
  },
  toni: {
    key: 'toni',
    firstName: 'TONI',
    middleName: '',
    lastName: 'TOOYOUNG',
    localName: 'توني صغير',
    sex: 'F',
    bornOn: '2013-03-09',
    expiresOn: '2032-03-08',
    numbers: { 'id-card': 'UT0000039', passport: 'P00000039', 'driving-licence': 'DL0000039' },
  },
  stranger: {
    key: 'stranger',
    firstName: 'SAM',
    middleName: '',
    lastName: 'STRANGER',
    localName: 'سام غريب',
    sex: 'M',
    bornOn: '1978-08-24',
    expiresOn: '2031-12-31',
    numbers: { 'id-card': 'UT0000040', passport: 'P00000040', 'driving-licence': 'DL0000040' },
  },
} as const satisfies Record<string, Person>;

const firstNames = ['KIM', 'ROBIN', 'NOUR', 'ANDREA', 'YUKI', 'DANA', 'SASHA', 'JAMIE'];
const lastNames = ['MADEUP', 'FICTION', 'PLACEHOLDER', 'INVENTED', 'MOCKFORD', 'PRETEND'];

/** The person with this key; an identity made up from the key, always the same, for an unknown one. */
export function personOf(key: string): Person {
  const known: Readonly<Record<string, Person>> = samplePeople;
  if (Object.hasOwn(known, key)) return known[key] ?? madeUp(key);
  return madeUp(key);
}

function madeUp(key: string): Person {
  const digest = createHash('sha256').update(key).digest();
  const pick = (list: readonly string[], byte: number) => list[(digest[byte] ?? 0) % list.length] ?? '';
  const serial = String(digest.readUInt32BE(4) % 10_000_000).padStart(7, '0');
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    key,
    firstName: pick(firstNames, 0),
    middleName: '',
    lastName: pick(lastNames, 1),
    localName: 'اسم تجريبي',
    sex: (digest[2] ?? 0) % 2 === 0 ? 'F' : 'M',
    bornOn: `${1960 + ((digest[3] ?? 0) % 40)}-${two(1 + ((digest[8] ?? 0) % 12))}-${two(1 + ((digest[9] ?? 0) % 28))}`,
    expiresOn: `${2032 + ((digest[10] ?? 0) % 6)}-${two(1 + ((digest[11] ?? 0) % 12))}-${two(1 + ((digest[12] ?? 0) % 28))}`,
    numbers: { 'id-card': `UT${serial}`, passport: `P0${serial}`, 'driving-licence': `DL${serial}` },
  };
}

/** First, middle and last name with single spaces. */
export function fullNameOf(person: Person): string {
  return [person.firstName, person.middleName, person.lastName].filter((name) => name !== '').join(' ');
}

/** Completed years at this moment. */
export function ageOf(person: Person, nowMs: number): number {
  const now = new Date(nowMs).toISOString().slice(0, 10);
  const years = Number(now.slice(0, 4)) - Number(person.bornOn.slice(0, 4));
  return now.slice(5) < person.bornOn.slice(5) ? years - 1 : years;
}
