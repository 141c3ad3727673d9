/** What is said before the files have come: operations are checked first, and bad files are refused early. */
import { expect, test } from 'vitest';
import { postHead } from '#test/support/uploads/raw-client.ts';
import { oneBody, postJson, postMultipart, readMany, readOne, readPerson } from '#test/support/uploads/requests.ts';
import { foreignFiles, jpegOf, tinyJpeg } from '#test/support/uploads/sample-images.ts';
import { codesOf, imagesOf, setUpUploadTests } from '#test/support/uploads/upload-tests.ts';

const tests = setUpUploadTests();
const heic = foreignFiles[0]?.[1] ?? Buffer.alloc(0);

test('an operation is validated, and may be refused, before a byte of a file has come', async () => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const wrong = oneBody(tinyJpeg, 'mutation ($image: Upload!) { read(image: $image) { nonsense } }');
  const refused = oneBody(tinyJpeg, 'mutation ($image: Upload!) { refuse(image: $image) }');
  for (const [body, expected] of [
    [wrong, 'GRAPHQL_VALIDATION_FAILED'],
    [refused, 'FORBIDDEN'],
  ] as const) {
    const client = await tests.connect(server);
    await client.send(postHead(body.byteLength));
    // Up to the boundary behind the map: nothing of the file is needed for the answer.
    await client.send(body.subarray(0, body.indexOf('filename')));
    const answer = await client.answer();
    expect(codesOf(answer)).toEqual([expected]);
  }
  expect(server.peakHeldBytes()).toBe(0);
});

test('a file that is too large is refused while it still comes', async () => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const body = oneBody(jpegOf(3_100_000));
  const client = await tests.connect(server);
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 3_050_000));
  const answer = await client.answer();
  expect(imagesOf(answer)).toMatchObject([{ code: 'IMAGE_TOO_LARGE' }]);
});

test('a photograph in another format is refused at its beginning', async () => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const body = oneBody(Buffer.concat([heic, jpegOf(1_000_000)]));
  const client = await tests.connect(server);
  await client.send(postHead(body.byteLength));
  await client.send(body.subarray(0, 10_000));
  const answer = await client.answer();
  expect(imagesOf(answer)).toMatchObject([{ detectedFormat: 'image/heic' }]);
});

test('works behind a client that waits for 100 Continue, as curl does', async () => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const body = oneBody(jpegOf(200_000));
  const client = await tests.connect(server);
  let wasInvited = false;
  client.socket.on('data', (bytes) => {
    wasInvited ||= bytes.includes('100 Continue');
  });
  await client.send(postHead(body.byteLength, { expect: '100-continue' }));
  while (!wasInvited) await new Promise((resolve) => client.socket.once('data', resolve));
  await client.send(body);
  const answer = await client.answer();
  expect(imagesOf(answer)).toMatchObject([{ byteLength: 200_000 }]);
});

test.each([
  ['an object, as graphql-request sends a file', {}],
  ['a text', 'data:image/jpeg;base64,SECRET'],
  ['a number', 7],
  ['a list', ['SECRET']],
])('a JSON request with %s for a file is told to use multipart, and its value is not repeated', async (_, value) => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const { status, errors } = await postJson(server.url, { query: readOne, variables: { image: value } });
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    { message: expect.stringContaining('multipart request'), extensions: { code: 'BAD_USER_INPUT', path: 'image' } },
  ]);
  expect(JSON.stringify(errors)).not.toContain('SECRET');
  expect(server.executions()).toBe(0);
});

test('names the place of what is no file, however deep', async () => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const variables = { input: { selfie: null, documents: [{ front: 'SECRET' }] } };
  const { errors } = await postJson(server.url, { query: readPerson, variables });
  expect(errors).toMatchObject([{ extensions: { path: 'input.documents.0.front' } }]);
  const list = await postJson(server.url, { query: readMany, variables: { images: [null, 'SECRET'] } });
  expect(list.errors).toMatchObject([{ extensions: { path: 'images.1' } }]);
});

test('a file cannot be written into the operation itself', async () => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const { status, errors } = await postJson(server.url, { query: 'mutation { read(image: "SECRET") { code } }' });
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    { message: expect.stringContaining('multipart request'), extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  // The second time the answer comes from the cache of validated documents.
  expect((await postJson(server.url, { query: 'mutation { read(image: "SECRET") { code } }' })).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
});

test('an operation with two fields that take files is refused before one is read', async () => {
  const server = await tests.start({ maxFileBytes: 3_000_000 });
  const query = 'mutation ($image: Upload!) { one: read(image: $image) { code } two: read(image: $image) { code } }';
  for (const _ of ['parsed', 'cached']) {
    const { status, codes } = await postMultipart(server.url, oneBody(tinyJpeg, query));
    expect(status).toBe(400);
    expect(codes).toEqual(['BAD_USER_INPUT']);
  }
  expect(server.executions()).toBe(0);
  expect(server.peakHeldBytes()).toBe(0);
});
