/** Photos of records: shown by links that say nothing, end soon, and lead nowhere but to photos on hosts that are allowed. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { type Reply, type ScriptedFaceki, sample, startScriptedFaceki } from '#test/support/scripted-faceki.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const readRecord = `query ($by: VerificationRecordsBy!) {
  verificationRecords(by: $by) { id images { kind url } }
}`;
const vendorPath = '/photos/selfie.jpg';
const route = `GET ${vendorPath}`;
const photo = Buffer.from(jpeg('the selfie'));

let faceki: ScriptedFaceki;
/** Another origin than the one that is allowed. */
let elsewhere: ScriptedFaceki;
let gateway: TestGateway;
let nowMs = Date.now();

beforeAll(async () => {
  faceki = await startScriptedFaceki();
  elsewhere = await startScriptedFaceki();
  gateway = await startGateway(
    {
      ...jwtSettings,
      FACEKI_CLIENT_ID: 'id',
      FACEKI_CLIENT_SECRET: 'secret',
      FACEKI_BASE_URL: faceki.origin,
      FACEKI_IMAGE_HOSTS: new URL(faceki.origin).host,
    },
    { clock: () => nowMs },
  );
});
afterAll(async () => {
  await gateway.close();
  await faceki[Symbol.asyncDispose]();
  await elsewhere[Symbol.asyncDispose]();
});
beforeEach(() => {
  nowMs = Date.now();
  faceki.on(route, { text: '' });
});

/** The link that the gateway gives for a record whose selfie is at this address. */
async function linkTo(address: string, headers?: Record<string, string>): Promise<string | null> {
  const record = sample('v2-records-by-request-id-ok.json').replaceAll(
    /https:\/\/images\.example\.test[^"]*/g,
    address,
  );
  faceki.on('GET /kycverify/api/kycverify/records', { text: record });
  const clerk = headers ?? (await bearer('clerk', 'kyc:read'));
  const { data, errors } = await gateway.query(readRecord, { by: { requestId: 'request-1' } }, clerk);
  expect(errors).toBeUndefined();
  const [{ images }] = data.verificationRecords;
  return images.find(({ kind }: { kind: string }) => kind === 'SELFIE')?.url ?? null;
}
async function goodLink(reply: Reply = raw(photo)): Promise<string> {
  faceki.on(route, reply);
  const link = await linkTo(`${faceki.origin}${vendorPath}?signature=planted`);
  if (link === null) throw new Error('no link');
  return link;
}
const raw =
  (bytes: Uint8Array, headers: Record<string, string> = { 'content-type': 'image/jpeg' }): Reply =>
  (_request, response: ServerResponse) =>
    response.writeHead(200, headers).end(bytes);

describe('a link to a photo', () => {
  test('shows it without a token, for nobody to keep, as a picture and nothing else', async () => {
    const response = await fetch(await goodLink());
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(photo);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'no-store',
      'content-disposition': 'inline; filename="selfie.jpg"',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    });
  });

  test('is on this gateway and says nothing of the vendor’s, nor does what is logged', async () => {
    const link = await goodLink();
    expect(link.startsWith(`${gateway.url}/images/`)).toBe(true);
    await fetch(link);
    const said = `${link}${Buffer.from(link.split('.')[3] ?? '', 'base64url')}${gateway.log()}`;
    expect(said).not.toContain('planted');
    expect(said).not.toContain(vendorPath);
  });

  test('sends the vendor’s storage neither token nor cookie nor anything of the viewer', async () => {
    await fetch(await goodLink(), {
      headers: { cookie: 'a=b', authorization: 'Bearer x', 'x-secret': 'y', referer: 'https://app.example' },
    });
    const [request] = faceki.to(vendorPath).slice(-1);
    expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(request?.query.get('signature')).toBe('planted');
  });

  test('is in the audit trail each time it is used: who looked at what, and no address', async () => {
    const link = await goodLink();
    await fetch(link);
    await fetch(link);
    const audit = '{ auditEvents(first: 2) { edges { node { kind actor detail } } } }';
    const { data } = await gateway.query(audit, {}, await bearer('auditor', 'kyc:admin'));
    const viewed = { kind: 'image.viewed', actor: 'clerk', detail: { image: 'SELFIE', record: expect.any(String) } };
    expect(data.auditEvents.edges).toEqual([{ node: viewed }, { node: viewed }]);
    expect(JSON.stringify(data)).not.toContain('planted');
  });

  test('ends after five minutes', async () => {
    const link = await goodLink();
    nowMs += 299_000;
    expect((await fetch(link)).status).toBe(200);
    nowMs += 2_000;
    await expectGone(link);
  });
});

async function expectGone(link: string): Promise<void> {
  const before = faceki.to(vendorPath).length;
  const response = await fetch(link);
  expect({ status: response.status, body: await response.text() }).toEqual({
    status: 404,
    body: '{"errors":[{"message":"This link is not valid, or not any more. Read the record again for a new one."}]}',
  });
  expect(faceki.to(vendorPath).length).toBe(before);
}

describe('refused, with one answer and without asking anybody, is a link', () => {
  test('that is forged, changed, cut short, stretched, of another gateway, or of no shape at all', async () => {
    const link = await goodLink();
    const sealed = link.slice(`${gateway.url}/images/`.length);
    const [head = '', key = '', iv = '', text = '', tag = ''] = sealed.split('.');
    const flipped = text.slice(0, -6) + (text.at(-6) === 'A' ? 'B' : 'A') + text.slice(-5);
    const bare = Buffer.from(JSON.stringify({ src: `${faceki.origin}${vendorPath}`, exp: 9e9 })).toString('base64url');
    const stranger = await startGateway({ ...jwtSettings, IMAGE_LINK_SECRET: 's'.repeat(32) });
    try {
      for (const forged of [
        [head, key, iv, flipped, tag].join('.'),
        [head, key, iv, text, tag.slice(0, -4)].join('.'),
        [head, key, iv, text.slice(0, 20), tag].join('.'),
        `${Buffer.from('{"alg":"none"}').toString('base64url')}.${bare}.`,
        [Buffer.from('{"alg":"dir","enc":"A128GCM"}').toString('base64url'), key, iv, text, tag].join('.'),
        `${sealed}x`,
        encodeURIComponent(`${faceki.origin}${vendorPath}`),
        '..%2f..%2fetc%2fpasswd',
        '',
        'x'.repeat(9_000),
      ]) {
        await expectGone(`${gateway.url}/images/${forged}`);
      }
      await expectGone(`${stranger.url}/images/${sealed}`);
    } finally {
      await stranger.close();
    }
  });

  test('that is written to', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) {
      expect((await fetch(await goodLink(), { method })).status).toBe(405);
    }
  });
});

describe('no link is made to', () => {
  test.each([
    ['another host', () => `${elsewhere.origin}${vendorPath}`],
    ['another port of the same host', () => 'http://127.0.0.1:1/x.jpg'],
    ['a host that begins like an allowed one', () => `${faceki.origin}.evil.example/x.jpg`],
    ['a host behind a user name', () => `http://${new URL(faceki.origin).host}@evil.example/x.jpg`],
    ['an address with a password', () => faceki.origin.replace('//', '//user:pw@')],
    ['a cloud’s metadata', () => 'http://169.254.169.254/latest/meta-data/'],
    ['plain HTTP on a network', () => 'http://prodstorage.faceki.com/x.jpg'],
  ])('%s', async (_name, address) => {
    expect(await linkTo(address())).toBeNull();
  });

  test('and the operator is told once which host was meant, and not which photo', async () => {
    await linkTo('https://bucket.s3.example/planted-photo.jpg');
    await linkTo('https://bucket.s3.example/planted-photo.jpg');
    const lines = gateway
      .log()
      .split('\n')
      .filter((line) => line.includes('bucket.s3.example'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('planted-photo');
  });
});

describe('what the storage answers is shown', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const webp = Buffer.concat([Buffer.from('RIFF\x1a\0\0\0WEBPVP8L', 'latin1'), Buffer.alloc(20)]);
  test.each([
    ['JPEG', photo, 'image/jpeg'],
    ['PNG', png, 'image/png'],
    ['WebP', webp, 'image/webp'],
  ])('as the %s that it is, whatever it calls itself', async (_name, bytes, type) => {
    const response = await fetch(await goodLink(raw(bytes, { 'content-type': 'text/html' })));
    expect(response.headers.get('content-type')).toBe(type);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  test.each([
    ['a page', () => raw(Buffer.from('<!doctype html><script>alert(1)</script>'))],
    [
      'a drawing with a script',
      () =>
        raw(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), {
          'content-type': 'image/svg+xml',
        }),
    ],
    ['a document', () => raw(Buffer.from('%PDF-1.7 and so on'), { 'content-type': 'application/pdf' })],
    ['nothing', () => raw(Buffer.alloc(0))],
    ['a few bytes', () => raw(Buffer.from([0xff, 0xd8]))],
    ['something compressed', () => raw(gzipSync(photo), { 'content-type': 'image/jpeg', 'content-encoding': 'gzip' })],
    ['too much, and says so', () => raw(photo, { 'content-type': 'image/jpeg', 'content-length': '25000001' })],
    ['a refusal', (): Reply => ({ status: 403, text: '<Error><Code>AccessDenied</Code></Error>' })],
    ['that there is none', (): Reply => ({ status: 404, text: 'no such key' })],
    [
      'that there is none, with a picture that says so',
      (): Reply => (_request, response) => response.writeHead(404, { 'content-type': 'image/jpeg' }).end(photo),
    ],
  ])('but not %s', async (_name, reply) => {
    const response = await fetch(await goodLink(reply()));
    expect(response.status).toBe(404);
    expect(await response.text()).not.toMatch(/alert|AccessDenied|no such key|PDF/);
  });

  test('but a redirect is not followed, wherever it leads', async () => {
    for (const location of [`${elsewhere.origin}/x.jpg`, `${faceki.origin}/other.jpg`, 'http://169.254.169.254/']) {
      const response = await fetch(await goodLink({ status: 302, headers: { location } }), { redirect: 'manual' });
      expect(response.status).toBe(404);
      expect(response.headers.get('location')).toBeNull();
    }
    expect([...elsewhere.received, ...faceki.to('/other.jpg')]).toEqual([]);
  });

  test('but a fault of the storage is 502, without its words, and not audited as seen', async () => {
    const events = async () => {
      const { data } = await gateway.query(
        '{ auditEvents(first: 100) { edges { cursor } } }',
        {},
        await bearer('a', 'kyc:admin'),
      );
      return data.auditEvents.edges.length;
    };
    const before = await events();
    const broken: Reply = (request) => request.socket.destroy();
    for (const reply of [{ status: 500, text: 'planted stack trace' }, broken]) {
      const response = await fetch(await goodLink(reply));
      expect(response.status).toBe(502);
      expect(await response.text()).not.toContain('planted');
    }
    expect(await events()).toBe(before);
  });
});

test('a photo that is longer than it may be, or breaks off, ends the connection and is not taken for whole', async () => {
  const endless: Reply = (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' });
    response.write(photo);
    const more = () => {
      while (response.write(Buffer.alloc(1_000_000))) if (response.destroyed) return;
      response.once('drain', more);
    };
    more();
  };
  const cutOff: Reply = (_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': '1000000' });
    response.write(photo, () => response.destroy());
  };
  for (const reply of [endless, cutOff]) {
    const response = await fetch(await goodLink(reply));
    await expect(response.arrayBuffer()).rejects.toThrow();
  }
});

test('a viewer who leaves lets go of the storage', async () => {
  const { promise: released, resolve } = Promise.withResolvers<void>();
  const link = await goodLink((_request, response) => {
    response.once('close', resolve);
    response.writeHead(200, { 'content-type': 'image/jpeg' }).write(photo);
  });
  const { hostname, port, pathname } = new URL(link);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  await once(socket, 'data');
  socket.destroy();
  await released;
});

test('an owner’s link is worth nothing once the owner was erased', async () => {
  faceki.on('POST /kycverify/api/kycverify/kyc-verification', {
    text: sample('v2-kyc-single-ok.json').replaceAll(
      /https:\/\/images\.example\.test[^"]*/g,
      `${faceki.origin}${vendorPath}`,
    ),
  });
  faceki.on(route, raw(photo));
  const verify = `mutation ($selfie: Upload!, $front: Upload!) {
    verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) {
      ... on VerifyKycCompleted { verification { records { images { kind url } } } }
    }
  }`;
  const ada = await bearer('ada', 'kyc:verify');
  const { data } = await gateway.upload(verify, {}, { selfie: jpeg(), front: jpeg() }, ada);
  const { url } = data.verifyKyc.verification.records[0].images[0];
  expect((await fetch(url)).status).toBe(200);
  await gateway.query('mutation { eraseUser(input: { userId: "ada" }) { receipt } }', {}, ada);
  await expectGone(url);
});

test('behind a router or a proxy, links lead to where clients are', async () => {
  const proxied = await startGateway({ DATABASE_URL: 'sqlite::memory:', PUBLIC_URL: 'https://api.example.com/kyc' });
  try {
    const verify =
      'mutation ($s: Upload!, $f: Upload!) { verifyKyc(input: { selfie: $s, documents: [{ front: $f }] }) { ... on VerifyKycCompleted { verification { records { images { url } } } } } }';
    const { data } = await proxied.upload(verify, {}, { s: jpeg(), f: jpeg() });
    expect(data.verifyKyc.verification.records[0].images[0].url).toMatch(
      /^https:\/\/api\.example\.com\/kyc\/images\/[\w.-]+$/,
    );
  } finally {
    await proxied.close();
  }
});
