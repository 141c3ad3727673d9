/** `npm run docs`: brings the code and the tables in the documents up to date. A test keeps them so. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fillIn } from './doc-snippets.ts';
import { docSources, markedDocuments } from './doc-sources.ts';

const sources = docSources();
for (const path of markedDocuments()) {
  writeFileSync(path, fillIn(readFileSync(path, 'utf8'), sources));
  console.log(`Wrote ${path}`);
}
