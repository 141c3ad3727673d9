/** Writes schema.graphql: the schema as text, sorted, so that a change of the contract shows in a diff. A test keeps it current. */
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '#schema/index.ts';

writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`);
console.log('Wrote schema.graphql');
