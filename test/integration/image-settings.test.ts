/** What an operator sets about photos of records: which hosts they may come from, and a secret that replicas share. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { type ScriptedFaceki, sample, startScriptedFaceki } from '#test/support/scripted-faceki.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

const photo = Buffer.from(jpeg('the selfie'));
let faceki: ScriptedFaceki;
/** Where this account's photos are. */
let storage: ScriptedFaceki;

beforeAll(async () => {
  faceki = await startScriptedFaceki();
  storage = await startScriptedFaceki();
  for (const host of [faceki, storage]) {
    host.on('GET /selfie.jpg', (_request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' }).end(photo);
    });
  }
});
afterAll(async () => {
  await faceki[Symbol.asyncDispose]();
  await storage[Symbol.asyncDispose]();
});

const start = (env: Record<string, string> = {}) =>
  startGateway({
    ...jwtSettings,
    FACEKI_CLIENT_ID: 'id',
    FACEKI_CLIENT_SECRET: 'secret',
    FACEKI_BASE_URL: faceki.origin,
    ...env,
  });

/** The link that this gateway gives to a photo at this origin; null where it gives none. */
async function linkAt(gateway: TestGateway, origin: string): Promise<string | null> {
  const record = sample('v2-records-by-request-id-ok.json');
  const text = record.replaceAll(/https:\/\/images\.example\.test[^"]*/g, `${origin}/selfie.jpg`);
  faceki.on('GET /kycverify/api/kycverify/records', { text });
  const query = '{ verificationRecords(by: { requestId: "request-1" }) { images { url } } }';
  const { data } = await gateway.query(query, {}, await bearer('clerk', 'kyc:read'));
  return data.verificationRecords[0].images[0].url;
}

test('photos come from the vendor’s own hosts by default, and from those that are named instead', async () => {
  const usual = await start();
  expect(await linkAt(usual, faceki.origin)).not.toBeNull();
  expect(await linkAt(usual, storage.origin)).toBeNull();
  await usual.close();
  const named = await start({ FACEKI_IMAGE_HOSTS: new URL(storage.origin).host });
  expect(await linkAt(named, storage.origin)).not.toBeNull();
  expect(await linkAt(named, faceki.origin)).toBeNull();
  await named.close();
});

test('a link works at each replica that has the secret, also after a restart, and at no other', async () => {
  const shared = { IMAGE_LINK_SECRET: 's'.repeat(32) };
  const [first, second, stranger] = [await start(shared), await start(shared), await start()];
  const { pathname } = new URL((await linkAt(first, faceki.origin)) ?? '');
  await first.close();
  const shown = await fetch(`${second.url}${pathname}`);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(photo);
  expect((await fetch(`${stranger.url}${pathname}`)).status).toBe(404);
  await second.close();
  await stranger.close();
});
