/**
 * One attempt watched by many: how long from the vendor's answer until the last of them was told, what a message costs, what a subscriber
 * holds. The gateway alone. Nobody may hold more than a hundred watches, so they belong to many clerks.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGateway } from '../contenders/contenders.ts';
import { postHead, RawConnection } from '../load/raw-connection.ts';
import { Subscriber } from '../load/subscriber.ts';
import { tokenOf } from '../material/callers.ts';
import { makePhotos, type Photo } from '../material/photo.ts';
import { verifyRequest } from '../material/request-bodies.ts';
import { mediansOf } from '../report/statistics.ts';
import { type HeldVendor, startHeldVendor } from '../servers/held-vendor.ts';
import { exactCpuMs, memoryOf } from '../servers/process-figures.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import type { SuiteContext } from './suite.ts';

export interface SubscribersFigures {
  /** From the vendor's answer to the first and the last subscriber that was told. */
  readonly firstToldMs: number;
  readonly lastToldMs: number;
  /** Of the change, the answer to the mutation and its messages together, by the number of messages. */
  readonly cpuUsPerMessage: number;
  /** Resident memory with them all, less what it was before, by their number, in a fresh process. NaN for few: it would be noise. */
  readonly kilobytesPerSubscriber: number;
}

export interface SubscribersResult extends SubscribersFigures {
  readonly subscribers: number;
}

export interface SubscribersResults {
  readonly rounds: number;
  readonly results: readonly SubscribersResult[];
}

const watch = `subscription Watch($by: VerificationBy!) { verificationUpdated(by: $by) { id state decision completedAt } }`;
const watchesOfOne = 90;
/** Below these memory says more about the garbage collector. */
const enoughForMemory = 100;

export async function runSubscribers({ isQuick, checkout, say }: SuiteContext): Promise<SubscribersResults> {
  const counts = isQuick ? [1, 50] : [1, 10, 100, 1_000];
  const rounds = isQuick ? 2 : 7;
  const photos = makePhotos(20_000);
  const results: SubscribersResult[] = [];
  for (const subscribers of counts) {
    const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
    try {
      await using vendor = await startHeldVendor();
      await using server = await startGateway({ upstreamUrl: vendor.url, folder, checkout });
      const runs: SubscribersFigures[] = [];
      // The first one warms up; it alone meets memory that was never used.
      const first = await runRound(server, vendor, photos, subscribers, `round-${subscribers}-0`);
      for (let round = 1; round <= rounds; round += 1)
        runs.push(await runRound(server, vendor, photos, subscribers, `round-${subscribers}-${round}`));
      const { kilobytesPerSubscriber } = first;
      const result = { subscribers, ...mediansOf(runs), kilobytesPerSubscriber };
      results.push(result);
      say(
        `  ${subscribers}: last told after ${result.lastToldMs.toFixed(1)} ms, ${result.cpuUsPerMessage.toFixed(0)} µs CPU a message, ${result.kilobytesPerSubscriber.toFixed(0)} kB each`,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { rounds, results };
}

async function runRound(
  server: ServerProcess,
  vendor: HeldVendor,
  photos: readonly Photo[],
  subscribers: number,
  name: string,
): Promise<SubscribersFigures> {
  const { id, answered } = await beginAttempt(server.port, vendor, photos, name);
  const beforeMb = memoryOf(server.pid).residentMb;
  const watchers = await Promise.all(
    Array.from({ length: subscribers }, (_, index) =>
      Subscriber.open(server.port, tokenOf(`clerk-${Math.trunc(index / watchesOfOne)}`, 'kyc:read'), watch, {
        by: { id },
      }),
    ),
  );
  // The present state comes first.
  await Promise.all(watchers.map((watcher) => watcher.until(1)));
  await pause(subscribers >= enoughForMemory ? 500 : 100);
  const withAllMb = memoryOf(server.pid).residentMb;

  const cpuBefore = exactCpuMs(server.pid);
  const changedAtMs = performance.now();
  vendor.release();
  await Promise.all(watchers.map((watcher) => watcher.until(2)));
  await answered;
  const cpuAfter = exactCpuMs(server.pid);

  const toldMs = watchers.map(({ lastAtMs }) => lastAtMs - changedAtMs);
  for (const watcher of watchers) {
    if (watcher.events[1]?.includes('"COMPLETED"') !== true) throw new Error(`told ${watcher.events.at(-1)}`);
    watcher.close();
  }
  await pause(200);
  return {
    firstToldMs: Math.min(...toldMs),
    lastToldMs: Math.max(...toldMs),
    cpuUsPerMessage: ((cpuAfter - cpuBefore) * 1000) / subscribers,
    kilobytesPerSubscriber: subscribers >= enoughForMemory ? ((withAllMb - beforeMb) * 1000) / subscribers : Number.NaN,
  };
}

/** An attempt that waits for the vendor. */
async function beginAttempt(port: number, vendor: HeldVendor, photos: readonly Photo[], owner: string) {
  const token = tokenOf(owner, 'kyc:verify');
  const { contentType, bytes } = verifyRequest(photos);
  const connection = await RawConnection.open(port);
  const headers = { 'content-type': contentType, authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' };
  const answered = connection
    .send([postHead('/graphql', headers, bytes.byteLength), bytes])
    .then(({ status, body }) => {
      connection.close();
      if (status !== 200 || !body.includes('"accepted":true')) throw new Error(`${status} ${body.toString()}`);
    });
  await vendor.untilWaiting(1);
  return { id: await findAttempt(port, token), answered };
}

async function findAttempt(port: number, token: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ verifications(first: 1) { edges { node { id } } } }' }),
  });
  const text = await response.text();
  const id = /"id":"(ver_[^"]+)"/.exec(text)?.[1];
  if (id === undefined) throw new Error(`no attempt in ${text}`);
  return id;
}
