/** Three photographs through each contender: how many a second, at what cost, in how much memory, and whether they arrived. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contender, gateway, passThrough, uploadContenders } from '../contenders/contenders.ts';
import { applyLoad } from '../load/closed-loop.ts';
import { type Answer, postHead } from '../load/raw-connection.ts';
import { tokenOf } from '../material/callers.ts';
import { makePhotos, type Photo } from '../material/photo.ts';
import { vendorForm, verifyRequest } from '../material/request-bodies.ts';
import { mediansOf, quantile } from '../report/statistics.ts';
import { cpuMs, memoryOf } from '../servers/process-figures.ts';
import type { Upstream } from '../servers/upstream-messages.ts';
import { type Pacing, rotate, type SuiteContext } from './suite.ts';

export interface UploadCell {
  readonly fileMb: number;
  readonly connections: number;
  readonly delayMs: number;
  readonly contenders: readonly Contender[];
}

export interface UploadFigures {
  readonly perSecond: number;
  readonly megabytesPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** User and system, all threads. NaN where there is no server between. */
  readonly cpuMsPerRequest: number;
  readonly peakMb: number;
  /** Peak minus what it held at rest, before the first request. */
  readonly growthMb: number;
  readonly failures: number;
  readonly wrongBodies: number;
}

export interface UploadResult extends UploadFigures {
  readonly cell: Omit<UploadCell, 'contenders'>;
  readonly contender: string;
  readonly label: string;
  /** Each repetition's own. */
  readonly runs: readonly UploadFigures[];
}

export interface UploadResults {
  readonly repetitions: number;
  readonly results: readonly UploadResult[];
}

/** The cells of a full run. */
export const uploadCells: readonly UploadCell[] = [
  ...[
    { fileMb: 0.2, connections: 8 },
    { fileMb: 0.2, connections: 32 },
    { fileMb: 2, connections: 8 },
    { fileMb: 2, connections: 32 },
    { fileMb: 10, connections: 32 },
  ].map((size) => ({ ...size, delayMs: 0, contenders: uploadContenders })),
  ...[8, 32].map((connections) => ({ fileMb: 2, connections, delayMs: 500, contenders: [passThrough, gateway] })),
];

const smallPhotos = makePhotos(20_000);

/** Enough people that none reaches a daily limit, as none does in life. */
const callers = Array.from({ length: 2_000 }, (_, index) => tokenOf(`user-${index}`, 'kyc:verify'));

/** Small ones answer so often that two seconds say as much; large ones need longer to have answered at all. */
function pacingOf({ fileMb, delayMs }: UploadCell, isQuick: boolean): UploadPacing {
  if (isQuick) return { repetitions: 1, compileMs: 500, warmUpMs: 500, windowMs: 1_200 };
  const repetitions = delayMs > 0 ? 2 : 3;
  return { repetitions, compileMs: 5_000, warmUpMs: 1_000, windowMs: fileMb < 1 ? 2_000 : fileMb < 5 ? 3_000 : 5_000 };
}

interface UploadPacing extends Pacing {
  /** Small requests come first for so long: at sixty large ones a second code would still be compiled while it is measured. */
  readonly compileMs: number;
}

/** All cells, one after the other. */
export async function runUploads({ upstream, isQuick, checkout, say }: SuiteContext): Promise<UploadResults> {
  const cells = isQuick ? uploadCells.filter(({ delayMs }) => delayMs === 0) : uploadCells;
  const results: UploadResult[] = [];
  for (const cell of cells) {
    say(`  3 x ${cell.fileMb} MB, ${cell.connections} at once, upstream delay ${cell.delayMs} ms`);
    results.push(...(await runUploadCell(cell, upstream, pacingOf(cell, isQuick), checkout, say)));
  }
  return { repetitions: isQuick ? 1 : 3, results };
}

/** Runs one cell: all contenders in turn, again in another order, until each has its repetitions. */
async function runUploadCell(
  cell: UploadCell,
  upstream: Upstream,
  pacing: UploadPacing,
  checkout: string | undefined,
  say: (line: string) => void,
): Promise<readonly UploadResult[]> {
  const photos = makePhotos(cell.fileMb * 1e6);
  const runs = new Map<Contender, UploadFigures[]>(cell.contenders.map((contender) => [contender, []]));
  for (let repetition = 0; repetition < pacing.repetitions; repetition += 1) {
    for (const contender of rotate(cell.contenders, repetition)) {
      const figures = await runOnce(contender, cell, photos, upstream, pacing, checkout);
      runs.get(contender)?.push(figures);
      const { perSecond, cpuMsPerRequest, failures, wrongBodies } = figures;
      const trouble = failures + wrongBodies === 0 ? '' : `  ${failures} FAILED, ${wrongBodies} WRONG`;
      say(`  ${contender.name}: ${perSecond.toFixed(1)}/s, ${cpuMsPerRequest.toFixed(2)} ms CPU${trouble}`);
    }
  }
  const { fileMb, connections, delayMs } = cell;
  return [...runs].map(([{ name, label }, each]) => ({
    cell: { fileMb, connections, delayMs },
    contender: name,
    label,
    ...mediansOf(each),
    runs: each,
  }));
}

async function runOnce(
  contender: Contender,
  cell: UploadCell,
  photos: readonly Photo[],
  upstream: Upstream,
  { compileMs, warmUpMs, windowMs }: UploadPacing,
  checkout: string | undefined,
): Promise<UploadFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  try {
    await using server = (await contender.start?.({ upstreamUrl: upstream.url, folder, checkout })) ?? null;
    const pid = server?.pid ?? null;
    const atRest = pid === null ? null : memoryOf(pid);
    if (server !== null) {
      await upstream.order({ delayMs: 0, sha256: smallPhotos.map(({ sha256 }) => sha256) });
      await applyLoad({
        port: server.port,
        connections: 8,
        warmUpMs: 0,
        windowMs: compileMs,
        nextRequest: requestsOf(contender, smallPhotos),
        check: contender.takes === 'graphql' ? checkVerified : checkAnswered,
        onWindow: () => {},
      });
    }
    await upstream.order({ delayMs: cell.delayMs, sha256: photos.map(({ sha256 }) => sha256) });
    const cpu: number[] = [];
    const { requests, seconds, latenciesMs, failures, reasons } = await applyLoad({
      port: server?.port ?? upstream.port,
      connections: cell.connections,
      warmUpMs,
      windowMs,
      nextRequest: requestsOf(contender, photos),
      check: contender.takes === 'graphql' ? checkVerified : checkAnswered,
      onWindow: () => pid !== null && cpu.push(cpuMs(pid)),
    });
    if (failures > 0) throw new Error(`${contender.name}: ${failures} failures, such as ${reasons.join('; ')}`);
    const { wrong } = await upstream.report();
    if (wrong.length > 0) throw new Error(`${contender.name}: the upstream saw ${wrong.join('; ')}`);
    const peakMb = pid === null ? Number.NaN : memoryOf(pid).peakMb;
    const perSecond = requests / seconds;
    return {
      perSecond,
      megabytesPerSecond: perSecond * 3 * cell.fileMb,
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
      cpuMsPerRequest: ((cpu[1] ?? Number.NaN) - (cpu[0] ?? Number.NaN)) / requests,
      peakMb,
      growthMb: peakMb - (atRest?.residentMb ?? Number.NaN),
      failures,
      wrongBodies: wrong.length,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each request in two pieces: a head of its own, because callers differ, and the one body. */
export function requestsOf({ takes }: Pick<Contender, 'takes'>, photos: readonly Photo[]): () => readonly Buffer[] {
  const isGraphql = takes === 'graphql';
  const { contentType, bytes } = isGraphql ? verifyRequest(photos) : vendorForm(photos);
  const path = isGraphql ? '/graphql' : '/kycverify/api/kycverify/kyc-verification';
  const heads = callers.map((token) =>
    postHead(
      path,
      {
        'content-type': contentType,
        authorization: `Bearer ${token}`,
        'apollo-require-preflight': 'true',
        accept: 'application/json',
      },
      bytes.byteLength,
    ),
  );
  let sent = 0;
  return () => {
    sent += 1;
    return [heads[sent % heads.length] ?? Buffer.alloc(0), bytes];
  };
}

function checkVerified({ status, body }: Answer): string | null {
  return status === 200 && body.includes('"accepted":true') ? null : `${status} ${body.toString('utf8', 0, 300)}`;
}

function checkAnswered({ status, body }: Answer): string | null {
  return status === 200 && body.includes('"responseCode"') ? null : `${status} ${body.toString('utf8', 0, 300)}`;
}
