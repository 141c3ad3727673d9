/** One operation reads each thing once, together with all others; another operation, mutation or event reads anew. */
import { expect, test } from 'vitest';
import type { KycStanding, Verification } from '#domain/verification.ts';
import type { RecordReader } from '#services/services.ts';
import { VerificationUpdatedDocument } from '#test/support/gql/graphql.ts';
import { attempt, createContext, record, run, unreadUpload, watch, withScopes } from '#test/support/run-operation.ts';

const verified: KycStanding = { status: 'VERIFIED', verifiedAtMs: Date.UTC(2026, 2, 1) };

test('asks once how a hundred users stand', async () => {
  const owners = Array.from({ length: 100 }, (_, index) => `user-${index}`);
  const batches: (readonly string[])[] = [];
  const context = createContext({
    caller: withScopes('kyc:read'),
    services: {
      verificationPage: async () => ({ items: owners.map((ownerId) => attempt({ ownerId })), hasMore: false }),
      kycStandings: async (_caller, userIds) => {
        batches.push(userIds);
        return userIds.map((userId) => (userId === 'user-7' ? null : verified));
      },
    },
  });
  const { data, errors } = await run<{ verifications: { edges: { node: { owner: object } }[] } }>(
    '{ verifications(first: 100) { edges { node { owner { id kycStatus kycVerifiedAt } } } } }',
    {},
    context,
  );
  expect(errors).toEqual([]);
  expect(batches).toEqual([owners]);
  expect(data?.verifications.edges[1]?.node.owner).toEqual({
    id: 'user-1',
    kycStatus: 'VERIFIED',
    kycVerifiedAt: '2026-03-01T00:00:00.000Z',
  });
  expect(data?.verifications.edges[7]?.node.owner).toEqual({ id: 'user-7', kycStatus: null, kycVerifiedAt: null });
});

test('never shares what it read between two operations', async () => {
  let reads = 0;
  const services = {
    kycStandings: async () => {
      reads += 1;
      return [verified];
    },
  };
  await run('{ viewer { kycStatus kycVerifiedAt } }', {}, createContext({ services }));
  await run('{ viewer { kycStatus } }', {}, createContext({ services }));
  expect(reads).toBe(2);
});

test('a second mutation of one operation does not answer with what the first has read', async () => {
  const standings: KycStanding[] = [{ status: 'PENDING', verifiedAtMs: null }, verified];
  const context = createContext({
    caller: withScopes('kyc:verify'),
    services: {
      verifyKyc: async () => ({ verification: attempt(), records: [] }),
      kycStandings: async () => [standings.shift() ?? null],
    },
    records: { prime: () => {} },
  });
  const verify = `verifyKyc(input: { selfie: $f, documents: [{ front: $f }] }) {
    ... on VerifyKycCompleted { verification { owner { kycStatus } } }
  }`;
  const { data } = await run(
    `mutation ($f: Upload!) { first: ${verify} second: ${verify} }`,
    { f: unreadUpload() },
    context,
  );
  expect(data).toEqual({
    first: { verification: { owner: { kycStatus: 'PENDING' } } },
    second: { verification: { owner: { kycStatus: 'VERIFIED' } } },
  });
});

/** A watch that yields these states. */
function watching(states: readonly Verification[], by: unknown[] = []) {
  return async function* (_caller: unknown, key: unknown) {
    by.push(key);
    yield* states;
  };
}

const changes = [attempt({ state: 'PENDING', decision: null, completedAtMs: null }), attempt()];

test('tells of each change of an attempt, by its id or by its key, and ends with it', async () => {
  const keys: unknown[] = [];
  for (const by of [{ id: 'ver_1' }, { idempotencyKey: 'key' }]) {
    const context = createContext({
      services: { watchVerification: watching(changes, keys), recordReader: () => createContext().records },
    });
    const events = await watch(VerificationUpdatedDocument, { by }, context);
    const seen: unknown[] = [];
    if (Symbol.asyncIterator in events) for await (const event of events) seen.push(event);
    expect(seen).toMatchObject([
      { errors: [], data: { verificationUpdated: { state: 'PENDING', completedAt: null } } },
      { errors: [], data: { verificationUpdated: { state: 'COMPLETED', decision: 'ACCEPTED' } } },
    ]);
  }
  expect(keys).toEqual([{ id: 'ver_1' }, { idempotencyKey: 'key' }]);
});

test('each event of a subscription reads anew, status and records alike', async () => {
  const standings: KycStanding[] = [{ status: 'PENDING', verifiedAtMs: null }, verified];
  let readers = 0;
  const context = createContext({
    services: {
      watchVerification: watching(changes),
      kycStandings: async () => [standings.shift() ?? null],
      recordReader: (): RecordReader => {
        readers += 1;
        const id = `read-${readers}`;
        return { ...createContext().records, ofVerification: async () => [record({ id })] };
      },
    },
  });
  const events = await watch(
    'subscription { verificationUpdated(by: { id: "ver_1" }) { owner { kycStatus } records { id } } }',
    {},
    context,
  );
  const seen: unknown[] = [];
  if (Symbol.asyncIterator in events) for await (const { data } of events) seen.push(data);
  expect(seen).toEqual([
    { verificationUpdated: { owner: { kycStatus: 'PENDING' }, records: [{ id: 'read-1' }] } },
    { verificationUpdated: { owner: { kycStatus: 'VERIFIED' }, records: [{ id: 'read-2' }] } },
  ]);
});

test('knows nobody without a token, and a caller by the subject of the token', async () => {
  const nobody = createContext({ caller: { userId: null } });
  expect(await run('{ viewer { id } }', {}, nobody)).toEqual({ data: { viewer: null }, errors: [] });
  expect(await run('{ viewer { id } }', {}, createContext())).toEqual({
    data: { viewer: { id: 'amira' } },
    errors: [],
  });
});
