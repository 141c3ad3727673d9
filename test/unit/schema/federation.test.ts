/**
 * What a router of a supergraph asks: the schema to compose from, and objects by their keys, allowed and batched as the queries
 * are. Holds the cases of Apollo's subgraph compatibility suite that concern this schema; docs/supergraph.md lists them.
 */
import { readFileSync } from 'node:fs';
import { type GraphQLObjectType, lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { KycStanding } from '#domain/verification.ts';
import { createSubgraph } from '#schema/federation.ts';
import { schema } from '#schema/index.ts';
import { printSubgraph } from '#schema/subgraph-sdl.ts';
import { attempt, createContext, run, withScopes } from '#test/support/run-operation.ts';

const subgraph = createSubgraph(schema, { showsSdl: true });
const committed = readFileSync('subgraph.graphql', 'utf8');
/** As one line, without descriptions: what the suite matches against. */
const bare = committed.replaceAll(/"""[\s\S]*?"""/g, '').replaceAll(/\s+/g, ' ');

const entities = /* GraphQL */ `
  query ($representations: [_Any!]!) {
    _entities(representations: $representations) {
      __typename
      ... on User { id kycStatus kycVerifiedAt }
      ... on Verification { id state owner { id } }
    }
  }
`;

type Entities = { _entities: readonly (Record<string, unknown> | null)[] };

function readEntities(representations: readonly unknown[], context = createContext()) {
  return run<Entities>(entities, { representations }, context, subgraph);
}

const verified: KycStanding = { status: 'VERIFIED', verifiedAtMs: Date.UTC(2026, 2, 1) };

test('is written down in subgraph.graphql as it is', () => {
  expect(printSubgraph(schema)).toBe(committed);
});

test('tells a router the subgraph that is written down', async () => {
  const { data, errors } = await run('{ _service { sdl } }', {}, createContext(), subgraph);
  expect(errors).toEqual([]);
  expect(data).toEqual({ _service: { sdl: committed } });
});

test('keeps the schema to itself where introspection is off, and says what to compose from instead', async () => {
  const closed = createSubgraph(schema, { showsSdl: false });
  const { data, errors } = await run('{ _service { sdl } }', {}, createContext(), closed);
  expect(data).toBeNull();
  expect(errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' }, message: expect.stringContaining('subgraph.graphql') },
  ]);
});

test('links one version of federation 2, and imports nothing but directives of federation', () => {
  const links = [...bare.matchAll(/@link\(url: "([^"]+)", import: \[([^\]]*)\]\)/g)];
  expect(links.map(([, url, imports]) => [url, imports])).toEqual([
    ['https://specs.apollo.dev/federation/v2.3', '"@key", "@shareable", "@inaccessible", "@tag"'],
  ]);
});

test('lets others refer to users and attempts by their ids', () => {
  expect(bare).toMatch(/type User @key\(fields: "id"\) \{/);
  expect(bare).toMatch(/type Verification implements Node @key\(fields: "id"\) \{/);
});

test('shares what every subgraph has: pages as Relay has them, and the caller', () => {
  expect(bare).toContain('type PageInfo @shareable {');
  expect(bare).toContain('viewer: User @shareable');
});

test('leaves the look-up of any node to the supergraph, and still answers it when asked directly', async () => {
  expect(bare).toMatch(/ node\( id: ID! \): Node @inaccessible/);
  expect(bare).toMatch(/ nodes\( ids: \[ID!\]! \): \[Node\]! @inaccessible/);
  const context = createContext({ services: { verifications: async () => [attempt()] } });
  expect(await run('{ node(id: "ver_1") { id } }', {}, context, subgraph)).toMatchObject({
    data: { node: { id: 'ver_1' } },
    errors: [],
  });
});

test('marks what is for staff, so that the API of a customers’ app can leave it out', () => {
  const tagged = [...bare.matchAll(/ (\w+)(?:\([^)]*\))?: [\w[\]!]+ @tag\(name: "staff"\)/g)].map(([, name]) => name);
  expect(tagged).toEqual(
    expect.arrayContaining(['verificationRecords', 'searchByFace', 'kycSummary', 'raw', 'aml', 'notes']),
  );
  expect(tagged).not.toEqual(expect.arrayContaining(['verifyKyc']));
  expect(bare).toMatch(/ verification\( id: ID! \): Verification [^@]/);
});

test('adds nothing else to what clients see, and keeps out of schema.graphql', () => {
  const names = (type: GraphQLObjectType | null | undefined) => Object.keys(type?.getFields() ?? {});
  const added = names(subgraph.getQueryType()).filter((name) => !names(schema.getQueryType()).includes(name));
  expect(added).toEqual(['_service', '_entities']);
  expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(readFileSync('schema.graphql', 'utf8'));
});

test('asks once how a hundred users stand whom another subgraph names', async () => {
  const batches: (readonly string[])[] = [];
  const users = Array.from({ length: 100 }, (_, index) => `user-${index}`);
  const context = createContext({
    caller: withScopes('kyc:status'),
    services: {
      kycStandings: async (_caller, userIds) => {
        batches.push(userIds);
        return userIds.map((userId) => (userId === 'user-7' ? { status: 'UNVERIFIED', verifiedAtMs: null } : verified));
      },
    },
  });
  const { data, errors } = await readEntities(
    users.map((id) => ({ __typename: 'User', id })),
    context,
  );
  expect(errors).toEqual([]);
  expect(batches).toEqual([users]);
  expect(data?._entities).toHaveLength(100);
  expect(data?._entities[1]).toMatchObject({ id: 'user-1', kycStatus: 'VERIFIED' });
  expect(data?._entities[7]).toEqual({
    __typename: 'User',
    id: 'user-7',
    kycStatus: 'UNVERIFIED',
    kycVerifiedAt: null,
  });
});

test('answers for users and attempts together, in the order that was asked, each of them read once', async () => {
  const asked: (readonly string[])[] = [];
  const context = createContext({
    services: {
      verifications: async (_caller, ids) => {
        asked.push(ids);
        return ids.map((id) => (id === 'ver_1' ? attempt() : null));
      },
      kycStandings: async (_caller, userIds) => userIds.map(() => verified),
    },
  });
  const { data, errors } = await readEntities(
    [
      { __typename: 'Verification', id: 'ver_1' },
      { __typename: 'User', id: 'amira', name: 'a field of another subgraph' },
      { __typename: 'Verification', id: 'ver_2' },
      { __typename: 'Verification', id: 'ver_1' },
      { __typename: 'Verification', id: 'no id of ours' },
    ],
    context,
  );
  expect(errors).toEqual([]);
  expect(data?._entities.map((entity) => entity?.id ?? null)).toEqual(['ver_1', 'amira', null, 'ver_1', null]);
  expect(asked).toEqual([['ver_1', 'ver_2']]);
});

test('takes a number for an id, as other subgraphs may have it', async () => {
  const context = createContext({
    caller: withScopes('kyc:status'),
    services: { kycStandings: async () => [verified] },
  });
  const { data } = await readEntities([{ __typename: 'User', id: 42 }], context);
  expect(data?._entities).toMatchObject([{ id: '42', kycStatus: 'VERIFIED' }]);
});

test('tells which representation cannot be, without failing the others or repeating what was sent', async () => {
  const wrong = [
    { __typename: 'Passport', id: 'SECRET' },
    { __typename: 'User' },
    { id: 'amira' },
    { __typename: 'User', id: '' },
    { __typename: 'User', id: 'SECRET\0' },
    { __typename: 'User', id: 'x'.repeat(256) },
    { __typename: 'User', id: { in: 'SECRET' } },
    null,
    'amira',
  ];
  const context = createContext({ services: { kycStandings: async (_caller, ids) => ids.map(() => verified) } });
  // `null` is refused by GraphQL itself, because the list takes none.
  const representations = [...wrong.filter((each) => each !== null), { __typename: 'User', id: 'amira' }];
  const { data, errors } = await readEntities(representations, context);
  expect(data?._entities).toEqual([
    ...Array.from({ length: 8 }, () => null),
    expect.objectContaining({ id: 'amira', kycStatus: 'VERIFIED' }),
  ]);
  expect(errors.map(({ extensions, path }) => [extensions.code, path])).toEqual(
    Array.from({ length: 8 }, (_, position) => ['BAD_USER_INPUT', ['_entities', position]]),
  );
  expect(JSON.stringify(errors.map(({ message }) => message))).not.toContain('SECRET');
});

test('refuses more representations than any page has', async () => {
  const representations = Array.from({ length: 1_001 }, (_, index) => ({ __typename: 'User', id: `user-${index}` }));
  const { errors } = await readEntities(representations);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path: 'representations' } }]);
});
