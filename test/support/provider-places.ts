/** Where the provider's contract is run: on sandboxes, on vendors scripted from the reference's samples, and on a real account. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Secret } from '#domain/secret.ts';
import { type DocumentType, documentTypes, type Generation, generations } from '#domain/verification.ts';
import { createFaceki, type FacekiOptions } from '#faceki/faceki.ts';
import { sandboxWorkflowId, startSandbox } from '#sandbox/sandbox.ts';
import type { Person, ProviderPlace } from './contracts/provider.ts';
import { photo } from './sandbox-caller.ts';
import {
  type Reply,
  type ScriptedFaceki,
  sample,
  sampleReply,
  startScriptedFaceki,
  tokenPath,
} from './scripted-faceki.ts';

/** The sample person: invented, and drawn. */
const alex: Person = {
  selfie: photo('alex-selfie.jpg'),
  otherSelfie: photo('alex-selfie-2.jpg'),
  documentType: 'ID_CARD',
  front: photo('alex-id-card-front.jpg'),
  back: photo('alex-id-card-back.jpg'),
};

export async function sandboxPlace(generation: Generation): Promise<ProviderPlace> {
  const sandbox = await startSandbox();
  const { clientId, clientSecret } = sandbox.credentials;
  return {
    name: `the sandbox, ${generation}`,
    generation,
    open: async (overrides) =>
      createFaceki({
        generation,
        clientId: new Secret(clientId),
        clientSecret: new Secret(clientSecret),
        baseUrl: sandbox.url,
        workflowId: sandboxWorkflowId,
        ...overrides,
      }),
    person: alex,
    mayPay: true,
    accepts: true,
    recordsWithinMs: 1_000,
    close: () => sandbox.close(),
  };
}

/** Answers each question with the sample of the reference that belongs to it, in which the ids are those that were asked for. */
export async function scriptedPlace(generation: Generation): Promise<ProviderPlace> {
  const server = await startScriptedFaceki();
  const known = new Set<string>();
  const isV3 = generation === 'v3';
  server.on(`GET ${tokenPath}`, (request, response) => {
    const isKnown = new URL(request.url ?? '/', 'http://scripted').searchParams.get('clientId') === 'id';
    response.statusCode = isKnown ? 200 : 401;
    response.end(sample(isKnown ? 'v2-token-ok.json' : 'v2-unauthorized-401.json'));
  });
  if (isV3) scriptV3(server, known);
  else scriptV2(server, known);
  return {
    name: `a vendor scripted from the samples, ${generation}`,
    generation,
    open: async (overrides) =>
      createFaceki({
        generation,
        clientId: new Secret('id'),
        clientSecret: new Secret('secret'),
        baseUrl: server.origin,
        workflowId: 'flow-1',
        ...overrides,
      }),
    person: alex,
    mayPay: true,
    accepts: true,
    recordsWithinMs: 1_000,
    close: async () => server[Symbol.asyncDispose](),
  };
}

/** The records sample where the asked key is known, else the empty one. */
function records(
  found: string,
  empty: string,
  known: ReadonlySet<string>,
  rename: (text: string, key: string) => string,
): Reply {
  return (request: IncomingMessage, response: ServerResponse) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://scripted');
    const [key = ''] = searchParams.values();
    response.setHeader('content-type', 'application/json');
    response.end(known.has(key) ? rename(sample(found), key) : sample(empty));
  };
}

function scriptV2(server: ScriptedFaceki, known: Set<string>): void {
  const kycverify = '/kycverify/api/kycverify';
  const answer = JSON.parse(sample('v2-kyc-single-ok.json')).data;
  const record = JSON.parse(sample('v2-records-by-request-id-ok.json')).data[0];
  for (const id of [answer.requestId, answer.responseID]) known.add(id);
  // The sample record is another verification's: here it is this one's.
  const rename = (text: string) =>
    text.replaceAll(record.requestId, answer.requestId).replaceAll(record.referenceId, answer.responseID);
  for (const route of ['records', 'reference', 'link']) {
    server.on(
      `GET ${kycverify}/${route}`,
      records('v2-records-by-request-id-ok.json', 'v2-records-empty.json', known, rename),
    );
  }
  server.on(`POST ${kycverify}/kyc-verification`, sampleReply('v2-kyc-single-ok.json'));
  server.on('POST /facelink/api/face-check', sampleReply('v2-face-check-ok.json'));
  server.on(`POST ${kycverify}/kyc-verify-link`, sampleReply('v2-generate-link-ok.json'));
  server.on(`GET ${kycverify}/kyc-verify-summary`, sampleReply('v2-kyc-summary-ok.json'));
  server.on('GET /kycrules/api/kycrules', sampleReply('v2-kyc-rules-extended-ok.json'));
  server.on('GET /api/v3/kyc_verification', sampleReply('v3-unauthorized-1.json', 401));
}

function scriptV3(server: ScriptedFaceki, known: Set<string>): void {
  const kyc = '/api/v3/kyc_verification';
  const { requestId } = JSON.parse(sample('v3-perform-kyc-accepted.json')).result;
  const [record] = JSON.parse(sample('v3-fetch-records-ok.json')).result;
  let identifier: string = record.record_identifier;
  known.add(requestId).add(record.face_id);
  server.on(`POST ${kyc}`, async (request, response) => {
    const body = Buffer.concat(await Array.fromAsync(request)).toString('latin1');
    identifier = /name="record_identifier"\r\n\r\n(\S+)\r\n/.exec(body)?.[1] ?? '';
    known.add(identifier);
    response.end(sample('v3-perform-kyc-accepted.json'));
  });
  // Whoever verified by a token has no link.
  const rename = (text: string) => text.replace(record.record_identifier, identifier).replace(record.link, '');
  server.on(`GET ${kyc}`, records('v3-fetch-records-ok.json', 'v3-fetch-records-empty.json', known, rename));
  server.on(`POST ${kyc}/search-by-face`, sampleReply('v3-search-by-face-ok.json'));
  server.on(`POST ${kyc}/analyzeFace`, sampleReply('v3-analyze-face-ok.json'));
  server.on('GET /api/v3/workflows/rules', sampleReply('v3-workflow-rules-ok.json'));
  server.on('POST /kycverify/api/kycverify/kyc-verify-link', sampleReply('v3-generate-link-ok.json'));
  server.on('GET /kycverify/api/kycverify/records', sampleReply('v2-records-empty.json'));
}

/**
 * A real account; null unless FACEKI_LIVE=1 says so. docs/live-contract.md lists the variables.
 * @throws {TypeError} when it says so and the credentials are missing
 */
export function livePlace(env: Readonly<Record<string, string | undefined>>): ProviderPlace | null {
  if (env.FACEKI_LIVE !== '1') return null;
  const { FACEKI_CLIENT_ID: clientId, FACEKI_CLIENT_SECRET: clientSecret, FACEKI_LIVE_IMAGES: folder } = env;
  if (!clientId || !clientSecret) throw new TypeError('FACEKI_LIVE=1 needs FACEKI_CLIENT_ID and FACEKI_CLIENT_SECRET.');
  const generation = generations.find((known) => known === env.FACEKI_API) ?? 'v2';
  return {
    name: `the real service, ${generation}`,
    generation,
    open: async (overrides?: Partial<FacekiOptions>) =>
      createFaceki({
        generation,
        clientId: new Secret(clientId),
        clientSecret: new Secret(clientSecret),
        baseUrl: env.FACEKI_BASE_URL || 'https://sdk.faceki.com',
        workflowId: env.FACEKI_WORKFLOW_ID || null,
        ...overrides,
      }),
    person: folder ? readPerson(folder, env.FACEKI_LIVE_DOCUMENT) : alex,
    mayPay: env.FACEKI_LIVE_PAID === '1',
    accepts: env.FACEKI_LIVE_ACCEPTED === '1',
    recordsWithinMs: 30_000,
    close: async () => {},
  };
}

function readPerson(folder: string, type: string | undefined): Person {
  const read = (name: string) => readFileSync(`${folder}/${name}.jpg`);
  const documentType: DocumentType = documentTypes.find((known) => known === type) ?? 'ID_CARD';
  return {
    selfie: read('selfie'),
    otherSelfie: read('selfie-2'),
    documentType,
    front: read('front'),
    back: documentType === 'PASSPORT' ? null : read('back'),
  };
}
