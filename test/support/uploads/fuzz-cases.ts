/** The cases of the multipart fuzzer: good bodies, broken in every way that one can think of. Seeded, so that each can be made again. */
import { boundary, contentType, field, file, graphqlBody, multipart } from './multipart-body.ts';
import { manyBody, oneBody, readPerson, refuse } from './requests.ts';
import { foreignFiles, jpegOf, tinyJpeg, tinyPng } from './sample-images.ts';

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

/** One body and the way in which it reaches the server. */
export interface FuzzCase {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** Where the body is cut into pieces. */
  readonly pieces: readonly Buffer[];
  readonly isChunked: boolean;
  /** After so many pieces the client leaves; null: it stays. */
  readonly leavesAfter: number | null;
}

/** The case of this number; the same seed makes the same cases. */
export function createCase(seed: number, number: number): FuzzCase {
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
