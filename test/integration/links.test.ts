/** A hosted link from its making to its end, as its owner and others see it. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '#sandbox/sandbox.ts';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const createLink = `mutation ($input: CreateKycLinkInput!) {
  createKycLink(input: $input) {
    __typename
    ... on CreateKycLinkSuccess { link { id url expiresAt } verification { id state } }
    ... on VerificationError { code retry }
  }
}`;
const readAttempt =
  'query ($id: ID!) { verification(id: $id) { id state decision link { id url expiresAt } owner { kycStatus } records { person { fullName } } } }';

let gateway: TestGateway;
let sandbox: Sandbox;
let nowMs: number;

beforeEach(async () => {
  nowMs = Date.now();
  gateway = await startGateway(
    { ...jwtSettings, LINK_REDIRECT_ORIGINS: 'https://app.example.com' },
    { clock: () => nowMs },
  );
  if (gateway.app.sandbox === null) throw new Error('these tests need the sandbox');
  sandbox = gateway.app.sandbox;
});
afterEach(() => gateway.close());

const make = async (input: object, headers: Record<string, string>) =>
  (await gateway.query(createLink, { input }, headers)).data.createKycLink;
const read = async (id: string, headers: Record<string, string>) =>
  (await gateway.query(readAttempt, { id }, headers)).data.verification;

/** What the hosted page sends when the person has taken the photos. */
async function completeByPage(link: string, selfie = 'alex-selfie.jpg'): Promise<void> {
  const form = new FormData();
  const photo = (name: string) => new Blob([new Uint8Array(readFileSync(`examples/images/${name}`))]);
  form.set('selfie_image', photo(selfie), 'selfie.jpg');
  form.set('doc_front_image', photo('alex-id-card-front.jpg'), 'front.jpg');
  form.set('doc_back_image', photo('alex-id-card-back.jpg'), 'back.jpg');
  form.set('selectedDoc', 'ID Card');
  form.set('link', link);
  const response = await fetch(`${sandbox.url}/kycverify/api/kycverify/request-kyc`, { method: 'POST', body: form });
  expect(response.status).toBe(200);
}

describe('the owner', () => {
  test('gets a link, uses it, and is verified when the attempt is read again; then the link is gone', async () => {
    const ada = await bearer('ada', 'kyc:verify');
    const { link, verification } = await make({ expiresInMinutes: 10 }, ada);
    expect(verification.state).toBe('AWAITING_PERSON');
    expect(await read(verification.id, ada)).toMatchObject({
      state: 'AWAITING_PERSON',
      link,
      owner: { kycStatus: 'PENDING' },
    });

    const page = await fetch(link.url);
    expect(page.headers.get('content-type')).toContain('text/html');
    await completeByPage(link.id);
    // Faceki is asked at most every 30 s a link.
    expect(await read(verification.id, ada)).toMatchObject({ state: 'AWAITING_PERSON' });
    nowMs += 31_000;
    expect(await read(verification.id, ada)).toMatchObject({
      state: 'COMPLETED',
      decision: 'ACCEPTED',
      link: null,
      owner: { kycStatus: 'VERIFIED' },
      records: [{ person: { fullName: 'ALEX SAMPLE TESTER' } }],
    });
  });

  test('who never uses it finds it expired, and the link gone', async () => {
    const ada = await bearer('ada', 'kyc:verify');
    const { verification } = await make({ expiresInMinutes: 5 }, ada);
    nowMs += 5 * 60_000 + 121_000;
    expect(await read(verification.id, ada)).toMatchObject({
      state: 'EXPIRED',
      link: null,
      owner: { kycStatus: 'UNVERIFIED' },
    });
  });

  test('asks under a key again and gets the same link, until it is used', async () => {
    const ada = await bearer('ada', 'kyc:verify');
    const input = { idempotencyKey: 'k', expiresInMinutes: 10 };
    const first = await make(input, ada);
    expect((await make(input, ada)).link).toEqual(first.link);
    expect(await make({ ...input, expiresInMinutes: 20 }, ada)).toMatchObject({
      __typename: 'IdempotencyConflictError',
    });
    await completeByPage(first.link.id);
    nowMs += 31_000;
    await read(first.verification.id, ada);
    expect(await make(input, ada)).toMatchObject({ __typename: 'AlreadyVerifiedError', code: 'ALREADY_VERIFIED' });
  });

  test('watches the attempt become decided while the page is used', async () => {
    const ada = await bearer('ada', 'kyc:verify');
    const { link, verification } = await make({ expiresInMinutes: 10 }, ada);
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { ...ada, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({
        query: 'subscription ($by: VerificationBy!) { verificationUpdated(by: $by) { state } }',
        variables: { by: { id: verification.id } },
      }),
    });
    const events = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await events?.read();
    expect(first?.value).toContain('AWAITING_PERSON');
    await completeByPage(link.id);
    nowMs += 31_000;
    await read(verification.id, ada);
    let rest = '';
    for (let part = await events?.read(); part?.done === false; part = await events?.read()) rest += part.value;
    expect(rest).toContain('"state":"COMPLETED"');
    expect(rest).toContain('event: complete');
  });
});

describe('others', () => {
  test('see neither the attempt nor its link; kyc:read sees the attempt, kyc:link with it the link', async () => {
    const { link, verification } = await make({}, await bearer('ada', 'kyc:verify'));
    expect(await read(verification.id, await bearer('bob', 'kyc:verify'))).toBeNull();
    expect(await read(verification.id, await bearer('clerk', 'kyc:read'))).toMatchObject({
      id: verification.id,
      link: null,
    });
    expect(await read(verification.id, await bearer('desk', 'kyc:read', 'kyc:link'))).toMatchObject({ link });
  });

  test('make links for somebody else with kyc:link alone', async () => {
    expect(
      (await gateway.query(createLink, { input: { userId: 'ada' } }, await bearer('bob', 'kyc:verify'))).errors,
    ).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const made = await make({ userId: 'ada' }, await bearer('desk', 'kyc:link'));
    expect(made).toMatchObject({ __typename: 'CreateKycLinkSuccess' });
    expect(await read(made.verification.id, await bearer('ada'))).toMatchObject({ link: made.link });
  });
});

describe('what Faceki or the caller gets wrong', () => {
  test('a redirect to a stranger is refused before anything is made', async () => {
    const ada = await bearer('ada', 'kyc:verify');
    const before = sandbox.control.received().length;
    const { errors } = await gateway.query(createLink, { input: { redirectUrl: 'https://evil.example/' } }, ada);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path: 'input.redirectUrl' } }]);
    expect(sandbox.control.received()).toHaveLength(before);
    expect(await make({ redirectUrl: 'https://app.example.com/done' }, ada)).toMatchObject({
      __typename: 'CreateKycLinkSuccess',
    });
  });

  test('8016 is a link that was not created, and may be tried again', async () => {
    sandbox.control.setNextOutcome('create-link', '8016');
    const ada = await bearer('ada', 'kyc:verify');
    const input = { idempotencyKey: 'k' };
    expect(await make(input, ada)).toMatchObject({
      __typename: 'LinkError',
      code: 'LINK_NOT_CREATED',
      retry: 'SAME_REQUEST',
    });
    expect(await make(input, ada)).toMatchObject({ __typename: 'CreateKycLinkSuccess' });
  });

  test.each([
    ['8014', 'LINK_INVALID'],
    ['8015', 'LINK_EXPIRED'],
  ])('records by a link that Faceki answers with %s are an error %s', async (number, code) => {
    sandbox.control.setNextOutcome('records-by-link', number);
    const { errors } = await gateway.query(
      '{ verificationRecords(by: { link: "00000000-0000-4000-8000-000000000000" }) { id } }',
      {},
      await bearer('clerk', 'kyc:read'),
    );
    expect(errors).toMatchObject([{ extensions: { code, retry: 'NEVER', providerCode: number } }]);
  });
});
