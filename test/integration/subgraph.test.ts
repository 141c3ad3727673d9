/** The gateway as a subgraph, over a real socket and a real ledger: what a router gets for its caller's token. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

let gateway: TestGateway;
let verifiedId: string;

beforeAll(async () => {
  gateway = await startGateway({ ...jwtSettings, INTROSPECTION: 'off' });
  const { data } = await gateway.upload(
    `mutation ($selfie: Upload!, $front: Upload!, $back: Upload!) {
      verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }] }) {
        ... on VerifyKycCompleted { verification { id } }
        ... on VerificationError { code }
      }
    }`,
    {},
    { selfie: jpeg('selfie'), front: jpeg('front'), back: jpeg('back') },
    await bearer('amira', 'kyc:verify'),
  );
  verifiedId = data.verifyKyc.verification.id;
});
afterAll(() => gateway.close());

const entities = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    ... on User { id kycStatus verifications { totalCount } }
    ... on Verification { id decision records { id } }
  }
}`;

async function ask(representations: readonly object[], headers: Record<string, string> = {}) {
  return gateway.query(entities, { representations }, headers);
}

const user = (id: string) => ({ __typename: 'User', id });
const verification = (id: string) => ({ __typename: 'Verification', id });

test('tells the owner what the owner may see', async () => {
  const { data, errors } = await ask([user('amira'), verification(verifiedId)], await bearer('amira'));
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([
    { id: 'amira', kycStatus: 'VERIFIED', verifications: { totalCount: 1 } },
    { id: verifiedId, decision: 'ACCEPTED', records: [expect.anything()] },
  ]);
});

test('tells another user nothing, as if nothing were there', async () => {
  const { data, errors } = await ask(
    [user('amira'), verification(verifiedId), verification('ver_0')],
    await bearer('omar'),
  );
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([{ id: 'amira', kycStatus: null, verifications: null }, null, null]);
});

test('tells a badge service the status of anybody, of people unknown here too, and nothing more', async () => {
  const { data } = await ask([user('amira'), user('nobody-yet')], await bearer('badges', 'kyc:status'));
  expect(data._entities).toEqual([
    { id: 'amira', kycStatus: 'VERIFIED', verifications: null },
    { id: 'nobody-yet', kycStatus: 'UNVERIFIED', verifications: null },
  ]);
});

test('asks for a token where the queries do, and keeps the rest of the page', async () => {
  const { data, errors } = await ask([user('amira'), verification(verifiedId)]);
  expect(data._entities).toEqual([{ id: 'amira', kycStatus: null, verifications: null }, null]);
  expect(errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('reads the status of a hundred users, some of them twice, in one statement of the ledger', async () => {
  const page = Array.from({ length: 100 }, (_, index) => user(`user-${index % 90}`));
  const statements = () => gateway.log().split('"msg":"ledger"').length - 1;
  const headers = await bearer('badges', 'kyc:status');
  const before = statements();
  const { data } = await gateway.query(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { id kycStatus kycVerifiedAt } } }',
    { representations: page },
    headers,
  );
  expect(data._entities).toHaveLength(100);
  expect(statements() - before).toBe(1);
});

test('keeps its schema to itself where introspection is off', async () => {
  const { errors } = await gateway.query('{ _service { sdl } }');
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
