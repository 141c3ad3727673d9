/** How often something may be done, as clients meet it: through proxies, over replicas, and however many times one request asks. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { createTestDatabase } from '#test/support/postgres.ts';
import { type ScriptedFaceki, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const login = `mutation ($selfie: Upload!) {
  faceLogin(input: { selfie: $selfie }) {
    __typename ... on VerificationError { code retry advice } ... on RateLimitedError { retryAfterSeconds }
  }
}`;
const verify = `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) {
    __typename ... on RateLimitedError { code retryAfterSeconds }
  }
}`;
const photos = () => ({ selfie: jpeg(), front: jpeg() });

let faceki: ScriptedFaceki;
let account: Record<string, string>;
beforeAll(async () => {
  faceki = await startScriptedFaceki();
  faceki.on('POST /facelink/api/face-check', sampleReply('v2-face-check-no-match.json'));
  faceki.on('POST /kycverify/api/kycverify/kyc-verification', sampleReply('v2-kyc-single-ok.json'));
  account = {
    ...jwtSettings,
    RATE_LIMIT: 'on',
    FACEKI_CLIENT_ID: 'id',
    FACEKI_CLIENT_SECRET: 'secret',
    FACEKI_BASE_URL: faceki.origin,
  };
});
afterAll(() => faceki[Symbol.asyncDispose]());

async function withGateway(env: Record<string, string>, work: (gateway: TestGateway) => Promise<void>): Promise<void> {
  const gateway = await startGateway({ ...account, ...env });
  try {
    await work(gateway);
  } finally {
    await gateway.close();
  }
}
const logIn = async (gateway: TestGateway, headers: Record<string, string> = {}) =>
  (await gateway.upload(login, {}, { selfie: jpeg() }, headers)).data.faceLogin;
const asked = () => faceki.to('/facelink/api/face-check').length;

describe('logging in by face', () => {
  test('is possible five times a minute from one address; the sixth is told how long to wait and costs nothing', async () => {
    await withGateway({}, async (gateway) => {
      const before = asked();
      for (let i = 0; i < 5; i++) expect((await logIn(gateway)).code).toBe('FACE_NOT_RECOGNIZED');
      const refused = await logIn(gateway);
      expect(refused).toMatchObject({
        __typename: 'RateLimitedError',
        code: 'RATE_LIMITED',
        retry: 'LATER',
        advice: expect.any(String),
      });
      expect(refused.retryAfterSeconds).toBeGreaterThan(0);
      expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60);
      expect(asked() - before).toBe(5);
    });
  });

  test('is counted before the photo is looked at, so that bad photos count too', async () => {
    await withGateway({ LIMIT_FACE_LOGIN_PER_MINUTE: '2' }, async (gateway) => {
      const bad = { selfie: new TextEncoder().encode('not a photo') };
      for (let i = 0; i < 2; i++)
        expect((await gateway.upload(login, {}, bad)).data.faceLogin.__typename).toBe('InvalidImageError');
      expect((await logIn(gateway)).code).toBe('RATE_LIMITED');
    });
  });

  test('a hundred times in one request is refused as a whole, whatever form it takes', async () => {
    await withGateway({ LIMIT_FACE_LOGIN_PER_MINUTE: '1' }, async (gateway) => {
      const before = asked();
      const times = (count: number) =>
        `mutation ($selfie: Upload!) { ${Array.from({ length: count }, (_, i) => `a${i}: faceLogin(input: { selfie: $selfie }) { __typename }`).join(' ')} }`;
      const strict = { accept: 'application/graphql-response+json' };
      for (const count of [2, 15, 100]) {
        const { status, data, errors } = await gateway.upload(times(count), {}, { selfie: jpeg() }, strict);
        expect({ status, data }).toEqual({ status: 400, data: undefined });
        expect(errors?.map(({ message }) => message).join()).toMatch(/Only one field|Aliases limit|tokens/);
      }
      const batch = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: 100 }, () => ({ query: '{ __typename }' }))),
      });
      expect(batch.status).toBe(400);
      expect(asked()).toBe(before);
      expect((await logIn(gateway)).code).toBe('FACE_NOT_RECOGNIZED');
    });
  });

  test('is counted by the address that a trusted proxy names, and by no other header', async () => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    await withGateway({ LIMIT_FACE_LOGIN_PER_MINUTE: '1', TRUSTED_PROXIES: '127.0.0.1/32' }, async (gateway) => {
      expect((await logIn(gateway, from('192.0.2.1'))).code).toBe('FACE_NOT_RECOGNIZED');
      expect((await logIn(gateway, from('192.0.2.2'))).code).toBe('FACE_NOT_RECOGNIZED');
      // A client that writes the header itself is followed by what the proxy saw.
      expect((await logIn(gateway, from('9.9.9.9, 192.0.2.1'))).code).toBe('RATE_LIMITED');
    });
    await withGateway({ LIMIT_FACE_LOGIN_PER_MINUTE: '1' }, async (gateway) => {
      await logIn(gateway, from('192.0.2.1'));
      for (const headers of [
        from('192.0.2.2'),
        { 'x-real-ip': '192.0.2.2' },
        { forwarded: 'for=192.0.2.2' },
        { 'x-client-ip': '192.0.2.2' },
      ]) {
        expect((await logIn(gateway, headers)).code).toBe('RATE_LIMITED');
      }
    });
  });

  test('costs no more in a day than people without a token may cost together', async () => {
    await withGateway({ LIMIT_FACE_LOGIN_PER_MINUTE: '100', LIMIT_FACE_LOGIN_PER_DAY: '3' }, async (gateway) => {
      for (let i = 0; i < 3; i++) await logIn(gateway);
      expect(await logIn(gateway)).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
      expect((await logIn(gateway, await bearer('ada'))).code).toBe('FACE_NOT_RECOGNIZED');
    });
  });

  test('has no limit where limits are off', async () => {
    await withGateway({ RATE_LIMIT: 'off' }, async (gateway) => {
      for (let i = 0; i < 8; i++) expect((await logIn(gateway)).code).toBe('FACE_NOT_RECOGNIZED');
    });
  });
});

describe('verifications of one user', () => {
  const paid = () => faceki.to('/kycverify/api/kycverify/kyc-verification').length;

  test('a burst of them is paid for as often as the day allows, and no more', async () => {
    await withGateway({ LIMIT_VERIFY_PER_OWNER_PER_DAY: '3' }, async (gateway) => {
      const before = paid();
      const ada = await bearer('ada', 'kyc:verify');
      const answers = await Promise.all(Array.from({ length: 12 }, () => gateway.upload(verify, {}, photos(), ada)));
      const kinds = answers.map(({ data }) => data.verifyKyc.__typename).sort();
      expect(kinds).toEqual([...Array(9).fill('RateLimitedError'), ...Array(3).fill('VerifyKycCompleted')]);
      expect(paid() - before).toBe(3);
      const omar = await gateway.upload(verify, {}, photos(), await bearer('omar', 'kyc:verify'));
      expect(omar.data.verifyKyc.__typename).toBe('VerifyKycCompleted');
    });
  });

  test('photos that cannot be sent use nothing up', async () => {
    await withGateway({ LIMIT_VERIFY_PER_OWNER_PER_DAY: '1' }, async (gateway) => {
      const ada = await bearer('ada', 'kyc:verify');
      const bad = { selfie: jpeg(), front: new TextEncoder().encode('not a photo') };
      for (let i = 0; i < 3; i++)
        expect((await gateway.upload(verify, {}, bad, ada)).data.verifyKyc.__typename).toBe('InvalidImageError');
      expect((await gateway.upload(verify, {}, photos(), ada)).data.verifyKyc.__typename).toBe('VerifyKycCompleted');
      expect((await gateway.upload(verify, {}, photos(), ada)).data.verifyKyc).toMatchObject({
        code: 'RATE_LIMITED',
        retryAfterSeconds: expect.any(Number),
      });
    });
  });

  test('links count with them', async () => {
    faceki.on('POST /kycverify/api/kycverify/kyc-verify-link', sampleReply('v2-generate-link-ok.json'));
    await withGateway({ LIMIT_VERIFY_PER_OWNER_PER_DAY: '2' }, async (gateway) => {
      const ada = await bearer('ada', 'kyc:verify');
      const links = `mutation { ${['a', 'b', 'c'].map((alias) => `${alias}: createKycLink(input: {}) { __typename }`).join(' ')} }`;
      const { data } = await gateway.query(links, {}, ada);
      expect(Object.values(data).map((link) => (link as { __typename: string }).__typename)).toEqual([
        'CreateKycLinkSuccess',
        'CreateKycLinkSuccess',
        'RateLimitedError',
      ]);
      expect((await gateway.upload(verify, {}, photos(), ada)).data.verifyKyc.__typename).toBe('RateLimitedError');
    });
  });
});

test('replicas on one PostgreSQL count together, by what does not lead back to an address or a user', async () => {
  const database = await createTestDatabase(inject('postgresUrl'));
  const env = {
    DATABASE_URL: database.url,
    IMAGE_LINK_SECRET: 's'.repeat(32),
    LIMIT_FACE_LOGIN_PER_MINUTE: '4',
    LIMIT_VERIFY_PER_OWNER_PER_DAY: '3',
  };
  try {
    await withGateway(env, (one) =>
      withGateway(env, async (two) => {
        for (const gateway of [one, two, one, two]) expect((await logIn(gateway)).code).toBe('FACE_NOT_RECOGNIZED');
        for (const gateway of [one, two]) expect((await logIn(gateway)).code).toBe('RATE_LIMITED');

        const ada = await bearer('ada', 'kyc:verify');
        const burst = [one, two, one, two, one, two, one, two].map((gateway) =>
          gateway.upload(verify, {}, photos(), ada),
        );
        const kinds = (await Promise.all(burst)).map(({ data }) => data.verifyKyc.__typename);
        expect(kinds.filter((kind) => kind === 'VerifyKycCompleted')).toHaveLength(3);

        const { default: pg } = await import('pg');
        const client = new pg.Client(database.url);
        await client.connect();
        const { rows } = await client.query('select * from rate_limit');
        await client.end();
        expect(rows).toHaveLength(2);
        expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|ada/);
      }),
    );
  } finally {
    await database.drop();
  }
});
