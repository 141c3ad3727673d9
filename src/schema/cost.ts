/**
 * What an operation costs before it is run. Fields say what they cost where they are defined; what is cheap says nothing and costs one.
 * The unit is a field of ours; a request to Faceki costs as much as a thousand of them.
 */
import { complexityFromQuery } from '@pothos/plugin-complexity';
import { type DocumentNode, type GraphQLSchema, getOperationAST, Kind } from 'graphql';
import type { GraphQLContext } from './context.ts';

/** One request to Faceki: a slot there, up to seconds, perhaps money. */
export const vendorRequestCost = 1_000;

/** Counting the attempts that match a filter walks over them all. */
export const countCost = 250;

/**
 * A page of a hundred attempts with everything that their records hold is allowed, which is a hundred requests to Faceki; twice
 * that in one operation is not.
 */
export const maxOperationCost = 200_000;

/** For lists that say nothing of their length: an ordinary list of a record. */
export const usualListLength = 4;

/** For `complexity`: what a page asks for, at most as much as any page has. */
export function pageCost(args: { first?: number | null | undefined; last?: number | null | undefined }) {
  const size = args.first ?? args.last ?? 20;
  return { field: 10, multiplier: Math.min(Math.max(size, 1), 100) };
}

/** For `complexity`: as many as were asked for by name. */
export function listCost(items: unknown) {
  return { field: 1, multiplier: Array.isArray(items) ? items.length : 1 };
}

/** What the operation that would be run costs; 0 where there is none, or its variables do not fit, which execution answers. */
export function costOf(
  schema: GraphQLSchema,
  request: {
    readonly document: DocumentNode;
    readonly operationName?: string | null | undefined;
    readonly variables: Record<string, unknown>;
    readonly context: GraphQLContext;
  },
): number {
  const { document, operationName, variables, context } = request;
  const operation = getOperationAST(document, operationName);
  if (operation === null || operation === undefined) return 0;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const alone: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
  try {
    return complexityFromQuery(alone, { schema, ctx: context, variables }).complexity;
  } catch {
    return 0;
  }
}
