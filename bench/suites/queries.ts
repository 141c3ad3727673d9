/** A page of fifty attempts and the standing of a hundred users, asked of each server over the same rows; the answers are compared. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Contender, gateway } from '../contenders/contenders.ts';
import { ledgerSettings, queryContenders } from '../contenders/query-contenders.ts';
import { type LoadFigures, measureLoad } from '../load/measured-load.ts';
import { type Answer, postHead, RawConnection } from '../load/raw-connection.ts';
import { tokenOf } from '../material/callers.ts';
import { readStatements, writeLedger } from '../material/ledger-file.ts';
import { attemptsPage, standingsOf } from '../material/operations.ts';
import type { RequestBody } from '../material/request-bodies.ts';
import { mediansOf } from '../report/statistics.ts';
import { memoryOf } from '../servers/process-figures.ts';
import type { ServerProcess } from '../servers/server-process.ts';
import { type Pacing, rotate, type SuiteContext } from './suite.ts';

export interface QueryFigures extends LoadFigures {
  readonly peakMb: number;
}

export interface QueryResult extends QueryFigures {
  readonly question: string;
  readonly contender: string;
  readonly label: string;
  readonly runs: readonly QueryFigures[];
}

export interface QueryResults {
  readonly connections: number;
  readonly pacing: Pacing;
  readonly answerBytes: Readonly<Record<string, number>>;
  readonly results: readonly QueryResult[];
}

interface Question {
  readonly name: string;
  readonly body: RequestBody;
}

const questions: readonly Question[] = [
  { name: 'page of 50', body: attemptsPage() },
  { name: '_entities of 100 users', body: standingsOf() },
];

const connections = 32;
/** More than a page, so that there is a next one. */
const attempts = 400;

/** Runs all contenders in turn, again in another order, until each has its repetitions. */
export async function runQueries({ upstream, isQuick, checkout, say }: SuiteContext): Promise<QueryResults> {
  const pacing = isQuick
    ? { repetitions: 1, warmUpMs: 500, windowMs: 1_000 }
    : { repetitions: 3, warmUpMs: 1_500, windowMs: 2_000 };
  const folder = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
  const runs = new Map<string, QueryFigures[]>();
  const expected = new Map<string, unknown>();
  const answerBytes: Record<string, number> = {};
  await upstream.order({});
  try {
    const source = join(folder, 'source.db');
    await writeLedger(source, attempts);
    const statementsFile = join(folder, 'statements.json');
    writeFileSync(statementsFile, JSON.stringify(await readStatements()));
    for (let repetition = 0; repetition < pacing.repetitions; repetition += 1) {
      for (const contender of rotate(queryContenders, repetition)) {
        const own = mkdtempSync(join(folder, `${contender.name}-`));
        copyFileSync(source, join(own, 'ledger.db'));
        const env = contender === gateway ? {} : ledgerSettings(own, statementsFile);
        const started = contender.start?.({ upstreamUrl: upstream.url, folder: own, env, checkout });
        await using server = await started;
        if (server === undefined) continue;
        for (const question of questions) {
          const body = await compareAnswer(contender, server, question, expected);
          if (contender === gateway) answerBytes[question.name] = body.byteLength;
          const load = await measureLoad(contender.name, [server.pid], {
            port: server.port,
            connections,
            ...pacing,
            nextRequest: requestsOf(question),
            check: (answer) => (answer.body.equals(body) ? null : `another answer than before: ${excerpt(answer)}`),
          });
          const figures = { ...load, peakMb: memoryOf(server.pid).peakMb };
          const key = keyOf(question, contender);
          runs.set(key, [...(runs.get(key) ?? []), figures]);
          say(`  ${key}: ${figures.perSecond.toFixed(0)}/s, ${figures.cpuMsPerRequest.toFixed(3)} ms CPU`);
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const results = questions.flatMap((question) =>
    queryContenders.map((contender) => {
      const each = runs.get(keyOf(question, contender)) ?? [];
      const { name, label } = contender;
      return { question: question.name, contender: name, label, ...mediansOf(each), runs: each };
    }),
  );
  return { connections, pacing, answerBytes, results };
}

function keyOf({ name }: Question, contender: Contender): string {
  return `${contender.name}, ${name}`;
}

/** Whoever answers first says what is right; the others' answers have to say the same. Resolves with this server's bytes. */
async function compareAnswer(
  contender: Contender,
  server: ServerProcess,
  question: Question,
  expected: Map<string, unknown>,
): Promise<Buffer> {
  const connection = await RawConnection.open(server.port);
  const next = requestsOf(question);
  // A few times: compilers come in after the first ones.
  let last = await connection.send(next());
  for (let i = 0; i < 5; i += 1) last = await connection.send(next());
  connection.close();
  const said: unknown = JSON.parse(last.body.toString());
  if (!expected.has(question.name)) expected.set(question.name, said);
  if (last.status !== 200 || !isDeepStrictEqual(said, expected.get(question.name)))
    throw new Error(`${contender.name} answers ${question.name} otherwise: ${excerpt(last)}`);
  return last.body;
}

function excerpt({ status, body }: Answer): string {
  return `${status} ${body.toString('utf8', 0, 400)}`;
}

/** Clerks who may read everything: so many that none is the one all caches know. */
const clerks = Array.from({ length: 100 }, (_, index) => tokenOf(`clerk-${index}`, 'kyc:read'));

/** Ready-made requests, each of another clerk. */
export function requestsOf({ body }: Pick<Question, 'body'>): () => readonly Buffer[] {
  const { contentType, bytes } = body;
  const requests = clerks.map((token) => [
    postHead(
      '/graphql',
      { 'content-type': contentType, authorization: `Bearer ${token}`, accept: 'application/json' },
      bytes.byteLength,
    ),
    bytes,
  ]);
  let sent = 0;
  return () => {
    sent += 1;
    return requests[sent % requests.length] ?? [];
  };
}
