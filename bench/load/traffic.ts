/** Traffic as it comes in life, of one kind each: what is done, how often, and what its answer may be. Connections are opened and closed as clients do. */
import { setTimeout as pause } from 'node:timers/promises';
import { tokenOf } from '../material/callers.ts';
import { attemptsPage, standingsOf } from '../material/operations.ts';
import { makePhoto, makePhotos, type Photo } from '../material/photo.ts';
import { faceLoginRequest, keyedVerifyRequest, type RequestBody } from '../material/request-bodies.ts';
import { type Answer, postHead, RawConnection } from './raw-connection.ts';
import { Subscriber } from './subscriber.ts';

export interface Traffic {
  readonly kind: string;
  /** Loops that do this side by side, and how long each waits between, ms. */
  readonly loops: number;
  readonly everyMs: number;
  /** Does it once; resolves with what came of it, in a word or two. */
  act(port: number): Promise<string>;
}

const watch = `subscription Watch($by: VerificationBy!) { verificationUpdated(by: $by) { id state decision } }`;
const watchWithinMs = 40_000;

/** So many people that none reaches a daily limit. */
let people = 0;
function nextPerson(): string {
  people += 1;
  return `person-${people}`;
}

/** All kinds together are some thirty requests a second: about half of what a core can do, so that latencies mean something. */
export function mixedTraffic(): readonly Traffic[] {
  const small = makePhotos(300_000);
  const large = makePhotos(1_500_000);
  const broken = [{ ...makePhoto(1_000, 1), bytes: Buffer.alloc(200_000, 'no picture') }, ...small.slice(1)];
  const [selfie = makePhoto(300_000, 1)] = small;
  const verifyAs = (person: string, photos: readonly Photo[]) =>
    headed(keyedVerifyRequest(photos, `key-${person}`), tokenOf(person, 'kyc:verify'));
  return [
    { kind: 'upload', loops: 3, everyMs: 250, act: (port) => verify(port, verifyAs(nextPerson(), small)) },
    { kind: 'large upload', loops: 1, everyMs: 700, act: (port) => verify(port, verifyAs(nextPerson(), large)) },
    { kind: 'broken upload', loops: 1, everyMs: 500, act: (port) => verify(port, verifyAs(nextPerson(), broken)) },
    { kind: 'aborted upload', loops: 1, everyMs: 500, act: (port) => abort(port, verifyAs(nextPerson(), small)) },
    { kind: 'page', loops: 1, everyMs: 100, act: (port) => query(port, attemptsPage()) },
    { kind: '_entities', loops: 1, everyMs: 200, act: (port) => query(port, standingsOf()) },
    { kind: 'face login', loops: 1, everyMs: 400, act: (port) => logIn(port, selfie) },
    {
      kind: 'subscription',
      loops: 2,
      everyMs: 600,
      act: (port) => {
        const person = nextPerson();
        return follow(port, person, verifyAs(person, small));
      },
    },
  ];
}

function headed({ contentType, bytes }: RequestBody, token: string | null, more = {}): readonly Buffer[] {
  const headers = {
    'content-type': contentType,
    accept: 'application/json',
    'apollo-require-preflight': 'true',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...more,
  };
  return [postHead('/graphql', headers, bytes.byteLength), bytes];
}

async function ask(port: number, pieces: readonly Buffer[]): Promise<Answer> {
  const connection = await RawConnection.open(port);
  try {
    return await connection.send(pieces);
  } finally {
    connection.close();
  }
}

async function verify(port: number, pieces: readonly Buffer[]): Promise<string> {
  return wordOf(await ask(port, pieces), 'verifyKyc');
}

/** Half of it, and gone. */
async function abort(port: number, pieces: readonly Buffer[]): Promise<string> {
  const connection = await RawConnection.open(port);
  const all = Buffer.concat(pieces);
  connection.write(all.subarray(0, Math.trunc(all.byteLength * Math.random())));
  await pause(20);
  connection.close();
  return 'left';
}

async function query(port: number, body: RequestBody): Promise<string> {
  const answer = await ask(port, headed(body, tokenOf('clerk', 'kyc:read')));
  return answer.status === 200 && !answer.body.includes('"errors"') ? 'answered' : refusalOf(answer);
}

/** Each from another address: the limit counts by it. */
async function logIn(port: number, selfie: Photo): Promise<string> {
  const address = `10.${byte()}.${byte()}.${byte()}`;
  return wordOf(await ask(port, headed(faceLoginRequest(selfie), null, { 'x-forwarded-for': address })), 'faceLogin');
}

/** Subscribes by the key, verifies, and hears of it to the end; one in ten leaves before. */
async function follow(port: number, person: string, pieces: readonly Buffer[]): Promise<string> {
  const token = tokenOf(person, 'kyc:verify');
  const subscriber = await Subscriber.open(port, token, watch, { by: { idempotencyKey: `key-${person}` } });
  try {
    await pause(30);
    const answered = ask(port, pieces);
    if (Math.random() < 0.1) {
      await answered;
      return 'left';
    }
    const answer = await answered;
    const isFinal = () => /COMPLETED|FAILED/.test(subscriber.events.at(-1) ?? '');
    // What the vendor refused may have ended without an attempt, or waits for the reconciler.
    if (!answer.body.includes('"accepted"')) return wordOf(answer, 'verifyKyc');
    const giveUpAtMs = performance.now() + watchWithinMs;
    while (!isFinal() && performance.now() < giveUpAtMs) await pause(5);
    return isFinal() ? 'told to the end' : 'NOT TOLD';
  } finally {
    subscriber.close();
  }
}

/** The answer's type or failure code. */
function wordOf(answer: Answer, field: string): string {
  if (answer.status !== 200) return refusalOf(answer);
  const { data, errors } = JSON.parse(answer.body.toString());
  const { __typename: name, code } = data?.[field] ?? {};
  return code ?? name ?? errors?.[0]?.extensions?.code ?? 'no data';
}

function refusalOf({ status, body }: Answer): string {
  return `${status} ${/"code":"([A-Z_]+)"/.exec(body.toString())?.[1] ?? ''}`;
}

function byte(): number {
  return Math.trunc(Math.random() * 256);
}
