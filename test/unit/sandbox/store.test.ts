/** What the store forgets and what it does not. */
import { expect, test } from 'vitest';
import { createIds } from '#sandbox/ids.ts';
import { accepted } from '#sandbox/outcomes.ts';
import { personOf } from '#sandbox/people.ts';
import { createStore, type StoredVerification } from '#sandbox/store.ts';

let counter = 0;
const ids = createIds((size) => Uint8Array.from({ length: size }, (_, index) => (counter++ * 31 + index) % 256));
const verification = (requestId: string): StoredVerification => ({
  generation: 'v2',
  requestId,
  storageId: '',
  recordIdentifier: '',
  workflowId: null,
  linkId: null,
  person: personOf('alex'),
  face: { key: 'person:alex', id: 'f' },
  imageId: '',
  documents: [],
  outcome: accepted,
  decision: 'ACCEPTED',
  changedBy: null,
  isDeleted: false,
  userAgent: '',
  createdAtMs: 0,
  updatedAtMs: 0,
});

test('a long run forgets its oldest verifications and keeps the newest', () => {
  const store = createStore({ clock: () => 1, ids });
  for (let number = 1; number <= 50_010; number += 1) store.addVerification(verification(`r${number}`));
  expect(store.verifications()).toHaveLength(50_000);
  expect(store.verificationById('r10')).toBeNull();
  expect([store.verificationById('r11')?.requestId, store.verificationById('r50010')?.requestId]).toEqual([
    'r11',
    'r50010',
  ]);
});

test('a change by hand moves the time of the last change and nothing else', () => {
  const store = createStore({ clock: () => 7, ids });
  store.addVerification(verification('r1'));
  expect(store.changeVerification('r1', { decision: 'REVIEW' })).toEqual({
    ...verification('r1'),
    decision: 'REVIEW',
    updatedAtMs: 7,
  });
  expect(store.changeVerification('unknown', { decision: 'REVIEW' })).toBeNull();
});

test('ids look like the vendor’s: version 4 UUIDs and lower-case hex', () => {
  for (let round = 0; round < 50; round += 1) {
    expect(ids.uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(ids.hex(16)).toMatch(/^[\da-f]{32}$/);
  }
});
