/** The schema as a federation subgraph serves it: the public one with `_service` and `_entities`, which read what the queries read. */
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import { z } from 'zod';
import { RequestError } from '#domain/errors.ts';
import type { GraphQLContext } from './context.ts';
import { listCost } from './cost.ts';
import { assertCleanText, assertNotEmpty, badInput } from './input-rules.ts';
import { loadersOf } from './loaders.ts';
import { printSubgraph } from './subgraph-sdl.ts';

/** The most representations that one `_entities` takes: ten pages of a hundred. */
const maxRepresentations = 1_000;

export interface SubgraphOptions {
  /** Whether `_service` tells the schema; off where introspection is, since it says the same. */
  readonly showsSdl: boolean;
}

/** A schema with the two fields that a router of a supergraph asks. The types are the given schema's own; that one stays as it is. */
export function createSubgraph(schema: GraphQLSchema, { showsSdl }: SubgraphOptions): GraphQLSchema {
  const config = schema.toConfig();
  const query = config.query?.toConfig();
  if (query === undefined) throw new TypeError('A subgraph needs queries.');

  const serviceType = new GraphQLObjectType({
    name: '_Service',
    description: 'What a supergraph composes from.',
    fields: {
      sdl: { type: new GraphQLNonNull(GraphQLString), description: 'This subgraph, with its federation directives.' },
    },
  });
  const entityType = new GraphQLUnionType({
    name: '_Entity',
    description: 'What other subgraphs can refer to by its key.',
    types: [objectType(schema, 'User'), objectType(schema, 'Verification')],
    resolveType: (value: object) => ('state' in value ? 'Verification' : 'User'),
  });
  const sdl = printSubgraph(schema);

  const subgraphQuery = new GraphQLObjectType<unknown, GraphQLContext>({
    ...query,
    fields: {
      ...query.fields,
      _service: {
        type: new GraphQLNonNull(serviceType),
        description: 'For the composition of a supergraph.',
        resolve() {
          if (showsSdl) return { sdl };
          throw new RequestError('FORBIDDEN', 'Introspection is off here. Compose from the file subgraph.graphql.');
        },
      },
      _entities: {
        type: new GraphQLNonNull(new GraphQLList(entityType)),
        description: `For the router of a supergraph: these objects, in this order; null for those that are not there, or not the caller’s to see. ${maxRepresentations} at most.`,
        args: {
          representations: {
            type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(anyType))),
            description: 'The objects’ types and keys.',
          },
        },
        extensions: { complexity: ({ representations }: { representations: unknown }) => listCost(representations) },
        resolve: (_root, { representations }, context) => readEntities(representations, context),
      },
    },
  });
  const others = config.types.filter((type) => type !== config.query);
  return new GraphQLSchema({ ...config, query: subgraphQuery, types: [...others, anyType] });
}

const anyType = new GraphQLScalarType<unknown, unknown>({
  name: '_Any',
  description: 'An object’s `__typename` and key.',
});

function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (type instanceof GraphQLObjectType) return type;
  throw new TypeError(`The schema has no object type ${name}.`);
}

const representationForm = z.looseObject({
  __typename: z.enum(['User', 'Verification']),
  id: z.union([z.string(), z.int().transform(String)]),
});

/** One entry for each representation: what it stands for, or why not. An entry that cannot be read takes no other along. */
function readEntities(representations: unknown, context: GraphQLContext): readonly unknown[] {
  const listed = z.array(z.unknown()).parse(representations);
  if (listed.length > maxRepresentations) throw badInput('representations', `must be ${maxRepresentations} at most.`);
  return listed.map(async (representation, position) =>
    readEntity(representation, `representations.${position}`, context),
  );
}

/**
 * A user is whoever is named: how they stand is looked up, and hidden, by the fields (`UNVERIFIED` when unknown here). An attempt
 * comes from the operation's loader, as `verification` does, so that a hundred are one ledger query and nobody sees another's.
 */
function readEntity(representation: unknown, path: string, context: GraphQLContext): unknown {
  const parsed = representationForm.safeParse(representation);
  if (!parsed.success) throw badInput(path, 'must be a User or a Verification with its id.');
  const { __typename, id } = parsed.data;
  assertCleanText(id, `${path}.id`);
  assertNotEmpty(id, `${path}.id`);
  return __typename === 'User' ? { id } : loadersOf(context).verification.load(id);
}
