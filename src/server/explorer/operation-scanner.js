/**
 * Reads the variables of the operations in a document that may be half typed: a scanner that never throws, where a
 * parser would give up at the first missing brace. Pure; knows GraphQL's tokens and nothing of files or the page.
 */

/**
 * A type as it is written: `[Upload!]!`.
 * @typedef {{ name: string, isRequired: boolean, of?: undefined } | { of: TypeRef, isRequired: boolean, name?: undefined }} TypeRef
 *
 * @typedef {object} VariableDefinition
 * @property {string} name
 * @property {TypeRef} type
 * @property {boolean} hasDefault
 *
 * @typedef {object} Operation
 * @property {'query' | 'mutation' | 'subscription'} kind
 * @property {string | null} name
 * @property {VariableDefinition[]} variables
 */

// GraphQL specification, 2.1.6 to 2.1.9: ignored tokens first, then block strings before strings. Strings may be unfinished.
const tokenPattern =
  /[\s,\uFEFF]+|#[^\n\r]*|("""(?:\\"""|[\s\S])*?(?:"""|$)|"(?:\\.|[^"\\\n\r])*"?)|([_A-Za-z]\w*)|(-?\d[\w.+-]*)|(\.\.\.|[!$&()[\]{}:=@|])|./g;

/**
 * @param {string} text
 * @returns {string[]} names, punctuators, numbers and strings, without what GraphQL ignores
 */
function readTokens(text) {
  const tokens = [];
  for (const [token, ...groups] of text.matchAll(tokenPattern)) {
    if (groups.some((group) => group !== undefined)) tokens.push(token);
  }
  return tokens;
}

/**
 * The operations of a document, in order, with what is known of their variables so far.
 * @param {string} text
 * @returns {Operation[]}
 */
export function readOperations(text) {
  const tokens = readTokens(text);
  /** @type {Operation[]} */
  const operations = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    if (token === '{') {
      const isShorthand = depth === 0 && (at === 0 || tokens[at - 1] === '}');
      if (isShorthand) operations.push({ kind: 'query', name: null, variables: [] });
      depth += 1;
    } else if (token === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (token === 'query' || token === 'mutation' || token === 'subscription')) {
      if (tokens[at - 1] === 'fragment' || tokens[at - 1] === 'on' || tokens[at - 1] === '@') continue;
      const name = isName(tokens[at + 1]) ? (tokens[at + 1] ?? null) : null;
      if (name !== null) at += 1;
      const opening = tokens[at + 1] === '(' ? at + 1 : -1;
      operations.push({ kind: token, name, variables: opening < 0 ? [] : readDefinitions(tokens, opening + 1) });
    }
  }
  return operations;
}

/**
 * The operation that would run: the one of this name, else the first.
 * @param {string} text
 * @param {string | null | undefined} operationName
 * @returns {Operation | null}
 */
export function readOperation(text, operationName) {
  const operations = readOperations(text);
  return operations.find(({ name }) => name !== null && name === operationName) ?? operations[0] ?? null;
}

/**
 * @param {string} text `[DocumentImagesInput!]!`
 * @returns {TypeRef | null}
 */
export function parseType(text) {
  return readType(readTokens(text), 0)?.type ?? null;
}

/**
 * @param {string[]} tokens
 * @param {number} start just behind the opening parenthesis
 * @returns {VariableDefinition[]}
 */
function readDefinitions(tokens, start) {
  /** @type {VariableDefinition[]} */
  const variables = [];
  let nesting = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    // A brace that is no default value is the body of an operation whose parenthesis is still to be closed.
    if (nesting === 0 && (token === ')' || (token === '{' && tokens[at - 1] !== '='))) break;
    if ('([{'.includes(token)) nesting += 1;
    if (')]}'.includes(token)) nesting -= 1;
    const name = tokens[at + 1];
    if (nesting !== 0 || token !== '$' || !isName(name) || tokens[at + 2] !== ':') continue;
    const read = readType(tokens, at + 3);
    if (read === null) continue;
    variables.push({ name: name ?? '', type: read.type, hasDefault: tokens[read.next] === '=' });
    at = read.next - 1;
  }
  return variables;
}

/**
 * @param {string[]} tokens
 * @param {number} at
 * @returns {{ type: TypeRef, next: number } | null}
 */
function readType(tokens, at) {
  const token = tokens[at];
  if (token === '[') {
    const inner = readType(tokens, at + 1);
    if (inner === null) return null;
    const next = tokens[inner.next] === ']' ? inner.next + 1 : inner.next;
    const isRequired = tokens[next] === '!';
    return { type: { of: inner.type, isRequired }, next: isRequired ? next + 1 : next };
  }
  if (token === undefined || !isName(token)) return null;
  const isRequired = tokens[at + 1] === '!';
  return { type: { name: token, isRequired }, next: isRequired ? at + 2 : at + 1 };
}

/** @param {string | undefined} token */
function isName(token) {
  return token !== undefined && /^[_A-Za-z]/.test(token);
}
