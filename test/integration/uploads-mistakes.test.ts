/** Requests that are wrong as a whole: each is refused clearly, never with a status of 500, and costs nothing. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boundary, contentType, field, file, multipart } from '#test/support/uploads/multipart-body.ts';
import { connectRaw, httpChunk, postHead } from '#test/support/uploads/raw-client.ts';
import { oneBody, parseAnswer, post, readOne } from '#test/support/uploads/requests.ts';
import { jpegOf, tinyJpeg } from '#test/support/uploads/sample-images.ts';
import { startUploadServer, type UploadServer } from '#test/support/uploads/upload-server.ts';

let server: UploadServer;
beforeAll(async () => {
  server = await startUploadServer({ maxFieldBytes: 20_000, maxFileBytes: 100_000, maxBodyBytes: 20_000 });
});
afterAll(async () => {
  await server.close();
  expect(server.faults).toEqual([]);
  expect(server.heldBytes()).toBe(0);
  expect(server.peakHeldBytes(), 'no memory was reserved for any of them').toBe(0);
  expect(server.executions(), 'none of them was executed').toBe(0);
});

const operations = field('operations', JSON.stringify({ query: readOne, variables: { image: null } }));
const map = field('map', '{"0":["variables.image"]}');
const image = file('0', tinyJpeg);
const utf16 = {
  head: ['Content-Disposition: form-data; name="operations"', 'Content-Type: application/json; charset=utf-16'],
  content: operations.content,
};
const base64 = {
  head: ['Content-Disposition: form-data; name="operations"', 'Content-Transfer-Encoding: base64'],
  content: Buffer.from(operations.content).toString('base64'),
};

test.each([
  ['no operations', [map, image]],
  ['no map', [operations, image]],
  ['nothing but a map', [map]],
  ['nothing but operations', [operations]],
  ['no parts', []],
  ['the map before the operations', [map, operations, image]],
  ['a file before the map', [operations, image, map]],
  ['a file before everything', [image, operations, map]],
  ['a stranger before the operations', [field('_charset_', 'utf-8'), operations, map, image]],
  ['operations twice', [operations, operations, map, image]],
  ['operations that are no JSON', [field('operations', '{'), map, image]],
  ['operations that are empty', [field('operations', ''), map, image]],
  ['operations that are null', [field('operations', 'null'), map, image]],
  ['a batch of operations', [field('operations', `[${operations.content}]`), map, image]],
  ['operations that are too large', [field('operations', `${operations.content}${' '.repeat(20_000)}`), map, image]],
  ['operations in UTF-16', [utf16, map, image]],
  ['operations in base64', [base64, map, image]],
  [
    'operations that are not valid UTF-8',
    [{ ...operations, content: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]) }, map, image],
  ],
  ['a map that is no JSON', [operations, field('map', '{'), image]],
  ['a map that is null', [operations, field('map', 'null'), image]],
  ['a map that is a list', [operations, field('map', '[]'), image]],
  ['a map that is too large', [operations, field('map', `${map.content}${' '.repeat(20_000)}`), image]],
  ['a map with a text for a list', [operations, field('map', '{"0":"variables.image"}'), image]],
  ['a file at two variables', [operations, field('map', '{"0":["variables.image","variables.other"]}'), image]],
  ['two files at one variable', [operations, field('map', '{"0":["variables.image"],"1":["variables.image"]}'), image]],
  ['a file outside of the variables', [operations, field('map', '{"0":["query"]}'), image]],
  ['a file at an unknown variable', [operations, field('map', '{"0":["variables.photo"]}'), image]],
  ['a file at the prototype', [operations, field('map', '{"0":["variables.__proto__.polluted"]}'), image]],
  [
    'a file at the constructor’s prototype',
    [operations, field('map', '{"0":["variables.constructor.prototype.polluted"]}'), image],
  ],
  [
    'gigantic part headers',
    [{ ...operations, head: [...operations.head, `X-Padding: ${'x'.repeat(50_000)}`] }, map, image],
  ],
])('refuses a multipart request with %s', async (_, parts) => {
  const { status, codes, data } = await post(server.url, multipart(parts), { 'content-type': contentType });
  expect({ status, codes, data }).toEqual({ status: 400, codes: ['BAD_USER_INPUT'], data: null });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test.each([
  ['without a boundary', 'multipart/form-data'],
  ['with an empty boundary', 'multipart/form-data; boundary='],
  ['with an ill-formed boundary', 'multipart/form-data; boundary="\\"'],
  ['with two boundaries', `multipart/form-data; boundary=a; boundary=${boundary}`],
  ['with another boundary than the body’s', 'multipart/form-data; boundary=another'],
  ['with a boundary of a thousand bytes', `multipart/form-data; boundary=${'b'.repeat(1000)}`],
])('refuses a multipart content type %s', async (_, type) => {
  const { status, codes } = await post(server.url, multipart([operations, map, image]), { 'content-type': type });
  expect({ status, codes }).toEqual({ status: 400, codes: ['BAD_USER_INPUT'] });
});

test('takes the content type in any case, so that no spelling of it slips past the limits', async () => {
  const { status, codes } = await post(server.url, multipart([map]), {
    'content-type': `Multipart/Form-Data; Boundary=${boundary}`,
  });
  expect({ status, codes }).toEqual({ status: 400, codes: ['BAD_USER_INPUT'] });
});

test('refuses more files than a verification can have, and bodies that no eight files can fill, as too large', async () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [index, [`variables.images.${index}`]]));
  const body = multipart([
    field('operations', JSON.stringify({ query: '{ hello }', variables: { images: Array(9).fill(null) } })),
    field('map', JSON.stringify(many)),
  ]);
  expect(await post(server.url, body, { 'content-type': contentType })).toMatchObject({
    status: 413,
    codes: ['BAD_USER_INPUT'],
  });

  const client = await connectRaw(server.port);
  await client.send(postHead(50_000_000));
  const answer = await client.answer();
  expect(answer?.status).toBe(413);
  expect(parseAnswer(413, answer?.body ?? '').codes).toEqual(['BAD_USER_INPUT']);
  client.socket.destroy();
  await client.closed;
});

test('refuses compressed bodies, which could be a thousand times larger than they look', async () => {
  const zipped = new Uint8Array(gzipSync(oneBody(tinyJpeg)));
  expect(await post(server.url, zipped, { 'content-type': contentType, 'content-encoding': 'gzip' })).toMatchObject({
    status: 415,
    codes: ['BAD_USER_INPUT'],
  });
  const json = new Uint8Array(gzipSync('{"query":"{ hello }"}'));
  expect(
    await post(server.url, json, { 'content-type': 'application/json', 'content-encoding': 'GZIP' }),
  ).toMatchObject({ status: 415 });
});

test.each(['application/json', 'application/graphql', 'application/x-www-form-urlencoded', 'application/graphql+json'])(
  'a body of %s has a limit, declared or not',
  async (type) => {
    const declared = await connectRaw(server.port);
    await declared.send(postHead(20_001, { 'content-type': type }));
    const early = await declared.answer();
    expect({ status: early?.status, codes: parseAnswer(0, early?.body ?? '').codes }).toEqual({
      status: 413,
      codes: ['BAD_USER_INPUT'],
    });
    declared.socket.destroy();

    const chunked = await connectRaw(server.port);
    await chunked.send(postHead(0, { 'content-type': type, 'transfer-encoding': 'chunked' }));
    for (let sent = 0; sent <= 20_000; sent += 5_000) await chunked.send(httpChunk(Buffer.alloc(5_000, 0x20)));
    const late = await chunked.answer();
    expect({ status: late?.status, codes: parseAnswer(0, late?.body ?? '').codes }).toEqual({
      status: 413,
      codes: ['BAD_USER_INPUT'],
    });
    chunked.socket.destroy();
    await Promise.all([declared.closed, chunked.closed]);
  },
);

test('after a refusal the connection serves the next request', async () => {
  const client = await connectRaw(server.port);
  for (const body of [multipart([map, operations, file('0', jpegOf(90_000))]), multipart([]), Buffer.from('rubbish')]) {
    await client.send(postHead(body.byteLength));
    await client.send(body);
    expect((await client.answer())?.status).toBe(400);
  }
  await client.send(postHead(0, { 'content-type': 'application/json' }));
  expect((await client.answer())?.status).toBe(400);
  client.socket.destroy();
  await client.closed;
});
