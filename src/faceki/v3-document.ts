/** What V3 read from one document (faceki-api.md section 7.4), as the domain's document and person. Pure. */
import type { ExtractedField, IdentityDocument, VerifiedPerson } from '#domain/record.ts';
import { resolveBirthDate } from './birth-date.ts';
import { readDate, readDateParts } from './dates.ts';
import { readKnownDocumentType } from './documents.ts';
import { toFieldName } from './field-names.ts';
import { type Dictionary, isDictionary, isEmpty, readFlag, readInteger, readScore, readText } from './lenient.ts';
import { readMachineReadable } from './mrz-lines.ts';
import { readSex, toCountryByLength } from './record-parts.ts';
import { v3FaceMatch } from './v3-wire.ts';

export interface V3Document {
  readonly document: IdentityDocument;
  /** Null when nothing of a person was read from it. */
  readonly person: VerifiedPerson | null;
}

/**
 * One entry of `document_data`; null for what is none.
 * @param confidence the entry of `document_data_confidence` at the same place
 * @param readAtMs when the record was made
 */
export function toV3Document(raw: unknown, confidence: unknown, readAtMs: number | null): V3Document | null {
  if (!isDictionary(raw) || isEmpty(raw)) return null;
  const mrz = readMachineReadable(raw.mrz);
  const faceMatch = v3FaceMatch.parse(raw.document_face_match);
  const document: IdentityDocument = {
    type:
      readKnownDocumentType(raw.document_type) ?? readKnownDocumentType(raw.document_type_full) ?? mrz?.type ?? 'OTHER',
    typeName: readText(raw.document_type_full),
    number: readText(raw.document_number) ?? mrz?.number ?? null,
    issuer: toCountryByLength(readText(raw.issuer), [readText(raw.issuer_iso), readText(raw.issuer_iso2)]),
    issuedOn: readDate(raw.issued) ?? readDateParts(raw.issuedYear, raw.issuedMonth, raw.issuedDay),
    expiresOn: readDate(raw.expiry) ?? readDateParts(raw.expiryYear, raw.expiryMonth, raw.expiryDay),
    // V3 gives the date alone, and of the sides only the pictures.
    daysToExpiry: null,
    mrz: mrz?.lines ?? null,
    side: null,
    passed: readFlag(raw.passed),
    faceMatch: faceMatch === null ? null : { identical: null, ...faceMatch },
    fields: toFields(raw, isDictionary(confidence) ? confidence : {}),
  };
  return { document, person: toPerson(raw, mrz?.birthDate ?? null, readAtMs) };
}

function toPerson(raw: Dictionary, mrzBirthDate: string | null, readAtMs: number | null): VerifiedPerson | null {
  const age = readInteger(raw.age);
  const person: VerifiedPerson = {
    fullName: readText(raw.full_name),
    firstName: readText(raw.first_name),
    middleName: readText(raw.middle_name),
    lastName: readText(raw.last_name),
    localName: readText(raw.local_name),
    // Never `dob`: its two digits have been seen to be the month.
    dateOfBirth: resolveBirthDate({
      written: raw.date_of_birth,
      year: raw.date_of_birth_year,
      month: raw.date_of_birth_month,
      day: raw.date_of_birth_day,
      age,
      readAtMs,
      mrz: mrzBirthDate,
    }),
    age,
    sex: readSex(raw.gender),
    nationality: toCountryByLength(readText(raw.nationality), [
      readText(raw.nationality_iso),
      readText(raw.nationality_iso2),
    ]),
  };
  return Object.values(person).every((value) => value === null) ? null : person;
}

/** Verdicts stand between what was read. */
const verdicts = new Set(['passed', 'document_face_match']);

function toFields(raw: Dictionary, confidence: Dictionary): readonly ExtractedField[] {
  return Object.entries(raw).flatMap(([name, read]) => {
    const value = verdicts.has(name) ? null : readText(read);
    if (value === null) return [];
    return [{ name: toHonestName(name, value), value, confidence: toCertainty(confidence[name], read) }];
  });
}

/** `nationality_iso` holds two letters and `nationality_iso2` three (Q17): the name says how many there are, as V2's does. */
function toHonestName(name: string, value: string): string {
  const [, country] = /^(.+)_iso2?$/.exec(name) ?? [];
  const isCode = country !== undefined && (value.length === 2 || value.length === 3);
  return toFieldName(isCode ? `${country}_iso${value.length}` : name);
}

/** In the place of the reference's certainty stands the reference itself (Q10). */
function toCertainty(certainty: unknown, read: unknown): number | null {
  return typeof certainty === 'string' && certainty === read ? null : readScore(certainty);
}
