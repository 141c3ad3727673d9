/** Each suite's part of the README, made of its results alone. */
import type { UploadResult } from '../suites/uploads.ts';
import { type Cell, table } from './markdown.ts';
import type { AllKept, Kept } from './results.ts';
import { readTargets } from './targets.ts';

/** The targets first, then what was measured, suite by suite. */
export function renderReport(kept: AllKept): string {
  const sections = [
    targets(kept),
    kept.uploads === undefined ? [] : uploads(kept.uploads),
    kept['last-byte'] === undefined ? [] : lastByte(kept['last-byte']),
    kept.queries === undefined ? [] : queries(kept.queries),
    kept.rows === undefined ? [] : rows(kept.rows),
    kept.subscribers === undefined ? [] : subscribers(kept.subscribers),
    kept.start === undefined ? [] : start(kept.start),
    kept.two === undefined ? [] : two(kept.two),
    kept.soak === undefined ? [] : soak(kept.soak),
    versions(kept),
  ];
  return sections.flat().join('\n\n');
}

function circumstances({ measuredAt, machine, loadBefore, isQuick }: Kept<unknown>, more: string): string {
  const quick = isQuick ? ' **A quick run: to see that it works, not to compare.**' : '';
  return `Measured ${measuredAt.slice(0, 16).replace('T', ' ')} UTC on ${machine}; load average before it ${loadBefore.toFixed(1)}. ${more}${quick}`;
}

function targets(kept: AllKept): readonly string[] {
  const all = readTargets(kept);
  if (all.length === 0) return [];
  const met = all.filter(({ isMet }) => isMet).length;
  return [
    '## Targets',
    `Set beforehand, compared by the program: ${met} of ${all.length} met.`,
    table(
      ['target', 'wanted', 'measured', ''],
      all.map(({ what, wanted, shown, isMet }) => [what, wanted, shown, isMet ? 'met' : '**missed**']),
    ),
  ];
}

function uploads(kept: NonNullable<AllKept['uploads']>): readonly string[] {
  const { repetitions, results } = kept.results;
  const cells = [...new Map(results.map(({ cell }) => [JSON.stringify(cell), cell])).values()];
  return [
    '## Uploads',
    circumstances(
      kept,
      `Medians of ${repetitions}. Every body was counted at the upstream, and of 64 one was compared by its hashes.`,
    ),
    '![requests a second](pictures/uploads-throughput.svg)',
    '![CPU a request](pictures/uploads-cpu.svg)',
    ...cells.flatMap((cell) => {
      const own = results.filter((row) => JSON.stringify(row.cell) === JSON.stringify(cell));
      const delay = cell.delayMs > 0 ? `, upstream delay ${cell.delayMs} ms` : '';
      return [`### 3 x ${cell.fileMb} MB, ${cell.connections} at once${delay}`, uploadTable(own)];
    }),
    ...growthTable(results),
  ];
}

/** What a byte and a request under way cost the gateway, from the smallest work to the largest. */
function growthTable(results: readonly UploadResult[]): readonly string[] {
  const own = results.filter(({ contender, cell }) => contender === 'gateway' && cell.delayMs === 0);
  if (own.length < 2) return [];
  return [
    '### What the gateway’s work costs as it grows',
    table(
      ['upload', 'CPU ms a MB', 'p50 ms', 'p99 ms', 'growth MB', 'growth MB a request under way'],
      own.map(({ cell, cpuMsPerRequest, p50Ms, p99Ms, growthMb }) => [
        `3 x ${cell.fileMb} MB, ${cell.connections} at once`,
        cpuMsPerRequest / (3 * cell.fileMb),
        p50Ms,
        p99Ms,
        growthMb,
        growthMb / cell.connections,
      ]),
    ),
  ];
}

function uploadTable(rowsOfCell: readonly UploadResult[]): string {
  const raw = rowsOfCell.find(({ contender }) => contender === 'pass-through');
  return table(
    ['contender', 'req/s', '/ raw', 'p50 ms', 'CPU ms/req', '/ raw', 'growth MB'],
    rowsOfCell.map((row) => [
      row.label,
      row.perSecond,
      row.perSecond / (raw?.perSecond ?? Number.NaN),
      row.p50Ms,
      row.cpuMsPerRequest,
      row.cpuMsPerRequest / (raw?.cpuMsPerRequest ?? Number.NaN),
      row.growthMb,
    ]),
  );
}

function lastByte(kept: NonNullable<AllKept['last-byte']>): readonly string[] {
  const { fileMb, bytesPerSecond, requests, results } = kept.results;
  const raw = results.find(({ contender }) => contender === 'pass-through');
  return [
    '## The wait after the last byte',
    circumstances(
      kept,
      `3 x ${fileMb} MB sent at ${bytesPerSecond / 1e6} MB/s, ${requests} requests each, all contenders in turn.`,
    ),
    table(
      ['contender', 'last byte to answer, ms', 'more than raw', 'p90', 'CPU ms/req'],
      results.map(({ label, p50Ms, p90Ms, cpuMsPerRequest }) => [
        label,
        p50Ms,
        p50Ms - (raw?.p50Ms ?? Number.NaN),
        p90Ms,
        cpuMsPerRequest,
      ]),
    ),
  ];
}

function queries(kept: NonNullable<AllKept['queries']>): readonly string[] {
  const { connections, pacing, answerBytes, results } = kept.results;
  const questions = [...new Set(results.map(({ question }) => question))];
  return [
    '## Queries',
    circumstances(
      kept,
      `${connections} at once, medians of ${pacing.repetitions}. Everybody reads the same rows from SQLite by the same statement, and the answers were compared. The gateway checks tokens, counts costs and logs; the others only answer. What plain node:http does beside Apollo is the most that anybody could do on this page.`,
    ),
    ...questions.flatMap((question) => {
      const own = results.filter((result) => result.question === question);
      const of = (contender: string) => own.find((result) => result.contender === contender)?.perSecond ?? Number.NaN;
      return [
        `### ${question}, ${((answerBytes[question] ?? 0) / 1000).toFixed(1)} kB`,
        table(
          ['server', 'req/s', '/ plain', '/ Apollo', 'p50 ms', 'p99 ms', 'CPU ms/req', 'peak MB'],
          own.map((row) => [
            row.label,
            row.perSecond,
            row.perSecond / of('plain'),
            row.perSecond / of('apollo'),
            row.p50Ms,
            row.p99Ms,
            row.cpuMsPerRequest,
            row.peakMb,
          ]),
        ),
      ];
    }),
  ];
}

function rows(kept: NonNullable<AllKept['rows']>): readonly string[] {
  const { connections, questions, results, fileMb } = kept.results;
  const sizes = [...new Set(results.map((result) => result.rows))];
  const cell = (question: string, size: number): Cell => {
    const found = results.find((result) => result.question === question && result.rows === size);
    return found === undefined ? '–' : `${found.p50Ms.toFixed(1)} / ${found.cpuMsPerRequest.toFixed(2)}`;
  };
  return [
    '## As the ledger grows',
    circumstances(
      kept,
      `p50 ms / CPU ms a request, ${connections} at once, SQLite; at the end the file has ${fileMb.toFixed(0)} MB.`,
    ),
    table(
      ['question', ...sizes.map((size) => `${size.toLocaleString('en')} ${size === 1 ? 'row' : 'rows'}`)],
      questions.map((question) => [question, ...sizes.map((size) => cell(question, size))]),
    ),
  ];
}

function subscribers(kept: NonNullable<AllKept['subscribers']>): readonly string[] {
  const { rounds, results } = kept.results;
  return [
    '## Subscribers',
    circumstances(
      kept,
      `One attempt watched by all of them; from the vendor’s answer, which the ledger keeps first, to the last one told. Medians of ${rounds}. CPU includes the change itself.`,
    ),
    table(
      ['subscribers', 'first told, ms', 'last told, ms', 'CPU µs a message', 'memory kB each'],
      results.map((row) => [
        row.subscribers.toLocaleString('en'),
        row.firstToldMs,
        row.lastToldMs,
        row.cpuUsPerMessage,
        row.kilobytesPerSubscriber,
      ]),
    ),
  ];
}

function start(kept: NonNullable<AllKept['start']>): readonly string[] {
  const { repetitions, results, install } = kept.results;
  return [
    '## Start, rest and size',
    circumstances(kept, `Medians of ${repetitions} starts.`),
    table(
      ['mode', '/ready after, ms', 'CPU until then, ms', 'at rest, MB', 'modules', 'loaded and not needed yet'],
      results.map((row) => [
        row.mode,
        row.readyMs,
        row.cpuMs,
        row.restMb,
        String(row.modules),
        row.unneeded.join(', ') || 'none',
      ]),
    ),
    ...(install === null
      ? []
      : [
          `Installed with \`npm install --omit=dev\`: ${install.installedMb.toFixed(0)} MB in ${install.packages} packages, from a tarball of ${install.tarballMb.toFixed(1)} MB. Largest: ${install.largest.map(({ name, mb }) => `${name} ${mb.toFixed(1)}`).join(', ')}.`,
        ]),
  ];
}

function two(kept: NonNullable<AllKept['two']>): readonly string[] {
  const { repetitions, delayMs, results } = kept.results;
  const one = results.filter(({ processes }) => processes === 1);
  return [
    '## Two processes beside one',
    circumstances(
      kept,
      `Medians of ${repetitions}, upstream delay ${delayMs} ms. Client, upstream and database have to live on the same cores: what they need is missing in the second column, most of all with uploads.`,
    ),
    table(
      ['work', 'one, req/s', 'two, req/s', 'ratio', 'cores of one', 'cores of two'],
      one.map((alone) => {
        const both = results.find(({ work, processes }) => work === alone.work && processes === 2) ?? alone;
        const coresOf = (row: typeof alone) => (row.perSecond * row.cpuMsPerRequest) / 1000;
        return [
          alone.work,
          alone.perSecond,
          both.perSecond,
          both.perSecond / alone.perSecond,
          coresOf(alone),
          coresOf(both),
        ];
      }),
    ),
  ];
}

function soak(kept: NonNullable<AllKept['soak']>): readonly string[] {
  const { minutes, samples, outcomes, earlyMb, lateMb, before, after } = kept.results;
  const requests = samples.reduce((sum, sample) => sum + sample.requests, 0);
  return [
    '## Soak',
    circumstances(
      kept,
      `${minutes} minutes, ${requests.toLocaleString('en')} requests. Resident memory ${earlyMb.toFixed(0)} MB in the second fifth of the time and ${lateMb.toFixed(0)} MB in the last; open files ${before.openFiles} before and ${after.openFiles} when all was over.`,
    ),
    '![memory, handles and latency over time](pictures/soak.svg)',
    table(
      ['traffic', 'what came of it'],
      Object.entries(outcomes).map(([kind, ends]) => [
        kind,
        Object.entries(ends)
          .sort(([, a], [, b]) => b - a)
          .map(([end, count]) => `${end} ${count.toLocaleString('en')}`)
          .join(', '),
      ]),
    ),
  ];
}

function versions(kept: AllKept): readonly string[] {
  const newest = Object.values(kept).toSorted((a, b) => b.measuredAt.localeCompare(a.measuredAt))[0];
  if (newest === undefined) return [];
  const listed = Object.entries(newest.versions).map(([name, version]) => `${name} ${version}`);
  return ['## Versions', listed.join(', ')];
}
