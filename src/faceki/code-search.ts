/**
 * Finds out what an answer means that is not plainly a success. The verification services say it in their code; V3 may say it in its message
 * alone (the number of DOCUMENT_LIVENESS_FAILED is not documented); the biometric services hide one of their words anywhere
 * (faceki-api.md sections 2.2, 2.3 and 4.1).
 */
import { type CodeMeaning, codeRows, type Operation, readCode } from './codes.ts';
import type { Envelope } from './envelope.ts';
import { isDictionary, readText } from './lenient.ts';

/** True for the services that log people in and enrol them by face. */
export function isBiometric(operation: Operation): boolean {
  return operation === 'logInByFace' || operation === 'enrollFace';
}

/** What the answer means; null when it says nothing that is known of this operation. */
export function readMeaning(envelope: Envelope, operation: Operation): CodeMeaning | null {
  const byCode = readCode(envelope.code, operation, envelope.kind);
  if (isBiometric(operation)) {
    const said = textsOf(envelope.body);
    // The word comes before the number, which may be one for all: 1000 beside FACE_ANGLE_TOO_LARGE.
    return readWords(said, envelope, operation) ?? byCode ?? readRemark(said, operation);
  }
  return byCode ?? (envelope.kind === 'v3' ? readCode(readText(envelope.body.message), operation, 'v3') : null);
}

/** Where the word has been seen or may be, in this order; then anywhere in `data`. */
const carriers = ['response', 'message', 'error', 'errorCode', 'code', 'data'];
/** Data about people and about the account's bill: whatever they say is no code. */
const notSaid = new Set(['user', 'packageInfo', 'all_face_ids']);
const maxDepth = 4;

function textsOf(body: Envelope['body']): readonly string[] {
  return carriers.flatMap((carrier) => (Object.hasOwn(body, carrier) ? scalarsOf(body[carrier], maxDepth) : []));
}

function scalarsOf(value: unknown, depth: number): readonly string[] {
  const text = readText(value);
  if (text !== null) return [text];
  if (depth === 0) return [];
  if (Array.isArray(value)) return value.slice(0, 10).flatMap((item) => scalarsOf(item, depth - 1));
  if (!isDictionary(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => (notSaid.has(name) ? [] : scalarsOf(inner, depth - 1)));
}

function readWords(said: readonly string[], { kind }: Envelope, operation: Operation): CodeMeaning | null {
  for (const text of said) {
    const meaning = isNumber(text) ? null : readCode(text, operation, kind);
    if (meaning !== null) return meaning;
  }
  // Inside a sentence, words of several parts alone: "unknown user" is not the engine's UNKNOWN.
  for (const text of said) {
    const spelt = `_${text.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_`;
    const word = wordsOfSeveralParts.find((candidate) => spelt.includes(`_${candidate}_`));
    const meaning = word === undefined ? null : readCode(word, operation, kind);
    if (meaning !== null) return meaning;
  }
  return null;
}

const wordsOfSeveralParts = codeRows.flatMap(({ wire }) => wire).filter((word) => /^[A-Z]+(_[A-Z]+)+$/.test(word));

/** Sentences without a code: "Image quality is not good", which the vendor's iOS client looks for, and "Login Failed.". */
function readRemark(said: readonly string[], operation: Operation): CodeMeaning | null {
  if (said.some((text) => /\bquality\b/i.test(text))) return { failure: { code: 'SELFIE_UNREADABLE' } };
  const isNobody = operation === 'logInByFace' && said.some((text) => /\blogin failed\b|\bno match\b/i.test(text));
  return isNobody ? { failure: { code: 'FACE_NOT_RECOGNIZED' } } : null;
}

function isNumber(text: string): boolean {
  return /^[\d\s.+-]+$/.test(text);
}
