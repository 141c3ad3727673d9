/** What the real service would refuse, the sandbox refuses: no token, wrong names, no picture, no such path, too much. */
import { describe, expect, test } from 'vitest';
import { at } from '#test/support/json-path.ts';
import { openSandbox, photo, tinyJpeg, tokenOf } from '#test/support/sandbox-caller.ts';
import { multiForm, paths, singleForm } from '#test/support/sandbox-paths.ts';

describe('tokens', () => {
  test.for([
    ['nothing', {}, 422, { status: false, message: '', statusCode: 422, data: {} }],
    [
      'no client id',
      { clientSecret: 'x' },
      422,
      { status: false, message: 'client id is required', statusCode: 422, data: {} },
    ],
    ['no secret', { clientId: 'x' }, 422, { clientSecret: '' }],
    [
      'the wrong secret',
      { clientId: 'sandbox', clientSecret: 'guess' },
      401,
      { status: false, message: 'Unauthorized', statusCode: 401, data: {} },
    ],
  ] as const)('are not given for %s', async ([, credentials, status, body]) => {
    await using caller = await openSandbox();
    const byQuery = await caller.get(paths.token, credentials, null);
    const byJson = await caller.postJson(paths.generateToken, credentials, null);
    expect([byQuery.status, byQuery.body]).toEqual([status, body]);
    expect([byJson.status, byJson.body]).toEqual([status, body]);
  });

  test('are given for the credentials that the sandbox was started with', async () => {
    await using caller = await openSandbox({
      credentials: { clientId: 'mine', clientSecret: 'own' },
      tokenTtlSeconds: 60,
    });
    const answer = await caller.get(paths.token, { clientId: 'mine', clientSecret: 'own' }, null);
    expect(at(answer.body, 'data')).toEqual({ access_token: expect.any(String), expires_in: 60, token_type: 'Bearer' });
    expect((await caller.get(paths.token, { clientId: 'sandbox', clientSecret: 'sandbox-secret' }, null)).status).toBe(
      401,
    );
  });

  test.for(['selfie_image', 'selfie'])('are needed by every route that is not by link (%s)', async (field) => {
    await using caller = await openSandbox();
    const v3 = field === 'selfie';
    const path = v3 ? paths.v3Search : paths.faceCheck;
    const refused = v3
      ? { status: false, code: 1, message: 'UNAUTHORIZED/INVALID URL', appVersion: 'v3.0.0', result: null }
      : { status: false, message: 'Unauthorized', statusCode: 401, data: {} };
    for (const token of [null, 'made-up', '']) {
      const answer = await caller.post(path, { [field]: photo('alex-selfie.jpg') }, token);
      expect([answer.status, answer.body]).toEqual([401, refused]);
    }
  });

  test('live for their time and no longer, several at once', async () => {
    let now = 0;
    await using caller = await openSandbox({ clock: () => now, tokenTtlSeconds: 3600 });
    now = 1_800_000;
    const second = await tokenOf(caller.sandbox);
    now = 3_599_999;
    expect([(await caller.get(paths.rules)).status, (await caller.get(paths.rules, {}, second)).status]).toEqual([
      200, 200,
    ]);
    now = 3_600_000;
    expect([(await caller.get(paths.rules)).status, (await caller.get(paths.rules, {}, second)).status]).toEqual([
      401, 200,
    ]);
  });
});

describe('a V2 verification', () => {
  test.for(['selfie_image', 'doc_front_image', 'doc_back_image'])('without %s is 8001', async (field) => {
    await using caller = await openSandbox();
    const form = Object.fromEntries(Object.entries(singleForm()).filter(([name]) => name !== field));
    expect(at((await caller.post(paths.single, form)).body, 'responseCode')).toBe(8001);
  });

  test.for(['Selfie_image', 'selfie', 'image', 'selfie_image '])(
    'with the selfie under the name “%s” is 8001',
    async (name) => {
      await using caller = await openSandbox();
      const { selfie_image: selfie = '', ...documents } = singleForm();
      expect(at((await caller.post(paths.single, { ...documents, [name]: selfie })).body, 'responseCode')).toBe(8001);
    },
  );

  test('with an empty file, a text for a file, or one side of a document is 8001', async () => {
    await using caller = await openSandbox();
    const code = async (change: Record<string, string | Uint8Array>) =>
      at((await caller.post(paths.single, singleForm(change))).body, 'responseCode');
    expect(await code({ selfie_image: new Uint8Array() })).toBe(8001);
    expect(await code({ selfie_image: 'a face' })).toBe(8001);
    const { pp_back_image: _back, ...form } = multiForm();
    expect(at((await caller.post(paths.multi, form)).body, 'responseCode')).toBe(8001);
  });

  test('with a selfie or a document that is no picture is 8006 or 8002', async () => {
    await using caller = await openSandbox();
    const pdf = Buffer.from('%PDF-1.7');
    expect(at((await caller.post(paths.single, singleForm({ selfie_image: pdf }))).body, 'responseCode')).toBe(8006);
    expect(at((await caller.post(paths.single, singleForm({ doc_front_image: pdf }))).body, 'responseCode')).toBe(8002);
  });

  test('takes no notice of what a part says its type is', async () => {
    await using caller = await openSandbox();
    const form = new FormData();
    for (const [name, bytes] of Object.entries(singleForm())) {
      form.append(name, new Blob([Uint8Array.from(Buffer.from(bytes))], { type: 'multipart/form-data' }), 'x.bin');
    }
    const token = await tokenOf(caller.sandbox);
    const response = await fetch(`${caller.sandbox.url}${paths.single}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect(at(await response.json(), 'responseCode')).toBe(0);
  });

  test('with a document of another kind than its field is refused', async () => {
    await using caller = await openSandbox();
    const swapped = multiForm({ pp_front_image: photo('alex-id-card-front.jpg') });
    expect(at((await caller.post(paths.multi, swapped)).body, 'responseCode')).toBe(8012);
    caller.sandbox.control.setRules({ documents: ['Passport'] });
    expect(at((await caller.post(paths.single, singleForm())).body, 'responseCode')).toBe(8002);
  });

  test('that is no form, or a broken one, is 8001', async () => {
    await using caller = await openSandbox();
    expect(at((await caller.postJson(paths.single, {})).body, 'responseCode')).toBe(8001);
    const token = await tokenOf(caller.sandbox);
    const response = await fetch(`${caller.sandbox.url}${paths.single}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="selfie_image"; filename="a"\r\n\r\ncut off',
    });
    expect(at(await response.json(), 'responseCode')).toBe(8001);
  });
});

test('the back of a card is no selfie', async () => {
  await using caller = await openSandbox();
  expect(
    at((await caller.post(paths.faceCheck, { selfie_image: photo('alex-id-card-back.jpg') })).body, 'responseCode'),
  ).toBe(8006);
  expect(at((await caller.post(paths.faceCheck, { selfie: photo('alex-selfie.jpg') })).body, 'responseCode')).toBe(
    8001,
  );
});

test('a path or a method that the vendor does not have is 404, in the manner of the generation', async () => {
  await using caller = await openSandbox();
  const v2 = await caller.get(`${paths.byLink}/some-id`);
  expect([v2.status, at(v2.body, 'message')]).toEqual([404, 'Not Found']);
  expect((await caller.get(paths.single)).status).toBe(404);
  const v3 = await caller.get('/api/v3/unknown');
  expect([v3.status, at(v3.body, 'code')]).toEqual([404, 1]);
});

test('more bytes than the limit are answered 413, by the web server in front', async () => {
  await using caller = await openSandbox({ maxBodyBytes: 100_000 });
  const answer = await caller.post(paths.single, singleForm());
  expect(answer.status).toBe(413);
  expect(answer.headers.get('content-type')).toBe('text/html');
  expect(caller.sandbox.control.verifications()).toEqual([]);
});

test('a marker that asks for an unknown outcome is said to be wrong, loudly', async () => {
  await using caller = await openSandbox();
  const answer = await caller.post(paths.faceCheck, { selfie_image: tinyJpeg('x', { outcome: 'FACE_TOO_PRETTY' }) });
  expect(answer.status).toBe(500);
  expect(answer.text).toContain('FACE_TOO_PRETTY');
});
