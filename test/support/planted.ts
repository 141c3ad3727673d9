/** Plants markers into everything that must not come out somewhere, and finds them again. A marker is a text or a number that is nothing else. */

/** A text that turns up nowhere by itself. */
const plantedText = /planted\d{6}/g;
/** Nor does such a number, of nine digits. */
const plantedNumber = /(?<![\w.])73000\d{4}(?!\w)/g;

/** The markers in a text, each once. */
export function findPlanted(text: string): string[] {
  return [...new Set([...text.matchAll(plantedText), ...text.matchAll(plantedNumber)].map(([found]) => found))];
}

/** Decides about the way of an answer, so it stays as it is unless everything is to be marked. */
const steering = new Set(['status', 'decision', 'deleteStatus', 'documentType', 'documentName', 'side', 'blockStatus']);
/** Says what kind of answer it is; marked, no other part of it would be looked at. */
const envelope = new Set(['responseCode', 'code', 'statusCode', 'expires_in', 'token_type', 'appVersion']);

/** `contents`: every number, and every text that does not decide about the way of the answer. `everything`: every text. */
export const plantings = ['contents', 'everything'] as const;
export type Planting = (typeof plantings)[number];

/** The answer with a marker of its own in each place. */
export function plant(answer: unknown, planting: Planting): unknown {
  let count = 0;
  const mark = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => mark(item, name));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mark(inner, key)]));
    }
    if (envelope.has(name)) return value;
    count += 1;
    if (typeof value === 'number' && planting === 'contents') return 730_000_000 + count;
    if (typeof value !== 'string' || (planting === 'contents' && steering.has(name))) return value;
    return `${value}planted${String(count).padStart(6, '0')}`;
  };
  return mark(answer, '');
}
