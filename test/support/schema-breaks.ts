/** What in a changed schema would break clients that were written for the old one, by GraphQL Inspector and the contract's own rule. */
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';

/**
 * The contract lets types, members and enum values be added (clients keep a default branch), which the inspector calls dangerous
 * like a changed default. That one changes what an operation means without a word in it.
 */
const alsoBreaking: readonly string[] = ['FIELD_ARGUMENT_DEFAULT_CHANGED', 'INPUT_FIELD_DEFAULT_VALUE_CHANGED'];

/** One sentence for each, sorted. */
export async function findBreaks(before: GraphQLSchema, after: GraphQLSchema): Promise<readonly string[]> {
  const changes = await diff(before, after);
  return changes
    .filter(({ criticality, type }) => criticality.level === CriticalityLevel.Breaking || alsoBreaking.includes(type))
    .map(({ message }) => message)
    .toSorted();
}
