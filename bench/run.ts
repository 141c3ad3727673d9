/**
 * `npm run bench`: the upload cells, each contender in turn within one run, medians. `-- --quick` for a short one. Writes the table into
 * README.md between its marks, with the machine and the versions. Load goes to 127.0.0.1 alone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from './report/markdown.ts';
import { startUpstream } from './servers/upstream-messages.ts';
import { runUploadCell, type UploadResult, uploadCells } from './suites/uploads.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const pacing = values.quick
  ? { repetitions: 2, warmUpMs: 700, windowMs: 1_500 }
  : { repetitions: 3, warmUpMs: 2_000, windowMs: 5_000 };
const cells = values.quick ? uploadCells.filter(({ delayMs }) => delayMs === 0) : uploadCells;

const loadBefore = loadavg()[0] ?? 0;
const results: UploadResult[] = [];
await using upstream = await startUpstream(join(tmpdir(), `gateway-bench-upstream-${process.pid}.log`));
for (const cell of cells) {
  console.log(`3 x ${cell.fileMb} MB, ${cell.connections} at once, upstream delay ${cell.delayMs} ms`);
  results.push(...(await runUploadCell(cell, upstream, pacing, (line) => console.log(line))));
}

const report = render(results);
const readme = new URL('./README.md', import.meta.url);
const [before = '', , after = ''] = readFileSync(readme, 'utf8').split(/<!-- results -->/);
writeFileSync(readme, `${before}<!-- results -->\n\n${report}\n<!-- results -->${after}`);
console.log(report);

function render(all: readonly UploadResult[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const parts = [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${machine}; load average before the run ${loadBefore.toFixed(1)}; ` +
      `${pacing.repetitions} repetitions of ${pacing.windowMs / 1000} s each, medians${values.quick ? ', a quick run' : ''}. Every body was verified by its hashes at the upstream.`,
  ];
  for (const cell of cells) {
    const rows = all.filter((result) => isCell(result, cell));
    const raw = rows.find(({ contender }) => contender === 'pass-through');
    parts.push(
      `\n### 3 x ${cell.fileMb} MB, ${cell.connections} at once${cell.delayMs > 0 ? `, upstream delay ${cell.delayMs} ms` : ''}\n`,
      table(
        ['contender', 'req/s', '/ raw', 'p50 ms', 'CPU ms/req', '/ raw', 'growth MB'],
        rows.map((row) => [
          row.label,
          row.perSecond,
          row.perSecond / (raw?.perSecond ?? Number.NaN),
          row.p50Ms,
          row.cpuMsPerRequest,
          row.cpuMsPerRequest / (raw?.cpuMsPerRequest ?? Number.NaN),
          row.growthMb,
        ]),
      ),
    );
  }
  return parts.join('\n');
}

function isCell({ cell }: UploadResult, { fileMb, connections, delayMs }: (typeof cells)[number]): boolean {
  return cell.fileMb === fileMb && cell.connections === connections && cell.delayMs === delayMs;
}
