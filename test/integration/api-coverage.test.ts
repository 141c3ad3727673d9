/** Every row of docs/api-coverage.md that has an operation, through the running gateway: that route is asked, and what a client gets of it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { photo } from '#test/support/sandbox-caller.ts';

const verify = `mutation ($selfie: Upload!, $front: Upload!, $back: Upload) {
  one: verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }] }) {
    __typename
    ... on VerifyKycCompleted { accepted verification { id requestId referenceId records { id faceIds link recordIdentifier decision person { fullName } } } }
    ... on VerificationError { code }
  }
}`;
const verifyTwo = `mutation ($selfie: Upload!, $front: Upload!, $back: Upload, $passport: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }, { type: PASSPORT, front: $passport }] }) {
    __typename ... on VerifyKycCompleted { accepted } ... on VerificationError { code }
  }
}`;
const faceLogin =
  'mutation ($selfie: Upload!) { faceLogin(input: { selfie: $selfie }) { __typename ... on FaceLoginSuccess { user { id } } ... on VerificationError { code } } }';
const enrollFace =
  'mutation ($selfie: Upload!) { enrollFace(input: { selfie: $selfie }) { __typename ... on VerificationError { code } } }';
const analyzeFace =
  'mutation ($selfie: Upload!) { analyzeFace(input: { selfie: $selfie }) { __typename ... on FaceAnalysis { minAge sex } ... on VerificationError { code } } }';
const createLink =
  'mutation { createKycLink(input: {}) { __typename ... on CreateKycLinkSuccess { link { id } verification { id state } } ... on VerificationError { code } } }';
const byKey = 'query ($by: VerificationRecordsBy!) { verificationRecords(by: $by) { id decision } }';

const alex = {
  selfie: photo('alex-selfie.jpg'),
  front: photo('alex-id-card-front.jpg'),
  back: photo('alex-id-card-back.jpg'),
};
const again = { selfie: photo('alex-selfie-2.jpg') };
const kycverify = '/kycverify/api/kycverify';
const v3Kyc = '/api/v3/kyc_verification';

interface Stage {
  readonly gateway: TestGateway;
  readonly sandbox: Sandbox;
  /** What was asked while this ran, without tokens. */
  asking<Answer>(run: () => Promise<Answer>): Promise<readonly [Answer, readonly string[]]>;
}

async function open(env: Record<string, string>): Promise<Stage> {
  const gateway = await startGateway(env);
  const { sandbox } = gateway.app;
  if (sandbox === null) throw new Error('these tests need the sandbox');
  return {
    gateway,
    sandbox,
    async asking(run) {
      sandbox.control.clearReceived();
      const answer = await run();
      const asked = sandbox.control
        .received()
        .map(
          ({ method, path, queryNames }) =>
            `${method} ${path}${queryNames.length > 0 ? `?${queryNames.join('&')}` : ''}`,
        );
      return [answer, asked];
    },
  };
}

describe.each(['v2', 'v3'] as const)('%s', (generation) => {
  const isV3 = generation === 'v3';
  let stage: Stage;
  let gateway: TestGateway;
  let record: { id: string; faceIds: string[] };
  let ids: { requestId: string; referenceId: string | null; id: string };
  beforeAll(async () => {
    stage = await open({ FACEKI_API: generation });
    gateway = stage.gateway;
  });
  afterAll(() => gateway.close());

  test('rows 1 and 2, 3 or 15: a token, and the rules', async () => {
    const [{ data }, asked] = await stage.asking(() => gateway.query('{ kycRules { workflowId documents } }'));
    expect(data.kycRules).toMatchObject({
      documents: ['ID_CARD', 'PASSPORT', 'DRIVING_LICENCE'],
      workflowId: isV3 ? expect.any(String) : null,
    });
    expect(asked).toEqual(
      isV3
        ? ['POST /auth/api/generate-token', 'GET /api/v3/workflows/rules?workflowId']
        : ['GET /auth/api/access-token?clientId&clientSecret', 'GET /kycrules/api/kycrules'],
    );
  });

  test('row 4 or 17: one document', async () => {
    const [{ data }, asked] = await stage.asking(() => gateway.upload(verify, {}, alex));
    expect(data.one).toMatchObject({ __typename: 'VerifyKycCompleted', accepted: true });
    ids = data.one.verification;
    [record] = data.one.verification.records;
    expect(record).toMatchObject({
      decision: 'ACCEPTED',
      person: { fullName: 'ALEX SAMPLE TESTER' },
      faceIds: [expect.any(String)],
    });
    // V2's own answer lacks the faces, V3's everything but the ids: whoever selects them has the record read, once.
    expect(asked).toEqual(
      isV3
        ? [`POST ${v3Kyc}`, `GET ${v3Kyc}?requestId`]
        : [`POST ${kycverify}/kyc-verification`, `GET ${kycverify}/reference?referenceId`],
    );
  });

  test('row 5 or 17: two documents', async () => {
    const files = { ...alex, passport: photo('alex-passport.jpg') };
    const [{ data }, asked] = await stage.asking(() => gateway.upload(verifyTwo, {}, files));
    expect(data.verifyKyc).toEqual({ __typename: 'VerifyKycCompleted', accepted: true });
    expect(asked).toEqual([isV3 ? `POST ${v3Kyc}` : `POST ${kycverify}/multi-kyc-verification`]);
  });

  test('row 6: the summary', async () => {
    const [{ data, errors }, asked] = await stage.asking(() => gateway.query('{ kycSummary }'));
    expect(errors?.[0]?.extensions.code).toBe(isV3 ? 'NOT_SUPPORTED' : undefined);
    expect(data.kycSummary === null).toBe(isV3);
    expect(asked).toEqual(isV3 ? [] : [`GET ${kycverify}/kyc-verify-summary`]);
  });

  test('row 7 and 8 or 19: a link, and what became of it', async () => {
    const [{ data }, asked] = await stage.asking(() => gateway.query(createLink));
    expect(data.createKycLink).toMatchObject({
      __typename: 'CreateKycLinkSuccess',
      verification: { state: 'AWAITING_PERSON' },
    });
    expect(asked).toEqual([`POST ${kycverify}/kyc-verify-link`]);
    const [answer, reading] = await stage.asking(() =>
      gateway.query(byKey, { by: { link: data.createKycLink.link.id } }),
    );
    expect(answer.data.verificationRecords).toEqual([]);
    expect(reading).toEqual([isV3 ? `GET ${v3Kyc}?link` : `GET ${kycverify}/link?linkId`]);
  });

  test('rows 9 and 10, or 19: records by every key', async () => {
    const routes: Record<string, readonly [value: string | null, route: string | null]> = {
      requestId: [ids.requestId, isV3 ? `${v3Kyc}?requestId` : `${kycverify}/records?requestId`],
      referenceId: [ids.referenceId ?? 'x', isV3 ? null : `${kycverify}/reference?referenceId`],
      recordIdentifier: [ids.id, isV3 ? `${v3Kyc}?record_identifier` : null],
      faceId: [record.faceIds[0] ?? null, isV3 ? `${v3Kyc}?face_id` : null],
    };
    for (const [key, [value, route]] of Object.entries(routes)) {
      const [{ data, errors }, asked] = await stage.asking(() => gateway.query(byKey, { by: { [key]: value } }));
      expect(asked, key).toEqual(route === null ? [] : [`GET ${route}`]);
      if (route === null) expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: `by.${key}` });
      else
        expect(
          data.verificationRecords.map(({ id }: { id: string }) => id),
          key,
        ).toContain(record.id);
    }
  });

  test('row 11 or 20: login by another photo of the same face', async () => {
    const [{ data }, asked] = await stage.asking(() => gateway.upload(faceLogin, {}, again));
    expect(data.faceLogin).toEqual({ __typename: 'FaceLoginSuccess', user: { id: 'anonymous' } });
    expect(asked).toEqual([isV3 ? `POST ${v3Kyc}/search-by-face` : 'POST /facelink/api/face-check']);
  });

  test('row 21: what a selfie shows', async () => {
    const [{ data }, asked] = await stage.asking(() => gateway.upload(analyzeFace, {}, { selfie: alex.selfie }));
    if (isV3) expect(data.analyzeFace).toMatchObject({ __typename: 'FaceAnalysis', minAge: expect.any(Number) });
    else expect(data.analyzeFace).toEqual({ __typename: 'ConfigurationError', code: 'NOT_SUPPORTED' });
    expect(asked).toEqual(isV3 ? [`POST ${v3Kyc}/analyzeFace`] : []);
  });

  test.each([
    ['facelink-login', '/facelink/api/signup', '/facelink/api/login'],
    ['bio-verify', '/enroll', '/verify'],
  ])('row 23 or 24: enrolment and login with %s', async (FACEKI_FACE_LOGIN, enrollPath, loginPath) => {
    const own = await open({ FACEKI_API: generation, FACEKI_FACE_LOGIN });
    try {
      const logIn = async () => (await own.gateway.upload(faceLogin, {}, again)).data.faceLogin;
      expect(await logIn()).toMatchObject({ code: 'FACE_NOT_RECOGNIZED' });
      const [{ data }, enrolling] = await own.asking(() => own.gateway.upload(enrollFace, {}, { selfie: alex.selfie }));
      expect(data.enrollFace).toEqual({ __typename: 'EnrollFaceSuccess' });
      expect(enrolling).toEqual([`POST ${enrollPath}`]);
      const [answer, asked] = await own.asking(logIn);
      expect(answer).toEqual({ __typename: 'FaceLoginSuccess', user: { id: 'anonymous' } });
      expect(asked).toEqual([`POST ${loginPath}`]);
      const twice = await own.gateway.upload(enrollFace, {}, { selfie: alex.selfie });
      expect(twice.data.enrollFace).toEqual({ __typename: 'AlreadyEnrolledError', code: 'ALREADY_ENROLLED' });
    } finally {
      await own.gateway.close();
    }
  });

  test('row 26: a hint is followed by reading the record', async () => {
    const own = await open({ FACEKI_API: generation, WEBHOOK_SECRET: 'the-secret-of-the-hook' });
    try {
      const { data } = await own.gateway.upload(verify, {}, alex);
      const { id, requestId } = data.one.verification;
      own.sandbox.control.changeDecision(requestId, 'DECLINED');
      own.sandbox.control.clearReceived();
      const body = JSON.stringify({ requestId, fullName: 'ALEX', status: 'ACCEPTED', kycData: {} });
      const response = await fetch(`${own.gateway.url}/webhooks/faceki/the-secret-of-the-hook`, {
        method: 'POST',
        body,
      });
      expect(response.status).toBe(204);
      const decision = async () =>
        (await own.gateway.query('query ($id: ID!) { verification(id: $id) { decision } }', { id })).data.verification
          .decision;
      await expect.poll(decision).toBe('DECLINED');
      expect(own.sandbox.control.received().map(({ path }) => path)).toEqual([isV3 ? v3Kyc : `${kycverify}/records`]);
    } finally {
      await own.gateway.close();
    }
  });
});

test('rows 1 and 2: where V3’s token endpoint is missing the older one is asked', async () => {
  const { gateway, sandbox, asking } = await open({ FACEKI_API: 'v3' });
  try {
    for (const generateToken of ['404', '405'] as const) {
      sandbox.control.reset();
      sandbox.control.setVariants({ generateToken });
      const [{ data }, asked] = await asking(() => gateway.query('{ kycRules { documents } }'));
      expect(data.kycRules).not.toBeNull();
      expect(asked).toContain('GET /auth/api/access-token?clientId&clientSecret');
    }
  } finally {
    await gateway.close();
  }
});

test('the document has a row for each route of the reference, and says why some are not there', () => {
  const text = readFileSync('docs/api-coverage.md', 'utf8');
  const numbers = [...text.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  for (const missing of ['PDF report', 'add-on', 'login-request'])
    expect(text.split('deliberately not there')[1]).toContain(missing);
});
