/** `npm run schema:release`, when a version is published: from now on schema.graphql as it is must not break. */
import { copyFileSync, writeFileSync } from 'node:fs';

copyFileSync('schema.graphql', 'test/fixtures/released/schema.graphql');
writeFileSync('test/fixtures/released/breaks.json', '{}\n');
console.log('The schema as it is counts as released.');
