/** What is remembered of a person, who may read it, and how it is forgotten. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { placeOn } from '#test/support/ledger.ts';
import { sqlite } from '#test/support/ledger-engines.ts';
import { jpeg } from '#test/support/photos.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const verify = `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], consentVersion: "terms-7" }) {
    ... on VerifyKycCompleted { verification { id } }
  }
}`;
const audit = `query ($owner: ID, $verification: ID, $first: Int, $after: String) {
  auditEvents(owner: $owner, verification: $verification, first: $first, after: $after) {
    edges { node { id kind actor userId detail verification { id } } }
    pageInfo { hasNextPage endCursor }
  }
}`;
const erase =
  'mutation ($userId: ID!) { eraseUser(input: { userId: $userId }) { receipt erasedVerifications erasedAt } }';

let gateway: TestGateway;
let nowMs: number;
beforeEach(async () => {
  nowMs = Date.now();
  gateway = await startGateway(jwtSettings, { clock: () => nowMs });
});
afterEach(() => gateway.close());

const verifyAs = async (user: string): Promise<string> =>
  (await gateway.upload(verify, {}, { selfie: jpeg(user), front: jpeg() }, await bearer(user, 'kyc:verify'))).data
    .verifyKyc.verification.id;
const auditOf = async (variables: object) =>
  (await gateway.query(audit, variables, await bearer('auditor', 'kyc:admin', 'kyc:read'))).data.auditEvents;

test('the audit trail says when a verification began and ended, under which consent, newest first, in pages', async () => {
  const id = await verifyAs('ada');
  const { edges } = await auditOf({ verification: id });
  expect(edges.map(({ node }: { node: { kind: string } }) => node.kind)).toEqual([
    'verification.completed',
    'verification.begun',
  ]);
  expect(edges[1].node).toMatchObject({
    actor: 'ada',
    userId: 'ada',
    verification: { id },
    detail: { consentVersion: 'terms-7' },
  });
  const first = await auditOf({ first: 1 });
  expect(first.pageInfo.hasNextPage).toBe(true);
  const second = await auditOf({ first: 1, after: first.pageInfo.endCursor });
  expect(second.edges[0].node.id).not.toBe(first.edges[0].node.id);
});

test('a user’s own wish to be forgotten is granted, twice without harm; a stranger’s is not', async () => {
  const id = await verifyAs('ada');
  await verifyAs('bob');
  expect((await gateway.query(erase, { userId: 'ada' }, await bearer('bob', 'kyc:verify'))).errors).toMatchObject([
    { extensions: { code: 'FORBIDDEN' } },
  ]);
  const ada = await bearer('ada', 'kyc:verify');
  const { data } = await gateway.query(erase, { userId: 'ada' }, ada);
  expect(data.eraseUser).toMatchObject({ erasedVerifications: 1, receipt: expect.any(String) });
  expect((await gateway.query(erase, { userId: 'ada' }, ada)).data.eraseUser.erasedVerifications).toBe(0);

  const everything = await bearer('clerk', 'kyc:read', 'kyc:admin');
  const read = '{ verifications { edges { node { owner { id } } } } }';
  expect((await gateway.query(read, {}, everything)).data.verifications.edges).toEqual([
    { node: { owner: { id: 'bob' } } },
  ]);
  expect(
    (await gateway.query('query ($id: ID!) { verification(id: $id) { id } }', { id }, everything)).data.verification,
  ).toBeNull();
  expect(JSON.stringify(await auditOf({}))).not.toContain('ada');
  expect((await auditOf({})).edges.some(({ node }: { node: { kind: string } }) => node.kind === 'user.erased')).toBe(
    true,
  );
});

test('an administrator erases anybody, and the trail says who did it', async () => {
  await verifyAs('ada');
  const admin = await bearer('root-admin', 'kyc:admin');
  expect((await gateway.query(erase, { userId: 'ada' }, admin)).data.eraseUser.erasedVerifications).toBe(1);
  const { edges } = await auditOf({ first: 1 });
  expect(edges[0].node).toMatchObject({ kind: 'user.erased', actor: 'root-admin', userId: null });
});

test('after the days of retention attempts and events are gone', async () => {
  const place = 'sqlite::memory:';
  const kept = await startGateway(
    { ...jwtSettings, DATABASE_URL: place, LEDGER_RETENTION_DAYS: '30' },
    { clock: () => nowMs },
  );
  const ada = await bearer('ada', 'kyc:verify');
  await kept.upload(verify, {}, { selfie: jpeg(), front: jpeg() }, ada);
  const count = async () =>
    (await kept.query('{ verifications { totalCount } }', {}, ada)).data.verifications.totalCount;
  nowMs += 29 * 24 * 3_600_000;
  await kept.app.retention?.sweep();
  // The token's own time is the gateway's.
  nowMs -= 29 * 24 * 3_600_000;
  expect(await count()).toBe(1);
  nowMs += 31 * 24 * 3_600_000;
  await kept.app.retention?.sweep();
  nowMs -= 31 * 24 * 3_600_000;
  expect(await count()).toBe(0);
  await kept.close();
});

test('a gateway that is started again forgets by itself what has grown too old meanwhile', async () => {
  const place = await placeOn(sqlite);
  const settings = { DATABASE_URL: place.url, LEDGER_RETENTION_DAYS: '30' };
  const before = await startGateway(settings, { clock: () => nowMs });
  await before.upload(verify, {}, { selfie: jpeg(), front: jpeg() });
  await before.close();
  nowMs += 31 * 24 * 3_600_000;
  const after = await startGateway(settings, { clock: () => nowMs });
  const count = async () => (await after.query('{ verifications { totalCount } }')).data.verifications.totalCount;
  await expect.poll(count).toBe(0);
  await after.close();
});
