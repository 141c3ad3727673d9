/** Where clients are tried: the gateway as a process of its own, tokens on, in front of a vendor that says what the test tells it to. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { createManifest } from '#scripts/persisted-manifest.ts';
import { jpeg } from '#test/support/photos.ts';
import { type GatewayProcess, startProcess } from '#test/support/process.ts';
import { readForm, sample, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';
import { jwtSettings } from '#test/support/tokens.ts';
import type { Photos } from './client-under-test.ts';

const verifyRoute = 'POST /kycverify/api/kycverify/kyc-verification';

export interface Stage extends AsyncDisposable {
  readonly url: string;
  readonly gateway: GatewayProcess;
  /** The ids of the persisted documents (examples/codegen/operations.graphql), by name. */
  readonly idsByName: Readonly<Record<string, string>>;
  /** The vendor accepts whoever comes next. */
  accept(): void;
  /** The vendor finds the selfie blurred. */
  findBlurred(): void;
  /** The vendor is busy this many times, and then accepts. */
  beBusy(times: number): void;
  /** The vendor takes its time, until it is told to accept. */
  hold(): { readonly release: () => void };
  /** What the vendor was sent with its newest verification, as text by field. */
  received(): Promise<Readonly<Record<string, string>>>;
  /** How many verifications the vendor was asked for. */
  count(): number;
}

export async function openStage(settings: Readonly<Record<string, string>> = jwtSettings): Promise<Stage> {
  await using opened = new AsyncDisposableStack();
  const vendor = opened.use(await startScriptedFaceki());
  const folder = mkdtempSync(join(tmpdir(), 'gateway-clients-'));
  opened.defer(() => rmSync(folder, { recursive: true }));
  const manifest = createManifest(
    buildSchema(readFileSync('schema.graphql', 'utf8')),
    readFileSync('examples/codegen/operations.graphql', 'utf8'),
  );
  writeFileSync(join(folder, 'persisted.json'), JSON.stringify(manifest));
  const gateway = await startProcess({
    FACEKI_CLIENT_ID: 'id',
    FACEKI_CLIENT_SECRET: 'secret',
    FACEKI_BASE_URL: vendor.origin,
    RATE_LIMIT: 'off',
    PERSISTED_DOCUMENTS: join(folder, 'persisted.json'),
    ...settings,
  });
  opened.defer(async () => {
    await gateway.stop();
  });

  const accepted = sampleReply('v2-kyc-single-ok.json');
  const requests = () => vendor.to('/kycverify/api/kycverify/kyc-verification');
  const resources = opened.move();
  return {
    url: `${gateway.url}/graphql`,
    gateway,
    idsByName: Object.fromEntries(manifest.operations.map(({ name, id }) => [name, id])),
    accept: () => vendor.on(verifyRoute, accepted),
    findBlurred: () => vendor.on(verifyRoute, sampleReply('v2-kyc-single-face-blurr-8019.json')),
    beBusy: (times) =>
      vendor.on(
        verifyRoute,
        ...Array.from({ length: times }, () => sampleReply('v2-kyc-single-please-try-again-8003.json')),
        accepted,
      ),
    hold() {
      const { promise: held, resolve } = Promise.withResolvers<ServerResponse>();
      vendor.on(verifyRoute, (request, response) => {
        request.resume();
        resolve(response);
      });
      return {
        release: () =>
          void held.then((response) => {
            if (response.headersSent) return;
            response.writeHead(200, { 'content-type': 'application/json' }).end(sample('v2-kyc-single-ok.json'));
          }),
      };
    },
    async received() {
      const newest = requests().at(-1);
      if (newest === undefined) return {};
      const fields = [...(await readForm(newest))];
      const texts = fields.map(async ([name, value]) => [name, value instanceof Blob ? await value.text() : value]);
      return Object.fromEntries(await Promise.all(texts));
    },
    count: () => requests().length,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Three different pictures that pass every check. */
export function photos(): Photos {
  const file = (name: string) => new File([jpeg(name)], `${name}.jpg`, { type: 'image/jpeg' });
  return { selfie: file('a selfie'), front: file('a front'), back: file('a back') };
}
