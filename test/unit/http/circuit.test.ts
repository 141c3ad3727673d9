import { beforeEach, expect, test } from 'vitest';
import { type Circuit, type CircuitState, createCircuit } from '#http/circuit.ts';

let nowMs: number;
let states: CircuitState[];
let circuit: Circuit;
beforeEach(() => {
  nowMs = 1_000;
  states = [];
  circuit = createCircuit({
    openAfter: 3,
    openForMs: 5_000,
    now: () => nowMs,
    onChange: (state) => states.push(state),
  });
});

function fail(times = 1): void {
  for (let i = 0; i < times; i += 1) circuit.enter()('fails');
}

test('leaves a host alone after three failures in a row, and says when to come back', () => {
  fail(3);
  expect(circuit.state).toBe('open');
  nowMs += 1_500;
  expect(() => circuit.enter()).toThrow(
    expect.objectContaining({ kind: 'circuit-open', mayHaveArrived: false, retryAfterSeconds: 4 }),
  );
  expect(() => circuit.check()).toThrow(expect.objectContaining({ kind: 'circuit-open' }));
});

test('puts up with failures that have a success between them', () => {
  fail(2);
  circuit.enter()('works');
  fail(2);
  expect(circuit.state).toBe('closed');
});

test('does not count requests that were given up', () => {
  fail(2);
  circuit.enter()('nothing');
  expect(circuit.state).toBe('closed');
  fail();
  expect(circuit.state).toBe('open');
});

test('lets one request find out after a while, and everybody again when it succeeds', () => {
  fail(3);
  nowMs += 5_000;
  circuit.check();
  const report = circuit.enter();
  expect(circuit.state).toBe('half-open');
  expect(() => circuit.enter()).toThrow(expect.objectContaining({ kind: 'circuit-open', retryAfterSeconds: 5 }));
  report('works');
  expect(circuit.state).toBe('closed');
  fail(2);
  expect(circuit.state).toBe('closed');
  expect(states).toEqual(['open', 'half-open', 'closed']);
});

test('leaves the host alone for as long again when that request fails', () => {
  fail(3);
  nowMs += 5_000;
  circuit.enter()('fails');
  nowMs += 4_999;
  expect(() => circuit.enter()).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
  nowMs += 1;
  circuit.enter()('works');
  expect(circuit.state).toBe('closed');
});

test('gives the next request the turn of one that was given up', () => {
  fail(3);
  nowMs += 5_000;
  circuit.enter()('nothing');
  circuit.enter()('works');
  expect(circuit.state).toBe('closed');
});

test('takes no notice of what requests from before bring late', () => {
  const early = circuit.enter();
  const other = circuit.enter();
  fail(3);
  early('works');
  expect(circuit.state).toBe('open');
  nowMs += 5_000;
  const probe = circuit.enter();
  other('fails');
  expect(circuit.state).toBe('half-open');
  probe('works');
  probe('fails');
  expect(circuit.state).toBe('closed');
});

test('does not hold old failures against a host that works again', () => {
  const early = Array.from({ length: 3 }, () => circuit.enter());
  fail(3);
  nowMs += 5_000;
  circuit.enter()('works');
  for (const report of early) report('fails');
  expect(circuit.state).toBe('closed');
});
