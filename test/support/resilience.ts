/**
 * Plays one fault after the other on a whole gateway with a sandbox behind a network that can be broken, and writes down what clients got
 * and how soon it was over. Used by the tests and by `npm run resilience`.
 */
import { randomUUID } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { sandboxWorkflowId, startSandbox } from '#sandbox/sandbox.ts';
import type { Fault, Stage } from './faults.ts';
import { startGateway } from './gateway.ts';
import { jpeg } from './photos.ts';
import { knownCertificate, startUnreliableNetwork } from './unreliable-network.ts';

/** What a client got, in short. */
export interface Got {
  /** The union's member, or `errors`. */
  readonly type: string;
  readonly code: string | null;
  readonly retryAfterSeconds: number | null;
  /** The state of the attempt that came along. */
  readonly attempt: string | null;
  readonly ms: number;
}

export interface FaultReport {
  readonly verify: Got;
  readonly read: Got;
  /** What everybody got once the circuit was open; null when it stayed closed. */
  readonly early: Got | null;
  /** The first request again, under its key, after all was well. */
  readonly sameKey: Got;
  /** From mending the fault to the first verification that went through. */
  readonly healedAfterMs: number;
}

// ---------------------------------------------------------------- the stage

export interface Play {
  readonly fault: Fault;
  /** V2 by default. */
  readonly generation?: 'v2' | 'v3';
  /** How long the host is left alone; as in production by default. */
  readonly openForMs?: number;
}

/** A gateway whose verifications may take two seconds. */
async function setStage(
  { fault, generation = 'v2', openForMs = 5_000 }: Play,
  stack: AsyncDisposableStack,
): Promise<Stage> {
  const sandbox = await startSandbox();
  stack.defer(() => sandbox.close());
  const targetPort = Number(new URL(sandbox.url).port);
  const isTls = fault.over === 'tls';
  const network = stack.use(await startUnreliableNetwork(targetPort, { tls: isTls }));
  const switches = { offsetMs: 0, namesResolve: true };
  const lookup: LookupFunction = (hostname, _options, found) => {
    if (switches.namesResolve) found(null, [{ address: '127.0.0.1', family: 4 }]);
    else found(Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' }), []);
  };
  // The gateway's own pool, but for the certificate that it trusts, how names are looked up, and how long it takes to connect.
  const connect = {
    timeout: 500,
    ...(isTls ? { ca: knownCertificate } : {}),
    ...(fault.over === 'names' ? { lookup } : {}),
  };
  const gateway = await startGateway(
    {
      FACEKI_CLIENT_ID: sandbox.credentials.clientId,
      FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
      FACEKI_BASE_URL: `${isTls ? 'https' : 'http'}://${fault.over === 'names' ? 'localhost' : '127.0.0.1'}:${network.port}`,
      FACEKI_API: generation,
      FACEKI_WORKFLOW_ID: sandboxWorkflowId,
      FACEKI_TIMEOUT_MS: '2000',
      AUTH_MODE: 'none',
      CIRCUIT_BREAKER: 'on',
      ...fault.env,
    },
    {
      clock: () => Date.now() + switches.offsetMs,
      resilience: {
        circuit: { openAfter: 5, openForMs },
        dispatcher: new Agent({ allowH2: false, connect, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 2_000 }),
      },
    },
  );
  stack.defer(() => gateway.close());
  return Object.assign(switches, { gateway, sandbox, network });
}

// ---------------------------------------------------------------- the play

/** Breaks it, looks at what clients get, mends it, and waits until all is well. */
export async function playFault(play: Play): Promise<FaultReport> {
  const { fault } = play;
  await using stack = new AsyncDisposableStack();
  const stage = await setStage(play, stack);
  const before = await verify(stage, randomUUID());
  if (before.type !== 'VerifyKycCompleted')
    throw new Error(`${fault.name}: nothing works from the start, ${before.code}`);

  await fault.breakIt(stage);
  const key = randomUUID();
  const got = await verify(stage, key);
  const readAnswer = await read(stage);
  await Promise.all(Array.from({ length: 5 }, () => verify(stage, randomUUID())));
  const early = (await isCircuitOpen(stage)) ? await verifyEarly(stage) : null;

  await fault.mend(stage);
  const mendedAt = performance.now();
  while ((await verify(stage, randomUUID())).type !== 'VerifyKycCompleted') {
    if (performance.now() - mendedAt > healWithinMs) throw new Error(`${fault.name}: is not over`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const healedAfterMs = performance.now() - mendedAt;
  return { verify: got, read: readAnswer, early, sameKey: await verify(stage, key), healedAfterMs };
}

const healWithinMs = 15_000;

const photos = { selfie: jpeg('selfie'), front: jpeg('front'), back: jpeg('back') };
const mutation = `mutation ($selfie: Upload!, $front: Upload!, $back: Upload!, $key: String!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }], idempotencyKey: $key }) {
    __typename
    ... on VerificationError { code }
    ... on ProviderUnavailableError { retryAfterSeconds attempt { state } }
    ... on VerificationInProgressError { attempt { state } }
    ... on VerifyKycCompleted { verification { state } }
  }
}`;

async function verify({ gateway }: Stage, key: string): Promise<Got> {
  const begunAt = performance.now();
  const { data } = await gateway.upload(mutation, { key }, photos);
  const { __typename: type, code = null, retryAfterSeconds = null, attempt, verification } = data.verifyKyc;
  const state = (attempt ?? verification)?.state ?? null;
  return { type, code, retryAfterSeconds, attempt: state, ms: performance.now() - begunAt };
}

/** Of several at once one may be the one that finds out; the others are refused at once. */
async function verifyEarly(stage: Stage): Promise<Got> {
  const all = await Promise.all(Array.from({ length: 3 }, () => verify(stage, randomUUID())));
  return all.toSorted((a, b) => a.ms - b.ms)[0] ?? verify(stage, randomUUID());
}

async function read({ gateway }: Stage): Promise<Got> {
  const begunAt = performance.now();
  const { data, errors: [error] = [] } = await gateway.query('{ kycRules { documents } }');
  const { code = null, retryAfterSeconds = null } = (error?.extensions ?? {}) as {
    code?: string;
    retryAfterSeconds?: number;
  };
  const type = error === undefined && data.kycRules !== null ? 'KycRules' : 'errors';
  return { type, code, retryAfterSeconds, attempt: null, ms: performance.now() - begunAt };
}

async function isCircuitOpen({ gateway }: Stage): Promise<boolean> {
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  return /^faceki_gateway_circuit_state\{.*\} 2$/m.test(metrics);
}
