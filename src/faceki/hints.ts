/**
 * The vendor's webhook (faceki-api.md section 5.9), of which only ids are read: it has no signature, so its verdict and its data could be
 * anybody's words.
 */
import { z } from 'zod';
import type { Hint, ReadHints } from '#domain/ports.ts';
import { id, isDictionary, part, readList } from './lenient.ts';
import { toLink } from './record-parts.ts';

const ids = z.object({ requestId: id, link: id, record_identifier: id });
const wireHint = ids.extend({ kycData: part(ids) });

/** One body names one verification; a list of them is taken too, up to this many. */
const maxHints = 20;

export const readHints: ReadHints = (body) =>
  readList(parseJson(body))
    .slice(0, maxHints)
    .flatMap((raw) => (isDictionary(raw) ? (toHint(raw) ?? []) : []));

function toHint(raw: unknown): Hint | null {
  const { kycData, ...own } = wireHint.parse(raw);
  const requestId = own.requestId ?? kycData?.requestId ?? null;
  const link = toLink(own.link ?? kycData?.link ?? null);
  const recordIdentifier = own.record_identifier ?? kycData?.record_identifier ?? null;
  return requestId === null && link === null && recordIdentifier === null
    ? null
    : { requestId, link, recordIdentifier };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
