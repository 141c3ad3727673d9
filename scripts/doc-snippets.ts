/** Fills the marked places of a document with code from files and with tables, so that what is printed is what is tested. Pure. */

export interface DocSources {
  /** The text of a file of this repository. */
  readonly readFile: (path: string) => string;
  /** What stands at `<!-- table: name -->`. */
  readonly tables: Readonly<Record<string, string>>;
}

/**
 * Replaces what stands between `<!-- code: path -->` or `<!-- code: path#region -->` and `<!-- /code -->` with the file or its
 * region, and between `<!-- table: name -->` and `<!-- /table -->` with the table.
 * @throws {Error} for a file, region or table that is not there, and for a mark without its end
 */
export function fillIn(markdown: string, { readFile, tables }: DocSources): string {
  const filled = markdown
    .replaceAll(/<!-- code: (\S+?)(?:#(\S+))? -->[\s\S]*?<!-- \/code -->/g, (_, path: string, region?: string) => {
      const code = region === undefined ? readFile(path).trim() : regionOf(readFile(path), region, path);
      const language = (path.split('.').at(-1) ?? '').replace('mjs', 'js');
      const place = region === undefined ? path : `${path}#${region}`;
      return `<!-- code: ${place} -->\n\`\`\`${language}\n${code}\n\`\`\`\n<!-- /code -->`;
    })
    .replaceAll(/<!-- table: (\S+) -->[\s\S]*?<!-- \/table -->/g, (_, name: string) => {
      const table = tables[name];
      if (table === undefined) throw new Error(`There is no table ${name}.`);
      return `<!-- table: ${name} -->\n${table}\n<!-- /table -->`;
    });
  const open = filled.match(/<!-- (code|table): /g)?.length ?? 0;
  const closed = filled.match(/<!-- \/(code|table) -->/g)?.length ?? 0;
  if (open !== closed) throw new Error('A mark has no end.');
  return filled;
}

function regionOf(text: string, region: string, path: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  const length = lines.slice(start + 1).findIndex((line) => line.trim() === '// #endregion');
  if (start < 0 || length < 0) throw new Error(`${path} has no region ${region}.`);
  return lines
    .slice(start + 1, start + 1 + length)
    .join('\n')
    .trim();
}
