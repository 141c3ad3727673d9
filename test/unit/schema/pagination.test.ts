/** Cursors: opaque, and either one of ours or refused. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toConnection, toCursor, toPageRequest } from '#schema/pagination.ts';

const anId = fc.stringMatching(/^[\w-]{1,64}$/);

test('every cursor leads back to where it was', () => {
  fc.assert(
    fc.property(anId, fc.integer({ min: 1, max: 100 }), (id, size) => {
      const cursor = toCursor(id);
      expect(toPageRequest({ first: size, after: cursor })).toMatchObject({ limit: size, from: 'newest', after: id });
      expect(toPageRequest({ last: size, before: cursor })).toMatchObject({ limit: size, from: 'oldest', after: id });
    }),
  );
});

test('whatever else is sent as a cursor is refused, and not repeated', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.base64String({ minLength: 1 }),
      ),
      (cursor) => {
        for (const args of [{ after: cursor }, { before: cursor }]) {
          expect(() => toPageRequest(args)).toThrow(
            expect.objectContaining({ code: 'BAD_USER_INPUT', message: 'must be a cursor from an earlier page.' }),
          );
        }
      },
    ),
  );
});

describe('a cursor that almost is one of ours is refused:', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  test.each([
    ['padded', `${toCursor('ver_1')}=`],
    ['with blanks', ` ${toCursor('ver_1')}`],
    ['of another kind', encode('before:ver_1')],
    ['with more than an id', encode("after:ver_1' or 1=1 --")],
    ['with a second line', encode('after:ver_1\nafter:ver_2')],
    ['endless', encode(`after:${'a'.repeat(65)}`)],
    ['empty', encode('after:')],
  ])('%s', (_name, cursor) => {
    expect(() => toPageRequest({ after: cursor })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
  });
});

test('no size but 1 to 100 is taken, in one direction', () => {
  fc.assert(
    fc.property(
      fc.integer().filter((size) => size < 1 || size > 100),
      (size) => {
        for (const args of [{ first: size }, { last: size }]) {
          expect(() => toPageRequest(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
        }
      },
    ),
  );
  expect(() => toPageRequest({ first: 1, last: 1 })).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }));
});

test('a page and its cursors are in one order, whichever end it was read from', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anId, { maxLength: 20 }), fc.boolean(), fc.boolean(), (ids, hasMore, backward) => {
      const items = ids.map((id) => ({ id }));
      const request = toPageRequest(backward ? { last: 20 } : { first: 20 });
      const { edges, pageInfo } = toConnection({ items, hasMore }, request, async () => 0);
      const shown = edges.map(({ node }) => node.id);
      expect(shown).toEqual(backward ? ids.toReversed() : ids);
      expect(edges.map(({ cursor }) => cursor)).toEqual(shown.map(toCursor));
      expect(pageInfo).toEqual({
        hasNextPage: !backward && hasMore,
        hasPreviousPage: backward && hasMore,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      });
    }),
  );
});
