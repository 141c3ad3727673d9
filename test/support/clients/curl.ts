/** curl, as the documents print it. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { print } from 'graphql';
import type { Endpoint } from '#examples/clients/fetch.ts';
import {
  ProgressDocument,
  VerifyKycDocument,
  type VerifyKycMutation,
  ViewerDocument,
  type ViewerQuery,
} from '#examples/codegen/gql/graphql.ts';
import type { ClientUnderTest, Photos } from './client-under-test.ts';

const run = promisify(execFile);

export const curl: ClientUnderTest = {
  name: 'curl',
  packages: [],
  platform: 'any',
  example: null,
  without: {},
  connect: (endpoint) => ({
    viewer: async () => (await query<ViewerQuery>(endpoint, print(ViewerDocument))).viewer?.id ?? null,
    verify: (photos) => upload(endpoint, { query: print(VerifyKycDocument) }, photos),
    verifyById: (photos, { VerifyKyc }) => upload(endpoint, { documentId: VerifyKyc }, photos),
    async *watch(idempotencyKey) {
      const body = JSON.stringify({ query: print(ProgressDocument), variables: { idempotencyKey } });
      const headers = ['Accept: text/event-stream', 'Content-Type: application/json'];
      const child = spawn('curl', ['-sN', ...argumentsFor(endpoint, headers), '--data', body]);
      for await (const line of createInterface(child.stdout)) {
        if (line.startsWith('data: {')) yield JSON.parse(line.slice('data: '.length)).data.verificationUpdated.state;
      }
    },
  }),
};

function argumentsFor({ url, token, language = 'en' }: Endpoint, headers: readonly string[]): string[] {
  const own = [`Accept-Language: ${language}`, ...(token === undefined ? [] : [`Authorization: Bearer ${token}`])];
  return [url, ...[...own, ...headers].flatMap((header) => ['-H', header])];
}

async function query<Data>(endpoint: Endpoint, text: string): Promise<Data> {
  const headers = ['Content-Type: application/json'];
  const body = JSON.stringify({ query: text });
  const { stdout } = await run('curl', ['-s', ...argumentsFor(endpoint, headers), '--data', body]);
  return readData<Data>(stdout);
}

async function upload(endpoint: Endpoint, operation: object, photos: Photos) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-curl-'));
  try {
    const names = Object.keys(photos);
    const files = Object.entries(photos).map(async ([name, photo]: [string, Blob]) => {
      await writeFile(join(folder, name), new Uint8Array(await photo.arrayBuffer()));
    });
    await Promise.all(files);
    const variables = Object.fromEntries(names.map((name) => [name, null]));
    const map = Object.fromEntries(names.map((name, index) => [index, [`variables.${name}`]]));
    const { stdout } = await run('curl', [
      '-s',
      ...argumentsFor(endpoint, ['GraphQL-Require-Preflight: 1']),
      '-F',
      `operations=${JSON.stringify({ ...operation, variables })}`,
      '-F',
      `map=${JSON.stringify(map)}`,
      ...names.flatMap((name, index) => ['-F', `${index}=@${join(folder, name)}`]),
    ]);
    return readData<VerifyKycMutation>(stdout).verifyKyc ?? {};
  } finally {
    await rm(folder, { recursive: true });
  }
}

function readData<Data>(text: string): Data {
  const { data, errors } = JSON.parse(text);
  if (errors !== undefined) throw new Error(text);
  return data;
}
