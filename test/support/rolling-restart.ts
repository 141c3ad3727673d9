/**
 * Two replicas on one PostgreSQL, clients that verify people without pause, and an operator who restarts one replica after the other. Counts
 * what clients got, what Faceki was asked, and what the ledger says. Used by the end-to-end test and by `npm run rolling-restart`.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openLedger } from '#ledger/ledger.ts';
import { type Sandbox, startSandbox } from '#sandbox/sandbox.ts';
import { jpeg } from './photos.ts';
import { type GatewayProcess, startProcess } from './process.ts';

export interface RollingRestartOptions {
  /** An empty database. */
  readonly databaseUrl: string;
  readonly clients: number;
  /** How often each replica is restarted. */
  readonly rounds: number;
  readonly onStep?: (step: string) => void;
}

export interface RollingRestartCounts {
  restarts: number;
  /** Of the replicas that were told to stop. */
  exitCodes: (number | null)[];
  /** People to verify, each under a key of its own. */
  verifications: number;
  /** Of these, answered `VerifyKycCompleted`, sooner or later. */
  completed: number;
  /** Never completed. */
  lost: number;
  /** Requests that were sent again, to the other replica, and why. */
  resent: Record<string, number>;
  /** Verifications that Faceki carried out. */
  paid: number;
  /** Attempts in the ledger, by state. */
  ledger: Record<string, number>;
  /** Subscriptions that ended with a word, and those that were cut off. */
  watchesCompleted: number;
  watchesCut: number;
}

/** Like a load balancer that looks at /ready, only worse: it finds out by being refused. */
interface Replicas {
  readonly running: GatewayProcess[];
  next(except?: GatewayProcess): GatewayProcess;
}

export async function rollReplicas(options: RollingRestartOptions): Promise<RollingRestartCounts> {
  const { databaseUrl, onStep = () => {} } = options;
  await using stack = new AsyncDisposableStack();
  // As slow as a fast Faceki, so that each restart meets work under way.
  const sandbox = await startSandbox({ latencyMs: 400 });
  stack.defer(() => sandbox.close());
  const start = () => startReplica(sandbox, databaseUrl);
  const running = [await start(), await start()];
  stack.defer(async () => {
    for (const replica of running) replica.child.kill('SIGKILL');
  });
  let turn = 0;
  const replicas: Replicas = {
    running,
    next(except) {
      const others = running.filter((replica) => replica !== except);
      turn += 1;
      const replica = others[turn % others.length] ?? running[0];
      if (replica === undefined) throw new Error('no replica is running');
      return replica;
    },
  };
  const counts: RollingRestartCounts = {
    restarts: 0,
    exitCodes: [],
    verifications: 0,
    completed: 0,
    lost: 0,
    resent: {},
    paid: 0,
    ledger: {},
    watchesCompleted: 0,
    watchesCut: 0,
  };

  const load = { isOver: false };
  const clients = Array.from({ length: options.clients }, () => verifyWithoutPause(replicas, counts, load));
  for (let restart = 0; restart < options.rounds * running.length; restart += 1) {
    await delay(700);
    const at = restart % running.length;
    const old = running[at];
    if (old === undefined) throw new Error('no replica is running');
    onStep(`replica ${at + 1} is told to stop, while it has work`);
    counts.exitCodes.push(await old.stop());
    running[at] = await start();
    counts.restarts += 1;
    onStep(`replica ${at + 1} is back`);
  }
  await delay(700);
  load.isOver = true;
  await Promise.all(clients);
  for (const replica of running) counts.exitCodes.push(await replica.stop());

  counts.paid = sandbox.control.verifications().length;
  const ledger = await openLedger({ url: databaseUrl, mode: 'live', clock: Date.now });
  for (const state of ['PENDING', 'COMPLETED', 'FAILED', 'INTERRUPTED'] as const)
    counts.ledger[state] = await ledger.count({ states: [state] });
  await ledger.close();
  return counts;
}

function startReplica(sandbox: Sandbox, databaseUrl: string): Promise<GatewayProcess> {
  return startProcess({
    FACEKI_CLIENT_ID: sandbox.credentials.clientId,
    FACEKI_CLIENT_SECRET: sandbox.credentials.clientSecret,
    FACEKI_BASE_URL: sandbox.url,
    DATABASE_URL: databaseUrl,
    AUTH_MODE: 'none',
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'info',
  });
}

// ---------------------------------------------------------------- a client

async function verifyWithoutPause(
  replicas: Replicas,
  counts: RollingRestartCounts,
  load: { readonly isOver: boolean },
): Promise<void> {
  while (!load.isOver) {
    const key = randomUUID();
    counts.verifications += 1;
    const watched = watch(replicas, key, counts);
    if (await verifySurely(replicas, key, counts)) counts.completed += 1;
    else counts.lost += 1;
    await watched;
  }
}

/** What a well-made client does: the same request under the same key, at another replica, until there is an answer. */
async function verifySurely(replicas: Replicas, key: string, counts: RollingRestartCounts): Promise<boolean> {
  let replica = replicas.next();
  for (let tries = 0; tries < 40; tries += 1) {
    const got = await verifyOnce(replica.url, key);
    if (got === 'VerifyKycCompleted') return true;
    counts.resent[got] = (counts.resent[got] ?? 0) + 1;
    await delay(100);
    replica = replicas.next(replica);
  }
  return false;
}

const mutation = `mutation ($selfie: Upload!, $front: Upload!, $key: String!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }], idempotencyKey: $key }) {
    __typename
    ... on VerificationError { code }
  }
}`;

async function verifyOnce(url: string, key: string): Promise<string> {
  const body = new FormData();
  body.set('operations', JSON.stringify({ query: mutation, variables: { key, selfie: null, front: null } }));
  body.set('map', JSON.stringify({ 0: ['variables.selfie'], 1: ['variables.front'] }));
  for (const name of ['0', '1']) body.set(name, new Blob([jpeg(`${key} ${name}`)]), 'photo.jpg');
  try {
    const headers = { 'GraphQL-Require-Preflight': '1' };
    const response = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
    if (response.status !== 200) return `HTTP ${response.status}`;
    const { data } = (await response.json()) as { data: { verifyKyc: { __typename: string; code?: string } } };
    return data.verifyKyc.code ?? data.verifyKyc.__typename;
  } catch (error) {
    return causeOf(error);
  }
}

/** Follows one attempt to its end; a replica that stops says so, and another is asked. */
async function watch(replicas: Replicas, key: string, counts: RollingRestartCounts): Promise<void> {
  let replica = replicas.next();
  for (let tries = 0; tries < 40; tries += 1) {
    const events = await readEvents(replica.url, key);
    if (events === 'cut') counts.watchesCut += 1;
    else if (events !== null) {
      counts.watchesCompleted += 1;
      if (events.includes('COMPLETED')) return;
    }
    await delay(50);
    replica = replicas.next(replica);
  }
}

/** Null: the replica took no request. `cut`: the events ended without a word. */
async function readEvents(url: string, key: string): Promise<string | null> {
  const query = 'subscription ($key: String!) { verificationUpdated(by: { idempotencyKey: $key }) { state } }';
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const body = JSON.stringify({ query, variables: { key } });
  let response: Response;
  try {
    response = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
  } catch {
    return null;
  }
  if (response.status !== 200) return null;
  try {
    const text = await response.text();
    return text.includes('event: complete') ? text : 'cut';
  } catch {
    return 'cut';
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'no connection';
}
