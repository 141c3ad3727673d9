/** What an operation may do with uploads, said before a byte of a file is read: one field that takes files, and files from multipart alone. */
import {
  type ASTVisitor,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  getOperationAST,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  type ValidationContext,
} from 'graphql';
import { Upload } from 'graphql-upload-ts';
import type { Plugin } from 'graphql-yoga';

const uploadTypeName = 'Upload';

/** `spec: false`: 400 for every media type, though application/json would have 200 for an operation that does not validate. */
const badInput = { code: 'BAD_USER_INPUT', http: { status: 400, spec: false } };

const multipartWanted =
  'Files can only be sent in a multipart request (multipart/form-data, https://github.com/jaydenseric/graphql-multipart-request-spec), each as a variable of type Upload. A client that sends JSON alone, such as graphql-request, leaves them to plain fetch with FormData.';

/** Refuses operations that would read files in more than one field, and values that are no files where one is expected. `useUploads` brings it along. */
export function useUploadRules(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(oneUploadField);
      return ({ result, setResult }) => {
        const reworded = result.map((error) => (isUploadLiteral(error) ? reword(error) : error));
        if (reworded.some((error, index) => error !== result[index])) setResult(reworded);
      };
    },

    onExecute({ args, setResultAndStopExecution }) {
      const error = findNonFile(args.schema, getOperationAST(args.document, args.operationName), args.variableValues);
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },

    onSubscribe({ args, setResultAndStopExecution }) {
      const error = findNonFile(args.schema, getOperationAST(args.document, args.operationName), args.variableValues);
      if (error !== null) setResultAndStopExecution({ errors: [error] });
    },
  };
}

/**
 * A validation rule: at most one root field of an operation takes uploads. Aliases count each; so do fields that `@skip` or
 * `@include` may leave out. Part of validation, so that it is cached with the document.
 */
export function oneUploadField(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      const fields = context.getSchema().getRootType(operation.operation)?.getFields() ?? {};
      const uploading = new Set<string>();
      const spread = new Set<string>();
      const collect = ({ selections }: SelectionSetNode): void => {
        for (const selection of selections) {
          if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
          else if (selection.kind === Kind.FIELD) {
            const takesFiles = fields[selection.name.value]?.args.some(({ type }) => holdsUpload(getNamedType(type)));
            if (takesFiles) uploading.add(selection.alias?.value ?? selection.name.value);
          } else if (!spread.has(selection.name.value)) {
            spread.add(selection.name.value);
            const fragment = context.getFragment(selection.name.value);
            if (fragment) collect(fragment.selectionSet);
          }
        }
      };
      collect(operation.selectionSet);
      if (uploading.size > 1)
        context.reportError(
          new GraphQLError('Only one field of an operation can take files. Send the others in requests of their own.', {
            nodes: operation,
            extensions: badInput,
          }),
        );
    },
  };
}

const knownTypes = new WeakMap<GraphQLNamedType, boolean>();

function holdsUpload(type: GraphQLNamedType): boolean {
  const known = knownTypes.get(type) ?? reachesUpload(type, new Set());
  knownTypes.set(type, known);
  return known;
}

function reachesUpload(type: GraphQLNamedType, seen: Set<GraphQLNamedType>): boolean {
  if (type.name === uploadTypeName) return true;
  if (!isInputObjectType(type) || seen.has(type)) return false;
  seen.add(type);
  return Object.values(type.getFields()).some((field) => reachesUpload(getNamedType(field.type), seen));
}

/** What the scalar itself would say about a JSON value repeats that value, which may be somebody's photograph in base64. */
function findNonFile(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): GraphQLError | null {
  for (const definition of operation?.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (type === undefined || !holdsUpload(getNamedType(type))) continue;
    const path = findPath(type, variables?.[name], name);
    if (path === null) continue;
    return new GraphQLError(`${multipartWanted} This one is not a file: ${path}`, {
      nodes: definition,
      extensions: { ...badInput, path },
    });
  }
  return null;
}

/** Where in the value something else than a file stands for one; null when nowhere. */
function findPath(type: GraphQLType, value: unknown, path: string): string | null {
  if (isNonNullType(type)) return findPath(type.ofType, value, path);
  if (value === null || value === undefined || value instanceof Upload) return null;
  if (isListType(type)) {
    if (!Array.isArray(value)) return findPath(type.ofType, value, path);
    return firstPath(value.map((item: unknown, index) => findPath(type.ofType, item, `${path}.${index}`)));
  }
  if (!isInputObjectType(type)) return 'name' in type && type.name === uploadTypeName ? path : null;
  if (typeof value !== 'object') return null;
  const given = new Map(Object.entries(value));
  const fields = Object.values(type.getFields());
  return firstPath(fields.map((field) => findPath(field.type, given.get(field.name), `${path}.${field.name}`)));
}

function firstPath(paths: readonly (string | null)[]): string | null {
  return paths.find((path) => path !== null) ?? null;
}

function isUploadLiteral(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && error.extensions.code === 'UPLOAD_LITERAL_UNSUPPORTED';
}

function reword({ nodes }: GraphQLError): GraphQLError {
  return new GraphQLError(multipartWanted, { ...(nodes === undefined ? {} : { nodes }), extensions: badInput });
}
