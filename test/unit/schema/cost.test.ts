/** What operations cost, and that what is useful is affordable. A record is a request to Faceki, so it costs like one. */
import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { costOf, maxOperationCost, vendorRequestCost } from '#schema/cost.ts';
import { createSubgraph } from '#schema/federation.ts';
import { schema } from '#schema/index.ts';
import { createContext } from '#test/support/run-operation.ts';

const subgraph = createSubgraph(schema, { showsSdl: true });
const cost = (source: string, variables: Record<string, unknown> = {}, operationName?: string) =>
  costOf(subgraph, { document: parse(source), variables, operationName, context: createContext() });

const wholeRecord = `id requestId referenceId recordIdentifier link faceIds decision changedByHand
  person { fullName firstName middleName lastName localName dateOfBirth age sex nationality { name iso2 iso3 } }
  documents { type typeName number issuer { name iso2 iso3 } issuedOn expiresOn daysToExpiry mrz side passed
    faceMatch { identical confidence similarity } fields { name value confidence } }
  faceMatch { identical confidence similarity } liveness { passed decision reviewScore rejectScore } authenticityScore
  checks { name passed code reason severity } warnings notes aml { name listName type score raw }
  images { kind document url } device { ipAddress browser os userAgent } failures createdAt updatedAt raw`;
const page = (first: number) =>
  `verifications(first: ${first}) { edges { node { id state owner { id kycStatus } records { ${wholeRecord} } } } totalCount }`;

describe('affordable is', () => {
  test.each([
    ['a page of a hundred attempts with all that their records hold', `{ ${page(100)} }`],
    ['the schema', getIntrospectionQuery()],
    [
      'a hundred attempts by their ids',
      `{ nodes(ids: [${'"ver_1",'.repeat(100)}]) { ... on Verification { records { id } } } }`,
    ],
    [
      'a page without records, deep',
      '{ verifications(first: 100) { edges { node { owner { verifications(first: 100) { edges { node { id } } } } } } } }',
    ],
  ])('%s', (_name, source) => {
    expect(cost(source)).toBeLessThanOrEqual(maxOperationCost);
  });

  test('the status of a thousand users for a supergraph', () => {
    const representations = Array.from({ length: 1_000 }, (_, id) => ({ __typename: 'User', id: String(id) }));
    const source =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { kycStatus kycVerifiedAt } } }';
    expect(cost(source, { r: representations })).toBeLessThanOrEqual(maxOperationCost);
  });
});

describe('too much is', () => {
  test.each([
    ['two such pages', `{ a: ${page(100)} b: ${page(100)} }`],
    [
      'the same by fragments',
      `{ a: verifications(first: 100) { ...R } b: verifications(first: 100) { ...R } }
      fragment R on VerificationConnection { edges { node { records { id } } } }`,
    ],
    [
      'pages in pages in pages',
      '{ verifications(first: 100) { edges { node { owner { verifications(first: 100) { edges { node { owner { verifications(first: 100) { totalCount } } } } } } } } } }',
    ],
    [
      'records of the attempts of the owners of attempts',
      '{ verifications(first: 20) { edges { node { owner { verifications(first: 20) { edges { node { records { id } } } } } } } } }',
    ],
  ])('%s', (_name, source) => {
    expect(cost(source)).toBeGreaterThan(maxOperationCost);
  });

  test('a page whose length is in a variable, and the records of a thousand entities', () => {
    const source =
      'query ($n: Int) { a: verifications(first: $n) { ...R } b: verifications(last: $n) { ...R } } fragment R on VerificationConnection { edges { node { records { id } } } }';
    expect(cost(source, { n: 10 })).toBeLessThan(maxOperationCost);
    expect(cost(source, { n: 100 })).toBeGreaterThan(maxOperationCost);
    const entities =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Verification { records { id } } } }';
    expect(cost(entities, { r: Array.from({ length: 1_000 }, () => ({})) })).toBeGreaterThan(maxOperationCost);
  });
});

test('each record of a page costs a request to Faceki, and so does each mutation', () => {
  const withRecords = cost('{ verifications(first: 100) { edges { node { records { id } } } } }');
  const without = cost('{ verifications(first: 100) { edges { node { id } } } }');
  expect(withRecords - without).toBeGreaterThanOrEqual(100 * vendorRequestCost);
  for (const field of Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => name !== 'eraseUser')) {
    const { extensions } = schema.getMutationType()?.getFields()[field] ?? {};
    expect(extensions?.complexity, field).toBe(vendorRequestCost);
  }
});

test('only the operation that is asked for counts, and senseless sizes cost what any page can', () => {
  const source = `query cheap { viewer { id } } query dear { a: ${page(100)} b: ${page(100)} }`;
  expect(cost(source, {}, 'cheap')).toBe(2);
  expect(cost(source, {}, 'dear')).toBeGreaterThan(maxOperationCost);
  expect(cost('{ verifications(first: -5) { edges { node { id } } } }')).toBeGreaterThan(0);
  expect(cost('{ verifications(first: 2000000000) { edges { node { id } } } }')).toBeLessThan(1_000);
});

test('fragments that hold one another many times are counted in no time', () => {
  const levels = Array.from(
    { length: 60 },
    (_, level) => `fragment F${level} on User { ...F${level + 1} ...F${level + 1} }`,
  );
  expect(cost(`{ viewer { ...F0 } } ${levels.join(' ')} fragment F60 on User { id }`)).toBeGreaterThan(
    maxOperationCost,
  );
});

test('variables that do not fit cost nothing, because nothing will be run', () => {
  expect(cost('query ($n: Int!) { verifications(first: $n) { totalCount } }', { n: 'many' })).toBe(0);
  expect(cost('query a { viewer { id } } query b { viewer { id } }')).toBe(0);
});
