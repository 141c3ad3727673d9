import { expect, test } from 'vitest';
import {
  emptyDraft,
  freeTypes,
  missingPhotos,
  withAnotherDocument,
  withoutDocument,
  withPhoto,
  withType,
} from './draft.ts';

const photo = () => new File(['photo'], 'photo.jpg');

test('asks for a selfie and both sides of a card, and for one page of a passport', () => {
  const draft = emptyDraft();
  expect(missingPhotos(draft)).toEqual(['input.selfie', 'input.documents.0.front', 'input.documents.0.back']);
  expect(missingPhotos(withType(draft, 0, 'PASSPORT'))).toEqual(['input.selfie', 'input.documents.0.front']);
});

test('is complete once each place has its photo', () => {
  let draft = emptyDraft();
  for (const path of missingPhotos(draft)) draft = withPhoto(draft, path, photo());
  expect(missingPhotos(draft)).toEqual([]);
  expect(draft.documents[0]?.front).toBeInstanceOf(File);
});

test('gets a new key with every change of what would be sent, so that other photos are another try', () => {
  const first = withPhoto(emptyDraft(), 'input.selfie', photo());
  const changes = [
    withPhoto(first, 'input.selfie', photo()),
    withPhoto(first, 'input.documents.0.back', photo()),
    withType(first, 0, 'PASSPORT'),
    withAnotherDocument(first),
    withoutDocument(withAnotherDocument(first), 1),
  ];
  const keys = new Set([first, ...changes].map(({ key }) => key));
  expect(keys.size).toBe(changes.length + 1);
});

test('takes each type of document once, three at most, and tells them apart when one goes', () => {
  let draft = withAnotherDocument(withAnotherDocument(emptyDraft()));
  expect(draft.documents.map(({ type }) => type)).toEqual(['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE']);
  expect(withAnotherDocument(draft)).toBe(draft);
  expect(withAnotherDocument(draft, 'PASSPORT')).toBe(draft);

  draft = withoutDocument(draft, 1);
  expect(freeTypes(draft)).toEqual(['PASSPORT']);
  draft = withAnotherDocument(draft);
  expect(new Set(draft.documents.map(({ id }) => id)).size).toBe(3);
});

test('forgets the back when a card turns out to be a passport', () => {
  const card = withPhoto(emptyDraft(), 'input.documents.0.back', photo());
  expect(withType(card, 0, 'PASSPORT').documents[0]?.back).toBeNull();
  expect(withType(card, 0, 'DRIVING_LICENCE').documents[0]?.back).not.toBeNull();
});
