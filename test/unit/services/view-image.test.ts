/** Who may have a link to a photo, who may still use it, and what the audit trail says of it. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { NewAuditEvent } from '#domain/ledger.ts';
import type { StoredImage } from '#domain/stored-image.ts';
import { createImageViewing, type ImageGrant } from '#services/view-image.ts';
import { callerWith } from '#test/support/callers.ts';
import { attempt, record } from '#test/support/run-operation.ts';

const photo: StoredImage = { format: 'image/jpeg', byteLength: 3, chunks: (async function* () {})() };
const image = { kind: 'SELFIE', document: null, sourceUrl: 'https://images.example/1.jpg' } as const;
const staying = new AbortController().signal;

let attempts = [attempt({ ownerId: 'ada' })];
let events: NewAuditEvent[];
let opened: string[];
let stored: StoredImage | null;

beforeEach(() => {
  attempts = [attempt({ ownerId: 'ada' })];
  events = [];
  opened = [];
  stored = photo;
});

const viewing = createImageViewing({
  clock: () => 1_000,
  store: {
    isAllowed: (url) => url.startsWith('https://images.example/'),
    async open(url) {
      opened.push(url);
      return stored;
    },
  },
  ledger: {
    attemptsByProviderIds: async () => attempts,
    async audit(event) {
      events.push(event);
    },
  },
});

function grantTo(caller: Parameters<typeof viewing.grant>[0]): ImageGrant {
  const grant = viewing.grant(caller, image, record());
  if (grant === null) throw new Error('no grant');
  return grant;
}

describe('a link to a photo', () => {
  test('is had by the owner, as the owner, and by whoever may read records', () => {
    expect(viewing.grant(callerWith('ada'), image, record())).toEqual({
      viewer: 'ada',
      asOwner: true,
      kind: 'SELFIE',
      recordId: 'reference-1',
      providerIds: ['request-1', 'reference-1'],
      sourceUrl: image.sourceUrl,
    });
    expect(viewing.grant(callerWith('clerk', ['kyc:read']), image, record())).toMatchObject({
      viewer: 'clerk',
      asOwner: false,
    });
  });

  test('is not had with a session that a face opened, nor without a token', () => {
    expect(viewing.grant({ ...callerWith('ada'), isFaceSession: true }, image, record())).toBeNull();
    expect(viewing.grant(callerWith(null), image, record())).toBeNull();
  });

  test('is not made to a host that is not allowed', () => {
    const elsewhere = { ...image, sourceUrl: 'http://169.254.169.254/latest/meta-data' };
    expect(viewing.grant(callerWith('ada'), elsewhere, record())).toBeNull();
  });
});

describe('looking at it', () => {
  test('is audited with viewer, owner, attempt and record, and without the address', async () => {
    expect(await viewing.view(grantTo(callerWith('clerk', ['kyc:read'])), staying)).toBe(photo);
    expect(events).toEqual([
      {
        atMs: 1_000,
        kind: 'image.viewed',
        actor: 'clerk',
        userId: 'ada',
        verificationId: 'ver_1',
        detail: { image: 'SELFIE', record: 'reference-1' },
      },
    ]);
    expect(JSON.stringify(events)).not.toContain('images.example');
  });

  test('is not possible for an owner who was erased meanwhile; the photo is not even fetched', async () => {
    const grant = grantTo(callerWith('ada'));
    attempts = [];
    expect(await viewing.view(grant, staying)).toBeNull();
    attempts = [attempt({ ownerId: 'omar' })];
    expect(await viewing.view(grant, staying)).toBeNull();
    expect({ opened, events }).toEqual({ opened: [], events: [] });
  });

  test('stays possible for who may read records that this gateway did not make', async () => {
    attempts = [];
    expect(await viewing.view(grantTo(callerWith('clerk', ['kyc:read'])), staying)).toBe(photo);
    expect(events).toMatchObject([{ actor: 'clerk', userId: null, verificationId: null }]);
  });

  test('is not audited when there was nothing to see', async () => {
    stored = null;
    expect(await viewing.view(grantTo(callerWith('ada')), staying)).toBeNull();
    expect(events).toEqual([]);
  });
});
