/**
 * How long a person waits after their own line has done its work: an upload at the pace of a good uplink, and the time from its last byte to
 * the answer. All contenders are up at once and take turns, request by request, so that each meets the same machine.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contender, uploadContenders } from '../contenders/contenders.ts';
import { uploadPaced } from '../load/paced-upload.ts';
import { makePhotos } from '../material/photo.ts';
import { quantile } from '../report/statistics.ts';
import { exactCpuMs } from '../servers/process-figures.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import type { Upstream } from '../servers/upstream-messages.ts';
import { rotate, type SuiteContext } from './suite.ts';
import { requestsOf } from './uploads.ts';

export interface LastByteResult {
  readonly contender: string;
  readonly label: string;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly cpuMsPerRequest: number;
}

export interface LastByteResults {
  readonly fileMb: number;
  readonly bytesPerSecond: number;
  readonly requests: number;
  readonly results: readonly LastByteResult[];
}

interface Entrant {
  readonly contender: Contender;
  readonly server: ServerProcess | null;
  readonly next: () => readonly Buffer[];
  readonly waitsMs: number[];
  cpuMs: number;
}

const fileMb = 2;
const bytesPerSecond = 20e6;
/** The first ones of each are looked into, byte by byte, and not counted: looking takes longer than what is measured. */
const warmUps = 3;

export async function runLastByte({ upstream, isQuick, checkout, say }: SuiteContext): Promise<LastByteResults> {
  const requests = isQuick ? 3 : 25;
  const photos = makePhotos(fileMb * 1e6);
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  await upstream.order({ sha256: photos.map(({ sha256 }) => sha256), lookEvery: 1, mixed: true });
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const entrants: Entrant[] = [];
  for (const contender of uploadContenders) {
    const own = join(folder, contender.name);
    mkdirSync(own);
    const server = (await contender.start?.({ upstreamUrl: upstream.url, folder: own, checkout })) ?? null;
    if (server !== null) opened.use(server);
    entrants.push({ contender, server, next: requestsOf(contender, photos), waitsMs: [], cpuMs: 0 });
  }
  for (let turn = 0; turn < warmUps + requests; turn += 1) {
    if (turn === warmUps) await countFromHere(upstream);
    for (const entrant of rotate(entrants, turn)) {
      const { contender, server, next } = entrant;
      const cpuBefore = server === null ? Number.NaN : exactCpuMs(server.pid);
      const { answer, afterLastByteMs } = await uploadPaced(server?.port ?? upstream.port, next(), bytesPerSecond);
      if (answer.status !== 200) throw new Error(`${contender.name}: ${answer.status} ${answer.body.toString()}`);
      if (turn < warmUps) continue;
      entrant.waitsMs.push(afterLastByteMs);
      entrant.cpuMs += server === null ? Number.NaN : exactCpuMs(server.pid) - cpuBefore;
    }
  }
  const results = entrants.map(({ contender, waitsMs, cpuMs }) => ({
    contender: contender.name,
    label: contender.label,
    p50Ms: quantile(waitsMs, 0.5),
    p90Ms: quantile(waitsMs, 0.9),
    cpuMsPerRequest: cpuMs / requests,
  }));
  for (const { label, p50Ms, p90Ms } of results) say(`  ${label}: ${p50Ms.toFixed(1)} ms, p90 ${p90Ms.toFixed(1)} ms`);
  return { fileMb, bytesPerSecond, requests, results };
}

async function countFromHere(upstream: Upstream): Promise<void> {
  const { looked, wrong } = await upstream.report();
  if (looked === 0 || wrong.length > 0) throw new Error(`the upstream saw ${wrong.join('; ')}`);
  await upstream.order({});
}
