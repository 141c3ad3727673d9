/** The targets that were set before anything was measured, each with what came out and whether it was met. Nothing here is written by hand. */
import type { AllKept } from './results.ts';

export interface Target {
  readonly what: string;
  readonly wanted: string;
  /** No finite number where it was not measured. */
  readonly value: number;
  readonly shown: string;
  readonly isMet: boolean;
}

const uploadBudgetMb = 128;

export function readTargets(kept: AllKept): readonly Target[] {
  return [...uploadTargets(kept), ...lastByteTargets(kept), ...queryTargets(kept), ...otherTargets(kept)].filter(
    ({ value }) => Number.isFinite(value),
  );
}

function atLeast(what: string, limit: number, value: number, of = ''): Target {
  return { what, wanted: `≥ ${limit}${of}`, value, shown: `${value.toFixed(2)}${of}`, isMet: value >= limit };
}

function atMost(what: string, limit: number, value: number, of = '', digits = 2): Target {
  return { what, wanted: `≤ ${limit}${of}`, value, shown: `${value.toFixed(digits)}${of}`, isMet: value <= limit };
}

function uploadTargets({ uploads }: AllKept): readonly Target[] {
  if (uploads === undefined) return [];
  const { results } = uploads.results;
  const targets: Target[] = [];
  for (const connections of [8, 32]) {
    const of = (contender: string) =>
      results.find(
        ({ cell, contender: name }) =>
          name === contender && cell.fileMb === 2 && cell.connections === connections && cell.delayMs === 0,
      );
    const ours = of('gateway');
    const rate = (other: string) => (ours?.perSecond ?? Number.NaN) / (of(other)?.perSecond ?? Number.NaN);
    const cell = `3 x 2 MB, ${connections} at once`;
    targets.push(
      atLeast(`${cell}: throughput beside the raw pass-through`, 0.6, rate('pass-through')),
      atMost(
        `${cell}: CPU a request beside the raw pass-through`,
        1.8,
        (ours?.cpuMsPerRequest ?? Number.NaN) / (of('pass-through')?.cpuMsPerRequest ?? Number.NaN),
      ),
      atLeast(`${cell}: throughput beside the Apollo stack`, 2.5, rate('apollo-uploads')),
      atLeast(`${cell}: throughput beside Yoga’s own multipart`, 1.25, rate('yoga-multipart')),
      atLeast(`${cell}: throughput beside graphql-upload-ts`, 2, rate('yoga-graphql-upload-ts')),
    );
  }
  const growth = results.filter(({ contender }) => contender === 'gateway').map(({ growthMb }) => growthMb);
  targets.push(
    atMost('memory that any upload cell grew by (budget + 64 MB)', uploadBudgetMb + 64, Math.max(...growth), ' MB', 0),
  );
  return targets;
}

function lastByteTargets({ 'last-byte': kept }: AllKept): readonly Target[] {
  const of = (contender: string) =>
    kept?.results.results.find(({ contender: name }) => name === contender)?.p50Ms ?? Number.NaN;
  return [atMost('last client byte to answer, more than raw', 15, of('gateway') - of('pass-through'), ' ms', 1)];
}

function queryTargets({ queries }: AllKept): readonly Target[] {
  if (queries === undefined) return [];
  const of = (contender: string) =>
    queries.results.results.find((result) => result.contender === contender && result.question.startsWith('page'))
      ?.perSecond ?? Number.NaN;
  const isCompiled = queries.versions['gateway: graphql-jit'] !== undefined;
  return [
    atLeast('page of 50: throughput beside Apollo Server', 3, of('gateway') / of('apollo')),
    atLeast(`page of 50: throughput beside plain node:http`, isCompiled ? 0.5 : 0.3, of('gateway') / of('plain')),
  ];
}

function otherTargets({ start, two }: AllKept): readonly Target[] {
  const ready = (mode: string) => start?.results.results.find((result) => result.mode === mode)?.readyMs ?? Number.NaN;
  const best = two?.results.results.filter(({ processes }) => processes === 2) ?? [];
  const ratios = best.map(({ work, perSecond }) => {
    const one = two?.results.results.find((result) => result.work === work && result.processes === 1);
    return perSecond / (one?.perSecond ?? Number.NaN);
  });
  return [
    atMost('/ready after the start, real account', 1_000, ready('real account'), ' ms', 0),
    atMost('/ready after the start, sandbox', 1_000, ready('sandbox'), ' ms', 0),
    // The first is the page, held to a part of a core where that can be: with uploads the client and the upstream need the other one.
    atLeast(`two processes beside one, ${best[0]?.work ?? ''}`, 1.7, ratios[0] ?? Number.NaN),
  ];
}
