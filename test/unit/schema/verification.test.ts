/** An attempt as clients see it: why it failed, its link, its records, itself again by its id. */
import { expect, test } from 'vitest';
import { toVerificationError } from '#domain/errors.ts';
import { failureCodes, failures } from '#domain/failure.ts';
import type { Verification } from '#domain/verification.ts';
import type { RecordReader } from '#services/services.ts';
import { NodeDocument, NodesDocument, VerificationDocument } from '../../support/gql/graphql.ts';
import { attempt, createContext, record, run, withScopes } from '../../support/run-operation.ts';

/** A context whose ledger holds these attempts, and the batches of ids that were asked for. */
function ledgerOf(attempts: readonly Verification[], options: Parameters<typeof createContext>[0] = {}) {
  const batches: (readonly string[])[] = [];
  const context = createContext({
    ...options,
    services: {
      verifications: async (_caller, ids) => {
        batches.push(ids);
        return ids.map((id) => attempts.find((one) => one.id === id) ?? null);
      },
      ...options.services,
    },
  });
  return { context, batches };
}

const failingCodes = failureCodes.filter((code) => failures[code].error !== null);

test.each(failingCodes)('says why an attempt failed with %s, in the type of that failure', async (code) => {
  const failed = attempt({ state: 'FAILED', decision: null, failure: { code, providerCode: '1', documentType: null } });
  const { context } = ledgerOf([failed]);
  const { data, errors } = await run(VerificationDocument, { id: 'ver_1' }, context);
  expect(errors).toEqual([]);
  expect(data?.verification?.failure).toMatchObject({
    __typename: failures[code].error,
    code,
    message: failures[code].message,
    retry: failures[code].retry,
    providerCode: '1',
  });
});

test('gives the advice of a stored failure in the reader’s language, with the particulars that the code holds', async () => {
  const failed = attempt({ state: 'FAILED', decision: null, failure: { code: 'MISSING_PASSPORT' } });
  const { context } = ledgerOf([failed], { language: 'ar' });
  const { data } = await run(
    '{ verification(id: "ver_1") { failure { advice ... on MissingDocumentError { documentTypes } } } }',
    {},
    context,
  );
  expect(data).toEqual({
    verification: { failure: { advice: 'يرجى إضافة صورة جواز سفرك.', documentTypes: ['PASSPORT'] } },
  });
});

test('a stored rejection knows its document and the attempt that it belongs to', async () => {
  const failed = attempt({
    state: 'FAILED',
    decision: null,
    failure: { code: 'ID_CARD_REJECTED', documentType: 'ID_CARD' },
  });
  const { context } = ledgerOf([failed]);
  const { data } = await run(
    '{ verification(id: "ver_1") { failure { ... on DocumentRejectedError { documentType attempt { id } } } } }',
    {},
    context,
  );
  expect(data).toEqual({ verification: { failure: { documentType: 'ID_CARD', attempt: { id: 'ver_1' } } } });
});

test('an attempt that did not fail has no failure', async () => {
  const { context } = ledgerOf([attempt()]);
  const { data } = await run(VerificationDocument, { id: 'ver_1' }, context);
  expect(data?.verification).toMatchObject({ failure: null, owner: { id: 'amira' } });
});

test('what is not there, what is somebody else’s and what cannot be an id are all null, and nonsense is not looked up', async () => {
  const { context, batches } = ledgerOf([]);
  for (const id of ['ver_2', 'VXNlcjox', '', "ver_1' OR 1=1", `ver_${'x'.repeat(100)}`]) {
    expect(await run(VerificationDocument, { id }, context)).toEqual({ data: { verification: null }, errors: [] });
    expect(await run(NodeDocument, { id }, context)).toEqual({ data: { node: null }, errors: [] });
  }
  expect(batches.flat()).toEqual(['ver_2']);
});

test('reads one attempt by node, nodes and verification in one operation, with one look-up', async () => {
  const { context, batches } = ledgerOf([attempt(), attempt({ id: 'ver_2' })]);
  const { data, errors } = await run(
    `{ node(id: "ver_1") { __typename id }
       again: node(id: "ver_1") { ... on Verification { state } }
       nodes(ids: ["ver_2", "ver_1", "nothing", "ver_1"]) { __typename id }
       verification(id: "ver_1") { id } }`,
    {},
    context,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({
    node: { __typename: 'Verification', id: 'ver_1' },
    again: { state: 'COMPLETED' },
    nodes: [
      { __typename: 'Verification', id: 'ver_2' },
      { __typename: 'Verification', id: 'ver_1' },
      null,
      { __typename: 'Verification', id: 'ver_1' },
    ],
    verification: { id: 'ver_1' },
  });
  expect(batches).toEqual([['ver_1', 'ver_2']]);
});

test('refuses to look up more nodes than the longest page has', async () => {
  const { context, batches } = ledgerOf([]);
  const ids = Array.from({ length: 101 }, (_, index) => `ver_${index}`);
  const { errors } = await run(NodesDocument, { ids }, context);
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', path: 'ids' }]);
  expect(batches).toEqual([]);
});

const link = { id: 'link-1', url: 'https://example.com/v/1', expiresAtMs: Date.UTC(2026, 2, 2) };
const waiting = attempt({ state: 'AWAITING_PERSON', decision: null, link });

test.each([
  ['the owner', {}, true],
  ['a caller with kyc:link', { userId: 'backend', ...withScopes('kyc:link', 'kyc:read') }, true],
  ['a caller with kyc:read alone', { userId: 'reviewer', ...withScopes('kyc:read') }, false],
  ['a face session of the owner', { isFaceSession: true }, false],
])('shows the link that an attempt waits for to those who may hold it: %s', async (_who, caller, isShown) => {
  const { context } = ledgerOf([waiting], { caller });
  const { data } = await run(VerificationDocument, { id: 'ver_1' }, context);
  expect(data?.verification?.link).toEqual(
    isShown ? { id: 'link-1', url: link.url, expiresAt: '2026-03-02T00:00:00.000Z' } : null,
  );
});

test.each(['COMPLETED', 'FAILED', 'INTERRUPTED', 'EXPIRED', 'PENDING'] as const)(
  'shows no link any more when the attempt is %s',
  async (state) => {
    const { context } = ledgerOf([{ ...waiting, state }]);
    const { data } = await run(VerificationDocument, { id: 'ver_1' }, context);
    expect(data?.verification?.link).toBeNull();
  },
);

const partial = record({ isPartial: true, person: null });
const full = record({
  faceIds: ['face-1'],
  liveness: { passed: true, decision: 'ACCEPTED', reviewScore: 0.1, rejectScore: Number.POSITIVE_INFINITY },
  device: { ipAddress: null, browser: 'Firefox', os: null, userAgent: null },
  createdAtMs: Date.UTC(2026, 2, 1, 12, 0, 1, 5),
  updatedAtMs: null,
});

async function readRecords(selection: string, records: Partial<RecordReader>) {
  const { context } = ledgerOf([attempt()], {
    caller: withScopes('kyc:read'),
    records: { ofVerification: async () => [partial], ...records },
  });
  return run<{ verification: { records: readonly unknown[] | null } }>(
    `{ verification(id: "ver_1") { records { ${selection} } } }`,
    {},
    context,
  );
}

test('reads a record that came with the answer once more for what the answer lacks, and once only', async () => {
  const completed: unknown[] = [];
  const { data } = await readRecords(
    'id faceIds liveness { passed rejectScore } device { browser } createdAt updatedAt',
    {
      complete: async (one) => {
        completed.push(one);
        return full;
      },
    },
  );
  expect(completed).toEqual([partial]);
  expect(data?.verification.records).toEqual([
    {
      id: 'reference-1',
      faceIds: ['face-1'],
      liveness: { passed: true, rejectScore: null },
      device: { browser: 'Firefox' },
      createdAt: '2026-03-01T12:00:01.005Z',
      updatedAt: null,
    },
  ]);
});

test('does not read a record again for what the answer has', async () => {
  const { data } = await readRecords('id decision person { fullName } documents { type }', {});
  expect(data?.verification.records).toHaveLength(1);
});

test('keeps a paid answer when the rest of its record cannot be read', async () => {
  const { data, errors } = await readRecords('id faceIds createdAt', {
    complete: async () => {
      throw toVerificationError({ code: 'PROVIDER_TIMEOUT' });
    },
  });
  expect(data?.verification.records).toEqual([{ id: 'reference-1', faceIds: [], createdAt: null }]);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['PROVIDER_TIMEOUT']);
});

test('leaves out what is not there yet when the full record is not', async () => {
  const { data, errors } = await readRecords('faceIds createdAt', { complete: async () => null });
  expect(errors).toEqual([]);
  expect(data?.verification.records).toEqual([{ faceIds: [], createdAt: null }]);
});

test('answers null for records that are not the caller’s to see', async () => {
  const { data, errors } = await readRecords('id', { ofVerification: async () => null });
  expect(errors).toEqual([]);
  expect(data?.verification.records).toBeNull();
});

test('answers null, never a fault, where a record holds what no scalar can carry', async () => {
  const odd = record({
    person: {
      fullName: 'أميرة',
      firstName: null,
      middleName: null,
      lastName: null,
      localName: 'أميرة',
      dateOfBirth: '٠١-٠١-١٩٩٠',
      age: 30.5,
      sex: 'FEMALE',
      nationality: null,
    },
    documents: [
      {
        type: 'ID_CARD',
        typeName: null,
        number: null,
        issuer: null,
        issuedOn: '2026-02-31',
        expiresOn: '2030-01-31',
        daysToExpiry: 2 ** 40,
        mrz: null,
        side: null,
        passed: null,
        faceMatch: null,
        fields: [{ name: 'a', value: 'b', confidence: Number.NaN }],
      },
    ],
    images: [{ kind: 'SELFIE', document: null, sourceUrl: 'https://vendor.example/1.jpg' }],
    createdAtMs: 8.64e15 + 1,
  });
  const { data, errors } = await readRecords(
    `person { fullName dateOfBirth age } createdAt images { kind url }
     documents { issuedOn expiresOn daysToExpiry fields { confidence } }`,
    { ofVerification: async () => [odd] },
  );
  expect(errors).toEqual([]);
  expect(data?.verification.records).toEqual([
    {
      person: { fullName: 'أميرة', dateOfBirth: null, age: null },
      createdAt: null,
      images: [{ kind: 'SELFIE', url: null }],
      documents: [{ issuedOn: null, expiresOn: '2030-01-31', daysToExpiry: null, fields: [{ confidence: null }] }],
    },
  ]);
});

test('shows images by links of this gateway, never by the vendor’s', async () => {
  const image = { kind: 'SELFIE' as const, document: null, sourceUrl: 'https://vendor.example/1.jpg' };
  const { context } = ledgerOf([attempt()], {
    records: { ofVerification: async () => [record({ images: [image] })] },
    signImageUrl: ({ kind }) => `https://gateway.example/images/${kind}`,
  });
  const { data } = await run('{ verification(id: "ver_1") { records { images { url } } } }', {}, context);
  expect(data).toEqual({ verification: { records: [{ images: [{ url: 'https://gateway.example/images/SELFIE' }] }] } });
});
