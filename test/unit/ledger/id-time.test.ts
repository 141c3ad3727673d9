/** A range of time as a range of ids. */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { toIdBound } from '#ledger/id-time.ts';

const time = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });
/** An id may be made a little before or after the time that its attempt says. */
const drift = fc.integer({ min: -59_000, max: 59_000 });

test('every attempt that was created in a range of time has its id within the bounds', () => {
  fc.assert(
    fc.property(time, time, drift, (createdAtMs, edgeMs, driftMs) => {
      const id = `ver_${v7({ msecs: Math.max(0, createdAtMs + driftMs) })}`;
      if (createdAtMs >= edgeMs) expect(id > toIdBound(edgeMs, 'from')).toBe(true);
      if (createdAtMs < edgeMs) expect(id < toIdBound(edgeMs, 'before')).toBe(true);
    }),
  );
});

test('what was created minutes outside of the range lies outside of the bounds', () => {
  const edgeMs = Date.UTC(2026, 0, 1);
  const idAt = (atMs: number) => `ver_${v7({ msecs: atMs })}`;
  expect(idAt(edgeMs - 180_000) > toIdBound(edgeMs, 'from')).toBe(false);
  expect(idAt(edgeMs + 180_000) < toIdBound(edgeMs, 'before')).toBe(false);
});

test.each([-1, -1e20, 0.5, 1e20])('the odd time %d has a bound all the same', (atMs) => {
  expect(toIdBound(atMs, 'from')).toMatch(/^ver_[0-9a-f]{8}-[0-9a-f]{4}$/);
});
