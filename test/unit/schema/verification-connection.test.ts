/** Pages of attempts: what is asked of the ledger, and what clients get of its pages. */
import { expect, test } from 'vitest';
import type { AttemptFilter, Page, PageRequest } from '#domain/ports.ts';
import type { Verification } from '#domain/verification.ts';
import { VerificationsDocument, ViewerVerificationsDocument } from '#test/support/gql/graphql.ts';
import { attempt, createContext, run } from '#test/support/run-operation.ts';

/** Asks for a page of a ledger that answers with these attempts. */
async function page(
  variables: Readonly<Record<string, unknown>>,
  answer: Page<Verification> = { items: [], hasMore: false },
  document: typeof VerificationsDocument | typeof ViewerVerificationsDocument | string = VerificationsDocument,
) {
  const asked: [AttemptFilter, PageRequest][] = [];
  let counts = 0;
  const context = createContext({
    services: {
      verificationPage: async (_caller, filter, request) => {
        asked.push([filter, request]);
        return answer;
      },
      verificationCount: async () => {
        counts += 1;
        return 7;
      },
    },
  });
  const { data, errors } = await run<Record<string, unknown>>(document.toString(), variables, context);
  return { data, errors, asked, counts };
}

const three = [attempt({ id: 'ver_3' }), attempt({ id: 'ver_2' }), attempt({ id: 'ver_1' })];
const cursorQuery = '{ verifications { edges { cursor } } }';

async function cursors(): Promise<readonly string[]> {
  const services = { verificationPage: async () => ({ items: three, hasMore: false }) };
  const { data } = await run(
    VerificationsDocument,
    {},
    createContext({ services: { ...services, verificationCount: async () => 3 } }),
  );
  return data?.verifications.edges.map(({ cursor }) => cursor) ?? [];
}

test('gives the newest 20 when nothing is said, and counts only when it is asked to', async () => {
  const { data, asked, counts } = await page({}, { items: three, hasMore: true });
  expect(asked).toEqual([[{}, { limit: 20, from: 'newest', after: undefined, before: undefined }]]);
  const [first, , last] = await cursors();
  expect(data?.verifications).toMatchObject({
    totalCount: 7,
    edges: [{ node: { id: 'ver_3' } }, { node: { id: 'ver_2' } }, { node: { id: 'ver_1' } }],
    pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: first, endCursor: last },
  });
  expect(counts).toBe(1);
  expect((await page({}, undefined, cursorQuery)).counts).toBe(0);
});

test('goes on after a cursor, and says that there was something before', async () => {
  const [, second] = await cursors();
  const { data, asked } = await page({ first: 1, after: second }, { items: three.slice(2), hasMore: false });
  expect(asked).toEqual([[{}, { limit: 1, from: 'newest', after: 'ver_2', before: undefined }]]);
  expect(data?.verifications).toMatchObject({ pageInfo: { hasNextPage: false, hasPreviousPage: true } });
});

test('goes backwards from a cursor, and still shows the newest first', async () => {
  const [, , third] = await cursors();
  const oldestFirst = { items: [three[1], three[0]].filter((one) => one !== undefined), hasMore: false };
  const { data, asked } = await page({ last: 2, before: third }, oldestFirst);
  expect(asked).toEqual([[{}, { limit: 2, from: 'oldest', after: 'ver_1', before: undefined }]]);
  expect(data?.verifications).toMatchObject({
    edges: [{ node: { id: 'ver_3' } }, { node: { id: 'ver_2' } }],
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
});

test('an empty page has no cursors', async () => {
  const { data } = await page({});
  expect(data?.verifications).toMatchObject({ edges: [], pageInfo: { startCursor: null, endCursor: null } });
});

test('passes the whole filter on, with moments as numbers, and takes an empty list for no restriction', async () => {
  const { asked } = await page({
    filter: {
      owner: 'omar',
      state: ['FAILED', 'PENDING'],
      decision: [],
      reference: 'case 7',
      createdAfter: '2026-03-01T00:00:00+01:00',
      createdBefore: null,
    },
  });
  expect(asked[0]?.[0]).toEqual({
    ownerId: 'omar',
    states: ['FAILED', 'PENDING'],
    reference: 'case 7',
    createdFromMs: Date.UTC(2026, 1, 28, 23),
  });
});

test.each([
  [{ first: 0 }, 'first'],
  [{ first: 101 }, 'first'],
  [{ last: -1 }, 'last'],
  [{ last: 101 }, 'last'],
  [{ first: 1, last: 1 }, 'last'],
  [{ after: 'nonsense' }, 'after'],
  [{ before: '' }, 'before'],
  [{ after: Buffer.from('after:../../etc').toString('base64url') }, 'after'],
  [{ after: `${Buffer.from('after:ver_1').toString('base64url')}!` }, 'after'],
])('refuses a page that cannot be: %o', async (variables, path) => {
  const { errors, asked } = await page(variables);
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', path }]);
  expect(asked).toEqual([]);
});

test('takes the longest page', async () => {
  expect((await page({ first: 100 })).asked[0]?.[1].limit).toBe(100);
});

test('a user’s attempts are that user’s alone, whatever the filter says', async () => {
  const own = await page({ filter: { state: ['PENDING'] } }, undefined, ViewerVerificationsDocument);
  expect(own.asked[0]?.[0]).toEqual({ ownerId: 'amira', states: ['PENDING'] });
  const foreign = await page({ filter: { owner: 'omar' } }, undefined, ViewerVerificationsDocument);
  expect(foreign.asked).toEqual([]);
  expect(foreign.data?.viewer).toMatchObject({ verifications: { edges: [] } });
});

test('another user’s attempts are null to whom they do not concern', async () => {
  const context = createContext({ services: { verifications: async () => [attempt({ ownerId: 'omar' })] } });
  const { data, errors } = await run(
    '{ verification(id: "ver_1") { owner { id verifications { edges { cursor } } } } }',
    {},
    context,
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ verification: { owner: { id: 'omar', verifications: null } } });
});
