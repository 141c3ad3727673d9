/** `npm run docs`: brings the code and the tables in the documents up to date. A test keeps them so. */
import { readFileSync, writeFileSync } from 'node:fs';
import { clientMatrix } from '../test/support/clients/matrix.ts';
import { fillIn } from './doc-snippets.ts';

for (const path of ['docs/clients.md', 'docs/supergraph.md']) {
  const sources = { readFile: (file: string) => readFileSync(file, 'utf8'), tables: { clients: clientMatrix() } };
  writeFileSync(path, fillIn(readFileSync(path, 'utf8'), sources));
  console.log(`Wrote ${path}`);
}
