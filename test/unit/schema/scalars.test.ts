/** The scalars: what they take, what they say about the rest, and that a file is not touched before somebody reads it. */
import { GraphQLError, isScalarType } from 'graphql';
import { Upload } from 'graphql-upload-ts';
import { expect, test } from 'vitest';
import type { Image } from '#domain/image.ts';
import { toIncomingImage } from '#schema/incoming-image.ts';
import { schema } from '#schema/index.ts';
import { toDay, toFloat, toInt, toMoment, toUrl } from '#schema/scalars.ts';

function scalar(name: string) {
  const type = schema.getType(name);
  if (!isScalarType(type)) throw new Error(`${name} is no scalar`);
  return type;
}

/** What a scalar says of a value that it refuses. */
function refusal(name: string, value: unknown): GraphQLError {
  try {
    scalar(name).parseValue(value);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
  }
  throw new Error(`${name} does not refuse this properly`);
}

test('a moment goes out in UTC with milliseconds and comes in with any time zone', () => {
  expect(scalar('DateTime').serialize(Date.UTC(2026, 2, 1, 12))).toBe('2026-03-01T12:00:00.000Z');
  expect(scalar('DateTime').parseValue('2026-03-01T14:00:00+02:00')).toEqual(new Date(Date.UTC(2026, 2, 1, 12)));
});

test.each([
  ['DateTime', 'yesterday, at Amira’s'],
  ['DateTime', 5],
  ['Date', '31.12.2026'],
  ['URL', 'no address of Amira’s'],
  ['Upload', 'a text instead of a file of Amira’s'],
  ['Upload', {}],
])('%s says what it expects, with the code for a caller’s mistake, and repeats nothing', (name, value) => {
  const { message, extensions } = refusal(name, value);
  expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
  expect(message).toMatch(/^(Expected|A file has to be sent)/);
  expect(message).not.toContain('Amira');
});

test('what no calendar, number or address is becomes null', () => {
  expect(['2024-02-29', '2023-02-29', '2024-2-9', '٢٠٢٤-٠١-٠١', 'soon', null].map(toDay)).toEqual([
    '2024-02-29',
    null,
    null,
    null,
    null,
    null,
  ]);
  expect([0, -1, 1.5, 2 ** 31, Number.NaN, null].map(toInt)).toEqual([0, -1, null, null, null, null]);
  expect([0.5, Number.NaN, Number.POSITIVE_INFINITY, null].map(toFloat)).toEqual([0.5, null, null, null]);
  expect([0, 9e15, Number.NaN, null].map(toMoment)).toEqual([0, null, null, null]);
  expect(['https://a.example', 'imagelink', null].map(toUrl)).toEqual(['https://a.example/', null, null]);
});

const image: Image = { format: 'image/jpeg', byteLength: 1, chunks: [new Uint8Array(1)], release: () => {} };

test('an image is read only when a use case reads it', async () => {
  let reads = 0;
  const file = {
    read: async () => {
      reads += 1;
      return image;
    },
  };
  const incoming = toIncomingImage(Promise.resolve(file));
  await Promise.resolve();
  expect(reads).toBe(0);
  expect(await incoming.read()).toBe(image);
  expect(reads).toBe(1);
});

test('a file that did not arrive is reported to whoever reads it, and to nobody else', async () => {
  const upload = new Upload();
  const incoming = toIncomingImage(scalar('Upload').parseValue(upload) as Promise<unknown>);
  const lost = new Error('lost');
  upload.reject(lost);
  await expect(incoming.read()).rejects.toBe(lost);
});

test('a file of another upload engine is a fault, not an image', async () => {
  await expect(toIncomingImage(Promise.resolve({ filename: 'a.jpg' })).read()).rejects.toThrow(/upload reader/);
});
