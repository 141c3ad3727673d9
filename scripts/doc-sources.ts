/** What the marked places of the documents are filled with: files of this repository, and tables that are made here and nowhere else. */
import { readFileSync } from 'node:fs';
import { clientMatrix } from '../test/support/clients/matrix.ts';
import { documents } from '../test/support/documents.ts';
import type { DocSources } from './doc-snippets.ts';

/** The documents that have marked places. */
export function markedDocuments(): readonly string[] {
  return documents().filter((path) => /^<!-- (code|table): /m.test(readFileSync(path, 'utf8')));
}

export function docSources(): DocSources {
  return { readFile: (path) => readFileSync(path, 'utf8'), tables: { clients: clientMatrix() } };
}
