/** How this schema does Relay: ids as they are, one page shape, and the words for both. */
import { listCost } from './cost.ts';
import { badInput } from './input-rules.ts';

/** The most ids that `nodes` takes: as many as the longest page has. */
const maxNodes = 100;

/** For the builder. Ids are already unique over all types (`ver_…`), so they are not wrapped a second time. */
export const relayOptions = {
  cursorType: 'String',
  brandLoadedObjects: false,
  encodeGlobalID: (_typename: string, id: string | number | bigint) => String(id),
  decodeGlobalID: (id: string) => ({ typename: 'Verification', id }),
  nodeTypeOptions: { description: 'Whatever has an id of its own and can be read again by it.' },
  idFieldOptions: { description: 'Unique over all types, and the same for ever.' },
  nodeQueryOptions: {
    description: 'Whatever has this id; null when there is nothing, or nothing that is yours to see.',
    authScopes: { token: true },
    args: { id: { description: 'The `id` of any object that implements `Node`.' } },
  },
  nodesQueryOptions: {
    description: 'The same for several ids, in their order, with null where there is nothing that you may see.',
    authScopes: { token: true },
    args: { ids: { description: `The ids, ${maxNodes} at most.` } },
    complexity: ({ ids }: { ids: unknown }) => listCost(ids),
    resolve: (
      _root: unknown,
      { ids }: { ids: { typename: string; id: string }[] },
      _context: unknown,
      _info: unknown,
      resolveNodes: (ids: { typename: string; id: string }[]) => Promise<unknown[]>,
    ) => {
      if (ids.length > maxNodes) throw badInput('ids', `must be ${maxNodes} at most.`);
      return resolveNodes(ids);
    },
  },
  edgesFieldOptions: {
    description: 'The page’s entries with their cursors.',
    nullable: { list: false, items: false },
    // The field that has the page says how long it is.
    complexity: { field: 1, multiplier: 1 },
  },
  nodeFieldOptions: { description: 'The entry itself.', nullable: false },
  cursorFieldOptions: { description: 'Where this entry stands: give it as `after` or `before` to go on from here.' },
  pageInfoFieldOptions: { description: 'Where this page stands in the whole.' },
  pageInfoTypeOptions: { description: 'Where a page stands in the whole, and how to get the next one.' },
  hasNextPageFieldOptions: { description: 'More follow: ask again with `after: endCursor`.' },
  hasPreviousPageFieldOptions: {
    description: 'There are some before: ask again with `last` and `before: startCursor`.',
  },
  startCursorFieldOptions: { description: 'The cursor of the first entry; null on an empty page.' },
  endCursorFieldOptions: { description: 'The cursor of the last entry; null on an empty page.' },
  firstArgOptions: { description: 'How many from the start: 1 to 100; 20 when neither `first` nor `last` is given.' },
  afterArgOptions: { description: 'Only what comes after this cursor.' },
  lastArgOptions: { description: 'How many from the end: 1 to 100. Not together with `first`.' },
  beforeArgOptions: { description: 'Only what comes before this cursor.' },
} as const;
