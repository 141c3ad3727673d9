/** Parts of a record that look alike in every generation: countries, sexes, warnings, watch-list hits, images. */
import type { AmlHit, KycCountry, KycSex, RecordImage, RecordImageKind } from '#domain/record.ts';
import type { DocumentType } from '#domain/verification.ts';
import { type Dictionary, isDictionary, readNumber, readText, readUrl } from './lenient.ts';

/** Null when nothing is known of it. */
export function toCountry(name: string | null, iso2: string | null, iso3: string | null): KycCountry | null {
  return name === null && iso2 === null && iso3 === null ? null : { name, iso2, iso3 };
}

const sexes: ReadonlyMap<string, KycSex> = new Map(
  Object.entries({
    f: 'FEMALE',
    female: 'FEMALE',
    m: 'MALE',
    male: 'MALE',
    // ICAO 9303 writes `<`, and X where a document says neither.
    x: 'UNSPECIFIED',
    '<': 'UNSPECIFIED',
    unspecified: 'UNSPECIFIED',
  }),
);

export function readSex(value: unknown): KycSex | null {
  return sexes.get(readText(value)?.toLowerCase() ?? '') ?? null;
}

/** Remarks whose element type nobody documents (Q27): a text, or an object that holds one. */
export function readRemarks(remarks: readonly unknown[]): readonly string[] {
  return remarks.flatMap((remark) => (isDictionary(remark) ? readRemark(remark) : readText(remark)) ?? []);
}

function readRemark(remark: Dictionary): string | null {
  const said = readText(remark.message) ?? readText(remark.reason) ?? readText(remark.code);
  // One level alone: what is nested for thousands of levels must not break the reading.
  const all = Object.entries(remark).flatMap(([name, value]) => (readText(value) === null ? [] : `${name}: ${value}`));
  return said ?? readText(all.join(', '));
}

/** Watch-list hits (section 7.5, free-form). `fuzz` is a percentage; the score is 0..1. A hit that says nothing is still a hit. */
export function readAmlHits(hits: readonly unknown[]): readonly AmlHit[] {
  return hits.map((raw) => {
    if (!isDictionary(raw)) return { name: readText(raw), listName: null, type: null, score: null, raw };
    const fuzz = readNumber(raw.fuzz);
    return {
      name: readText(raw.name),
      listName: readText(raw.list_name),
      type: readText(raw.type),
      score: fuzz !== null && fuzz >= 0 && fuzz <= 100 ? fuzz / 100 : null,
      raw,
    };
  });
}

/** An image where there is an address; a literal such as `imagelink` drops the entry, never the record. */
export function readImage(
  kind: RecordImageKind,
  document: DocumentType | null,
  value: unknown,
): readonly RecordImage[] {
  const sourceUrl = readUrl(value);
  return sourceUrl === null ? [] : [{ kind, document, sourceUrl }];
}
