import { expect, test } from 'vitest';
import { type ByteSource, MultipartReader } from '#server/uploads/multipart.ts';
import { MultipartError } from '#server/uploads/multipart-head.ts';
import { boundary, field, file, multipart } from '#test/support/uploads/multipart-body.ts';
import { noise } from '#test/support/uploads/sample-images.ts';

function sourceOf(pieces: readonly Buffer[]): ByteSource {
  const left = [...pieces];
  return { pull: async () => left.shift() ?? null };
}

async function readParts(pieces: readonly Buffer[]): Promise<{ name: string; content: string }[]> {
  const reader = new MultipartReader(sourceOf(pieces), boundary);
  const parts: { name: string; content: string }[] = [];
  for (let head = await reader.nextPart(); head !== null; head = await reader.nextPart()) {
    const content: Buffer[] = [];
    for (let bytes = await reader.nextBytes(); bytes !== null; bytes = await reader.nextBytes()) {
      expect(bytes.byteLength).toBeGreaterThan(0);
      content.push(bytes);
    }
    parts.push({ name: head.name, content: Buffer.concat(content).toString('latin1') });
  }
  return parts;
}

/** Contents that look like the boundary, or end as it begins. */
const tricky = [
  '',
  '\r',
  '\r\n',
  '\r\n--',
  `--${boundary}`,
  `\r\n--${boundary.slice(0, -1)}`,
  `\r\n-${boundary}`,
  `\r\r\n\r\n--${boundary.slice(0, 5)}\r`,
  '\n--\r\n-\r\n--\r\n',
];
const body = multipart([
  field('operations', '{"query":"{a}"}'),
  ...tricky.map((content, index) => file(`${index}`, content)),
]);
const expected = [
  { name: 'operations', content: '{"query":"{a}"}' },
  ...tricky.map((content, index) => ({ name: `${index}`, content })),
];

test('finds the same parts wherever the network cuts the body in two', async () => {
  for (let cut = 0; cut <= body.byteLength; cut += 1) {
    const pieces = [body.subarray(0, cut), body.subarray(cut)].filter((piece) => piece.byteLength > 0);
    expect(await readParts(pieces), `cut at ${cut}`).toEqual(expected);
  }
});

test('finds the same parts when each byte comes alone, or a few at a time', async () => {
  for (const size of [1, 2, 3, 5, 7, 11, 13, 37, 64]) {
    const pieces = Array.from({ length: Math.ceil(body.byteLength / size) }, (_, index) =>
      body.subarray(index * size, (index + 1) * size),
    );
    expect(await readParts(pieces), `pieces of ${size}`).toEqual(expected);
  }
});

test('hands out the bytes of a photograph as they came, without a copy', async () => {
  const photo = noise(300_000);
  photo.fill(0x20, 65_530, 65_540); // so that no chunk happens to end like a boundary begins
  const whole = multipart([file('0', photo)]);
  const chunks: Buffer[] = [];
  for (let at = 0; at < whole.byteLength; at += 50_000) chunks.push(Buffer.from(whole.subarray(at, at + 50_000)));
  const received = new Set(chunks.map(({ buffer }) => buffer));
  const reader = new MultipartReader(sourceOf(chunks), boundary);
  await reader.nextPart();
  let byteLength = 0;
  for (let bytes = await reader.nextBytes(); bytes !== null; bytes = await reader.nextBytes()) {
    expect(received.has(bytes.buffer)).toBe(true);
    byteLength += bytes.byteLength;
  }
  expect(byteLength).toBe(photo.byteLength);
});

test('passes over what nobody wants of a part', async () => {
  const reader = new MultipartReader(sourceOf([multipart([file('0', noise(1000)), file('1', 'b')])]), boundary);
  expect(await reader.nextPart()).toMatchObject({ name: '0' });
  expect(await reader.nextPart()).toMatchObject({ name: '1' });
  expect(String(await reader.nextBytes())).toBe('b');
  expect(await reader.nextBytes()).toBeNull();
  expect(await reader.nextPart()).toBeNull();
  expect(await reader.nextPart()).toBeNull();
});

test('knows how much of the body it has dealt with', async () => {
  const reader = new MultipartReader(sourceOf([multipart([file('0', 'abc')])]), boundary);
  expect(reader.consumedBytes).toBe(0);
  await reader.nextPart();
  const beforeContent = reader.consumedBytes;
  await reader.nextBytes();
  expect(reader.consumedBytes).toBe(beforeContent + 3 + `\r\n--${boundary}`.length);
});

test('ignores a few bytes before the first boundary, and whatever follows the last', async () => {
  const part = multipart([field('a', '1')]);
  const parts = await readParts([Buffer.from('This is multipart.\r\n'), part, Buffer.from('the end')]);
  expect(parts).toEqual([{ name: 'a', content: '1' }]);
  expect(await readParts([Buffer.from('\r\n'), part])).toEqual([{ name: 'a', content: '1' }]);
});

test('accepts blanks behind a boundary, as RFC 2046 asks', async () => {
  const text = multipart([field('a', '1')]).toString();
  const padded = text.replace(`--${boundary}\r\n`, `--${boundary} \t\r\n`);
  expect(await readParts([Buffer.from(padded)])).toEqual([{ name: 'a', content: '1' }]);
});

test('says of every body that is cut off that it is cut off', async () => {
  const end = body.lastIndexOf('--');
  for (let length = 0; length < end; length += 1) {
    const error = await readParts([body.subarray(0, length)]).catch((thrown: unknown) => thrown);
    expect(error, `cut off at ${length}`).toMatchObject({ name: 'MultipartError', isCutOff: true });
  }
});

test.each([
  ['megabytes before the first boundary', Buffer.concat([noise(20_000), body])],
  ['something else than a line end behind a boundary', Buffer.from(`--${boundary}x\r\n\r\n`)],
  ['headers without end', Buffer.from(`--${boundary}\r\nX-Padding: ${'x'.repeat(20_000)}`)],
  [
    'gigantic headers',
    multipart([
      { head: ['Content-Disposition: form-data; name="0"', `X-Padding: ${'x'.repeat(20_000)}`], content: '' },
    ]),
  ],
])('refuses a body with %s', async (_, bytes) => {
  const error = await readParts([bytes, Buffer.alloc(0)]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MultipartError);
  expect(error).toMatchObject({ isCutOff: false });
});
