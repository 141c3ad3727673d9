/** What the marked places of the documents are filled with: files of this repository, and tables that are made here and nowhere else. */
import { existsSync, readFileSync } from 'node:fs';
import { clientMatrix } from '../test/support/clients/matrix.ts';
import { documents } from '../test/support/documents.ts';
import type { DocSources } from './doc-snippets.ts';
import { scalingTables } from './scaling-tables.ts';

/** The documents that have marked places. */
export function markedDocuments(): readonly string[] {
  return documents().filter((path) => /^<!-- (code|table): /m.test(readFileSync(path, 'utf8')));
}

function readResult(file: string): string | null {
  const path = `bench/results/${file}`;
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

export function docSources(): DocSources {
  return {
    readFile: (path) => readFileSync(path, 'utf8'),
    tables: { clients: clientMatrix(), ...scalingTables(readResult) },
  };
}
