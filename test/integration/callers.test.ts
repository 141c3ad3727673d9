/** Who may see what, over real sockets: tokens of a real issuer, a scripted Faceki that counts what it is asked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { type Issuer, startIssuer } from '#test/support/issuer.ts';
import { jpeg } from '#test/support/photos.ts';
import { type ScriptedFaceki, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

const verify = `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], idempotencyKey: "my-key", reference: "case-7" }) {
    __typename ... on VerifyKycCompleted { verification { id } }
  }
}`;

let issuer: Issuer;
let faceki: ScriptedFaceki;
let gateway: TestGateway;
/** Ada's attempt. */
let adas: string;

beforeAll(async () => {
  issuer = await startIssuer();
  faceki = await startScriptedFaceki();
  faceki.on('POST /kycverify/api/kycverify/kyc-verification', sampleReply('v2-kyc-single-ok.json'));
  faceki.on('GET /kycverify/api/kycverify/records', sampleReply('v2-records-by-request-id-ok.json'));
  faceki.on('GET /kycverify/api/kycverify/reference', sampleReply('v2-records-by-reference-ok.json'));
  gateway = await startGateway({
    ...issuer.settings,
    FACEKI_CLIENT_ID: 'id',
    FACEKI_CLIENT_SECRET: 'secret',
    FACEKI_BASE_URL: faceki.origin,
    FACEKI_IMAGE_HOSTS: 'images.example.test',
  });
  const photos = { selfie: jpeg(), front: jpeg() };
  const { data } = await gateway.upload(verify, {}, photos, await issuer.bearer('ada', 'kyc:verify'));
  adas = data.verifyKyc.verification.id;
});
afterAll(async () => {
  await gateway.close();
  await faceki[Symbol.asyncDispose]();
  await issuer[Symbol.asyncDispose]();
});

describe('a token that is not good', () => {
  const over = async () => issuer.sign({ exp: Math.floor(Date.now() / 1000) - 60 });
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"ada"}').toString('base64url')}.`;
  const cases: readonly [string, () => string | Promise<string>][] = [
    ['expired', over],
    ['unsigned', () => unsigned],
    ['signed by an unknown key', () => issuer.sign({}, { kid: 'another' })],
    ['for another audience', () => issuer.sign({ aud: 'shop' })],
    ['garbage', () => 'garbage'],
  ];

  test.each(cases)(
    'is 401 with WWW-Authenticate, for every media type, and asks Faceki nothing: %s',
    async (_name, make) => {
      const before = faceki.received.length;
      for (const accept of ['application/json', 'application/graphql-response+json', 'text/event-stream']) {
        const headers = { authorization: `Bearer ${await make()}`, accept, 'content-type': 'application/json' };
        const response = await fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers,
          body: '{"query":"{ viewer { id } }"}',
        });
        expect(response.status).toBe(401);
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer\b/);
        expect(await response.text()).toMatch(/"code":"UNAUTHENTICATED"/);
      }
      expect(faceki.received.length).toBe(before);
    },
  );

  test('is refused before its photos are read', async () => {
    const { status, errors } = await gateway.upload(
      verify,
      {},
      { selfie: jpeg(), front: jpeg() },
      { authorization: 'Bearer garbage' },
    );
    expect({ status, errors }).toEqual({
      status: 401,
      errors: [{ message: 'The token is not valid here.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });
});

test('an issuer that is down is 503 with Retry-After, not a refusal of the person; the log says so', async () => {
  await using down = await startIssuer();
  down.fail(true);
  const waiting = await startGateway(down.settings);
  try {
    const answer = await waiting.query('{ viewer { id } }', {}, await down.bearer('ada'));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 5 } }]);
    expect(waiting.log()).toContain('no tokens can be checked');
    expect(waiting.log()).not.toContain(down.url);
  } finally {
    await waiting.close();
  }
});

describe('what is somebody else’s is like what does not exist: the same answer, and nothing asked of Faceki', () => {
  const unknown = 'ver_018f0000-0000-7000-8000-000000000000';
  const everything = `id state decision failure { code } requestId referenceId reference idempotencyKey link { url }
    owner { id kycStatus verifications { totalCount } } records { id person { fullName } images { url } }`;
  const paths: readonly [string, string, (id: string) => object][] = [
    ['verification', `query ($id: ID!) { verification(id: $id) { ${everything} } }`, (id) => ({ id })],
    ['node', `query ($id: ID!) { node(id: $id) { id ... on Verification { ${everything} } } }`, (id) => ({ id })],
    [
      'nodes',
      `query ($id: ID!) { nodes(ids: [$id, $id]) { id ... on Verification { ${everything} } } }`,
      (id) => ({ id }),
    ],
    [
      '_entities',
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Verification { ${everything} } } }`,
      (id) => ({ r: [{ __typename: 'Verification', id }] }),
    ],
  ];

  test.each(paths)('%s', async (_name, query, variables) => {
    const before = faceki.received.length;
    for (const headers of [
      await issuer.bearer('omar', 'kyc:verify', 'kyc:act', 'kyc:link', 'kyc:status'),
      await issuer.bearer('omar'),
    ]) {
      const theirs = await gateway.query(query, variables(adas), headers);
      const nobodys = await gateway.query(query, variables(unknown), headers);
      expect(theirs.errors).toBeUndefined();
      expect({ status: theirs.status, data: theirs.data }).toEqual({ status: nobodys.status, data: nobodys.data });
      expect(JSON.stringify(theirs.data)).toMatch(/null/);
    }
    expect(faceki.received.length).toBe(before);
  });

  const events = async (variables: object, headers: Record<string, string>) => {
    const query = 'subscription ($by: VerificationBy!) { verificationUpdated(by: $by) { id state } }';
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.text()).replaceAll(/^:.*\n+/gm, '');
  };

  test('a subscription: it ends at once, without an event', async () => {
    const before = faceki.received.length;
    const headers = await issuer.bearer('omar', 'kyc:verify');
    const theirs = await events({ by: { id: adas } }, headers);
    expect(theirs).toBe(await events({ by: { id: unknown } }, headers));
    expect(theirs).not.toContain(adas);
    expect(await events({ by: { id: adas } }, await issuer.bearer('ada'))).toContain(adas);
    expect(faceki.received.length).toBe(before);
  });

  test('a list of another user’s attempts, a count of them, their keys and references', async () => {
    const query = `query ($filter: VerificationFilter) {
      verifications(filter: $filter) { totalCount edges { cursor } pageInfo { startCursor hasNextPage } }
    }`;
    const headers = await issuer.bearer('omar', 'kyc:verify');
    const nothing = { totalCount: 0, edges: [], pageInfo: { startCursor: null, hasNextPage: false } };
    for (const filter of [{ owner: 'ada' }, { owner: 'nobody' }, { reference: 'case-7' }, {}]) {
      expect((await gateway.query(query, { filter }, headers)).data).toEqual({ verifications: nothing });
    }
    expect(
      (await gateway.query(query, { filter: { reference: 'case-7' } }, await issuer.bearer('ada'))).data.verifications
        .totalCount,
    ).toBe(1);
  });

  test('how a user stands, known here or not', async () => {
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { kycStatus kycVerifiedAt verifications { totalCount } } } }';
    const r = ['ada', 'nobody'].map((id) => ({ __typename: 'User', id }));
    const { data } = await gateway.query(query, { r }, await issuer.bearer('omar', 'kyc:verify'));
    const hidden = { kycStatus: null, kycVerifiedAt: null, verifications: null };
    expect(data._entities).toEqual([hidden, hidden]);
  });

  test('records, by whatever key: FORBIDDEN before Faceki is asked, whether there are any or not', async () => {
    const before = faceki.received.length;
    const query = 'query ($by: VerificationRecordsBy!) { verificationRecords(by: $by) { id } }';
    for (const by of [
      { requestId: 'r' },
      { referenceId: 'r' },
      { link: 'l' },
      { faceId: 'f' },
      { recordIdentifier: adas },
    ]) {
      const { errors } = await gateway.query(
        query,
        { by },
        await issuer.bearer('ada', 'kyc:verify', 'kyc:admin', 'kyc:status'),
      );
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(faceki.received.length).toBe(before);
  });

  test('the same idempotency key is another one in another user’s hands', async () => {
    const photos = { selfie: jpeg(), front: jpeg() };
    const { data } = await gateway.upload(verify, {}, photos, await issuer.bearer('omar', 'kyc:verify'));
    expect(data.verifyKyc.verification.id).not.toBe(adas);
  });
});

test('a backend that verifies somebody sees the decision, and not what was read from the person’s papers', async () => {
  const acting = `mutation ($selfie: Upload!, $front: Upload!) {
    verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], userId: "mona" }) {
      ... on VerifyKycCompleted { accepted verification { decision owner { id kycStatus } records { id person { fullName } } } }
    }
  }`;
  const photos = { selfie: jpeg(), front: jpeg() };
  const before = faceki.to('/kycverify/api/kycverify/records').length;
  const { data } = await gateway.upload(acting, {}, photos, await issuer.bearer('backend', 'kyc:verify', 'kyc:act'));
  expect(data.verifyKyc).toEqual({
    accepted: true,
    verification: { decision: 'ACCEPTED', owner: { id: 'mona', kycStatus: null }, records: null },
  });
  expect(faceki.to('/kycverify/api/kycverify/records').length).toBe(before);
});

test('the owner sees the attempt and its records; a badge service sees the status alone', async () => {
  const query =
    'query ($id: ID!) { verification(id: $id) { owner { kycStatus } records { id images { kind url } checks { name } raw } } }';
  const own = await gateway.query(query, { id: adas }, await issuer.bearer('ada'));
  const [record] = own.data.verification.records;
  expect(record).toMatchObject({ checks: null, raw: null });
  for (const { url } of record.images) expect(url).toMatch(new RegExp(`^${gateway.url}/images/`));
  const status =
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { kycStatus verifications { totalCount } } } }';
  const badge = await gateway.query(
    status,
    { r: [{ __typename: 'User', id: 'ada' }] },
    await issuer.bearer('badges', 'kyc:status'),
  );
  expect(badge.data._entities).toEqual([{ kycStatus: 'VERIFIED', verifications: null }]);
});
