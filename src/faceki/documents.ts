/** What documents are called: the vendor's many names for them, and the field names that they are sent under (Q2, Q16). */
import type { DocumentType } from '#domain/verification.ts';
import { readText } from './lenient.ts';

const names: ReadonlyMap<string, DocumentType> = new Map(
  Object.entries({
    i: 'ID_CARD',
    id: 'ID_CARD',
    idcard: 'ID_CARD',
    identitycard: 'ID_CARD',
    identificationcard: 'ID_CARD',
    nationalid: 'ID_CARD',
    nationalidcard: 'ID_CARD',
    nationalidentitycard: 'ID_CARD',
    p: 'PASSPORT',
    pp: 'PASSPORT',
    passport: 'PASSPORT',
    d: 'DRIVING_LICENCE',
    dl: 'DRIVING_LICENCE',
    drivinglicense: 'DRIVING_LICENCE',
    drivinglicence: 'DRIVING_LICENCE',
    driverlicense: 'DRIVING_LICENCE',
    driverlicence: 'DRIVING_LICENCE',
    driverslicense: 'DRIVING_LICENCE',
    driverslicence: 'DRIVING_LICENCE',
  }),
);

/** `ID Card`, `ID_Card`, `Driver License`, `P`, …; OTHER for a name that we do not know, null when there is none. */
export function readDocumentType(value: unknown): DocumentType | null {
  const name = readText(value);
  if (name === null) return null;
  return names.get(name.toLowerCase().replaceAll(/[^a-z]/g, '')) ?? 'OTHER';
}

/** The same; null also for OTHER: a letter that is none of the known ones (MRZ has more) says less than the document's name does. */
export function readKnownDocumentType(value: unknown): DocumentType | null {
  const type = readDocumentType(value);
  return type === 'OTHER' ? null : type;
}

/** How V2's multi-document fields and answers begin, in the vendor's order. */
export const v2DocumentPrefixes = [
  { prefix: 'id', type: 'ID_CARD' },
  { prefix: 'dl', type: 'DRIVING_LICENCE' },
  { prefix: 'pp', type: 'PASSPORT' },
] as const satisfies readonly { prefix: string; type: DocumentType }[];
