/** Operations by their ids, on the running gateway: every way to send one, and the mode that takes nothing else. */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';

const documents = {
  abc: 'query Viewer { viewer { id } }',
  'sha256:def':
    'mutation Verify($selfie: Upload!, $front: Upload!) { verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) { __typename } }',
  old: 'query Old { gone }',
};

let folder: string;
let manifest: string;
let open: TestGateway;
let closed: TestGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-persisted-'));
  manifest = join(folder, 'manifest.json');
  writeFileSync(manifest, JSON.stringify(documents));
  open = await startGateway({ PERSISTED_DOCUMENTS: manifest });
  closed = await startGateway({ PERSISTED_DOCUMENTS: manifest, PERSISTED_ONLY: 'on' });
});
afterAll(async () => {
  await open.close();
  await closed.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function answerOf(response: Promise<Response>): Promise<Answer> {
  const { status, ...rest } = await response;
  return { status, ...rest, ...(await (await response).json()) };
}

function postJson(gateway: TestGateway, body: unknown): Promise<Answer> {
  return answerOf(
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify(body),
    }),
  );
}

function get(gateway: TestGateway, parameters: Record<string, string>): Promise<Answer> {
  return answerOf(fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters)}`));
}

function postFiles(gateway: TestGateway, operation: object): Promise<Answer> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ ...operation, variables: { selfie: null, front: null } }));
  form.set('map', '{ "0": ["variables.selfie"], "1": ["variables.front"] }');
  form.set('0', new Blob([jpeg('selfie')]));
  form.set('1', new Blob([jpeg('front')]));
  const headers = { 'GraphQL-Require-Preflight': '1' };
  return answerOf(fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: form }));
}

const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe.each([
  ['a gateway that takes texts too', () => open],
  ['a gateway that takes nothing else', () => closed],
])('%s', (_, gateway) => {
  test.each([
    ['documentId in JSON', () => postJson(gateway(), { documentId: 'abc' })],
    ['documentId with the name of its hash', () => postJson(gateway(), { documentId: 'sha256:abc' })],
    ['Apollo’s hash in JSON', () => postJson(gateway(), byHash('abc'))],
    ['documentId in an address', () => get(gateway(), { documentId: 'abc' })],
    ['Apollo’s hash in an address', () => get(gateway(), { extensions: JSON.stringify(byHash('abc').extensions) })],
  ])('runs a document by %s', async (_name, ask) => {
    expect(await ask()).toMatchObject({ status: 200, data: { viewer: { id: 'anonymous' } } });
  });

  test.each([
    ['documentId', { documentId: 'def' }],
    ['Apollo’s hash', byHash('def')],
  ])('takes files with a document by %s', async (_name, operation) => {
    expect(await postFiles(gateway(), operation)).toMatchObject({
      status: 200,
      data: { verifyKyc: { __typename: 'VerifyKycCompleted' } },
    });
  });

  test('runs no mutation by GET', async () => {
    const { status, data } = await get(gateway(), { documentId: 'def' });
    expect({ status, data }).toEqual({ status: 405, data: undefined });
  });

  test('says what has to be sent when nothing was', async () => {
    expect(await postJson(gateway(), { variables: {} })).toMatchObject({
      status: 400,
      errors: [{ message: expect.stringContaining('documentId') }],
    });
  });

  test.each(['nobody', '__proto__', 'constructor', ''])('does not know %j', async (documentId) => {
    expect(await postJson(gateway(), { documentId })).toMatchObject({
      status: 404,
      errors: [{ message: 'PersistedQueryNotFound' }],
    });
  });
});

test('Apollo’s link may send the text after an unknown hash where texts are taken, and is told when they are not', async () => {
  const codeOf = async (gateway: TestGateway) =>
    (await postJson(gateway, byHash('nobody'))).errors?.[0]?.extensions.code;
  expect(await codeOf(open)).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(await codeOf(closed)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
});

const text = '{ viewer { id } }';

test.each([
  ['a text in JSON', () => postJson(closed, { query: text })],
  ['a text that is in the list', () => postJson(closed, { query: documents.abc })],
  ['a text beside a known id', () => postJson(closed, { query: text, documentId: 'abc' })],
  ['a text beside a known hash', () => postJson(closed, { query: text, ...byHash('abc') })],
  ['a text in an address', () => get(closed, { query: text })],
  ['a text with files', () => postFiles(closed, { query: documents['sha256:def'] })],
  ['introspection', () => postJson(closed, { query: '{ __schema { types { name } } }' })],
])('the mode that takes nothing else refuses %s', async (_name, ask) => {
  expect(await ask()).toMatchObject({ status: 403, errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }] });
});

test('texts go on working where they are taken', async () => {
  expect(await open.query(text)).toMatchObject({ status: 200, data: { viewer: { id: 'anonymous' } } });
});

test('the log names documents that do not fit the schema, and the others work', () => {
  expect(open.log()).toContain('"id":"old"');
  expect(open.log()).not.toContain('"id":"abc"');
});

test('a file that is no manifest, or is not there, keeps the gateway from starting and says so', async () => {
  const broken = join(folder, 'broken.json');
  writeFileSync(broken, '{ "a": 1 }');
  await expect(startGateway({ PERSISTED_DOCUMENTS: broken })).rejects.toThrow(/PERSISTED_DOCUMENTS: .*no manifest/);
  await expect(startGateway({ PERSISTED_DOCUMENTS: join(folder, 'missing') })).rejects.toThrow(
    /PERSISTED_DOCUMENTS: .*cannot be read/,
  );
  await expect(startGateway({ PERSISTED_ONLY: 'on' })).rejects.toThrow(/PERSISTED_DOCUMENTS: with PERSISTED_ONLY=on/);
});
