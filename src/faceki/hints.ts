/**
 * The vendor's webhook (faceki-api.md section 5.9), of which only ids are read: it has no signature, so its verdict and its data could be
 * anybody's words.
 */
import { z } from 'zod';
import type { Hint, ReadHints } from '#domain/ports.ts';
import { isDictionary, part, readList, text } from './lenient.ts';

const ids = z.object({ requestId: text, link: text, record_identifier: text });
const wireHint = ids.extend({ kycData: part(ids) });

/** One body names one verification; a list of them is taken too, up to this many. */
const maxHints = 20;
/** Longer than any id of the vendor's, and the length that the ledger's own texts may have. */
const maxIdLength = 255;

export const readHints: ReadHints = (body) =>
  readList(parseJson(body))
    .slice(0, maxHints)
    .flatMap((raw) => (isDictionary(raw) ? (toHint(raw) ?? []) : []));

function toHint(raw: unknown): Hint | null {
  const { kycData, ...own } = wireHint.parse(raw);
  const requestId = toId(own.requestId ?? kycData?.requestId);
  // `client` stands for "not by a link".
  const link = toId(own.link ?? kycData?.link);
  const recordIdentifier = toId(own.record_identifier ?? kycData?.record_identifier);
  return requestId === null && link === null && recordIdentifier === null
    ? null
    : { requestId, link, recordIdentifier };
}

function toId(id: string | null | undefined): string | null {
  return id == null || id === 'client' || id.length > maxIdLength || /\p{C}/u.test(id) ? null : id;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
