/** Plain `fetch`, no client library: operations, files, live updates with a token. Runs in browsers and in Node. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

export interface Endpoint {
  /** e.g. https://kyc.example.com/graphql */
  readonly url: string;
  /** Your login's token of the person who is signed in. */
  readonly token?: string;
  /** The language of `advice`, e.g. `ar`. */
  readonly language?: string;
}

// #region send
/** Runs an operation. Files at the top level of the variables go as multipart, everything else as JSON. */
export async function send<Result, Variables>(
  endpoint: Endpoint,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables & Readonly<Record<string, unknown>>,
): Promise<Result> {
  return post(endpoint, { query: print(document) }, variables);
}

async function post<Result>(
  { url, token, language }: Endpoint,
  operation: Readonly<Record<string, unknown>>,
  variables: Readonly<Record<string, unknown>>,
): Promise<Result> {
  const files = Object.entries(variables).filter((entry): entry is [string, Blob] => entry[1] instanceof Blob);
  const nulls = Object.fromEntries(files.map(([name]) => [name, null]));
  const json = JSON.stringify({ ...operation, variables: { ...variables, ...nulls } });
  const headers = new Headers({ 'GraphQL-Require-Preflight': '1' });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  if (language !== undefined) headers.set('Accept-Language', language);

  let body: string | FormData = json;
  if (files.length === 0) {
    headers.set('Content-Type', 'application/json');
  } else {
    // The order matters: operations, map, files. fetch sets the Content-Type with its boundary.
    body = new FormData();
    body.set('operations', json);
    body.set('map', JSON.stringify(Object.fromEntries(files.map(([name], index) => [index, [`variables.${name}`]]))));
    for (const [index, [, file]] of files.entries()) body.set(String(index), file);
  }
  const response = await fetch(url, { method: 'POST', headers, body });
  const { data, errors } = await response.json();
  // Mistakes of the caller, and faults. What you have to expect is in the data, as a member of a union.
  if (errors !== undefined) throw new RequestFailed(errors);
  return data;
}

export class RequestFailed extends Error {
  readonly code: string | undefined;
  constructor(errors: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]) {
    super(errors[0]?.message);
    this.code = errors[0]?.extensions?.code;
  }
}
// #endregion

// #region persisted
/** Runs a persisted document by its id, with files or without. */
export function sendById<Result>(
  endpoint: Endpoint,
  documentId: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Result> {
  return post(endpoint, { documentId }, variables);
}
// #endregion

// #region watch
/** Yields each event of a subscription; ends when it does, or when the loop is left. */
export async function* watch<Result, Variables>(
  { url, token }: Endpoint,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): AsyncGenerator<Result> {
  const leave = new AbortController();
  const headers = new Headers({ Accept: 'text/event-stream', 'Content-Type': 'application/json' });
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  const body = JSON.stringify({ query: print(document), variables });
  const response = await fetch(url, { method: 'POST', headers, body, signal: leave.signal });
  if (response.body === null || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
    throw new RequestFailed((await response.json()).errors);
  }
  try {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        if (event.includes('event: complete')) return;
        const line = event.split('\n').find((each) => each.startsWith('data: {'));
        if (line === undefined) continue; // A comment that keeps the connection open.
        const { data, errors } = JSON.parse(line.slice('data: '.length));
        if (errors !== undefined) throw new RequestFailed(errors);
        yield data;
      }
    }
  } finally {
    leave.abort();
  }
}
// #endregion
