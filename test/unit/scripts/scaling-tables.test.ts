/** The tables of docs/scaling.md: computed from the bench's results, by names that the bench really writes. */
import { expect, test } from 'vitest';
import { scalingTables } from '#scripts/scaling-tables.ts';

const results: Readonly<Record<string, unknown>> = {
  'uploads.json': [2, 0.2].map((fileMb) => ({
    contender: 'gateway',
    cell: { fileMb, connections: 8, delayMs: 0 },
    cpuMsPerRequest: fileMb * 6,
    p50Ms: 1,
    perSecond: 1,
  })),
  'rows.json': {
    fileMb: 500,
    results: [
      { rows: 1, question: 'first page', cpuMsPerRequest: 9 },
      { rows: 1_000_000, question: 'first page', cpuMsPerRequest: 1.25 },
      { rows: 1_000_000, question: 'last page', cpuMsPerRequest: 1.5 },
      { rows: 1_000_000, question: 'standings of 100 users', cpuMsPerRequest: 2 },
    ],
  },
  'subscribers.json': {
    results: [
      { subscribers: 1, cpuUsPerMessage: 900, kilobytesPerSubscriber: 'NaN' },
      { subscribers: 1_000, cpuUsPerMessage: 40, kilobytesPerSubscriber: 17 },
    ],
  },
  'start.json': { results: [{ mode: 'real account', readyMs: 640, restMb: 151 }] },
  'two.json': {
    results: [
      { work: 'a', processes: 1, perSecond: 100 },
      { work: 'a', processes: 2, perSecond: 190 },
    ],
  },
};
const kept = (file: string) => JSON.stringify({ machine: 'this one', results: results[file] });

test('a figure that was measured stands in its row', () => {
  const { growth } = scalingTables(kept);
  expect(growth.split('\n').slice(2)).toEqual([
    expect.stringContaining('| 150 MB, ready in 640 ms |'),
    expect.stringContaining('| 2 ms of it a megabyte |'),
    expect.stringContaining('1.3 ms of processor for the first page of 1,000,000 rows, 1.5 ms for the last'),
    expect.stringContaining('2 ms of processor for 100 users'),
    expect.stringContaining('| 500 bytes an attempt'),
    expect.stringContaining('| 17 KB each, 40 µs a message |'),
    expect.stringContaining('| two carry 1.9 to 1.9 times as much as one |'),
  ]);
});

test('a million verifications cost what one costs a million times', () => {
  expect(scalingTables(kept).million.split('\n')[2]).toBe('| 3 × 2 MB, as phones take them | 3.3 | 6 | 0.5 GB |');
});

test('a day of many has a peak, which asks for processes, cores, network and a ledger', () => {
  expect(scalingTables(kept).volumes.split('\n')[3]).toBe(
    '| 1,000,000 | 58 a second | 290 | 10 | 0.69 | 2.8 Gbit/s | 180 GB |',
  );
});

test('what was not measured is a dash, and not a guess', () => {
  const { growth, million } = scalingTables(() => null);
  expect(growth).toContain('| – MB, ready in – ms |');
  expect(million).toContain('| 3 × 2 MB, as phones take them | – | 6 | – GB |');
});

test('a file that nobody understands any more is named', () => {
  expect(() => scalingTables(() => '{ "results": [{ "contender": 5 }] }')).toThrow('bench/results/rows.json');
});
