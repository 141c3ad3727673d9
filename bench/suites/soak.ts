/**
 * A quarter of an hour of everything at once, with a vendor that is slow, broken or gone by turns: memory, handles and latency over time. The
 * gateway alone; what is asked is whether anything grows that should not.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startGateway } from '../contenders/contenders.ts';
import { mixedTraffic, type Traffic } from '../load/traffic.ts';
import { writeLedger } from '../material/ledger-file.ts';
import { median, quantile } from '../report/statistics.ts';
import { cpuMs, memoryOf, openHandles } from '../servers/process-figures.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import type { UpstreamOrder } from '../servers/upstream-messages.ts';
import type { SuiteContext } from './suite.ts';

export interface SoakSample {
  readonly second: number;
  readonly residentMb: number;
  readonly heapMb: number;
  readonly externalMb: number;
  readonly openFiles: number;
  /** Of libuv: sockets, timers, requests. */
  readonly handles: number;
  readonly reservedMb: number;
  readonly cores: number;
  readonly requests: number;
  readonly uploadP50Ms: number;
  readonly uploadP99Ms: number;
  readonly pageP50Ms: number;
  readonly pageP99Ms: number;
}

export interface SoakResults {
  readonly minutes: number;
  readonly samples: readonly SoakSample[];
  /** How often each kind of traffic ended how. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Median resident memory of the second fifth of the time and of the last. */
  readonly earlyMb: number;
  readonly lateMb: number;
  /** Before any traffic, and when all of it was over. */
  readonly before: Pick<SoakSample, 'residentMb' | 'heapMb' | 'openFiles' | 'handles'>;
  readonly after: Pick<SoakSample, 'residentMb' | 'heapMb' | 'openFiles' | 'handles'>;
}

const noFaults = { error: 0, unauthorized: 0, reset: 0, cut: 0, nonsense: 0, stall: 0 };
/** One after another, and again. */
const moods: readonly Partial<UpstreamOrder>[] = [
  { delayMs: 50 },
  { delayMs: 400 },
  { delayMs: 50, faults: { ...noFaults, error: 0.1, reset: 0.05 } },
  { delayMs: 100 },
  { delayMs: 50, faults: { ...noFaults, unauthorized: 0.02, cut: 0.05, nonsense: 0.05, stall: 0.005 } },
];

export async function runSoak({ upstream, minutes, isQuick, checkout, say }: SuiteContext): Promise<SoakResults> {
  const sampleMs = isQuick ? 2_000 : 10_000;
  const moodMs = isQuick ? 6_000 : 40_000;
  const restMs = isQuick ? 3_000 : 30_000;
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  try {
    await writeLedger(join(folder, 'ledger.db'), 400);
    // Logins come from many addresses, which a proxy names.
    const env = { TRUSTED_PROXIES: '127.0.0.1' };
    await using server = await startGateway({ upstreamUrl: upstream.url, folder, env, checkout });
    const before = await lookAt(server);
    const beganMs = performance.now();
    const endMs = beganMs + minutes * 60_000;
    const book = createBook();
    const drivers = mixedTraffic().flatMap((traffic) =>
      Array.from({ length: traffic.loops }, () => drive(traffic, server.port, endMs, book)),
    );
    const samples: SoakSample[] = [];
    let cpuBefore = cpuMs(server.pid);
    for (let count = 0; performance.now() < endMs; count += 1) {
      await upstream.order(moods[Math.trunc((count * sampleMs) / moodMs) % moods.length] ?? {});
      await pause(sampleMs);
      const cpuNow = cpuMs(server.pid);
      const seen = await lookAt(server);
      const second = Math.round((performance.now() - beganMs) / 1000);
      samples.push({ second, ...seen, cores: (cpuNow - cpuBefore) / sampleMs, ...book.turnPage() });
      cpuBefore = cpuNow;
      const last = samples.at(-1);
      if (count % 6 === 0)
        say(
          `  ${second} s: ${seen.residentMb.toFixed(0)} MB, ${seen.openFiles} files, upload p50 ${last?.uploadP50Ms.toFixed(0)} ms`,
        );
    }
    await upstream.order({});
    await Promise.all(drivers);
    await pause(restMs);
    const after = await lookAt(server);
    const fifth = (from: number) =>
      median(
        samples
          .slice(Math.trunc(from * samples.length), Math.ceil((from + 0.2) * samples.length))
          .map(({ residentMb }) => residentMb),
      );
    return { minutes, samples, outcomes: book.outcomes, earlyMb: fifth(0.2), lateMb: fifth(0.8), before, after };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What came of everything, and the latencies since the last page. */
function createBook() {
  const outcomes: Record<string, Record<string, number>> = {};
  let latencies: Record<string, number[]> = {};
  let requests = 0;
  return {
    outcomes,
    note(kind: string, outcome: string, tookMs: number) {
      requests += 1;
      const ofKind = outcomes[kind] ?? {};
      outcomes[kind] = ofKind;
      ofKind[outcome] = (ofKind[outcome] ?? 0) + 1;
      latencies[kind] = [...(latencies[kind] ?? []), tookMs];
    },
    turnPage() {
      const { upload = [], page = [] } = latencies;
      const seen = {
        requests,
        uploadP50Ms: quantile(upload, 0.5),
        uploadP99Ms: quantile(upload, 0.99),
        pageP50Ms: quantile(page, 0.5),
        pageP99Ms: quantile(page, 0.99),
      };
      latencies = {};
      requests = 0;
      return seen;
    },
  };
}

async function drive(traffic: Traffic, port: number, endMs: number, book: ReturnType<typeof createBook>) {
  while (performance.now() < endMs) {
    const beganMs = performance.now();
    const outcome = await traffic.act(port).catch((error: unknown) => `BROKEN: ${String(error).slice(0, 80)}`);
    book.note(traffic.kind, outcome, performance.now() - beganMs);
    await pause(traffic.everyMs * (0.5 + Math.random()));
  }
}

/** From outside, and from the gateway's own metrics. */
async function lookAt({ port, pid }: ServerProcess) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const metric = (name: string) =>
    Number(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.e+]+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    residentMb: memoryOf(pid).residentMb,
    heapMb: metric('nodejs_heap_size_used_bytes') / 1e6,
    externalMb: metric('nodejs_external_memory_bytes') / 1e6,
    openFiles: openHandles(pid),
    handles: metric('nodejs_active_resources_total'),
    reservedMb: metric('faceki_gateway_upload_reserved_bytes') / 1e6,
  };
}
