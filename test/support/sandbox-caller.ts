/** A sandbox and a plain client of it: fetch and FormData alone, so that no code of the gateway stands between test and wire. */
import { readFileSync } from 'node:fs';
import { type Marker, markImage } from '#sandbox/marker.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '#sandbox/sandbox.ts';
import { at } from '#test/support/json-path.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Undefined when the body is no JSON. */
  readonly body: unknown;
}

export type Fields = Readonly<Record<string, string | Uint8Array>>;

export interface SandboxCaller extends AsyncDisposable {
  readonly sandbox: Sandbox;
  get(path: string, query?: Readonly<Record<string, string>>, token?: string | null): Promise<Answer>;
  /** Posts a multipart form; bytes are sent as files. */
  post(path: string, fields: Fields, token?: string | null): Promise<Answer>;
  postJson(path: string, body: unknown, token?: string | null): Promise<Answer>;
  /** Speaks to the control API. */
  control(method: string, path: string, body?: unknown): Promise<Answer>;
}

/** A fresh sandbox, with a token in hand. */
export async function openSandbox(options: SandboxOptions = {}): Promise<SandboxCaller> {
  const sandbox = await startSandbox(options);
  const token = await tokenOf(sandbox);
  const bearer = (given: string | null | undefined): Record<string, string> => {
    const used = given === undefined ? token : given;
    return used === null ? {} : { authorization: `Bearer ${used}` };
  };
  return {
    sandbox,
    get: (path, query = {}, given) =>
      answerOf(fetch(`${sandbox.url}${path}?${new URLSearchParams(query)}`, { headers: bearer(given) })),
    post: (path, fields, given) =>
      answerOf(fetch(`${sandbox.url}${path}`, { method: 'POST', headers: bearer(given), body: formOf(fields) })),
    postJson: (path, body, given) =>
      answerOf(
        fetch(`${sandbox.url}${path}`, {
          method: 'POST',
          headers: { ...bearer(given), 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    control: (method, path, body) =>
      answerOf(
        fetch(`${sandbox.url}/__sandbox${path}`, {
          method,
          ...(body === undefined
            ? {}
            : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
        }),
      ),
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

/** A new token for the sandbox's credentials. */
export async function tokenOf(sandbox: Sandbox): Promise<string> {
  const answer = await answerOf(
    fetch(`${sandbox.url}/auth/api/access-token?${new URLSearchParams({ ...sandbox.credentials })}`),
  );
  const token = at(answer.body, 'data', 'access_token');
  if (typeof token !== 'string') throw new TypeError('The sandbox gave no token.');
  return token;
}

/** The bytes of a sample image. */
export function photo(file: string): Uint8Array {
  return readFileSync(new URL(`../../examples/images/${file}`, import.meta.url));
}

/** The smallest thing that passes for a JPEG, different for each text, with a marker if one is given. */
export function tinyJpeg(text: string, marker?: Marker): Uint8Array {
  const bytes = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xdb, 0, 2]),
    Buffer.from(text),
    Buffer.from([0xff, 0xd9]),
  ]);
  return marker === undefined ? bytes : markImage(bytes, marker);
}

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, new Blob([Uint8Array.from(value)]), `${name}.jpg`);
  }
  return form;
}

async function answerOf(pending: Promise<Response>): Promise<Answer> {
  const response = await pending;
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
