/**
 * One random history of a key: twins, clients that leave, a provider that fails in every way, processes that die; and what must hold
 * after it. The seed decides everything but the order in which the engine answers.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { VerificationError } from '#domain/errors.ts';
import type { CallOptions, SubmissionOutcome } from '#domain/ports.ts';
import type { OpenLedger } from '#ledger/ledger.ts';
import { tick } from './attempts.ts';
import { callerWith } from './callers.ts';
import type { LedgerPlace } from './contracts/ledger.ts';
import { arrived } from './images.ts';
import { scriptedProvider } from './scripted-provider.ts';
import { createTestServices, kycInput, type TestServices } from './services.ts';

export interface History {
  /** Requests that Faceki may have taken, by key. More than one is a double payment. */
  readonly taken: ReadonlyMap<string, number>;
  /** What the last request under each key came to; undefined when it was not something that a client can act on. */
  readonly endings: ReadonlyMap<string, string | undefined>;
  /** Attempts that are still under way when all is over. */
  readonly pending: number;
  readonly crashes: number;
}

const ada = callerWith('ada');
const keys = ['key-1', 'key-2'];

/** Plays one history at an empty place. */
export async function playHistory(place: LedgerPlace, seed: number): Promise<History> {
  const random = mulberry32(seed);
  const oneOf = <T>(options: readonly [T, ...T[]]): T => options[Math.floor(random() * options.length)] ?? options[0];
  const turns = async (most: number) => {
    for (let left = Math.floor(random() * most); left > 0; left -= 1) await turn();
  };

  const taken = new Map<string, number>();

  /** Faceki: a fault before the first byte, or an outcome after it. What it may have taken counts, whether or not anybody hears of it. */
  async function verify(attemptId: string, { signal, onSending }: CallOptions): Promise<SubmissionOutcome> {
    const untaken = { kind: 'refused', failure: { code: 'PROVIDER_UNREACHABLE' }, taken: false, ...noIds } as const;
    await turns(4);
    if (signal?.aborted || random() < 0.15) return untaken;
    onSending?.();
    const outcome = oneOf(outcomes);
    await turns(6);
    const isTryAgain = outcome.kind === 'refused' && outcome.failure.code === 'PROVIDER_TRY_AGAIN';
    if (!isTryAgain) taken.set(attemptId, (taken.get(attemptId) ?? 0) + 1);
    return outcome;
  }

  let crashes = 0;
  let process = await startProcess();
  async function startProcess(): Promise<TestServices & { ledger: OpenLedger }> {
    const ledger = await place.open({ onFault: () => {} });
    const provider = scriptedProvider({ verify: ({ attemptId }, options) => verify(attemptId, options) });
    const services = await createTestServices(provider, {
      ledger,
      clock: tick,
      answerWithinMs: 500,
      onFault: () => {},
    });
    return { ...services, ledger };
  }

  async function ask(key: string, selfie: string, signal: AbortSignal): Promise<string | undefined> {
    const here = process;
    try {
      const input = kycInput({ idempotencyKey: key, selfie: arrived(selfie) });
      const { verification } = await here.services.verifyKyc(ada, input, signal);
      return verification.state;
    } catch (error) {
      if (error instanceof VerificationError) return error.code;
      // A dead process answers nothing.
      return undefined;
    }
  }

  const requests: Promise<unknown>[] = [];
  for (let step = 0; step < 8; step += 1) {
    const key = oneOf(['key-1', 'key-1', 'key-2']);
    const selfie = random() < 0.1 ? 'another selfie' : 'selfie';
    const client = new AbortController();
    requests.push(ask(key, selfie, client.signal));
    if (random() < 0.2) requests.push(turns(5).then(() => client.abort()));
    await turns(5);
    if (random() < 0.15) {
      crashes += 1;
      const dead = process;
      await dead.ledger.close();
      process = await startProcess();
    }
  }
  await Promise.all(requests);

  const endings = new Map<string, string | undefined>();
  for (const key of keys) {
    // The other selfie may have come first; then its request is the key's meaning.
    let ending = await ask(key, 'selfie', new AbortController().signal);
    if (ending === 'IDEMPOTENCY_CONFLICT') ending = await ask(key, 'another selfie', new AbortController().signal);
    endings.set(key, ending);
  }
  await process.underWay.idle();

  const page = await process.ledger.page({}, { limit: 100, from: 'oldest' });
  const byKey = new Map<string, number>();
  for (const { id, idempotencyKey } of page.items) {
    byKey.set(idempotencyKey ?? '', (byKey.get(idempotencyKey ?? '') ?? 0) + (taken.get(id) ?? 0));
  }
  const pending = page.items.filter(({ state }) => state === 'PENDING').length;
  await process.ledger.close();
  return { taken: byKey, endings, pending, crashes };
}

const noIds = { requestId: null, referenceId: null };
const outcomes: readonly [SubmissionOutcome, ...SubmissionOutcome[]] = [
  { kind: 'decided', decision: 'ACCEPTED', requestId: 'r', referenceId: null, records: [] },
  { kind: 'decided', decision: 'DECLINED', requestId: 'r', referenceId: null, records: [] },
  { kind: 'refused', failure: { code: 'FACE_BLURRED' }, taken: true, ...noIds },
  { kind: 'refused', failure: { code: 'PROVIDER_TRY_AGAIN' }, taken: true, ...noIds },
  { kind: 'lost', failure: { code: 'PROVIDER_TIMEOUT' } },
];

/** What a client may be told in the end, and act on. */
export const actionable: readonly (string | undefined)[] = [
  'COMPLETED',
  'FACE_BLURRED',
  'OUTCOME_UNKNOWN',
  // The last request itself may meet these, and they let it try again, or say that it was lost.
  'PROVIDER_TRY_AGAIN',
  'PROVIDER_UNREACHABLE',
  'PROVIDER_TIMEOUT',
];

/** A small seeded generator: the same seed plays the same history. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
