/** The schema as text for federation 2: which types others refer to, which fields they share, and which a public supergraph leaves out. */
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  printSchema,
} from 'graphql';
import { z } from 'zod';

/**
 * Federation's version is pinned, because it decides what the directives mean: one that Hive Gateway, Cosmo and Apollo Router all
 * know; newer ones add nothing that is used here. `@oneOf` is defined although GraphQL has it, because Apollo's composition (2.14)
 * calls it unknown otherwise; the other two take it either way.
 */
const head = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@inaccessible", "@tag"])

directive @oneOf on INPUT_OBJECT`;

/** By type. */
const typeDirectives: Readonly<Record<string, string>> = {
  User: '@key(fields: "id")',
  Verification: '@key(fields: "id")',
  // Relay's; every subgraph with pages has the same.
  PageInfo: '@shareable',
};

/** By type and field. */
const fieldDirectives: Readonly<Record<string, string>> = {
  // The caller is the same person, whichever subgraph is asked.
  'Query.viewer': '@shareable',
  // One subgraph cannot find the nodes of all; in a supergraph an entity is found by its key.
  'Query.node': '@inaccessible',
  'Query.nodes': '@inaccessible',
};

/** Scopes that staff has and customers have not: a contract for customers' apps excludes the tag `staff`. */
const staffScopes = ['kyc:read', 'kyc:admin'] as const;

/**
 * Prints the subgraph, sorted, so that a change shows in a diff.
 * @throws {TypeError} when a directive belongs to a type or field that is not there
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const used = new Set<string>();
  const directivesAt = (coordinate: string, table: Readonly<Record<string, string>>): ConstDirectiveNode[] => {
    const text = table[coordinate];
    if (text === undefined) return [];
    used.add(coordinate);
    return parseDirectives(text);
  };

  const decorateField = (typeName: string, field: FieldDefinitionNode): FieldDefinitionNode => ({
    ...field,
    directives: [
      ...(field.directives ?? []),
      ...directivesAt(`${typeName}.${field.name.value}`, fieldDirectives),
      ...(isForStaff(schema, typeName, field.name.value) ? parseDirectives('@tag(name: "staff")') : []),
    ],
  });
  const decorate = (definition: DefinitionNode): DefinitionNode => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return definition;
    const { name, directives = [], fields = [] } = definition;
    return {
      ...definition,
      directives: [...directives, ...directivesAt(name.value, typeDirectives)],
      fields: fields.map((field) => decorateField(name.value, field)),
    } satisfies ObjectTypeDefinitionNode;
  };

  const document = parse(printSchema(lexicographicSortSchema(schema)), { noLocation: true });
  const sdl = print({ ...document, definitions: document.definitions.map(decorate) });
  const idle = [...Object.keys(typeDirectives), ...Object.keys(fieldDirectives)].filter((place) => !used.has(place));
  if (idle.length > 0) throw new TypeError(`Federation directives for what is not there: ${idle.join(', ')}`);
  return `${head}\n\n${sdl}\n`;
}

function parseDirectives(text: string): ConstDirectiveNode[] {
  const [definition] = parse(`scalar Any ${text}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? [...(definition.directives ?? [])] : [];
}

const fieldOptions = z.looseObject({ authScopes: z.record(z.string(), z.unknown()) });

/** Read from the field's own scopes, which Pothos keeps, so that nobody has to remember a second list. */
function isForStaff(schema: GraphQLSchema, typeName: string, fieldName: string): boolean {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return false;
  const options = fieldOptions.safeParse(type.getFields()[fieldName]?.extensions.pothosOptions);
  return options.success && staffScopes.some((scope) => scope in options.data.authScopes);
}
