/**
 * `npm run persist -- [--schema schema.graphql] [--out persisted-documents.json] <file or glob>…`: writes the manifest that
 * PERSISTED_DOCUMENTS takes, from `.graphql` files with operations and fragments. See docs/clients.md.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { createManifest } from './persisted-manifest.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    schema: { type: 'string', default: 'schema.graphql' },
    out: { type: 'string', default: 'persisted-documents.json' },
  },
});
const files = globSync(positionals).toSorted();
if (files.length === 0) {
  console.error('Name the files with your operations: npm run persist -- "src/**/*.graphql"');
  process.exitCode = 2;
} else {
  try {
    const manifest = createManifest(
      buildSchema(readFileSync(values.schema, 'utf8')),
      files.map((file) => readFileSync(file, 'utf8')).join('\n'),
    );
    writeFileSync(values.out, `${JSON.stringify(manifest, null, 2)}\n`);
    console.log(`Wrote ${values.out}: ${manifest.operations.map(({ name }) => name).join(', ')}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
