/** A hosted link from making to end: made with a token, opened and used without one, once, within its minutes. */
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { sandboxWorkflowId } from '#sandbox/account.ts';
import { at, textAt } from '#test/support/json-path.ts';
import { openSandbox, photo, type SandboxCaller } from '#test/support/sandbox-caller.ts';
import { multiForm, paths, singleForm, v3Form } from '#test/support/sandbox-paths.ts';

const make = async (caller: SandboxCaller, wish: object = {}): Promise<string> =>
  textAt((await caller.postJson(paths.createLink, wish)).body, 'data');
const pageOf = (caller: SandboxCaller, link: string) => caller.get(`/kycverify/${link}`, {}, null);

describe('making a link', () => {
  test('answers its id as a bare text, and its address beside it', async () => {
    await using caller = await openSandbox({ publicUrl: 'https://sandbox.example.test/' });
    const { status, body } = await caller.postJson(paths.createLink, { expiryTime: 30 });
    expect(status).toBe(200);
    expect(body).toEqual({
      responseCode: 0,
      data: expect.any(String),
      url: `https://sandbox.example.test/kycverify/${at(body, 'data')}`,
    });
    caller.sandbox.control.setVariants({ linkStatus: 201 });
    expect((await caller.postJson(paths.createLink, {})).status).toBe(201);
  });

  test.for([[{ expiryTime: 'soon' }], [{ expiryTime: -1 }], [{ workflowId: 'unknown' }], [[]]] as const)(
    'with %j is refused with 8016 and empty data',
    async ([wish]) => {
      await using caller = await openSandbox();
      expect((await caller.postJson(paths.createLink, wish)).body).toEqual({ responseCode: 8016, data: '' });
    },
  );

  test('needs a token', async () => {
    await using caller = await openSandbox();
    expect((await caller.postJson(paths.createLink, {}, null)).status).toBe(401);
  });
});

describe('using a link', () => {
  test('needs no token, works once, and the record carries the link', async () => {
    await using caller = await openSandbox();
    const link = await make(caller, { expiryTime: 10 });
    expect(at((await caller.get(paths.byLink, { linkId: link })).body, 'data')).toEqual([]);
    const first = await caller.post(paths.singleByLink, { ...singleForm(), link, selectedDoc: 'ID Card' }, null);
    expect([at(first.body, 'responseCode'), at(first.body, 'data', 'link')]).toEqual([0, link]);
    const second = await caller.post(paths.singleByLink, { ...singleForm(), link }, null);
    expect(at(second.body, 'responseCode')).toBe(8017);
    const records = await caller.get(paths.byLink, { linkId: link });
    expect(at(records.body, 'data', 0)).toMatchObject({ link, status: 'ACCEPTED' });
    expect(at((await caller.get(paths.byLink)).body, 'data')).toHaveLength(1);
  });

  test('is not used up by a photo that has to be taken again', async () => {
    await using caller = await openSandbox();
    const link = await make(caller);
    const poor = await caller.post(
      paths.singleByLink,
      { ...singleForm({ selfie_image: photo('selfie-blurred.jpg') }), link },
      null,
    );
    expect(at(poor.body, 'responseCode')).toBe(8019);
    const good = await caller.post(paths.multiByLink, { ...multiForm(), link }, null);
    expect(at(good.body, 'responseCode')).toBe(0);
  });

  test('ends after its minutes, told as text or number, and never without any', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    await using caller = await openSandbox({ clock: () => now, tokenTtlSeconds: 1e9 });
    const [text, number, endless] = [
      await make(caller, { expiryTime: '5' }),
      await make(caller, { expiryTime: 5 }),
      await make(caller, {}),
    ];
    const codeOf = async (url: string) =>
      at((await caller.get(paths.validateLink, { url }, null)).body, 'responseCode');
    now += 299_999;
    expect([await codeOf(text), await codeOf(number)]).toEqual([0, 0]);
    now += 1;
    expect([await codeOf(text), await codeOf(number), await codeOf(endless)]).toEqual([8015, 8015, 0]);
    expect(
      at((await caller.post(paths.singleByLink, { ...singleForm(), link: text }, null)).body, 'responseCode'),
    ).toBe(8015);
    expect(at((await caller.get(paths.byLink, { linkId: text })).body, 'responseCode')).toBe(8015);
    expect(at((await caller.get(paths.byLink, { linkId: 'unknown' })).body, 'responseCode')).toBe(8014);
  });

  test('shows the account’s rules, or what the link itself allows', async () => {
    await using caller = await openSandbox();
    caller.sandbox.control.setRules({ documents: ['Passport'], oneDocumentIsEnough: false });
    const rules = async (wish: object) =>
      at((await caller.get(paths.validateLink, { url: await make(caller, wish) }, null)).body, 'data');
    expect(await rules({})).toMatchObject({ allowedKycDocuments: ['Passport'], allowSingle: false });
    expect(await rules({ document_optional: true })).toMatchObject({ allowSingle: true });
  });

  test('of V3 has its own routes and its own number for a used link', async () => {
    await using caller = await openSandbox();
    const link = await make(caller, { workflowId: sandboxWorkflowId });
    expect(at((await caller.get(paths.v3RulesByLink, { link }, null)).body, 'result', 'workflowId')).toBe(
      sandboxWorkflowId,
    );
    const form = { ...v3Form(sandboxWorkflowId), link };
    expect(at((await caller.post(paths.v3KycByLink, form, null)).body, 'code')).toBe(200);
    expect(at((await caller.post(paths.v3KycByLink, form, null)).body, 'code')).toBe(5009);
    expect(at((await caller.post(paths.v3KycByLink, { ...form, link: 'unknown' }, null)).body, 'code')).toBe(8014);
    expect(at((await caller.get(paths.v3Kyc, { link })).body, 'result', 0, 'link')).toBe(link);
  });
});

describe('the page of a link', () => {
  test('asks for the pictures and knows what the link allows', async () => {
    await using caller = await openSandbox();
    const link = await make(caller, { redirect_url: 'https://app.example.test/done?x=1' });
    const { status, text, headers } = await pageOf(caller, link);
    expect(status).toBe(200);
    const setup: unknown = JSON.parse(/id="setup">([^<]*)</.exec(text)?.[1] ?? 'null');
    expect(setup).toMatchObject({
      link,
      generation: 'v2',
      oneIsEnough: true,
      redirectUrl: 'https://app.example.test/done?x=1',
    });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test('loads nothing from elsewhere, and its script is one that parses', async () => {
    await using caller = await openSandbox();
    const { text } = await pageOf(caller, await make(caller));
    expect(text).not.toMatch(/(?:src|href)="?https?:|@import|url\(/);
    const nonce = /<script nonce="(\w+)">/.exec(text)?.[1] ?? 'none';
    expect(() => new Script(text.split(`<script nonce="${nonce}">`)[1]?.split('</script>')[0] ?? '(')).not.toThrow();
  });

  test.for(['javascript:alert(1)', 'data:text/html,x', 'app.example.test', '//app.example.test'])(
    'sends nobody to %s',
    async (redirect_url) => {
      await using caller = await openSandbox();
      const { text } = await pageOf(caller, await make(caller, { redirect_url }));
      expect(text).toContain('"redirectUrl":null');
    },
  );

  test('cannot be broken out of by an address that holds markup', async () => {
    await using caller = await openSandbox();
    const link = await make(caller, { redirect_url: 'https://app.example.test/</script><b>' });
    expect((await pageOf(caller, link)).text).not.toContain('</script><b>');
  });

  test('says so when the link is used, over or unknown', async () => {
    let now = 0;
    await using caller = await openSandbox({ clock: () => now, tokenTtlSeconds: 1e9 });
    const link = await make(caller, { expiryTime: 1 });
    const used = await make(caller);
    await caller.post(paths.singleByLink, { ...singleForm(), link: used }, null);
    now = 60_000;
    expect((await pageOf(caller, link)).text).toContain('This link has expired');
    expect((await pageOf(caller, used)).text).toContain('used already');
    const unknown = await pageOf(caller, 'unknown');
    expect([unknown.status, unknown.text.includes('does not exist')]).toEqual([404, true]);
  });
});
