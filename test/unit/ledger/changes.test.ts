/** Who hears of changes, and in which order. */
import { expect, test } from 'vitest';
import type { Verification } from '#domain/verification.ts';
import { createChanges } from '#ledger/changes.ts';

const verification = (state: Verification['state'], id = 'ver_1'): Verification => ({
  id,
  generation: 'v2',
  state,
  decision: null,
  failure: null,
  requestId: null,
  referenceId: null,
  reference: null,
  idempotencyKey: null,
  link: null,
  ownerId: 'ada',
  documentCount: null,
  createdAtMs: 0,
  completedAtMs: null,
});
const change = (state: Verification['state'], revision: number, id?: string) => ({
  verification: verification(state, id),
  revision,
  fingerprint: null,
});
const failTest = (error: unknown) => {
  throw error;
};

test('a change that is older than one already told is not told any more', () => {
  const changes = createChanges(failTest);
  const told: string[] = [];
  changes.listen(({ id, state }) => told.push(`${id} ${state}`));
  changes.publish(change('INTERRUPTED', 2));
  changes.publish(change('PENDING', 1));
  changes.publish(change('INTERRUPTED', 2));
  changes.publish(change('PENDING', 1, 'ver_2'));
  changes.publish(change('COMPLETED', 3));
  expect(told).toEqual(['ver_1 INTERRUPTED', 'ver_2 PENDING', 'ver_1 COMPLETED']);
});

test('a listener that throws is reported, and the others hear all the same', () => {
  const faults: unknown[] = [];
  const changes = createChanges((fault) => faults.push(fault));
  const told: string[] = [];
  changes.listen(() => {
    throw new Error('a broken listener');
  });
  changes.listen(({ state }) => told.push(state));
  changes.publish(change('PENDING', 1));
  expect([faults.map(String), told]).toEqual([['Error: a broken listener'], ['PENDING']]);
});

test('a listener may stop while it is told, and twice, without harm to the others', () => {
  const changes = createChanges(failTest);
  const told: string[] = [];
  const listener = ({ state }: Verification) => told.push(state);
  const stopFirst = changes.listen((changed) => {
    listener(changed);
    stopFirst();
  });
  const stopSecond = changes.listen(listener);
  changes.publish(change('PENDING', 1));
  stopFirst();
  changes.publish(change('INTERRUPTED', 2));
  stopSecond();
  changes.publish(change('COMPLETED', 3));
  expect(told).toEqual(['PENDING', 'PENDING', 'INTERRUPTED']);
  expect(changes.hasListeners).toBe(false);
});

test('a million attempts are not all remembered', () => {
  const changes = createChanges(failTest);
  for (let i = 0; i < 30_000; i += 1) changes.publish(change('PENDING', 1, `ver_${i}`));
  expect([changes.wasTold('ver_29999', 1), changes.wasTold('ver_29999', 2), changes.wasTold('ver_0', 1)]).toEqual([
    true,
    false,
    false,
  ]);
});
