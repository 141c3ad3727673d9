/** The GraphQL requests that upload tests send, and their answers decoded. */
import { z } from 'zod';
import { contentType, graphqlBody } from './multipart-body.ts';

const fields = 'format byteLength sha256 code detectedFormat maxBytes retryAfterSeconds';

export const readOne = `mutation ($image: Upload!) { read(image: $image) { ${fields} } }`;
export const readMany = `mutation ($images: [Upload!]!) { readMany(images: $images) { ${fields} } }`;
export const readFirst = `mutation ($images: [Upload!]!) { readFirst(images: $images) { ${fields} } }`;
export const readBackwards = `mutation ($images: [Upload!]!) { readBackwards(images: $images) { ${fields} } }`;
export const readPerson = `mutation ($input: PersonInput!) { readPerson(input: $input) { ${fields} } }`;
export const hold = `mutation ($image: Upload!) { hold(image: $image) { ${fields} } }`;
export const refuse = 'mutation ($image: Upload!) { refuse(image: $image) }';

const imageForm = z.object({
  format: z.string().nullable(),
  byteLength: z.number().nullable(),
  sha256: z.string().nullable(),
  code: z.string().nullable(),
  detectedFormat: z.string().nullable(),
  maxBytes: z.number().nullable(),
  retryAfterSeconds: z.number().nullable(),
});
export type ImageAnswer = z.infer<typeof imageForm>;

const answerForm = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.record(z.string(), z.unknown()).default({}) }))
    .default([]),
});

export interface GraphQLAnswer {
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>> | null;
  /** What the upload fields answered, whichever was asked, in one list. */
  readonly images: readonly (ImageAnswer | null)[];
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  /** The `code` of each error. */
  readonly codes: readonly unknown[];
}

export function parseAnswer(status: number, text: string): GraphQLAnswer {
  const { data = null, errors } = answerForm.parse(JSON.parse(text));
  const images = ['read', 'readMany', 'readPerson', 'readFirst', 'readBackwards', 'hold'].flatMap(
    (name) => data?.[name] ?? [],
  );
  return {
    status,
    data,
    images: z.array(imageForm.nullable()).parse(images),
    errors,
    codes: errors.map(({ extensions }) => extensions.code),
  };
}

export async function post(url: string, body: BodyInit, headers: Record<string, string> = {}): Promise<GraphQLAnswer> {
  const response = await fetch(url, { method: 'POST', body, headers });
  return parseAnswer(response.status, await response.text());
}

export function postMultipart(url: string, body: Buffer<ArrayBuffer>): Promise<GraphQLAnswer> {
  return post(url, body, { 'content-type': contentType });
}

export function postJson(url: string, body: unknown): Promise<GraphQLAnswer> {
  return post(url, JSON.stringify(body), { 'content-type': 'application/json' });
}

/** Reads these images, in this order. */
export function manyBody(images: readonly Buffer[], query = readMany): Buffer<ArrayBuffer> {
  return graphqlBody(
    { query, variables: { images: images.map(() => null) } },
    Object.fromEntries(images.map((image, index) => [index, [`variables.images.${index}`, image]])),
  );
}

export function oneBody(image: Buffer, query = readOne): Buffer<ArrayBuffer> {
  return graphqlBody({ query, variables: { image: null } }, { 0: ['variables.image', image] });
}
