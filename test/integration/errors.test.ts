/** What clients are told when something goes wrong that nobody expected: that it did, and under which id the log has it. Nothing else. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { administer, createTestDatabase, type TestDatabase } from '#test/support/postgres.ts';
import { type Reply, type ScriptedFaceki, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

let faceki: ScriptedFaceki;
let database: TestDatabase;
let gateway: TestGateway;
let link: string;

beforeAll(async () => {
  faceki = await startScriptedFaceki();
  database = await createTestDatabase(inject('postgresUrl'));
  gateway = await startGateway({
    ...jwtSettings,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    FACEKI_CLIENT_ID: 'planted-client-id',
    FACEKI_CLIENT_SECRET: 'planted-client-secret',
    FACEKI_BASE_URL: faceki.origin,
    FACEKI_IMAGE_HOSTS: 'images.example.test',
  });
  faceki.on('GET /kycverify/api/kycverify/records', sampleReply('v2-records-by-request-id-ok.json'));
  const records = '{ verificationRecords(by: { requestId: "r" }) { images { url } } }';
  const { data } = await gateway.query(records, {}, await bearer('clerk', 'kyc:read'));
  link = data.verificationRecords[0].images[0].url;
  // From here on the ledger has lost its main table: a fault that no code is written for.
  await administer(database.url, 'drop table verification cascade');
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
  await faceki[Symbol.asyncDispose]();
});

/** Stacks, statements, addresses, places on the disk, names of libraries and tables. */
const insides =
  /\bat \w|node_modules|\.ts\b|\.js\b|select |insert |relation|verification"|postgres|kysely|pg_|ECONN|127\.0\.0\.1|planted|\/home|\/usr/i;

describe('a fault of our own', () => {
  const operations: readonly [string, string][] = [
    ['in a query', '{ verifications { totalCount } }'],
    ['in a mutation', 'mutation { createKycLink(input: {}) { __typename } }'],
    ['in a field of something that is there', '{ viewer { id kycStatus } }'],
    [
      'in a subscription',
      'subscription { verificationUpdated(by: { id: "ver_018f0000-0000-7000-8000-000000000000" }) { id } }',
    ],
  ];

  test.each(operations)('%s says that it happened, under an id that the log has too', async (name, query) => {
    const requestId = `fault-${name.replaceAll(' ', '-')}`;
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: query.startsWith('subscription') ? 'text/event-stream' : 'application/json',
        'x-request-id': requestId,
        ...(await bearer('ada', 'kyc:verify')),
      },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    expect(text).toContain(`"extensions":{"code":"INTERNAL_SERVER_ERROR","requestId":"${requestId}"}`);
    expect(text).toContain('Something went wrong on our side. Report the request id.');
    expect(text.replaceAll('"viewer"', '')).not.toMatch(insides);
    const line = gateway
      .log()
      .split('\n')
      .find((entry) => entry.includes(requestId) && entry.includes('unexpected error'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      level: 50,
      requestId,
      err: { type: expect.any(String), at: expect.any(Array) },
    });
  });

  test('in an upload is no different, and what was sent is not repeated', async () => {
    const verify =
      'mutation ($s: Upload!, $f: Upload!, $r: String) { verifyKyc(input: { selfie: $s, documents: [{ front: $f }], reference: $r }) { __typename } }';
    const answer = await gateway.upload(
      verify,
      { r: 'planted-reference' },
      { s: jpeg(), f: jpeg() },
      await bearer('ada', 'kyc:verify'),
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(answer.errors)).not.toMatch(insides);
    expect(gateway.log()).not.toContain('planted-reference');
  });

  test('behind a link to a photo is 500, with the id', async () => {
    const response = await fetch(link, { headers: { 'x-request-id': 'fault-image' } });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      errors: [{ message: 'Something went wrong on our side.', extensions: { requestId: 'fault-image' } }],
    });
    expect(gateway.log()).toMatch(/"requestId":"fault-image".*unexpected error/);
  });
});

describe('a literal that does not fit is not repeated; what was expected is said', () => {
  test.each([
    ['{ verifications(first: "planted") { totalCount } }', 'Int cannot represent non-integer value.'],
    ['{ verification(id: { a: "planted" }) { id } }', 'ID cannot represent a non-string and non-integer value.'],
    ['{ verifications(filter: { reference: 5551234 }) { totalCount } }', 'String cannot represent a non string value.'],
    ['{ verifications(filter: "planted") { totalCount } }', 'Expected value of type "VerificationFilter".'],
    ['{ verifications(filter: { state: [planted] }) { totalCount } }', 'This value does not exist in'],
    ['{ verifications(filter: { state: ["planted"] }) { totalCount } }', 'cannot represent non-enum value.'],
    ['{ verification(id: null) { id } }', 'Expected value of type "ID!", found null.'],
    ['{ verification(id: "planted', 'Syntax Error: Unterminated string.'],
  ])('%s', async (query, said) => {
    const answer = await gateway.query(query, {}, await bearer('ada'));
    expect(answer.errors?.map(({ message }) => message)).toEqual([expect.stringContaining(said)]);
    expect(JSON.stringify(answer.errors)).not.toMatch(/planted|5551234/);
    expect(answer.errors?.[0]?.extensions.code).toMatch(/^GRAPHQL_/);
  });

  test('however long it is, and whatever it looks like, nobody else has to wait for it', async () => {
    const hints = '. Did you mean '.repeat(60_000);
    const { errors } = await gateway.query(
      `{ verifications(first: "${hints}") { totalCount } }`,
      {},
      await bearer('ada'),
    );
    expect(errors).toMatchObject([{ message: 'Int cannot represent non-integer value.' }]);
  });

  test('nothing of it passes for a hint', async () => {
    const open = await startGateway();
    const { errors } = await open.query(
      '{ verifications(filter: { state: ["planted. Did you mean PENDING?", "PENDING"] }) { totalCount } }',
    );
    expect(JSON.stringify(errors)).not.toContain('planted');
    await open.close();
  });

  test('what may have been meant is said where the schema may be seen', async () => {
    const open = await startGateway();
    const { errors } = await open.query('{ verifications(filter: { state: ["PENDING"] }) { totalCount } }');
    expect(errors).toMatchObject([{ message: expect.stringMatching(/Did you mean the enum value "PENDING"/) }]);
    await open.close();
  });
});

describe('whatever Faceki says, its words stay here', () => {
  const html = '<html><body><h1>planted stack</h1><pre>at Server.handle (/usr/src/app/server.js:1)</pre></body></html>';
  const replies: readonly [string, Reply][] = [
    ['a page of HTML', { status: 500, text: html }],
    ['a page of HTML that is said to be fine', { status: 200, text: html }],
    [
      'JSON with a stack',
      { status: 200, json: { responseCode: 1000, data: { stack: 'planted at /usr/src/app' }, message: 'planted' } },
    ],
    ['a number that nobody knows', { status: 200, json: { responseCode: 9_999, data: 'planted' } }],
    [
      'a refusal of the gateway’s own credentials',
      { status: 401, json: { message: 'planted-client-secret is wrong' } },
    ],
    ['half an answer', { status: 200, text: '{"responseCode":0,"data":{"planted' }],
    ['a broken connection', (request) => request.socket.destroy()],
  ];
  test.each(replies)('%s', async (_name, reply) => {
    faceki.on('GET /kycverify/api/kycverify/kyc-verify-summary', reply);
    faceki.on('GET /kycrules/api/kycrules', reply);
    const answer = await gateway.query('{ kycSummary kycRules { minAge } }', {}, await bearer('admin', 'kyc:admin'));
    expect(answer.errors?.length).toBeGreaterThan(0);
    for (const { extensions } of answer.errors ?? [])
      expect(extensions).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/), retry: expect.any(String) });
    expect(JSON.stringify(answer.errors)).not.toMatch(insides);
    expect(gateway.log()).not.toContain('planted');
  });
});
