/** The same page and the same standings while the ledger grows from one attempt to a million: the gateway alone. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../contenders/contenders.ts';
import { type LoadFigures, measureLoad } from '../load/measured-load.ts';
import { pageSize } from '../material/ledger-file.ts';
import { openManyRows, standingUsers } from '../material/many-rows.ts';
import { attemptsPage, cursorOf, standingsOf } from '../material/operations.ts';
import type { RequestBody } from '../material/request-bodies.ts';
import { requestsOf } from './queries.ts';
import type { SuiteContext } from './suite.ts';

export interface RowsResult extends LoadFigures {
  readonly rows: number;
  readonly question: string;
}

export interface RowsResults {
  readonly connections: number;
  readonly windowMs: number;
  readonly questions: readonly string[];
  readonly results: readonly RowsResult[];
  readonly fileMb: number;
}

const connections = 8;
const questions = ['first page', 'middle page', 'last page', 'standings of 100 users'] as const;

export async function runRows({ upstream, isQuick, checkout, say }: SuiteContext): Promise<RowsResults> {
  const sizes = isQuick ? [1, 1_000, 20_000] : [1, 1_000, 100_000, 1_000_000];
  const windowMs = isQuick ? 600 : 2_500;
  const warmUpMs = isQuick ? 400 : 1_000;
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  const results: RowsResult[] = [];
  await upstream.order({});
  try {
    const file = join(folder, 'ledger.db');
    const ledger = await openManyRows(file);
    for (const rows of sizes) {
      const beganMs = performance.now();
      ledger.fillTo(rows);
      say(`  ${rows} rows, filled in ${((performance.now() - beganMs) / 1000).toFixed(1)} s`);
      const bodies: Record<(typeof questions)[number], RequestBody | null> = {
        'first page': attemptsPage(),
        'middle page': rows === 1 ? null : attemptsPage(cursorOf(ledger.idOf(rows / 2))),
        'last page': rows === 1 ? null : attemptsPage(cursorOf(ledger.idOf(rows - 1 - pageSize))),
        'standings of 100 users': standingsOf(standingUsers),
      };
      await using server = await startGateway({ upstreamUrl: upstream.url, folder, checkout });
      await measureLoad('warm-up', [], {
        port: server.port,
        connections,
        warmUpMs,
        windowMs: 100,
        nextRequest: requestsOf({ body: attemptsPage() }),
        check: ({ status }) => (status === 200 ? null : String(status)),
      });
      for (const question of questions) {
        const body = bodies[question];
        if (body === null) continue;
        const edges = Math.min(rows, pageSize);
        const figures = await measureLoad(question, [server.pid], {
          port: server.port,
          connections,
          warmUpMs,
          windowMs,
          nextRequest: requestsOf({ body }),
          check: ({ status, body: answer }) =>
            status === 200 &&
            countOf(answer, question.endsWith('page') ? '"cursor"' : '"kycStatus"') ===
              (question.endsWith('page') ? edges : standingUsers.length)
              ? null
              : `${status} ${answer.toString('utf8', 0, 300)}`,
        });
        results.push({ rows, question, ...figures });
        say(`    ${question}: ${figures.p50Ms.toFixed(2)} ms, ${figures.cpuMsPerRequest.toFixed(3)} ms CPU`);
      }
    }
    return { connections, windowMs, questions, results, fileMb: statSync(file).size / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countOf(body: Buffer, text: string): number {
  let count = 0;
  for (let at = body.indexOf(text); at !== -1; at = body.indexOf(text, at + 1)) count += 1;
  return count;
}
