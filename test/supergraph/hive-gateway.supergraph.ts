/** The gateway as a subgraph of a supergraph, behind a running Hive Gateway: queries, files, live updates and callers get through. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watch } from '../../examples/clients/fetch.ts';
import { ProgressDocument } from '../../examples/codegen/gql/graphql.ts';
import type { GraphQLAnswer } from '../support/graphql-client.ts';
import { type GatewayProcess, startProcess } from '../support/process.ts';
import { bearer, jwtSettings, tokenOf } from '../support/tokens.ts';
import { casesSchema, casesSdl } from './cases-subgraph.ts';
import { composeByHive, problemsOfCosmo, type Subgraph } from './composition.ts';
import { type Router, type SubgraphServer, serveSubgraph, startHiveGateway } from './servers.ts';
import { usersSchema, usersSdl } from './users-subgraph.ts';

const kycSdl = readFileSync('subgraph.graphql', 'utf8');
const opened = new AsyncDisposableStack();
let kyc: GatewayProcess;
let users: SubgraphServer;
let cases: SubgraphServer;
let subgraphs: readonly Subgraph[];
let router: Router;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-supergraph-'));
  opened.defer(() => rmSync(folder, { recursive: true }));
  kyc = await startProcess({ ...jwtSettings, INTROSPECTION: 'off', LOG_LEVEL: 'debug' });
  opened.defer(async () => {
    await kyc.stop();
  });
  users = opened.use(await serveSubgraph(usersSchema));
  cases = opened.use(await serveSubgraph(casesSchema));
  subgraphs = [
    { name: 'kyc', url: `${kyc.url}/graphql`, sdl: kycSdl },
    { name: 'users', url: users.url, sdl: usersSdl },
    { name: 'cases', url: cases.url, sdl: casesSdl },
  ];
  router = opened.use(await startHiveGateway(composeByHive(subgraphs).supergraph, folder));
});
afterAll(() => opened.disposeAsync());

type Answer = Pick<GraphQLAnswer, 'data' | 'errors'>;

async function ask(query: string, variables: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const response = await fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return response.json();
}

async function upload(
  query: string,
  files: Readonly<Record<string, Blob>>,
  headers: Record<string, string> = {},
  variables: object = {},
): Promise<Answer> {
  const form = new FormData();
  const names = Object.keys(files);
  const nulls = Object.fromEntries(names.map((name) => [name, null]));
  form.set('operations', JSON.stringify({ query, variables: { ...variables, ...nulls } }));
  form.set('map', JSON.stringify(Object.fromEntries(names.map((name, index) => [index, [`variables.${name}`]]))));
  for (const [index, file] of Object.values(files).entries()) form.set(String(index), file, 'photo.jpg');
  return (await fetch(router.url, { method: 'POST', headers, body: form })).json();
}

function photo(name: string): Blob {
  return new Blob([new Uint8Array(readFileSync(`examples/images/${name}.jpg`))]);
}

const verify = /* GraphQL */ `
  mutation ($selfie: Upload!, $front: Upload!, $back: Upload, $key: String) {
    verifyKyc(
      input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }], idempotencyKey: $key }
    ) {
      __typename
      ... on VerifyKycCompleted { accepted verification { id owner { id name kycStatus } } }
      ... on VerificationError { code advice }
    }
  }
`;
const alex = {
  selfie: photo('alex-selfie'),
  front: photo('alex-id-card-front'),
  back: photo('alex-id-card-back'),
};

/** The statements of the ledger so far, of this process's log. */
function ledgerStatements(): number {
  return kyc.stdout().split('"msg":"ledger"').length - 1;
}

test('composes with a subgraph that owns users and one with an Upload of its own, for Hive and for Cosmo', () => {
  const { api } = composeByHive(subgraphs);
  expect(api).toMatch(/type User \{[^}]*\bname: String!/);
  expect(api).toMatch(/type User \{[^}]*\bkycStatus: KycStatus/);
  expect(api.match(/^scalar Upload/gm)).toHaveLength(1);
  expect(api).toContain('interface Node');
  expect(problemsOfCosmo(subgraphs)).toEqual([]);
});

test('leaves the look-up of nodes out of the supergraph, which could find ours alone', () => {
  const { api } = composeByHive(subgraphs);
  const query = /type Query \{[\s\S]*?\n\}/.exec(api)?.[0] ?? '';
  expect(query).toContain('verification(');
  expect(query).not.toMatch(/\bnodes?\(/);
  expect(query).not.toMatch(/_entities|_service/);
});

test('answers how a hundred users of another subgraph stand, by one statement of the ledger', async () => {
  await upload(verify, alex, await bearer('user-7', 'kyc:verify'));
  const before = { users: users.count(), statements: ledgerStatements() };
  const { data, errors } = await ask(
    'query ($first: Int!) { users(first: $first) { id name kycStatus kycVerifiedAt } }',
    { first: 100 },
    await bearer('badges', 'kyc:status'),
  );
  const counts = { users: users.count() - before.users, statements: ledgerStatements() - before.statements };
  expect(errors).toBeUndefined();
  expect(data.users).toHaveLength(100);
  expect(data.users[7]).toMatchObject({ id: 'user-7', name: 'Name of user-7', kycStatus: 'VERIFIED' });
  expect(data.users[8]).toEqual({ id: 'user-8', name: 'Name of user-8', kycStatus: 'UNVERIFIED', kycVerifiedAt: null });
  process.stdout.write(
    `supergraph: ${data.users.length} users, ${counts.users} request to users, ${counts.statements} statement of the ledger\n`,
  );
  expect(counts).toEqual({ users: 1, statements: 1 });
});

test('passes the caller on: what is not theirs to know stays hidden, without an error', async () => {
  const query = '{ users(first: 9) { id kycStatus verifications { totalCount } } }';
  const { data, errors } = await ask(query, {}, await bearer('user-7'));
  expect(errors).toBeUndefined();
  const known = data.users.filter(({ kycStatus }: { kycStatus: string | null }) => kycStatus !== null);
  expect(known).toEqual([{ id: 'user-7', kycStatus: 'VERIFIED', verifications: { totalCount: 1 } }]);
});

test('tells the caller without a token, and the one with a bad token, what is wrong', async () => {
  const { errors } = await ask('{ verification(id: "ver_1") { id } }');
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const bad = await ask('{ verification(id: "ver_1") { id } }', {}, { authorization: 'Bearer not.a.token' });
  expect(JSON.stringify(bad)).toMatch(/UNAUTHENTICATED|not valid/);
});

test('verifies a person by three photographs, and joins what another subgraph knows of them', async () => {
  const { data, errors } = await upload(verify, alex, await bearer('user-1', 'kyc:verify'));
  expect(errors).toBeUndefined();
  expect(data.verifyKyc).toEqual({
    __typename: 'VerifyKycCompleted',
    accepted: true,
    verification: { id: expect.any(String), owner: { id: 'user-1', name: 'Name of user-1', kycStatus: 'VERIFIED' } },
  });
});

test('tells the person in Arabic what is wrong with the selfie', async () => {
  const headers = { ...(await bearer('user-2', 'kyc:verify')), 'accept-language': 'ar' };
  const { data } = await upload(verify, { ...alex, selfie: photo('selfie-blurred') }, headers);
  expect(data.verifyKyc).toMatchObject({ __typename: 'SelfieRejectedError', code: 'FACE_BLURRED' });
  expect(data.verifyKyc.advice).toMatch(/[\u0600-\u06FF]/);
});

test('carries photographs of phones: three of six megabytes', async () => {
  // Whatever follows the end of a JPEG is no part of the picture.
  const large = (name: string) => new Blob([photo(name), new Uint8Array(6_000_000)]);
  const files = { selfie: large('alex-selfie'), front: large('alex-id-card-front'), back: large('alex-id-card-back') };
  const { data, errors } = await upload(verify, files, await bearer('user-3', 'kyc:verify'));
  expect(errors).toBeUndefined();
  expect(data.verifyKyc).toMatchObject({ accepted: true });
});

test('Hive Gateway itself takes no more than 25 MB a request, as the documents say', async () => {
  const files = { ...alex, selfie: new Blob([photo('alex-selfie'), new Uint8Array(25_000_000)]) };
  const { errors } = await upload(verify, files, await bearer('user-3', 'kyc:verify'));
  expect(errors?.[0]?.extensions.code).toBe('REQUEST_ENTITY_TOO_LARGE');
});

test('leaves the files of other subgraphs to them', async () => {
  const { data, errors } = await upload('mutation ($file: Upload!) { attach(file: $file) }', {
    file: new Blob(['12345']),
  });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ attach: 5 });
});

test('passes live updates on until the attempt is final', async () => {
  const key = crypto.randomUUID();
  const token = await tokenOf('user-4', 'kyc:verify');
  const verifying = upload(verify, alex, { authorization: `Bearer ${token}` }, { key });
  const states: string[] = [];
  for await (const event of watch({ url: router.url, token }, ProgressDocument, { idempotencyKey: key })) {
    states.push(event.verificationUpdated.state);
  }
  expect(states.at(-1)).toBe('COMPLETED');
  expect((await verifying).data.verifyKyc.accepted).toBe(true);
});

test('finds verifications that another subgraph refers to; unknown and repeated ones do no harm', async () => {
  const headers = await bearer('user-5', 'kyc:verify');
  const mine = (await upload(verify, alex, headers)).data.verifyKyc.verification.id;
  const statements = ledgerStatements();
  const { data, errors } = await ask(
    'query ($ids: [ID!]!) { cases(verifications: $ids) { id verification { id state owner { name } } } }',
    { ids: [mine, 'ver_unknown', mine, 'nonsense'] },
    headers,
  );
  const found = { id: mine, state: 'COMPLETED', owner: { name: 'Name of user-5' } };
  const answered = data.cases.map(({ verification }: { verification: unknown }) => verification);
  expect(answered).toEqual([found, null, found, null]);
  // The router's own, because `state` is never null: only for what is not there.
  expect(errors?.map(({ path }) => path?.[1])).toEqual([1, 3]);
  expect(ledgerStatements() - statements).toBe(1);
});
