/** Altair's form of a request, byte by byte: nested variables by dots, `operationName` null, browsers' boundaries and part headers. */
import { request } from 'node:http';
import { print } from 'graphql';
import type { Endpoint } from '#examples/clients/fetch.ts';
import { ViewerDocument } from '#examples/codegen/gql/graphql.ts';
import type { ClientUnderTest, Photos, VerifyAnswer } from './client-under-test.ts';

const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW';

const mutation = `mutation Verify($input: VerifyKycInput!) {
  verifyKyc(input: $input) {
    __typename
    ... on VerifyKycCompleted { accepted }
    ... on VerificationError { code advice retry }
  }
}`;

export const altair: ClientUnderTest = {
  name: 'Altair',
  packages: [],
  platform: '8.5, as bytes on the wire',
  example: null,
  without: { live: 'Not tried. Set its subscriptions to SSE.', persisted: 'Sends texts alone.' },
  connect: (endpoint) => ({
    async viewer() {
      const body = Buffer.from(JSON.stringify({ query: print(ViewerDocument), variables: {}, operationName: null }));
      const answer = await post(endpoint, { 'Content-Type': 'application/json', Accept: 'application/json' }, body);
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
      return answer.data.viewer?.id ?? null;
    },
    async verify(photos) {
      const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}`, 'GraphQL-Require-Preflight': '1' };
      const answer = await post(endpoint, headers, await toBody(photos));
      if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
      return answer.data.verifyKyc satisfies VerifyAnswer;
    },
  }),
};

/** Its file variables are named by dots: `input.documents.0.front`. */
async function toBody({ selfie, front, back }: Photos): Promise<Buffer> {
  const files = { 'input.selfie': selfie, 'input.documents.0.front': front, 'input.documents.0.back': back };
  const variables = { input: { selfie: null, documents: [{ front: null, back: null }] } };
  const map = Object.fromEntries(Object.keys(files).map((path, index) => [index, [`variables.${path}`]]));
  const field = (name: string, value: unknown) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${JSON.stringify(value)}\r\n`);
  const parts = Object.values(files).map(async (file: Blob, index) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${index}"; filename="IMG_${index}.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
    ),
    Buffer.from(await file.arrayBuffer()),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([
    field('operations', { query: mutation, variables, operationName: null }),
    field('map', map),
    ...(await Promise.all(parts)).flat(),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

interface Answer {
  readonly data: { readonly viewer: { readonly id: string } | null; readonly verifyKyc: VerifyAnswer };
  readonly errors?: unknown;
}

function post({ url, token, language = 'en' }: Endpoint, headers: Record<string, string>, body: Buffer) {
  return new Promise<Answer>((resolve, reject) => {
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    request(url, { method: 'POST', headers: { ...headers, ...authorization, 'Accept-Language': language } })
      .on('error', reject)
      .on('response', async (response) => {
        resolve(JSON.parse(Buffer.concat(await Array.fromAsync(response)).toString('utf8')));
      })
      .end(body);
  });
}
