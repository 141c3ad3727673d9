/** Attempt ids carry their time (`ver_` and a UUIDv7, RFC 9562 section 5.7), so a range of time is a range of ids. */

/** An id is made a moment before its row says it was created, and clocks are corrected: ranges of ids are wider by this much. */
const slackMs = 60_000;

/**
 * A bound that no id of an attempt created in the range lies outside of. `from` bounds from below, `before` from above; no id equals it.
 * Holds for ids that were made within a minute of their `createdAtMs`.
 */
export function toIdBound(atMs: number, side: 'from' | 'before'): string {
  const bound = Math.min(Math.max(Math.floor(atMs) + (side === 'from' ? -slackMs : slackMs), 0), 2 ** 48 - 1);
  const hex = bound.toString(16).padStart(12, '0');
  return `ver_${hex.slice(0, 8)}-${hex.slice(8)}`;
}
