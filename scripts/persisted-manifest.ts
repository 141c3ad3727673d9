/** Makes the manifest of persisted documents out of operation documents. Pure: text in, manifest out. */
import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationTypeNode,
  parse,
  print,
  separateOperations,
  validate,
  visit,
} from 'graphql';

/** Apollo's form: `@apollo/persisted-query-lists` and Apollo Client take it as it is. */
export interface Manifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly PersistedOperation[];
}

export interface PersistedOperation {
  /** The sha256 of the body, in hex. */
  readonly id: string;
  readonly name: string;
  readonly type: `${OperationTypeNode}`;
  readonly body: string;
}

/**
 * One entry for each operation, with the fragments that it uses, sorted by name. `__typename` is added everywhere below the root,
 * as Apollo Client and urql add it to what they send: their caches need it in the answer.
 * @throws {Error} that lists every operation without a name, name that occurs twice, and mistake against the schema
 */
export function createManifest(schema: GraphQLSchema, source: string): Manifest {
  const document = parse(source, { noLocation: true });
  const names = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value ?? ''] : [],
  );
  const problems = [
    ...(names.includes('') ? ['An operation has no name: clients find it by that.'] : []),
    ...names
      .filter((name, index) => name !== '' && names.indexOf(name) !== index)
      .map((name) => `${name} occurs twice.`),
    ...validate(schema, document).map(({ message }) => message),
  ];
  if (names.length === 0) problems.push('There is no operation.');
  if (problems.length > 0) throw new Error(problems.join('\n'));

  const operations = Object.entries(separateOperations(document)).map(([name, operation]) => toEntry(name, operation));
  return {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations.toSorted((left, right) => (left.name < right.name ? -1 : 1)),
  };
}

function toEntry(name: string, operation: DocumentNode): PersistedOperation {
  const body = print(withTypenames(operation));
  const definition = operation.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const type = definition?.kind === Kind.OPERATION_DEFINITION ? definition.operation : 'query';
  return { id: createHash('sha256').update(body).digest('hex'), name, type, body };
}

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      if (
        parent !== undefined &&
        !Array.isArray(parent) &&
        'kind' in parent &&
        parent.kind === Kind.OPERATION_DEFINITION
      )
        return;
      const has = node.selections.some(
        (each) => each.kind === Kind.FIELD && each.name.value === '__typename' && !each.alias,
      );
      return has ? undefined : { ...node, selections: [...node.selections, typename] };
    },
  });
}
