/**
 * Writes an operation with files as the GraphQL multipart request specification wants it: operations, map, then the
 * files, in this order. Pure but for FormData. https://github.com/jaydenseric/graphql-multipart-request-spec
 */

/** @import { SlotPath } from './upload-slots.js' */

/**
 * @typedef {object} GraphQLRequest
 * @property {string} query
 * @property {string | null} [operationName]
 * @property {Readonly<Record<string, unknown>> | null} [variables]
 *
 * @typedef {object} ChosenFile
 * @property {SlotPath} path where it belongs in the variables
 * @property {File} file
 */

/**
 * @param {GraphQLRequest} request
 * @param {readonly ChosenFile[]} files
 * @returns {FormData}
 */
export function toMultipart({ query, operationName, variables }, files) {
  const withNulls = structuredClone(variables ?? {});
  for (const { path } of files) setNull(withNulls, path);

  const body = new FormData();
  body.append(
    'operations',
    JSON.stringify({ query, ...(operationName ? { operationName } : {}), variables: withNulls }),
  );
  const places = files.map(({ path }, index) => [index, [`variables.${path.join('.')}`]]);
  body.append('map', JSON.stringify(Object.fromEntries(places)));
  for (const [index, { file }] of files.entries()) body.append(String(index), file, file.name);
  return body;
}

/**
 * Puts null where a file will stand, and makes the objects and lists on the way there.
 * @param {Record<string, unknown>} variables
 * @param {SlotPath} path
 */
function setNull(variables, path) {
  /** @type {Record<string | number, unknown>} */
  let place = variables;
  for (const [at, key] of path.entries()) {
    const next = path[at + 1];
    if (next === undefined) place[key] = null;
    else {
      const inner = place[key];
      if (typeof inner !== 'object' || inner === null) place[key] = typeof next === 'number' ? [] : {};
      place = /** @type {Record<string | number, unknown>} */ (place[key]);
    }
  }
}
