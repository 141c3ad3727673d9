/** Logging in by face: one answer for whoever is not recognised, and a session that can look and do nothing else. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const photo = (name: string) => new Uint8Array(readFileSync(`examples/images/${name}.jpg`));
const verify = `mutation ($selfie: Upload!, $front: Upload!, $back: Upload) {
  verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }] }) {
    __typename ... on VerifyKycCompleted { verification { id } }
  }
}`;
const login = `mutation ($selfie: Upload!, $userId: ID) {
  faceLogin(input: { selfie: $selfie, userId: $userId }) {
    __typename
    ... on FaceLoginSuccess { user { id } session { token tokenType expiresAt } }
    ... on VerificationError { code message advice retry providerCode }
  }
}`;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway(jwtSettings);
});
afterAll(() => gateway.close());

async function verifyPerson(person: string, user: string, where = gateway): Promise<string> {
  const photos = {
    selfie: photo(`${person}-selfie`),
    front: photo(`${person}-id-card-front`),
    back: photo(`${person}-id-card-back`),
  };
  return (await where.upload(verify, {}, photos, await bearer(user, 'kyc:verify'))).data.verifyKyc.verification.id;
}
const logIn = async (selfie: Uint8Array, userId: string | null = null, where = gateway) =>
  (await where.upload(login, { userId }, { selfie })).data.faceLogin;

describe('a session that a face opened', () => {
  let id: string;
  let headers: { authorization: string };
  beforeAll(async () => {
    id = await verifyPerson('alex', 'ada');
    const { session } = await logIn(photo('alex-selfie-2'));
    expect(session.tokenType).toBe('Bearer');
    headers = { authorization: `Bearer ${session.token}` };
  });

  test('sees its owner’s status and attempts, by every path', async () => {
    const { data, errors } = await gateway.query(
      `query ($id: ID!) {
        viewer { id kycStatus kycVerifiedAt verifications { edges { node { id } } } }
        verification(id: $id) { id state decision } node(id: $id) { id } nodes(ids: [$id]) { id }
        verifications { totalCount }
      }`,
      { id },
      headers,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      viewer: { id: 'ada', kycStatus: 'VERIFIED', verifications: { edges: [{ node: { id } }] } },
      verification: { id, state: 'COMPLETED', decision: 'ACCEPTED' },
      node: { id },
      nodes: [{ id }],
      verifications: { totalCount: 1 },
    });
  });

  test('sees no records, images or links: a stolen photo must not buy a passport', async () => {
    const before = gateway.app.sandbox?.control.received().length;
    const { data, errors } = await gateway.query(
      '{ verifications { edges { node { link { url } records { id person { fullName } images { url } } } } } }',
      {},
      headers,
    );
    expect(errors).toBeUndefined();
    expect(data.verifications.edges).toEqual([{ node: { link: null, records: null } }]);
    expect(gateway.app.sandbox?.control.received().length).toBe(before);
  });

  test.each([
    ['createKycLink', 'mutation { createKycLink(input: {}) { __typename } }'],
    ['eraseUser', 'mutation { eraseUser(input: { userId: "ada" }) { receipt } }'],
    ['kycRules', '{ kycRules { minAge } }'],
    ['kycSummary', '{ kycSummary }'],
    ['verificationRecords', '{ verificationRecords(by: { requestId: "1" }) { id } }'],
    ['auditEvents', '{ auditEvents { edges { cursor } } }'],
  ])('may not %s', async (_name, operation) => {
    const before = gateway.app.sandbox?.control.received().length;
    const { errors } = await gateway.query(operation, {}, headers);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(gateway.app.sandbox?.control.received().length).toBe(before);
  });

  test.each([
    [
      'verifyKyc',
      'mutation ($f: Upload!) { verifyKyc(input: { selfie: $f, documents: [{ front: $f }] }) { __typename } }',
    ],
    ['enrollFace', 'mutation ($f: Upload!) { enrollFace(input: { selfie: $f }) { __typename } }'],
    ['analyzeFace', 'mutation ($f: Upload!) { analyzeFace(input: { selfie: $f }) { __typename } }'],
    ['searchByFace', 'mutation ($f: Upload!) { searchByFace(input: { selfie: $f }) { __typename } }'],
  ])('may not %s: nothing is spent, nobody turned down', async (_name, operation) => {
    const before = gateway.app.sandbox?.control.received().length;
    const { errors } = await gateway.upload(operation, {}, { f: jpeg() }, headers);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(gateway.app.sandbox?.control.received().length).toBe(before);
  });

  test('can be checked by others with the published keys', async () => {
    const response = await fetch(`${gateway.url}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: object[] };
    expect(keys).toEqual([
      { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
    ]);
  });
});

describe('whoever is not recognised gets one answer, that says nothing of why', () => {
  test('nobody known, several users, another user than was said, too low a confidence, an erased user', async () => {
    const unsure = await startGateway({ ...jwtSettings, FACE_LOGIN_MIN_CONFIDENCE: '0.5' });
    const fresh = await startGateway(jwtSettings);
    try {
      await verifyPerson('mariam', 'mona', fresh);
      const nobody = await logIn(photo('stranger-selfie'), null, fresh);
      const wrongUser = await logIn(photo('mariam-selfie-2'), 'somebody-else', fresh);
      await verifyPerson('mariam', 'mona-again', fresh);
      const several = await logIn(photo('mariam-selfie-2'), null, fresh);
      const severalNamed = await logIn(photo('mariam-selfie-2'), 'mona', fresh);

      await verifyPerson('alex', 'ada', unsure);
      const tooUnsure = await logIn(photo('alex-selfie-2'), null, unsure);

      await verifyPerson('alex', 'alex', fresh);
      const erase = 'mutation { eraseUser(input: { userId: "alex" }) { erasedVerifications } }';
      await fresh.query(erase, {}, await bearer('alex', 'kyc:verify'));
      const erased = await logIn(photo('alex-selfie-2'), null, fresh);

      expect(nobody).toEqual({
        __typename: 'FaceNotRecognizedError',
        code: 'FACE_NOT_RECOGNIZED',
        message: expect.any(String),
        advice: expect.any(String),
        retry: 'NEW_IMAGE',
        providerCode: null,
      });
      for (const answer of [wrongUser, several, severalNamed, tooUnsure, erased]) expect(answer).toEqual(nobody);
    } finally {
      await unsure.close();
      await fresh.close();
    }
  });

  test('a session goes on after its user was erased, and finds nothing left', async () => {
    const own = await startGateway(jwtSettings);
    try {
      await verifyPerson('alex', 'ada', own);
      const { session } = await logIn(photo('alex-selfie-2'), null, own);
      const erase = 'mutation { eraseUser(input: { userId: "ada" }) { erasedVerifications } }';
      await own.query(erase, {}, await bearer('ada'));
      const headers = { authorization: `Bearer ${session.token}` };
      const { data } = await own.query('{ viewer { kycStatus } verifications { totalCount } }', {}, headers);
      expect(data).toEqual({ viewer: { kycStatus: 'UNVERIFIED' }, verifications: { totalCount: 0 } });
    } finally {
      await own.close();
    }
  });
});

test('a key that is no key keeps the gateway from starting, with a sentence that does not repeat it', async () => {
  const refusal: unknown = await startGateway({ ...jwtSettings, SESSION_PRIVATE_KEY: 'planted-not-a-key' }).catch(
    (error: unknown) => error,
  );
  expect(refusal).toMatchObject({
    name: 'ConfigError',
    problems: [expect.stringMatching(/^SESSION_PRIVATE_KEY: write/)],
  });
  expect(String(refusal)).not.toContain('planted');
});
