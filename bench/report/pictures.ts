/** What is drawn: the upload cells beside the raw pass-through, and the soak over time. */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { UploadResult } from '../suites/uploads.ts';
import type { AllKept } from './results.ts';
import { type BarGroup, drawBars, drawLines } from './svg.ts';

const folder = new URL('../pictures/', import.meta.url);

/** Writes the pictures of what was measured; resolves with their names. */
export function drawPictures({ uploads, soak }: AllKept): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const drawn: string[] = [];
  const draw = (name: string, picture: string) => {
    writeFileSync(new URL(name, folder), picture);
    drawn.push(name);
  };
  if (uploads !== undefined) {
    const { results } = uploads.results;
    const note = `raw node:http pass-through = 1; ${uploads.machine}`;
    draw(
      'uploads-throughput.svg',
      drawBars('Uploads: requests a second, more is better', note, groupsOf(results, 'perSecond')),
    );
    draw(
      'uploads-cpu.svg',
      drawBars('Uploads: CPU a request, less is better', note, groupsOf(results, 'cpuMsPerRequest')),
    );
  }
  if (soak !== undefined) {
    const { samples, minutes } = soak.results;
    const of = (name: keyof (typeof samples)[number]) => samples.map((sample) => sample[name]);
    draw(
      'soak.svg',
      drawLines(
        `Soak: ${minutes} minutes of mixed traffic with faults`,
        'uploads good, broken and aborted, queries, logins, subscriptions; a vendor slow and failing by turns',
        of('second').map((second) => second / 60),
        [
          {
            title: 'Memory',
            unit: ' MB',
            series: [
              { label: 'resident', values: of('residentMb') },
              { label: 'heap used', values: of('heapMb') },
              { label: 'external', values: of('externalMb') },
            ],
          },
          {
            title: 'Handles',
            unit: '',
            series: [
              { label: 'open files', values: of('openFiles') },
              { label: 'active resources', values: of('handles') },
            ],
          },
          {
            title: 'Latency, logarithmic',
            unit: ' ms',
            isLogarithmic: true,
            series: [
              { label: 'upload p50', values: of('uploadP50Ms') },
              { label: 'upload p99', values: of('uploadP99Ms') },
              { label: 'page p50', values: of('pageP50Ms') },
            ],
          },
          { title: 'CPU', unit: ' cores', series: [{ label: 'gateway', values: of('cores') }] },
        ],
      ),
    );
  }
  return drawn;
}

function groupsOf(results: readonly UploadResult[], figure: 'perSecond' | 'cpuMsPerRequest'): readonly BarGroup[] {
  const cells = [...new Map(results.map(({ cell }) => [JSON.stringify(cell), cell])).values()];
  return cells
    .filter(({ delayMs }) => delayMs === 0)
    .map((cell) => {
      const rows = results.filter((row) => JSON.stringify(row.cell) === JSON.stringify(cell));
      const raw = rows.find(({ contender }) => contender === 'pass-through')?.[figure] ?? Number.NaN;
      return {
        title: `3 x ${cell.fileMb} MB, ${cell.connections} at once`,
        bars: rows
          .filter(({ contender }) => contender !== 'direct')
          .map(({ contender, label, [figure]: value }) => ({
            label,
            value: value / raw,
            isOurs: contender === 'gateway',
          })),
      };
    });
}
