/** The machine-readable lines of the sandbox's documents, after ICAO Doc 9303 parts 3, 4 and 5, check digits included. */
import { type DocumentKind, type Person, utopia } from './people.ts';

/** Three lines for a card, two for a passport, none for a driving licence. */
export function mrzOf(person: Person, kind: DocumentKind): readonly string[] {
  const born = yymmdd(person.bornOn);
  const expires = yymmdd(person.expiresOn);
  const number = person.numbers[kind].padEnd(9, '<').slice(0, 9);
  const names = `${person.lastName}<<${[person.firstName, person.middleName].filter(Boolean).join('<')}`;
  const dates = `${born}${checkDigit(born)}${person.sex}${expires}${checkDigit(expires)}`;
  if (kind === 'id-card') {
    const upper = `I<${utopia.iso3}${number}${checkDigit(number)}`.padEnd(30, '<');
    const middle = `${dates}${utopia.iso3}`.padEnd(29, '<');
    // TD1: upper line from position 6; middle line's dates and optional data, without sex and nationality.
    const composite = `${upper.slice(5)}${middle.slice(0, 7)}${middle.slice(8, 15)}${middle.slice(18, 29)}`;
    return [upper, `${middle}${checkDigit(composite)}`, names.padEnd(30, '<').slice(0, 30)];
  }
  if (kind === 'passport') {
    const lower = `${number}${checkDigit(number)}${utopia.iso3}${dates}${'<'.repeat(14)}<`;
    const composite = `${lower.slice(0, 10)}${lower.slice(13, 20)}${lower.slice(21, 43)}`;
    return [`P<${utopia.iso3}${names}`.padEnd(44, '<').slice(0, 44), `${lower}${checkDigit(composite)}`];
  }
  return [];
}

function yymmdd(date: string): string {
  return date.slice(2).replaceAll('-', '');
}

/** Weights 7, 3, 1; digits as they are, letters from 10, `<` is 0 (Doc 9303 part 3, 4.9). */
function checkDigit(text: string): string {
  const weights = [7, 3, 1];
  const sum = [...text].reduce((total, character, index) => {
    const value = character === '<' ? 0 : Number.parseInt(character, 36);
    return total + value * (weights[index % 3] ?? 0);
  }, 0);
  return String(sum % 10);
}
