/** Parts of a record that look alike in every generation: countries, sexes, checks, warnings, watch-list hits, images. */
import type {
  AmlHit,
  AuthenticityCheck,
  CheckSeverity,
  KycCountry,
  KycSex,
  RecordImage,
  RecordImageKind,
} from '#domain/record.ts';
import type { DocumentType } from '#domain/verification.ts';
import { toCheckName } from './field-names.ts';
import { type Dictionary, isDictionary, readFlag, readInteger, readPercentage, readText, readUrl } from './lenient.ts';

/** `client` stands for "by the API, not by a link" (section 7.1). */
export function toLink(link: string | null): string | null {
  return link === 'client' ? null : link;
}

/** Null when nothing is known of it. */
export function toCountry(name: string | null, iso2: string | null, iso3: string | null): KycCountry | null {
  return name === null && iso2 === null && iso3 === null ? null : { name, iso2, iso3 };
}

/** A country with its two- and three-letter codes told apart by their length: V3's `*_iso2` holds the longer one (Q17). */
export function toCountryByLength(name: string | null, codes: readonly (string | null)[]): KycCountry | null {
  const ofLength = (length: number) => codes.find((code) => code?.length === length) ?? null;
  return toCountry(name, ofLength(2), ofLength(3));
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
    return {
      name: readText(raw.name),
      listName: readText(raw.list_name),
      type: readText(raw.type),
      score: readPercentage(raw.fuzz),
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

const severities: ReadonlyMap<string, CheckSeverity> = new Map(
  Object.entries({ low: 'LOW', medium: 'MEDIUM', high: 'HIGH' }),
);

/** Checks as `{passed, …}` (authentication) or as bare flags (rule results). One that says neither yes nor no says nothing. */
export function readChecks(checks: Dictionary): readonly AuthenticityCheck[] {
  return Object.entries(checks).flatMap(([name, found]) => {
    const detail: Dictionary = isDictionary(found) ? found : { passed: found };
    const passed = readFlag(detail.passed);
    if (passed === null) return [];
    return [
      {
        name: toCheckName(name),
        passed,
        code: readInteger(detail.code),
        reason: readText(detail.reason),
        severity: severities.get(readText(detail.severity)?.toLowerCase() ?? '') ?? null,
      },
    ];
  });
}
