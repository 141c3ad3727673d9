/** What docs/sandbox.md prints, done as printed: the code, the marker, the orders by curl. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { formatMarker, readMarker } from '#sandbox/marker.ts';
import { printed, said } from '#test/support/documents.ts';
import { runPrinted, startPrinted } from '#test/support/shell.ts';

const run = promisify(execFile);

test('the printed code starts a sandbox, tells it how the next verification ends, and stops it', async () => {
  const code = printed('docs/sandbox.md#the-sandbox').replace(
    'await sandbox.close();',
    "console.log(JSON.stringify({ url: sandbox.url, id: sandbox.credentials.clientId }));\nawait sandbox.close();\nconsole.log('closed');",
  );
  const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '--eval', code]);
  const [report = '', closed] = stdout.trim().split('\n');
  expect(JSON.parse(report)).toEqual({ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), id: 'sandbox' });
  expect(closed).toBe('closed');
});

test('the printed marker is read from a picture, and written as it is printed', () => {
  const text = printed('docs/sandbox.md#pictures').trim();
  const comment = Buffer.alloc(4);
  comment.writeUInt16BE(0xfffe);
  comment.writeUInt16BE(text.length + 2, 2);
  const picture = Buffer.concat([Buffer.from('ffd8', 'hex'), comment, Buffer.from(text), Buffer.from('ffd9', 'hex')]);
  const marker = readMarker(picture);
  expect(marker).toEqual({
    person: 'alex',
    shows: 'id-card',
    side: 'front',
    outcome: 'EXPIRED_DOCUMENT',
    looksLike: 'mariam',
  });
  expect(formatMarker(marker ?? {})).toBe(text);
});

test('the printed orders are obeyed: the next verification in poor light, then two refusals of a busy service', async () => {
  const sandbox = await startPrinted(`${said('npm run sandbox')} -- --port 0`);
  try {
    await runPrinted(printed('docs/sandbox.md#the-control-api').replaceAll('localhost:4010', sandbox.url));
    const token = await fetch(`${sandbox.url}/auth/api/access-token?clientId=sandbox&clientSecret=sandbox-secret`);
    const { data } = await token.json();
    const verify = async () => {
      const form = new FormData();
      for (const name of ['selfie_image', 'doc_front_image', 'doc_back_image'])
        form.set(name, new Blob([Buffer.from('ffd8ffd9', 'hex')], { type: 'image/jpeg' }), `${name}.jpg`);
      const headers = { Authorization: `Bearer ${data.access_token}` };
      const url = `${sandbox.url}/kycverify/api/kycverify/kyc-verification`;
      const answer = await fetch(url, { method: 'POST', headers, body: form });
      return { http: answer.status, retryAfter: answer.headers.get('retry-after'), ...(await answer.json()) };
    };
    const busy = { http: 429, retryAfter: '5' };
    expect(await verify()).toMatchObject(busy);
    expect(await verify()).toMatchObject(busy);
    expect(await verify()).toMatchObject({ http: 200, responseCode: 8009 });
  } finally {
    await sandbox.stop();
  }
});
