/** The scalars of the contract, and what becomes of a value that one of them would refuse: null, never a fault in the middle of a record. */
import { GraphQLError } from 'graphql';
import { GraphQLDate, GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { GraphQLUpload } from 'graphql-upload-ts';
import { builder } from './builder.ts';

// The package root on purpose: its subpaths bundle a second `Upload` class, and `instanceof` would fail (notes on performance).
builder.scalarType('Upload', {
  description:
    'A file. Send the operation as multipart/form-data (GraphQL multipart request specification), with null in the variable and the file in `map`. JPEG or PNG, by its bytes.',
  parseValue: parsedBy(
    (value) => GraphQLUpload.parseValue(value),
    'A file has to be sent as multipart/form-data: null in the variable, and the file in `map`. A client that cannot upload needs an upload link, or plain fetch with FormData.',
  ),
  serialize: () => {
    throw new GraphQLError('Files go in only.');
  },
});

builder.scalarType('DateTime', {
  description:
    'A moment: RFC 3339 with a time zone. Comes out in UTC with milliseconds, e.g. `2026-03-01T12:00:00.000Z`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  parseValue: parsedBy(
    (value) => GraphQLDateTime.parseValue(value),
    'Expected a date and time like 2026-03-01T12:00:00Z.',
  ),
  // graphql-scalars hands out Date objects, which only JSON.stringify turns into text; a client in process would get an object.
  serialize: (epochMs) => new Date(epochMs).toISOString(),
});

builder.scalarType('Date', {
  description: 'A day of the calendar, without a time: `YYYY-MM-DD`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  parseValue: parsedBy((value) => GraphQLDate.parseValue(value), 'Expected a day like 2026-03-01.'),
  serialize: (day) => day,
});

builder.scalarType('URL', {
  description: 'An absolute address, e.g. `https://example.com/path`.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
  // Not graphql-scalars': it throws a bare TypeError, which a server takes for a fault of its own.
  parseValue: parsedBy(
    (value) => new URL(String(value)),
    'Expected an absolute address like https://example.com/path.',
  ),
  serialize: (url) => url,
});

builder.addScalarType('JSON', GraphQLJSON, {
  description: 'Any JSON value, as it was received. Its shape is not part of this contract.',
});

/** Parsing with an error that says what was expected, has the contract's code, and does not repeat what was sent. */
function parsedBy<Parsed>(parse: (value: unknown) => Parsed, expectation: string) {
  return (value: unknown): Parsed => {
    try {
      return parse(value);
    } catch {
      throw new GraphQLError(expectation, { extensions: { code: 'BAD_USER_INPUT' } });
    }
  };
}

/** The moment, unless no calendar has it. */
export function toMoment(epochMs: number | null): number | null {
  return epochMs === null || Number.isNaN(new Date(epochMs).getTime()) ? null : epochMs;
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The day, unless it is not one of the calendar (31 February) or not written as `YYYY-MM-DD`. */
export function toDay(text: string | null): string | null {
  if (text === null || !dayPattern.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}

/** The number, unless it is none that `Int` can carry. */
export function toInt(value: number | null): number | null {
  return value !== null && (value | 0) === value ? value : null;
}

/** The number, unless it is infinite or none. */
export function toFloat(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** The address, unless it is not an absolute one. */
export function toUrl(text: string | null): string | null {
  return text === null ? null : (URL.parse(text)?.href ?? null);
}
