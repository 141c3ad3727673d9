/** What the explorer sends and reads: multipart requests, server-sent events, JSON with comments, and the editor's hints. */
import { expect, test } from 'vitest';
import { createEventReader } from '#server/explorer/event-stream.js';
import { readJsonObject } from '#server/explorer/jsonc.js';
import { toMultipart } from '#server/explorer/multipart-request.js';
import { formatBytes, formatDuration } from '#server/explorer/sizes.js';
import { tolerateMissingFiles } from '#server/explorer/variable-hints.js';

test('files follow the operation and the map, each where its variable holds null', async () => {
  const selfie = new File(['a'], 'selfie.jpg', { type: 'image/jpeg' });
  const front = new File(['bb'], 'front.jpg', { type: 'image/jpeg' });
  const variables = { input: { reference: 'r' }, key: 'k' };
  const body = toMultipart({ query: 'mutation V { x }', operationName: 'V', variables }, [
    { path: ['input', 'selfie'], file: selfie },
    { path: ['input', 'documents', 0, 'front'], file: front },
  ]);

  expect([...body.keys()]).toEqual(['operations', 'map', '0', '1']);
  expect(JSON.parse(String(body.get('operations')))).toEqual({
    query: 'mutation V { x }',
    operationName: 'V',
    variables: { input: { reference: 'r', selfie: null, documents: [{ front: null }] }, key: 'k' },
  });
  expect(JSON.parse(String(body.get('map')))).toEqual({
    0: ['variables.input.selfie'],
    1: ['variables.input.documents.0.front'],
  });
  const part = body.get('1');
  expect(part instanceof File && [part.name, await part.text()]).toEqual(['front.jpg', 'bb']);
  expect(variables, 'the editor’s own variables stay as they were').toEqual({ input: { reference: 'r' }, key: 'k' });
});

test('an operation without a name or variables of its own can carry files too', () => {
  const file = new File(['a'], 'a.jpg');
  for (const request of [{ query: 'q' }, { query: 'q', operationName: null, variables: null }]) {
    const body = toMultipart(request, [{ path: ['a'], file }]);
    expect(JSON.parse(String(body.get('operations')))).toEqual({ query: 'q', variables: { a: null } });
  }
});

test('events are read whole, wherever the pieces of the stream end', () => {
  const stream =
    ': ping\n\nevent: next\r\ndata: {"a":\r\ndata: 1}\r\n\r\nevent:next\rdata:second\r\rdata: third\n\nevent: complete\n\n';
  const whole = [
    { event: 'next', data: '{"a":\n1}' },
    { event: 'next', data: 'second' },
    { event: 'message', data: 'third' },
    { event: 'complete', data: '' },
  ];
  for (const size of [1, 2, 3, 7, stream.length]) {
    const events: unknown[] = [];
    const read = createEventReader((event) => events.push(event));
    for (let at = 0; at < stream.length; at += size) read(stream.slice(at, at + size));
    expect([size, events]).toEqual([size, whole]);
  }
});

test('variables are read with comments and trailing commas, and not at all while they are half typed', () => {
  expect(readJsonObject('')).toEqual({});
  expect(readJsonObject('// nothing yet')).toEqual({});
  expect(readJsonObject('{ "url": "https://x/*no*/", /* c */ "b": [1, 2,], // d\n }')).toEqual({
    url: 'https://x/*no*/',
    b: [1, 2],
  });
  expect(readJsonObject('{ "text": "a, ]" }')).toEqual({ text: 'a, ]' });
  for (const text of ['{ "a": ', '[1]', 'null', '3']) expect(readJsonObject(text)).toBeNull();
});

test('the editor does not call files missing, and still says what else is', () => {
  const seen: unknown[] = [];
  const defaults = { setDiagnosticsOptions: (options: unknown) => void seen.push(structuredClone(options)) };
  tolerateMissingFiles(defaults);
  const schema = {
    required: ['selfie', 'files', 'input', 'by', 'key'],
    properties: {
      selfie: { description: 'Upload!\nThe face.' },
      files: { description: '[Upload!]!' },
      input: { $ref: '#/definitions/VerifyKycInput' },
      by: { $ref: '#/definitions/VerificationBy' },
      key: { description: 'Upload goes by it.\n\nString!' },
    },
    definitions: {
      VerifyKycInput: {
        required: ['documents'],
        properties: { documents: { type: 'array', items: { $ref: '#/definitions/DocumentImagesInput' } } },
      },
      DocumentImagesInput: {
        required: ['front', 'type'],
        properties: { front: { description: 'The front of it.\n\nUpload!' }, type: { description: 'DocumentType!' } },
      },
      VerificationBy: { required: ['id', 'self'], properties: { self: { $ref: '#/definitions/VerificationBy' } } },
    },
  };
  defaults.setDiagnosticsOptions({ schemas: [{ schema }] });
  expect(seen).toMatchObject([
    {
      schemas: [
        {
          schema: {
            required: ['by', 'key'],
            definitions: {
              VerifyKycInput: { required: [] },
              DocumentImagesInput: { required: ['type'] },
              VerificationBy: { required: ['id', 'self'] },
            },
          },
        },
      ],
    },
  ]);
});

test('sizes and times are said in units that fit', () => {
  expect([0, 999, 4210, 99_999, 812_345, 3_140_000].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '4.2 kB',
    '100.0 kB',
    '812 kB',
    '3.14 MB',
  ]);
  expect([12.3, 999, 2310].map(formatDuration)).toEqual(['12 ms', '999 ms', '2.31 s']);
});
