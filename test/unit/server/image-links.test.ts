/** Links to photos: they say nothing, cannot be made or changed by anybody else, and end. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Secret } from '#domain/secret.ts';
import { createImageLinks } from '#server/image-links.ts';
import type { ImageGrant } from '#services/view-image.ts';

const grant: ImageGrant = {
  viewer: 'ada',
  asOwner: true,
  kind: 'DOCUMENT_FRONT',
  recordId: 'reference-1',
  providerIds: ['request-1', 'reference-1'],
  sourceUrl: 'https://prodstorage.faceki.com/photo.jpg?signature=planted',
};
let nowMs = Date.UTC(2026, 2, 1, 12);
const clock = () => nowMs;
const links = createImageLinks({ secret: new Secret('s'.repeat(32)), clock });

test('a link stands for what was granted, and reads the same at a replica with the same secret', async () => {
  const replica = createImageLinks({ secret: new Secret('s'.repeat(32)), clock });
  expect(await replica.open(await links.seal(grant))).toEqual(grant);
});

test('a link says nothing: neither the vendor’s address nor who looks at whom', async () => {
  const sealed = await links.seal(grant);
  const parts = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
  for (const text of [sealed, ...parts]) expect(text).not.toMatch(/faceki|planted|ada|reference|DOCUMENT/);
  expect(await links.seal(grant)).not.toBe(sealed);
});

test('a link ends after five minutes', async () => {
  const sealed = await links.seal(grant);
  nowMs += 299_000;
  expect(await links.open(sealed)).toEqual(grant);
  nowMs += 1_000;
  expect(await links.open(sealed)).toBeNull();
});

test('a link with any character changed, left out or added is none', async () => {
  const sealed = await links.seal(grant);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: sealed.length - 1 }),
      fc.constantFrom('', 'A', 'B', 'q', '_', '-', '.', 'AA'),
      async (position, replacement) => {
        const changed = sealed.slice(0, position) + replacement + sealed.slice(position + 1);
        // The last character of a part may carry bits that decode to nothing.
        fc.pre(!isSameBytes(changed, sealed));
        expect(await links.open(changed)).toBeNull();
      },
    ),
    { numRuns: 300 },
  );
});

test('a link of another gateway, of another kind, or of nobody is none', async () => {
  const stranger = createImageLinks({ secret: new Secret('t'.repeat(32)), clock });
  expect(await links.open(await stranger.seal(grant))).toBeNull();
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect(await links.open(text)).toBeNull();
    }),
  );
});

function isSameBytes(left: string, right: string): boolean {
  const bytes = (text: string) =>
    text
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('hex'))
      .join('.');
  return bytes(left) === bytes(right);
}
