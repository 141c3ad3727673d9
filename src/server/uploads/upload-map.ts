/** The GraphQL multipart request specification: what `operations` and `map` must say, and where the files go. Pure; reads no file. */
import { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { z } from 'zod';

const specification = 'https://github.com/jaydenseric/graphql-multipart-request-spec';

/**
 * A mistake in the request as a whole. Must be a `GraphQLError`: whatever else a request parser throws, Yoga answers with a
 * masked 500 (design section 12).
 */
export function requestMistake(message: string, status = 400): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status } } });
}

const record = z.record(z.string(), z.unknown());
const operationsForm = z.looseObject({
  query: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: record.nullish(),
  extensions: record.nullish(),
});
const mapForm = z.record(z.string(), z.tuple([z.string()]));

/**
 * The operation, with null where files go.
 * @throws {GraphQLError} BAD_USER_INPUT
 */
export function parseOperations(text: string): GraphQLParams {
  const json = parseJson('operations', text);
  if (Array.isArray(json)) throw requestMistake('Several operations in one request are not supported.');
  const parsed = operationsForm.safeParse(json);
  if (!parsed.success)
    throw requestMistake(`The multipart field "operations" is not a GraphQL request: ${specification}`);
  const { query, operationName, variables, extensions, ...others } = parsed.data;
  return {
    ...others,
    ...(typeof query === 'string' ? { query } : {}),
    ...(typeof operationName === 'string' ? { operationName } : {}),
    ...(variables == null ? {} : { variables }),
    ...(extensions == null ? {} : { extensions }),
  };
}

/**
 * Which part goes to which variable: the part's name to a path such as `variables.input.documents.0.front`.
 * @throws {GraphQLError} BAD_USER_INPUT
 */
export function parseMap(text: string, maxFiles: number): ReadonlyMap<string, string> {
  const json = parseJson('map', text);
  if (json !== null && typeof json === 'object' && Object.keys(json).length > maxFiles)
    throw requestMistake(`At most ${maxFiles} files can be sent in one request.`, 413);
  const parsed = mapForm.safeParse(json);
  if (!parsed.success)
    throw requestMistake(
      `The multipart field "map" must give each file a list of exactly one variable: ${specification}`,
    );
  const files = new Map(Object.entries(parsed.data).map(([name, [path]]) => [name, path]));
  for (const reserved of ['operations', 'map'])
    if (files.has(reserved)) throw requestMistake(`A file cannot be named "${reserved}".`);
  return files;
}

/**
 * Puts each file's value where the map says. Each place must exist and be null, so no two files meet in one.
 * @throws {GraphQLError} BAD_USER_INPUT
 */
export function placeFiles(
  params: GraphQLParams,
  files: ReadonlyMap<string, string>,
  createValue: (name: string) => unknown,
): void {
  for (const [name, path] of files) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let holder: unknown = { variables: params.variables };
    if (keys[0] === 'variables') for (const key of keys) holder = ownValue(holder, key);
    if (keys[0] !== 'variables' || ownValue(holder, last) !== null)
      throw requestMistake(
        `The multipart field "map" names a place for a file that is not null in "operations", or not a variable: ${path.slice(0, 100)}`,
      );
    if (Array.isArray(holder)) holder[Number(last)] = createValue(name);
    else if (isRecord(holder)) holder[last] = createValue(name);
  }
}

/** What stands there itself: never what an object inherits, and never the doors to its prototype. Undefined when nothing does. */
function ownValue(holder: unknown, key: string): unknown {
  if (key === '__proto__' || key === 'constructor' || key === 'prototype') return undefined;
  if (Array.isArray(holder)) return /^(0|[1-9]\d{0,8})$/.test(key) ? holder[Number(key)] : undefined;
  return isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parseJson(field: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be somebody's name.
    throw requestMistake(`The multipart field "${field}" is not JSON.`);
  }
}
