/** A seeded fuzzer of multipart bodies: breaks good ones in every way it can think of, and watches what the server makes of them. */
import { setImmediate as turn } from 'node:timers/promises';
import { boundary, contentType, field, file, graphqlBody, multipart } from './multipart-body.ts';
import { connectRaw, httpChunk, postHead, type RawClient } from './raw-client.ts';
import { manyBody, oneBody, readPerson, refuse } from './requests.ts';
import { foreignFiles, jpegOf, tinyJpeg, tinyPng } from './sample-images.ts';
import type { UploadServer } from './upload-server.ts';

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  /** Connections at once. */
  readonly connections: number;
  /** Longer than this for an answer is a hang. */
  readonly hangMs: number;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzReport {
  readonly cases: number;
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many images came through, and what the others were told. */
  readonly images: Readonly<Record<string, number>>;
  /** Cases in which the client left in the middle. */
  readonly abandoned: number;
  readonly slowestMs: number;
  /** What must not happen: the case's number, which with the seed makes it again, and what was seen. */
  readonly failures: readonly string[];
}

/** Pseudo-random numbers in 0..1 (mulberry32), the same for the same seed. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

const person = { input: { selfie: null, documents: [{ front: null, back: null }] } };
const goodBodies: readonly Buffer[] = [
  oneBody(tinyJpeg),
  oneBody(tinyPng, refuse),
  manyBody([tinyJpeg, tinyPng, jpegOf(300)]),
  manyBody([tinyPng, foreignFiles[0]?.[1] ?? tinyPng, Buffer.alloc(0), jpegOf(5_000)]),
  graphqlBody(
    { query: readPerson, variables: person },
    {
      0: ['variables.input.selfie', tinyJpeg],
      1: ['variables.input.documents.0.front', tinyPng],
      2: ['variables.input.documents.0.back', jpegOf(70_000)],
    },
  ),
  multipart([field('operations', '{"query":"{ hello }"}'), field('map', '{}')]),
  multipart([file('stranger', tinyPng), field('operations', '{"query":"{ hello }"}'), field('map', '{}')]),
];

/** What the parser, the specification or the image check looks for. */
const tokens: readonly Buffer[] = [
  '\r\n',
  '\r',
  '\n',
  '\r\n\r\n',
  '--',
  `--${boundary}`,
  `\r\n--${boundary}\r\n`,
  `\r\n--${boundary}--\r\n`,
  `\r\n--${boundary}--`,
  '\0',
  '"',
  '\\',
  '\\"',
  ';',
  ':',
  '=',
  'Content-Disposition: form-data; name="0"; filename="x"\r\n\r\n',
  'Content-Disposition: form-data; name="operations"\r\n\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'null',
  '{}',
  '[]',
  '[null]',
  '0',
  '1e999',
  '"variables.image"',
  '["variables.images.0","variables.images.1"]',
  '__proto__',
  'constructor',
  'prototype',
  'operations',
  'map',
  '\ufeff',
  'é',
  '\u202e',
  '{"0":["variables.image"]}',
  'variables.',
  '\xff\xd8\xff',
  '\xff\xd9',
  'IEND',
  'PK\x05\x06',
  '%PDF-',
  '<svg>',
].map((token) => Buffer.from(token, 'latin1'));

interface Case {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the body is cut into pieces. */
  readonly pieces: readonly Buffer[];
  readonly isChunked: boolean;
  /** After so many pieces the client leaves; null: it stays. */
  readonly leavesAfter: number | null;
}

export function createCase(seed: number, number: number): Case {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ number);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[], otherwise: T): T => list[below(list.length)] ?? otherwise;

  let body: Buffer = Buffer.from(pick(goodBodies, tinyJpeg));
  for (let mutations = below(4); mutations > 0; mutations -= 1) {
    const at = below(body.byteLength + 1);
    const until = Math.min(body.byteLength, at + 1 + below(below(4) === 0 ? 400 : 12));
    const [before, middle, after] = [body.subarray(0, at), body.subarray(at, until), body.subarray(until)];
    const rubbish = Buffer.from(Array.from({ length: below(20) }, () => below(256)));
    switch (below(9)) {
      case 0:
        body = Buffer.from(body);
        if (at < body.byteLength) body[at] = (body[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        body = Buffer.concat([before, after]);
        break;
      case 2:
        body = Buffer.concat([before, rubbish, middle, after]);
        break;
      case 3:
        body = Buffer.concat([before, rubbish, after]);
        break;
      case 4:
        body = Buffer.concat([before, pick(tokens, tinyPng), middle, after]);
        break;
      case 5:
        body = Buffer.concat([before, pick(tokens, tinyPng), after]);
        break;
      case 6:
        body = Buffer.concat([before, middle, middle, after]);
        break;
      case 7:
        body = before;
        break;
      default:
        body = Buffer.concat([before, pick(goodBodies, tinyPng).subarray(below(200))]);
    }
  }

  const pieces: Buffer[] = [];
  const size = pick([1e9, 1e9, 1e9, 2_000, 200, 30], 1e9);
  // A few hundred pieces are enough, and each costs a system call.
  for (let at = 0; at < body.byteLength; ) {
    const length = pieces.length > 60 ? body.byteLength : 1 + below(size);
    pieces.push(body.subarray(at, at + length));
    at += length;
  }
  const types = [
    contentType.toUpperCase(),
    'multipart/form-data',
    `multipart/form-data; boundary="${boundary}"`,
    'multipart/form-data; boundary=-',
    `${contentType}; charset=utf-8`,
  ];
  return {
    body,
    headers: below(12) === 0 ? { 'content-type': pick(types, contentType) } : {},
    pieces,
    isChunked: below(3) === 0,
    leavesAfter: below(25) === 0 ? below(pieces.length + 1) : null,
  };
}

/** Runs the cases against the server, and then waits until everything is given back. */
export async function fuzzMultipart(server: UploadServer, options: FuzzOptions): Promise<FuzzReport> {
  const statuses: Record<string, number> = {};
  const images: Record<string, number> = {};
  const failures: string[] = [];
  let next = 0;
  let abandoned = 0;
  let slowestMs = 0;
  const count = (counts: Record<string, number>, key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };

  async function work(): Promise<void> {
    let client: RawClient | null = null;
    while (next < options.cases) {
      const number = next;
      next += 1;
      if (number % 10_000 === 9_999) options.onProgress?.(number + 1);
      const made = createCase(options.seed, number);
      if (client === null || client.socket.destroyed || !client.socket.writable) client = await connectRaw(server.port);
      await deliver(client, made);
      if (made.leavesAfter !== null) {
        abandoned += 1;
        client.socket.destroy();
        continue;
      }
      const startedAtMs = performance.now();
      const patience = hang(options.hangMs);
      const answer = await Promise.race([client.answer(), patience.over]);
      patience.end();
      slowestMs = Math.max(slowestMs, performance.now() - startedAtMs);
      if (answer === 'hang' || answer === null) {
        failures.push(`case ${number}: ${answer === null ? 'no answer' : 'no answer in time'}`);
        client.socket.destroy();
        continue;
      }
      count(statuses, String(answer.status));
      if (answer.status >= 500 || answer.body.includes('INTERNAL_SERVER_ERROR'))
        failures.push(`case ${number}: ${answer.status} ${answer.body.slice(0, 200)}`);
      for (const [, outcome = ''] of answer.body.matchAll(/"(?:format|code)":"([A-Za-z_/]+)"/g)) count(images, outcome);
      if (answer.headers.connection === 'close') client.socket.destroy();
    }
    client?.socket.destroy();
  }

  await Promise.all(Array.from({ length: options.connections }, work));
  for (let turns = 0; turns < 10_000 && (server.heldBytes() > 0 || (await connections(server)) > 0); turns += 1)
    await turn();
  if (server.heldBytes() > 0) failures.push(`${server.heldBytes()} bytes are still held`);
  if ((await connections(server)) > 0) failures.push(`${await connections(server)} connections are still open`);
  for (const fault of server.faults) failures.push(`an unexpected error: ${String(fault)}`);
  return { cases: options.cases, statuses, images, abandoned, slowestMs: Math.round(slowestMs), failures };
}

async function deliver(client: RawClient, made: Case): Promise<void> {
  const { body, headers, pieces, isChunked, leavesAfter } = made;
  await client.send(postHead(body.byteLength, isChunked ? { ...headers, 'transfer-encoding': 'chunked' } : headers));
  for (const [index, piece] of pieces.entries()) {
    if (index === leavesAfter) return;
    await client.send(isChunked ? httpChunk(piece) : piece);
  }
  if (isChunked) await client.send('0\r\n\r\n');
}

function hang(ms: number): { readonly over: Promise<'hang'>; end(): void } {
  const over = Promise.withResolvers<'hang'>();
  const timer = setTimeout(over.resolve, ms, 'hang');
  return { over: over.promise, end: () => clearTimeout(timer) };
}

function connections({ server }: UploadServer): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}
