/** What a client gets for the files it sends: each image read, or a fault of its own. */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { field, file, graphqlBody, multipart } from '#test/support/uploads/multipart-body.ts';
import {
  manyBody,
  oneBody,
  post,
  postMultipart,
  readBackwards,
  readFirst,
  readMany,
  readOne,
  readPerson,
} from '#test/support/uploads/requests.ts';
import { foreignFiles, jpegOf, tinyJpeg, tinyPng } from '#test/support/uploads/sample-images.ts';
import { startUploadServer, type UploadServer } from '#test/support/uploads/upload-server.ts';

let server: UploadServer;
beforeEach(async () => {
  server = await startUploadServer({ maxFileBytes: 3_000_000 });
});
afterEach(async () => {
  await server.close();
  expect(server.faults, 'nothing unexpected went wrong').toEqual([]);
  expect(server.heldBytes(), 'all memory was given back').toBe(0);
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const heic = foreignFiles[0]?.[1] ?? Buffer.alloc(0);

test('a selfie and two documents arrive byte by byte as they were sent', async () => {
  const images = [tinyJpeg, tinyPng, jpegOf(2_500_000)];
  const { status, images: read } = await postMultipart(server.url, manyBody(images));
  expect(status).toBe(200);
  expect(read.map((image) => [image?.format, image?.byteLength, image?.sha256])).toEqual([
    ['image/jpeg', tinyJpeg.byteLength, sha256(tinyJpeg)],
    ['image/png', tinyPng.byteLength, sha256(tinyPng)],
    ['image/jpeg', 2_500_000, sha256(images[2] ?? tinyPng)],
  ]);
});

test('files may come in another order than the map’s, and than the resolver wants them', async () => {
  const images = [jpegOf(200_000, 1), jpegOf(300_000, 2), jpegOf(400_000, 3)];
  const body = multipart([
    field('operations', JSON.stringify({ query: readMany, variables: { images: [null, null, null] } })),
    field('map', '{"a":["variables.images.0"],"b":["variables.images.1"],"c":["variables.images.2"]}'),
    ...['c', 'a', 'b'].map((name) => file(name, images['abc'.indexOf(name)] ?? tinyPng)),
  ]);
  const { images: read } = await postMultipart(server.url, body);
  expect(read.map((image) => image?.sha256)).toEqual(images.map(sha256));
});

test('takes files at nested variables, as Apollo Client sends them', async () => {
  const body = graphqlBody(
    {
      query: readPerson,
      variables: { input: { selfie: null, documents: [{ front: null, back: null }, { front: null }] } },
    },
    {
      0: ['variables.input.selfie', tinyJpeg],
      1: ['variables.input.documents.0.front', tinyPng],
      2: ['variables.input.documents.0.back', jpegOf(500)],
      3: ['variables.input.documents.1.front', jpegOf(600)],
    },
  );
  const { images } = await postMultipart(server.url, body);
  expect(images.map((image) => image?.byteLength)).toEqual([tinyJpeg.byteLength, tinyPng.byteLength, 500, 600]);
});

test('takes what a browser’s FormData makes', async () => {
  const form = new FormData();
  form.append('operations', JSON.stringify({ query: readOne, variables: { image: null } }));
  form.append('map', '{"0":["variables.image"]}');
  form.append('0', new File([new Uint8Array(jpegOf(100_000))], 'me "at" the\r\nsea.jpg', { type: 'image/jpeg' }));
  const { images } = await post(server.url, form);
  expect(images).toMatchObject([{ format: 'image/jpeg', byteLength: 100_000 }]);
});

test('takes what Altair sends: an operation name of null, and lists by number', async () => {
  const body = multipart([
    field('operations', JSON.stringify({ query: readMany, variables: { images: [null, null] }, operationName: null })),
    field('map', '{"0":["variables.images.0"],"1":["variables.images.1"]}'),
    file('0', tinyJpeg),
    file('1', tinyPng),
  ]);
  const { images } = await postMultipart(server.url, body);
  expect(images.map((image) => image?.format)).toEqual(['image/jpeg', 'image/png']);
});

test('a multipart request without files is an ordinary operation', async () => {
  const body = multipart([field('operations', '{"query":"{ hello }"}'), field('map', '{}')]);
  expect(await postMultipart(server.url, body)).toMatchObject({ status: 200, data: { hello: 'world' } });
});

test('each file has its own answer, and a bad one does not spoil the others', async () => {
  const images = [heic, tinyJpeg, Buffer.alloc(0), tinyPng.subarray(0, 40), jpegOf(3_000_001), tinyPng];
  const { status, images: read } = await postMultipart(server.url, manyBody(images));
  expect(status).toBe(200);
  expect(read).toMatchObject([
    { code: 'IMAGE_UNSUPPORTED_FORMAT', detectedFormat: 'image/heic' },
    { format: 'image/jpeg', sha256: sha256(tinyJpeg) },
    { code: 'IMAGE_EMPTY' },
    { code: 'IMAGE_CORRUPT', detectedFormat: 'image/png' },
    { code: 'IMAGE_TOO_LARGE', maxBytes: 3_000_000 },
    { format: 'image/png', sha256: sha256(tinyPng) },
  ]);
});

test('an image of exactly the largest size is taken', async () => {
  const { images } = await postMultipart(server.url, oneBody(jpegOf(3_000_000)));
  expect(images).toMatchObject([{ byteLength: 3_000_000 }]);
});

test('a file that is named in the map but never sent was interrupted', async () => {
  const body = multipart([
    field('operations', JSON.stringify({ query: readMany, variables: { images: [null, null] } })),
    field('map', '{"0":["variables.images.0"],"1":["variables.images.1"]}'),
    file('1', tinyPng),
  ]);
  const { images } = await postMultipart(server.url, body);
  expect(images).toMatchObject([{ code: 'UPLOAD_INTERRUPTED' }, { format: 'image/png' }]);
});

test('what the client claims of a file counts for nothing', async () => {
  const claim = (name: string, bytes: Buffer | string, type: string) => file(name, bytes, '../../../etc/passwd', type);
  const body = multipart([
    field('operations', JSON.stringify({ query: readMany, variables: { images: [null, null, null] } })),
    field('map', '{"0":["variables.images.0"],"1":["variables.images.1"],"2":["variables.images.2"]}'),
    claim('0', tinyJpeg, 'application/pdf'),
    claim('1', '%PDF-1.7', 'image/jpeg'),
    field('2', 'a text instead of a file'),
  ]);
  const { images } = await postMultipart(server.url, body);
  expect(images).toMatchObject([
    { format: 'image/jpeg' },
    { code: 'IMAGE_UNSUPPORTED_FORMAT', detectedFormat: 'application/pdf' },
    { code: 'IMAGE_UNSUPPORTED_FORMAT', detectedFormat: 'text/plain' },
  ]);
});

test('of two files under one name the first counts, and parts that nobody named are passed over', async () => {
  const body = multipart([
    field('operations', JSON.stringify({ query: readMany, variables: { images: [null, null] } })),
    field('map', '{"0":["variables.images.0"],"1":["variables.images.1"]}'),
    file('stranger', jpegOf(200_000)),
    file('0', tinyPng),
    file('0', tinyJpeg),
    field('note', 'hello'),
    file('1', tinyJpeg),
  ]);
  const { images } = await postMultipart(server.url, body);
  expect(images).toMatchObject([{ format: 'image/png' }, { format: 'image/jpeg' }]);
});

test('ten thousand parts are refused', async () => {
  const parts = Array.from({ length: 10_000 }, (_, index) => file(`part${index}`, 'x'));
  const body = multipart([
    field('operations', JSON.stringify({ query: readOne, variables: { image: null } })),
    field('map', '{"0":["variables.image"]}'),
    ...parts,
    file('0', tinyJpeg),
  ]);
  const { errors, data } = await postMultipart(server.url, body);
  expect(errors).toMatchObject([
    { message: expect.stringContaining('too many parts'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect(data).toEqual({ read: null });
});

test('a file after which the body turns into rubbish is refused as the sender’s mistake', async () => {
  const body = Buffer.concat([manyBody([tinyJpeg, tinyPng])]);
  const second = body.lastIndexOf('Content-Disposition');
  body.write('Content-Disposition; ', second);
  const { codes } = await postMultipart(server.url, body);
  expect(codes).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT'].slice(0, codes.length));
  expect(codes.length).toBeGreaterThan(0);
});

test('an image that is read twice is one image, and is let go of as one', async () => {
  const query = 'mutation ($image: Upload!) { readTwice(image: $image) { isSame chunksAfterRelease } }';
  const { data } = await postMultipart(server.url, oneBody(jpegOf(400_000), query));
  expect(data).toEqual({ readTwice: { isSame: true, chunksAfterRelease: 0 } });
});

test('a file that has arrived but was never read is let go with the answer', async () => {
  const body = multipart([
    field('operations', JSON.stringify({ query: readFirst, variables: { images: [null, null] } })),
    field('map', '{"0":["variables.images.0"],"1":["variables.images.1"]}'),
    file('1', jpegOf(400_000)),
    file('0', tinyPng),
  ]);
  expect((await postMultipart(server.url, body)).images).toMatchObject([{ format: 'image/png' }]);
});

test('a resolver may read files in another order than they come, however large they are', async () => {
  const { images } = await postMultipart(
    server.url,
    manyBody(
      [1, 2, 3].map((seed) => jpegOf(2_000_000, seed)),
      readBackwards,
    ),
  );
  expect(images.map((image) => image?.byteLength)).toEqual([2_000_000, 2_000_000, 2_000_000]);
});

test('three photographs of ten megabytes are below every limit', async () => {
  const large = await startUploadServer();
  const { images } = await postMultipart(large.url, manyBody([1, 2, 3].map((seed) => jpegOf(10_000_000, seed))));
  expect(images.map((image) => image?.byteLength)).toEqual([10_000_000, 10_000_000, 10_000_000]);
  await large.close();
  expect(large.heldBytes()).toBe(0);
});

test('files that no resolver reads are thrown away', async () => {
  const query = 'mutation ($image: Upload) { ignore(image: $image) }';
  expect(await postMultipart(server.url, oneBody(jpegOf(400_000), query))).toMatchObject({ data: { ignore: true } });
});

test('no image ever touches the disk', async () => {
  const before = readdirSync(tmpdir());
  const { images } = await postMultipart(server.url, manyBody([jpegOf(900_000, 1), jpegOf(900_000, 2)]));
  expect(images).toHaveLength(2);
  const added = readdirSync(tmpdir()).filter((name) => !before.includes(name));
  expect(added.filter((name) => name.startsWith('capacitor'))).toEqual([]);
});
