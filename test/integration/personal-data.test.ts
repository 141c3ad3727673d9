/**
 * Personal data and secrets have no side door. Markers are planted in every field of every sample answer of Faceki's, in every variable and
 * every secret setting; then all that was logged, all errors, and all answers to callers who may not see them are searched.
 */
import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import type { GraphQLAnswer } from '#test/support/graphql-client.ts';
import { jpeg } from '#test/support/photos.ts';
import { findPlanted, plant, plantings } from '#test/support/planted.ts';
import { createTestDatabase, type TestDatabase } from '#test/support/postgres.ts';
import { type ScriptedFaceki, sample, startScriptedFaceki, tokenPath } from '#test/support/scripted-faceki.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';
import { ownersPart, wholeRecord } from '#test/support/whole-record.ts';

interface SampleEntry {
  readonly file: string;
  readonly method: string;
  readonly path: string;
  readonly httpStatus: number;
}
const samples: readonly SampleEntry[] = JSON.parse(readFileSync('test/fixtures/faceki/_index.json', 'utf8'));

/** Settings that are secret, each with a marker in it. */
const secrets = {
  FACEKI_CLIENT_ID: 'planted900001',
  FACEKI_CLIENT_SECRET: 'planted900002',
  IMAGE_LINK_SECRET: 'planted900003-and-thirty-two-bytes',
  WEBHOOK_SECRET: 'planted900004-in-the-address',
};

const failure = '__typename ... on VerificationError { code message advice retry providerCode }';
const verifyOne = (record: string) => `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) {
    ${failure} ... on VerifyKycCompleted { verification { id failure { code message providerCode } records { ${record} } } }
  }
}`;
const verifyTwo = (record: string) => `mutation ($selfie: Upload!, $front: Upload!, $licence: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front }, { type: DRIVING_LICENCE, front: $licence }] }) {
    ${failure} ... on VerifyKycCompleted { verification { id records { ${record} } } }
  }
}`;
const logIn = `mutation ($selfie: Upload!) { faceLogin(input: { selfie: $selfie }) { ${failure} ... on FaceLoginSuccess { user { id kycStatus } session { tokenType } } } }`;
const search = `mutation ($selfie: Upload!) {
  searchByFace(input: { selfie: $selfie }) { ${failure} ... on SearchByFaceMatches { confidence faceIds records { ${wholeRecord} } users { id } account { userId email userType role status faceId } } }
}`;
const enrol = `mutation ($selfie: Upload!) { enrollFace(input: { selfie: $selfie }) { ${failure} ... on EnrollFaceSuccess { faceId account { userId email } } } }`;
const analyse = `mutation ($selfie: Upload!) { analyzeFace(input: { selfie: $selfie }) { ${failure} ... on FaceAnalysis { minAge maxAge sex liveness detectionConfidence } } }`;
const createLink = `mutation { createKycLink(input: {}) { ${failure} ... on CreateKycLinkSuccess { link { id url } } } }`;
const readRecords = (by: string) => `{ verificationRecords(by: { ${by}: "any" }) { ${wholeRecord} } }`;
const readRules =
  '{ kycRules { workflowId documents oneDocumentIsEnough minAge maxAge nationalities countries livenessLevel raw } }';
const readAttempt = `query ($id: ID!) { verification(id: $id) { id state decision failure { message } requestId owner { id kycStatus } records { ${wholeRecord} } } node(id: $id) { id } }`;

/** Everything that must hold no marker: the log, and what callers were told who may not know. */
let told: string[];
/** Errors of whoever asked: even who may see a record learns nothing of it from an error. */
function noteErrors(answer: GraphQLAnswer): GraphQLAnswer {
  told.push(JSON.stringify(answer.errors ?? []));
  for (const field of Object.values(answer.data ?? {})) {
    if (typeof field === 'object' && field !== null && 'code' in field) told.push(JSON.stringify(field));
  }
  return answer;
}
const noteAll = (answer: GraphQLAnswer) => told.push(JSON.stringify({ data: answer.data, errors: answer.errors }));

const everyScope = ['kyc:verify', 'kyc:act', 'kyc:link', 'kyc:status', 'kyc:read', 'kyc:admin'] as const;
const selfie = () => ({ selfie: jpeg('planted800001') });
const two = () => ({ ...selfie(), front: jpeg('planted800002') });
const three = () => ({ ...two(), licence: jpeg('planted800003') });

/** Who asks what of an answer of this endpoint. */
async function exercise(gateway: TestGateway, path: string): Promise<void> {
  const admin = await bearer('admin', ...everyScope);
  const stranger = await bearer('stranger', 'kyc:verify', 'kyc:act', 'kyc:link', 'kyc:status');
  if (/kyc-verification$|api\/v3\/kyc_verification$/.test(path)) {
    const several = path.includes('multi');
    const [operation, files] = several ? [verifyTwo, three] : [verifyOne, two];
    const ada = await bearer('ada', 'kyc:verify');
    const own = noteErrors(await gateway.upload(operation(wholeRecord), {}, files(), ada));
    await expectOnlyOwnersPart(gateway, own, ada);
    const id = own.data?.verifyKyc?.verification?.id;
    if (id === undefined) return;
    for (const caller of [stranger, {}]) noteAll(await gateway.query(readAttempt, { id }, caller));
    noteAll(await gateway.query('{ viewer { id kycStatus } verifications { totalCount } }', {}, stranger));
    noteErrors(await gateway.query(readAttempt, { id }, admin));
    return;
  }
  if (/records|reference|link\?|kyc_verification\?|\{link/.test(path)) {
    for (const by of ['requestId', 'referenceId', 'link', 'recordIdentifier', 'faceId']) {
      noteErrors(await gateway.query(readRecords(by), {}, admin));
      noteAll(await gateway.query(readRecords(by), {}, stranger));
    }
    return;
  }
  if (/face-check|search-by-face|\/verify$|facelink\/api\/login/.test(path)) {
    noteAll(await gateway.upload(logIn, {}, selfie()));
    noteAll(await gateway.upload(search, {}, selfie(), stranger));
    noteErrors(await gateway.upload(search, {}, selfie(), admin));
    return;
  }
  if (/enroll|signup/.test(path))
    noteErrors(await gateway.upload(enrol, {}, selfie(), await bearer('ada', 'kyc:verify')));
  if (/analyzeFace/.test(path))
    noteErrors(await gateway.upload(analyse, {}, selfie(), await bearer('ada', 'kyc:verify')));
  if (/rules/.test(path)) {
    noteErrors(await gateway.query(readRules, {}, await bearer('ada')));
    noteAll(await gateway.query(readRules, {}));
  }
  if (/summary/.test(path)) {
    noteErrors(await gateway.query('{ kycSummary }', {}, admin));
    noteAll(await gateway.query('{ kycSummary }', {}, stranger));
  }
  if (/kyc-verify-link/.test(path)) noteErrors(await gateway.query(createLink, {}, await bearer('ada', 'kyc:verify')));
}

/** All that the owner was shown of the record is in the part that owners may see. */
async function expectOnlyOwnersPart(
  gateway: TestGateway,
  own: GraphQLAnswer,
  ada: Record<string, string>,
): Promise<void> {
  const id = own.data?.verifyKyc?.verification?.id;
  if (id === undefined) return;
  const shown = JSON.stringify(own.data.verifyKyc.verification.records);
  const allowed = await gateway.query(
    `query ($id: ID!) { verification(id: $id) { records { ${ownersPart} } } }`,
    { id },
    ada,
  );
  expect(shown).toMatch(/"checks":null,"warnings":null,"notes":null,"aml":null,"device":null,"raw":null|^\[\]$|^null$/);
  told.push(JSON.stringify(allowed.errors ?? []));
}

const profiles = [
  { name: 'V2', prefix: /^v2/, env: {} },
  { name: 'V3', prefix: /^v3/, env: { FACEKI_API: 'v3', FACEKI_WORKFLOW_ID: 'workflow' } },
  { name: 'the biometric service', prefix: /^bio/, env: { FACEKI_FACE_LOGIN: 'bio-verify' } },
  { name: 'facelink', prefix: /^facelink/, env: { FACEKI_FACE_LOGIN: 'facelink-login' } },
];

describe.each(profiles)('with $name', ({ prefix, env }) => {
  let faceki: ScriptedFaceki;
  /** Where spans go. */
  let collector: ScriptedFaceki;
  let database: TestDatabase;
  let gateway: TestGateway;
  let sessionSecret: string;

  beforeAll(async () => {
    told = [];
    faceki = await startScriptedFaceki();
    collector = await startScriptedFaceki();
    collector.on('POST /v1/traces', { json: {} });
    database = await createTestDatabase(inject('postgresUrl'));
    const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
    const jwk = await exportJWK(privateKey);
    sessionSecret = jwk.d ?? '';
    const token = { access_token: 'planted900005', expires_in: 3600, token_type: 'Bearer' };
    faceki.on(`GET ${tokenPath}`, { json: { responseCode: 0, data: token } });
    faceki.on('POST /auth/api/generate-token', {
      json: { status: true, code: 200, result: token, data: token, appVersion: 'v3.0.0' },
    });
    gateway = await startGateway({
      ...jwtSettings,
      ...secrets,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      SESSION_PRIVATE_KEY: JSON.stringify(jwk),
      FACEKI_BASE_URL: faceki.origin,
      FACEKI_BIO_BASE_URL: faceki.origin,
      FACEKI_IMAGE_HOSTS: 'images.example.test',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
      ...env,
    });
  });
  afterAll(async () => {
    await database.drop();
    await collector[Symbol.asyncDispose]();
    await faceki[Symbol.asyncDispose]();
  });

  const entries = samples.filter(
    ({ file, path }) => prefix.test(file) && !/addon|validate-|bylink|callback|token|login-request/.test(path),
  );
  test.each(entries.flatMap((entry) => plantings.map((planting) => ({ ...entry, planting }))))(
    '$file, marked in its $planting',
    async ({ file, method, path, httpStatus, planting }) => {
      const routes = routesOf(method, path);
      const body = plant(JSON.parse(sample(file)), planting);
      for (const route of routes) faceki.on(route, { status: httpStatus, json: body });
      const before = gateway.log().length;
      told = [];
      for (const route of routes) await exercise(gateway, route.split(' ')[1] + (path.includes('?') ? '?' : ''));
      expect(told.length).toBeGreaterThan(0);
      expect(findPlanted(told.join('\n'))).toEqual([]);
      expect(findPlanted(gateway.log().slice(before))).toEqual([]);
    },
  );

  test('no secret of the settings, no token, no address of the database is in the log or in any open answer', async () => {
    for (const path of ['/health', '/ready', '/metrics', '/.well-known/jwks.json', '/nothing', '/images/x']) {
      const text = await (await fetch(`${gateway.url}${path}`)).text();
      // The one figure of Faceki's that may be seen: the credit that is left.
      told.push(text.replaceAll(/^faceki_gateway_provider_credit_left.*$/gm, ''));
    }
    const hint = JSON.stringify({
      requestId: 'planted700001',
      link: 'planted700002',
      kycData: { fullName: 'planted700003' },
    });
    for (const secret of [secrets.WEBHOOK_SECRET, 'planted700004']) {
      const response = await fetch(`${gateway.url}/webhooks/faceki/${secret}`, { method: 'POST', body: hint });
      told.push(await response.text());
    }
    const { authorization } = await bearer('ada');
    const everything = `${told.join('\n')}${gateway.log()}`;
    expect(gateway.log().length).toBeGreaterThan(1_000);
    expect(findPlanted(everything)).toEqual([]);
    for (const secret of [
      sessionSecret,
      jwtSettings.AUTH_JWT_SECRET,
      authorization.split('.')[0] ?? '',
      new URL(database.url).pathname,
    ]) {
      expect(everything).not.toContain(secret);
    }
  });

  test('nor is anything of all that in the traces', async () => {
    // Closing sends what is left.
    await gateway.close();
    const spans = collector.received
      .map(({ body, headers }) => `${JSON.stringify(headers)}${body.toString()}`)
      .join('\n');
    expect(spans).toContain('graphql.operation.type');
    expect(findPlanted(spans)).toEqual([]);
    expect(spans).not.toContain(sessionSecret);
  });
});

/** The routes that a line of the index stands for. */
function routesOf(method: string, path: string): readonly string[] {
  const plain = path.replace(/^https:\/\/[^/]+/, '').replace(/\?.*$/, '');
  if (plain.startsWith('any')) {
    return plain.includes('V3')
      ? ['POST /api/v3/kyc_verification', 'POST /api/v3/kyc_verification/search-by-face', 'GET /api/v3/workflows/rules']
      : [
          'POST /kycverify/api/kycverify/kyc-verification',
          'POST /facelink/api/face-check',
          'GET /kycrules/api/kycrules',
        ];
  }
  const choice = /^(.*)\{([^}]+)\}$/.exec(plain);
  if (choice === null) return [`${method} ${plain}`];
  return (choice[2] ?? '').split(',').map((name) => `${method} ${choice[1]}${name}`);
}

describe('what clients send', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      ...jwtSettings,
      NODE_ENV: 'production',
      FACEKI_SANDBOX: 'on',
      LINK_REDIRECT_ORIGINS: 'https://app.example.com',
    });
  });
  afterAll(() => gateway.close());
  const p = (number: number) => `planted${String(number).padStart(6, '0')}`;

  test('in any variable, right or wrong, is in no error and no line of the log', async () => {
    const admin = await bearer(p(1), ...everyScope);
    const ada = await bearer(p(2), 'kyc:verify');
    const verify = `mutation ($s: Upload!, $f: Upload!, $i: ID, $r: String, $k: String, $w: ID, $c: String) {
      verifyKyc(input: { selfie: $s, documents: [{ front: $f }], userId: $i, reference: $r, idempotencyKey: $k, workflowId: $w, consentVersion: $c }) { ${failure} }
    }`;
    const enrolFull = `mutation ($s: Upload!, $e: String, $n: String) { enrollFace(input: { selfie: $s, email: $e, firstName: $n, lastName: $n, phoneNumber: $n }) { ${failure} } }`;
    const link = `mutation ($input: CreateKycLinkInput!) { createKycLink(input: $input) { ${failure} } }`;
    const page = `query ($first: Int, $after: String, $filter: VerificationFilter) { verifications(first: $first, after: $after, filter: $filter) { totalCount } }`;
    const photos = { s: jpeg(p(3)), f: jpeg(p(4)) };
    const variables = { i: p(5), r: p(6), k: p(7), w: p(8), c: p(9) };
    told = [];
    for (const headers of [admin, ada, {}]) {
      noteErrors(await gateway.upload(verify, variables, photos, headers));
      noteErrors(await gateway.upload(verify, { ...variables, r: p(10).repeat(60), k: `${p(11)}\0` }, photos, headers));
      noteErrors(await gateway.upload(verify, variables, { s: new TextEncoder().encode(p(12)), f: jpeg() }, headers));
      noteErrors(await gateway.upload(enrolFull, { e: `${p(13)}@example.com`, n: p(14) }, { s: jpeg() }, headers));
      for (const input of [
        { userId: p(15), redirectUrl: `https://${p(16)}.example/` },
        { redirectUrl: p(17) },
        { expiresInMinutes: p(18) },
        { [p(19)]: 1 },
        p(20),
        [p(21)],
      ]) {
        noteErrors(await gateway.query(link, { input }, headers));
      }
      for (const wrong of [
        { first: p(22) },
        { after: p(23) },
        { first: -1, after: p(24) },
        { filter: { state: [p(25)] } },
        { filter: { createdAfter: p(26) } },
        { filter: { owner: { deep: p(27) } } },
      ]) {
        noteErrors(await gateway.query(page, wrong, headers));
      }
      for (const by of ['requestId', 'referenceId', 'link', 'recordIdentifier', 'faceId']) {
        noteErrors(
          await gateway.query(
            'query ($by: VerificationRecordsBy!) { verificationRecords(by: $by) { id } }',
            { by: { [by]: p(28) } },
            headers,
          ),
        );
      }
      noteErrors(
        await gateway.query(
          'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
          { r: [{ __typename: p(29), id: p(30) }, p(31)] },
          headers,
        ),
      );
      noteErrors(
        await gateway.query(
          'mutation ($u: ID!) { eraseUser(input: { userId: $u }) { receipt } }',
          { u: { [p(32)]: p(33) } },
          headers,
        ),
      );
      noteErrors(
        await gateway.upload(
          logIn
            .replace('selfie: $selfie', 'selfie: $selfie, userId: $u')
            .replace('$selfie: Upload!', '$selfie: Upload!, $u: ID'),
          { u: p(34) },
          selfie(),
          headers,
        ),
      );
      noteErrors(
        await gateway.query(
          'query ($id: ID!) { verification(id: $id) { id } nodes(ids: [$id]) { id } }',
          { id: p(35) },
          headers,
        ),
      );
    }
    expect(told.length).toBeGreaterThan(60);
    expect(findPlanted(told.join('\n'))).toEqual([]);
    expect(findPlanted(gateway.log())).toEqual([]);
  });

  test('in headers, addresses and names of files is in no line of the log', async () => {
    const response = await fetch(`${gateway.url}/${p(40)}?${p(41)}=${p(42)}`, {
      headers: {
        authorization: `Bearer ${p(43)}`,
        'x-forwarded-for': p(44),
        'user-agent': p(45),
        cookie: p(46),
        referer: `https://${p(47)}.example/`,
      },
    });
    expect(findPlanted(await response.text())).toEqual([]);
    const form = new FormData();
    form.set(
      'operations',
      JSON.stringify({
        query: logIn,
        variables: { selfie: null, [p(48)]: p(49) },
        operationName: null,
        extensions: { [p(50)]: p(51) },
      }),
    );
    form.set('map', '{"0":["variables.selfie"]}');
    form.set('0', new Blob([new Uint8Array(jpeg())], { type: `image/${p(52)}` }), `../../${p(53)}.jpg`);
    const answer = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      body: form,
      headers: { 'GraphQL-Require-Preflight': '1', 'accept-language': p(54) },
    });
    expect(findPlanted(await answer.text())).toEqual([]);
    expect(findPlanted(gateway.log())).toEqual([]);
  });
});
