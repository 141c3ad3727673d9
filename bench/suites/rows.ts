/** The same page and the same standings while the ledger grows from one attempt to a million: the gateway alone. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../contenders/contenders.ts';
import { type LoadFigures, measureLoad } from '../load/measured-load.ts';
import { pageSize } from '../material/ledger-file.ts';
import { type ManyRows, openManyRows, standingUsers } from '../material/many-rows.ts';
import { attemptsPage, cursorOf, standingsOf } from '../material/operations.ts';
import type { RequestBody } from '../material/request-bodies.ts';
import { mediansOf } from '../report/statistics.ts';
import { requestsOf } from './queries.ts';
import { rotate, type SuiteContext } from './suite.ts';

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

interface Asked {
  readonly question: (typeof questions)[number];
  readonly body: RequestBody;
  readonly field: string;
  readonly count: number;
}

const connections = 8;
const questions = ['first page', 'middle page', 'last page', 'standings of 100 users'] as const;

export async function runRows({ upstream, isQuick, checkout, say }: SuiteContext): Promise<RowsResults> {
  const sizes = isQuick ? [1, 1_000, 20_000] : [1, 1_000, 100_000, 1_000_000];
  const passes = isQuick ? 1 : 3;
  const windowMs = isQuick ? 600 : 1_200;
  const warmUpMs = isQuick ? 300 : 400;
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
      await using server = await startGateway({ upstreamUrl: upstream.url, folder, checkout });
      const asked = questionsAt(rows, ledger);
      const runs = new Map<string, LoadFigures[]>();
      // The first pass is for the compiler; in each another question comes first.
      for (let pass = 0; pass <= passes; pass += 1) {
        for (const { question, body, field, count } of rotate(asked, pass)) {
          const figures = await measureLoad(question, [server.pid], {
            port: server.port,
            connections,
            warmUpMs,
            windowMs,
            nextRequest: requestsOf({ body }),
            check: ({ status, body: answer }) =>
              status === 200 && countOf(answer, field) === count
                ? null
                : `${status} ${answer.toString('utf8', 0, 300)}`,
          });
          if (pass > 0) runs.set(question, [...(runs.get(question) ?? []), figures]);
        }
      }
      for (const [question, each] of runs) {
        const figures = mediansOf(each);
        results.push({ rows, question, ...figures });
        say(`    ${question}: ${figures.p50Ms.toFixed(2)} ms, ${figures.cpuMsPerRequest.toFixed(3)} ms CPU`);
      }
    }
    return { connections, windowMs, questions, results, fileMb: statSync(file).size / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What can be asked of so many attempts, and how often which field has to be in the answer. */
function questionsAt(rows: number, ledger: ManyRows): readonly Asked[] {
  const page = { field: '"cursor"', count: Math.min(rows, pageSize) };
  const standings = { field: '"kycStatus"', count: standingUsers.length };
  const first: Asked = { question: 'first page', body: attemptsPage(), ...page };
  const how: Asked = { question: 'standings of 100 users', body: standingsOf(standingUsers), ...standings };
  if (rows === 1) return [first, how];
  const after = (number: number) => attemptsPage(cursorOf(ledger.idOf(number)));
  return [
    first,
    { question: 'middle page', body: after(rows / 2), ...page },
    { question: 'last page', body: after(rows - 1 - pageSize), ...page },
    how,
  ];
}

function countOf(body: Buffer, text: string): number {
  let count = 0;
  for (let at = body.indexOf(text); at !== -1; at = body.indexOf(text, at + 1)) count += 1;
  return count;
}
