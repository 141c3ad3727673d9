/** Traces, where they are on: a client's trace goes on through the gateway, and ends there. The collector is a fake one on a real socket. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jpeg } from '#test/support/photos.ts';
import { type ScriptedFaceki, sampleReply, startScriptedFaceki } from '#test/support/scripted-faceki.ts';

const verify = `mutation VerifyPerson($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], reference: "planted-reference" }) { __typename }
}`;
const kyc = '/kycverify/api/kycverify/kyc-verification';
const clientTrace = '0af7651916cd43dd8448eb211c80319c';
const clientSpan = 'b7ad6b7169203331';

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute) }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              attributes: z.array(attribute),
              status: z.object({ code: z.number().optional() }).optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});

interface Collector extends AsyncDisposable {
  readonly url: string;
  readonly texts: string[];
  readonly headers: (string | undefined)[];
  /** Everything that arrived. */
  spans(): z.infer<typeof exported>['resourceSpans'][number]['scopeSpans'][number]['spans'];
}

async function startCollector(): Promise<Collector> {
  const texts: string[] = [];
  const headers: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    headers.push(String(request.headers['x-collector-key']));
    texts.push(`${request.url} ${Buffer.concat(await Array.fromAsync(request))}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts,
    headers,
    spans: () =>
      texts
        .map((text) => exported.parse(JSON.parse(text.slice('/v1/traces '.length))))
        .flatMap(({ resourceSpans }) => resourceSpans)
        .flatMap(({ scopeSpans }) => scopeSpans)
        .flatMap(({ spans }) => spans),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

let collector: Collector;
let faceki: ScriptedFaceki;
let gateway: TestGateway;
beforeEach(async () => {
  collector = await startCollector();
  faceki = await startScriptedFaceki();
  faceki.on(`POST ${kyc}`, sampleReply('v2-kyc-single-ok.json'));
  gateway = await startGateway({
    FACEKI_CLIENT_ID: 'planted-id',
    FACEKI_CLIENT_SECRET: 'planted-secret',
    FACEKI_BASE_URL: faceki.origin,
    AUTH_MODE: 'none',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=its%20key',
    OTEL_SERVICE_NAME: 'kyc',
  });
});
afterEach(async () => {
  await gateway.close();
  await collector[Symbol.asyncDispose]();
  await faceki[Symbol.asyncDispose]();
});

async function verifyWith(headers: Record<string, string>) {
  await gateway.upload(verify, {}, { selfie: jpeg('planted-image'), front: jpeg('front') }, headers);
  // Closing sends what is left.
  await gateway.close();
  return collector.spans();
}

test('a client’s trace goes on: the operation under it, Faceki’s call and the ledger under the operation', async () => {
  const spans = await verifyWith({ traceparent: `00-${clientTrace}-${clientSpan}-01` });
  const operation = spans.find(({ name }) => name === 'mutation verifyKyc');
  expect(operation).toMatchObject({ traceId: clientTrace, parentSpanId: clientSpan });
  const parts = spans.filter(({ parentSpanId }) => parentSpanId === operation?.spanId).map(({ name }) => name);
  expect(parts).toEqual(
    expect.arrayContaining(['faceki access-token', 'faceki v2.kyc-verification', 'ledger begin', 'ledger settle']),
  );
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([clientTrace]));
  expect(operation?.attributes).toContainEqual({
    key: 'graphql.operation.name',
    value: { stringValue: 'VerifyPerson' },
  });
});

test('without one it begins here', async () => {
  const spans = await verifyWith({});
  const operation = spans.find(({ name }) => name === 'mutation verifyKyc');
  expect(operation?.parentSpanId ?? '').toBe('');
  expect(spans.length).toBeGreaterThan(3);
});

test('one that its client does not record is not recorded here', async () => {
  expect(await verifyWith({ traceparent: `00-${clientTrace}-${clientSpan}-00` })).toEqual([]);
});

test('a call that fails is marked as failed', async () => {
  faceki.on(`POST ${kyc}`, { status: 500, text: '' });
  const spans = await verifyWith({});
  expect(spans.find(({ name }) => name === 'faceki v2.kyc-verification')?.status).toEqual({ code: 2 });
});

test('none of it is sent to Faceki', async () => {
  await verifyWith({ traceparent: `00-${clientTrace}-${clientSpan}-01`, tracestate: 'a=b', baggage: 'c=d' });
  expect(faceki.received.length).toBeGreaterThan(1);
  for (const { headers } of faceki.received) {
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['traceparent']));
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['tracestate']));
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['baggage']));
  }
});

test('spans hold no address, no secret and nothing that a client sent', async () => {
  await verifyWith({});
  expect(collector.texts.length).toBeGreaterThan(0);
  for (const text of collector.texts) {
    expect(text).not.toContain('planted');
    expect(text).not.toContain(faceki.origin);
  }
});

test('the collector is told who sends, with the key that it wants', async () => {
  await verifyWith({});
  expect(collector.headers[0]).toBe('its key');
  expect(collector.texts[0]).toContain('{"key":"service.name","value":{"stringValue":"kyc"}}');
});

test('a collector that is gone costs no answer', async () => {
  await collector[Symbol.asyncDispose]();
  const { data } = await gateway.upload(verify, {}, { selfie: jpeg('selfie'), front: jpeg('front') });
  expect(data.verifyKyc.__typename).toBe('VerifyKycCompleted');
  collector = await startCollector();
});
