/** The machine-readable zone of a document (ICAO Doc 9303), as far as its own check digits vouch for it. */
import { parse } from 'mrz';
import type { DocumentType } from '#domain/verification.ts';
import { readText } from './lenient.ts';

export interface MachineReadable {
  /** As they were read. */
  readonly lines: readonly string[];
  /** `YYMMDD`, where its check digit is right. */
  readonly birthDate: string | null;
  /** Where its check digit is right. */
  readonly number: string | null;
  /** What its first letters say it is. */
  readonly type: DocumentType | null;
}

/** V3 joins the lines by `^`. Null where there are none; lines that are no MRZ are handed on, and vouch for nothing. */
export function readMachineReadable(value: unknown): MachineReadable | null {
  const lines = (readText(value) ?? '').split(/[\^\r\n]+/).filter((line) => line.trim() !== '');
  return lines.length === 0 ? null : { lines, ...readFields(lines) };
}

function readFields(lines: readonly string[]): Omit<MachineReadable, 'lines'> {
  try {
    const { fields } = parse([...lines]);
    const isWhole = /^\d{6}$/.test(fields.birthDate ?? '') && fields.birthDateCheckDigit != null;
    return {
      birthDate: isWhole ? (fields.birthDate ?? null) : null,
      number: fields.documentNumberCheckDigit == null ? null : readText(fields.documentNumber),
      type: toType(fields.documentCode),
    };
  } catch {
    // The library throws for what has not the measures of any format.
    return { birthDate: null, number: null, type: null };
  }
}

/** Doc 9303 parts 4 to 6: P is a passport; A, C and I are cards. Licences have codes of their own countries. */
function toType(code: string | null | undefined): DocumentType | null {
  if (code?.startsWith('P')) return 'PASSPORT';
  return code !== null && code !== undefined && /^[ACI]/.test(code) ? 'ID_CARD' : null;
}
