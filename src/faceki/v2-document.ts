/** What V2 read from a document, as the domain's document and person. Pure. */
import type { ExtractedField, IdentityDocument, VerifiedPerson } from '#domain/record.ts';
import type { DocumentType } from '#domain/verification.ts';
import { readDate, readDateParts } from './dates.ts';
import { readKnownDocumentType } from './documents.ts';
import { toFieldName } from './field-names.ts';
import { type Dictionary, readInteger, readScore, readText } from './lenient.ts';
import { readSex, toCountry } from './record-parts.ts';
import type { V2Record, V2Response } from './v2-wire.ts';

/** The copies of what was read that a record carries beside the engine's answer; a direct answer has none. */
export type V2Copies = Pick<
  V2Record,
  'fullName' | 'localName' | 'documentId' | 'DOB' | 'country' | 'countryCode' | 'countryCodeISO3'
>;

export const noCopies: V2Copies = {
  fullName: null,
  localName: null,
  documentId: null,
  DOB: null,
  country: null,
  countryCode: null,
  countryCodeISO3: null,
};

/** The document; null when nothing was read. `type` is known where the answer came under a document's own key. */
export function toDocument(response: V2Response, copies: V2Copies, type: DocumentType | null): IdentityDocument | null {
  const { result, face } = response;
  const fields = toFields(result, response.confidence);
  const number = copies.documentId ?? readText(result.documentNumber);
  if (fields.length === 0 && number === null && type === null) return null;
  return {
    type: type ?? readKnownDocumentType(result.documentType) ?? readKnownDocumentType(result.documentName) ?? 'OTHER',
    typeName: readText(result.documentName),
    number,
    issuer:
      toCountry(readText(result.issuerOrg_full), readText(result.issuerOrg_iso2), readText(result.issuerOrg_iso3)) ??
      toCountry(copies.country, copies.countryCode, copies.countryCodeISO3),
    issuedOn: readDate(result.issued) ?? readDateParts(result.issued_year, result.issued_month, result.issued_day),
    expiresOn: readDate(result.expiry) ?? readDateParts(result.expiry_year, result.expiry_month, result.expiry_day),
    daysToExpiry: readInteger(result.daysToExpiry),
    // V2 reads the machine-readable zone but does not hand it on.
    mrz: null,
    side: readText(result.documentSide),
    passed: response.verification?.passed ?? null,
    faceMatch: face === null ? null : { identical: face.isIdentical, confidence: face.confidence, similarity: null },
    fields,
  };
}

/** The person; null when nothing of one was read. A record's own copies come first: they are what the vendor's portal shows. */
export function toPerson({ result }: V2Response, copies: V2Copies): VerifiedPerson | null {
  const person: VerifiedPerson = {
    fullName: copies.fullName ?? readText(result.fullName),
    firstName: readText(result.firstName),
    middleName: readText(result.middleName),
    lastName: readText(result.lastName),
    localName: copies.localName ?? readText(result.fullName_local),
    dateOfBirth:
      readDate(copies.DOB) ?? readDate(result.dob) ?? readDateParts(result.dob_year, result.dob_month, result.dob_day),
    age: readInteger(result.age),
    sex: readSex(result.sex),
    nationality: toCountry(
      readText(result.nationality_full),
      readText(result.nationality_iso2),
      readText(result.nationality_iso3),
    ),
  };
  return Object.values(person).every((value) => value === null) ? null : person;
}

function toFields(result: Dictionary, confidence: Dictionary): readonly ExtractedField[] {
  return Object.entries(result).flatMap(([name, read]) => {
    const value = Array.isArray(read) ? readText(read.map(readText).filter(Boolean).join(', ')) : readText(read);
    return value === null ? [] : [{ name: toFieldName(name), value, confidence: readScore(confidence[name]) }];
  });
}
