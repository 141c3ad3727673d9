/** The wrappers around the vendor's answers, told apart by their keys, never by the path that was asked (faceki-api.md section 1.3). */
import { type Dictionary, isDictionary, readFlag, readText } from './lenient.ts';

/** `validation`: the V2 service refused the request before it looked at it. `bio`: one text, on the biometric host. `bare`: none. */
export type EnvelopeKind = 'v2' | 'v3' | 'validation' | 'bio' | 'bare';

export interface Envelope {
  readonly kind: EnvelopeKind;
  /** `responseCode`, `code`, `statusCode` or `response`, numbers as text; null when it is neither number nor text. */
  readonly code: string | null;
  /** `data` or `result`; undefined when the key is missing. The whole body where the kind has neither. */
  readonly content: unknown;
  readonly body: Dictionary;
}

/** Null for what is no JSON object: HTML, cut off, empty, a list, a bare value. */
export function readEnvelope(answer: string): Envelope | null {
  const body = parseJson(answer);
  if (!isDictionary(body)) return null;
  const has = (key: string) => Object.hasOwn(body, key);
  if (has('responseCode')) return { kind: 'v2', code: readText(body.responseCode), content: body.data, body };
  if (has('appVersion') || (has('status') && has('code'))) {
    return { kind: 'v3', code: readText(body.code), content: body.result, body };
  }
  if (has('statusCode')) return { kind: 'validation', code: readText(body.statusCode), content: body.data, body };
  if (typeof body.response === 'string') return { kind: 'bio', code: readText(body.response), content: body, body };
  return { kind: 'bare', code: null, content: body, body };
}

/** True when the service has processed the request; what it decided is another question (Q19). */
export function isProcessed({ kind, code, body }: Envelope): boolean {
  if (kind === 'v2') return code === '0';
  return kind === 'v3' && code === '200' && readFlag(body.status) !== false;
}

/**
 * The HTTP status that the service means: some refusals carry their own in a body that came with 200 (`statusCode`; V3's code 1, which
 * is its 401).
 */
export function statusOf(httpStatus: number, envelope: Envelope | null): number {
  if (httpStatus < 200 || httpStatus >= 300 || envelope === null) return httpStatus;
  if (envelope.kind === 'v3' && envelope.code === '1') return 401;
  const own = envelope.kind === 'validation' ? Number(envelope.code) : httpStatus;
  return own >= 400 && own < 600 ? own : httpStatus;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return null;
  }
}
