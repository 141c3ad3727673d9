/**
 * One process of the gateway and two of them, behind the same load: what a second process is worth. Two ways to keep the ledger: each
 * process its own SQLite file, and both one PostgreSQL, as replicas do. On few cores the load itself is the limit, so that the processes
 * are also held to a part of a core each.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalPostgres } from '../../test/support/local-postgres.ts';
import { createTestDatabase } from '../../test/support/postgres.ts';
import { startGateway } from '../contenders/contenders.ts';
import { type LoadFigures, measureLoad } from '../load/measured-load.ts';
import type { Answer } from '../load/raw-connection.ts';
import { writeLedger } from '../material/ledger-file.ts';
import { attemptsPage } from '../material/operations.ts';
import { makePhotos } from '../material/photo.ts';
import { mediansOf } from '../report/statistics.ts';
import { canHoldCpu, createCpuQuota } from '../servers/cpu-quota.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { requestsOf as queriesOf } from './queries.ts';
import type { SuiteContext } from './suite.ts';
import { requestsOf as uploadsOf } from './uploads.ts';

export interface TwoProcessesResult extends LoadFigures {
  readonly work: string;
  readonly processes: number;
}

export interface TwoProcessesResults {
  readonly repetitions: number;
  readonly delayMs: number;
  readonly results: readonly TwoProcessesResult[];
}

interface Work {
  readonly name: string;
  readonly ledger: 'sqlite' | 'postgres';
  /** What each process may use of a core, where that can be held; else as much as it gets. */
  readonly cores?: number;
  readonly connections: number;
  readonly nextRequest: () => readonly Buffer[];
  readonly check: (answer: Answer) => string | null;
}

/** So long that it is the processors, not the upstream, that are waited for, and so many at once that they always have work. */
const delayMs = 100;

const isVerified = ({ status, body }: Answer) =>
  status === 200 && body.includes('"accepted":true') ? null : `${status} ${body.toString('utf8', 0, 300)}`;
const isPage = ({ status, body }: Answer) =>
  status === 200 && body.includes('"pageInfo"') ? null : `${status} ${body.toString('utf8', 0, 300)}`;

export async function runTwoProcesses({
  upstream,
  isQuick,
  checkout,
  say,
}: SuiteContext): Promise<TwoProcessesResults> {
  const repetitions = isQuick ? 1 : 3;
  const pacing = isQuick ? { warmUpMs: 700, windowMs: 1_500 } : { warmUpMs: 2_500, windowMs: 4_000 };
  const photos = makePhotos(200_000);
  const upload = { connections: 64, nextRequest: uploadsOf({ takes: 'graphql' }, photos), check: isVerified };
  const page = { connections: 32, nextRequest: queriesOf({ body: attemptsPage() }), check: isPage };
  const works: readonly Work[] = [
    { name: 'page of 50, each a third of a core and its own SQLite file', ledger: 'sqlite', cores: 1 / 3, ...page },
    { name: 'page of 50, each its own SQLite file', ledger: 'sqlite', ...page },
    { name: '3 x 0.2 MB, each its own SQLite file', ledger: 'sqlite', ...upload },
    { name: '3 x 0.2 MB, one PostgreSQL', ledger: 'postgres', ...upload },
  ];
  await upstream.order({ delayMs });
  const canHold = await canHoldCpu();
  const postgres = await startLocalPostgres();
  const runs = new Map<string, LoadFigures[]>();
  try {
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      for (const work of works.filter(({ cores }) => cores === undefined || canHold)) {
        for (const processes of repetition % 2 === 0 ? [1, 2] : [2, 1]) {
          const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
          await using opened = new AsyncDisposableStack();
          opened.defer(() => rmSync(folder, { recursive: true, force: true }));
          const shared = work.ledger === 'postgres' ? await createTestDatabase(postgres.url) : null;
          if (shared !== null) opened.defer(() => shared.drop());
          const servers: ServerProcess[] = [];
          for (let index = 0; index < processes; index += 1) {
            const own = join(folder, String(index));
            mkdirSync(own);
            if (shared === null) await writeLedger(join(own, 'ledger.db'), 100);
            const env = shared === null ? {} : { DATABASE_URL: shared.url };
            const quota = work.cores === undefined ? null : createCpuQuota(work.cores);
            if (quota !== null) opened.use(quota);
            const server = opened.use(await startGateway({ upstreamUrl: upstream.url, folder: own, env, checkout }));
            quota?.hold(server.pid);
            servers.push(server);
          }
          const { name, connections, nextRequest, check } = work;
          const figures = await measureLoad(
            name,
            servers.map(({ pid }) => pid),
            // Dealt out in turn, as a balancer would.
            { port: servers.map(({ port }) => port), connections, ...pacing, nextRequest, check },
          );
          const key = `${work.name}|${processes}`;
          runs.set(key, [...(runs.get(key) ?? []), figures]);
          say(
            `  ${work.name}, ${processes}: ${figures.perSecond.toFixed(1)}/s, ${figures.cpuMsPerRequest.toFixed(2)} ms CPU`,
          );
        }
      }
    }
  } finally {
    await postgres.stop();
  }
  const results = works.flatMap(({ name }) =>
    (runs.has(`${name}|1`) ? [1, 2] : []).map((processes) => ({
      work: name,
      processes,
      ...mediansOf(runs.get(`${name}|${processes}`) ?? []),
    })),
  );
  return { repetitions, delayMs, results };
}
