/** Writes schema.graphql and subgraph.graphql: the schema as text, sorted, so that a change of the contract shows in a diff. A test keeps them current. */
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from '#schema/index.ts';
import { printSubgraph } from '#schema/subgraph-sdl.ts';

writeFileSync('schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`);
writeFileSync('subgraph.graphql', printSubgraph(schema));
console.log('Wrote schema.graphql and subgraph.graphql');
