/** An attempt as clients see it: why it failed, its link, itself again by its id. */
import { expect, test } from 'vitest';
import { failureCodes, failures } from '#domain/failure.ts';
import type { Verification } from '#domain/verification.ts';
import { NodeDocument, NodesDocument, VerificationDocument } from '#test/support/gql/graphql.ts';
import { attempt, createContext, run, withScopes } from '#test/support/run-operation.ts';

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
