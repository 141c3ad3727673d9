/** Relay's connection arguments to a page of the ledger, and a page of the ledger to a Relay connection. */
import type { Page, PageRequest } from '#domain/ports.ts';
import { badInput } from './input-rules.ts';

export interface ConnectionArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

const defaultPageSize = 20;
const maxPageSize = 100;

/**
 * What to ask the ledger for. `last` walks from the oldest up, so its cursors change sides.
 * @throws {RequestError} BAD_USER_INPUT for sizes and cursors that cannot be
 */
export function toPageRequest({ first, after, last, before }: ConnectionArguments): PageRequest {
  if (isGiven(first) && isGiven(last)) throw badInput('last', 'must not come together with first.');
  const afterId = isGiven(after) ? parseCursor(after, 'after') : undefined;
  const beforeId = isGiven(before) ? parseCursor(before, 'before') : undefined;
  if (isGiven(last)) return { limit: toLimit(last, 'last'), from: 'oldest', after: beforeId, before: afterId };
  return { limit: toLimit(first ?? defaultPageSize, 'first'), from: 'newest', after: afterId, before: beforeId };
}

/**
 * The page as a connection, newest first. What lies beyond a given cursor is there because the cursor is; the rest as Relay's
 * specification has it (section 4.4, HasPreviousPage and HasNextPage).
 */
export function toConnection<T extends { readonly id: string }>(
  page: Page<T>,
  request: PageRequest,
  countAll: () => Promise<number | null>,
) {
  const isBackward = request.from === 'oldest';
  const items = isBackward ? page.items.toReversed() : page.items;
  const edges = items.map((node) => ({ node, cursor: toCursor(node.id) }));
  const hasBehind = request.after !== undefined;
  return {
    edges,
    pageInfo: {
      hasNextPage: isBackward ? hasBehind : page.hasMore,
      hasPreviousPage: isBackward ? page.hasMore : hasBehind,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    countAll,
  };
}

/** Opaque to clients, so that the order may one day depend on more than the id. */
export function toCursor(id: string): string {
  return Buffer.from(`after:${id}`, 'utf8').toString('base64url');
}

const cursorPattern = /^after:([\w-]{1,64})$/;

function parseCursor(cursor: string, path: string): string {
  const id = cursorPattern.exec(Buffer.from(cursor, 'base64url').toString('utf8'))?.[1];
  // Decoding skips what is not base64url, so only a cursor that encodes back to itself is one of ours.
  if (id === undefined || toCursor(id) !== cursor) throw badInput(path, 'must be a cursor from an earlier page.');
  return id;
}

function toLimit(size: number, path: string): number {
  if (size < 1 || size > maxPageSize) throw badInput(path, `must be between 1 and ${maxPageSize}.`);
  return size;
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
