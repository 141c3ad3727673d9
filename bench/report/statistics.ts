/** The few statistics that tables need. */

/** Of an empty list it is NaN, which tables show as a dash. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share, 0..1, of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  if (share === 0.5 && sorted.length % 2 === 0) {
    return ((sorted[sorted.length / 2 - 1] ?? Number.NaN) + (sorted[sorted.length / 2] ?? Number.NaN)) / 2;
  }
  return sorted[at] ?? Number.NaN;
}

/** Figure by figure. */
export function mediansOf<Figures extends Readonly<Record<keyof Figures, number>>>(runs: readonly Figures[]): Figures {
  const [first] = runs;
  if (first === undefined) throw new Error('no runs');
  const names = Object.keys(first) as (keyof Figures)[];
  return Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run[name]))])) as Figures;
}
