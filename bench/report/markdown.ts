/** Tables for README and terminal. */

export type Cell = string | number;

/** Numbers with so many digits as carry anything; NaN as a dash. */
export function show(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (Number.isNaN(cell)) return '–';
  const size = Math.abs(cell);
  return size >= 100 ? cell.toFixed(0) : size >= 10 ? cell.toFixed(1) : cell.toFixed(2);
}

export function table(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map((row) => `| ${row.map(show).join(' | ')} |`);
  const align = heads.map((_, index) => (index === 0 ? '---' : '---:'));
  return [`| ${heads.join(' | ')} |`, `|${align.join('|')}|`, ...lines].join('\n');
}
