/** V2's records by request, reference and link id (faceki-api.md sections 3.7 to 3.9). */
import { v2 } from '#sandbox/envelopes.ts';
import type { Reply } from '#sandbox/exchange.ts';
import type { Route } from '#sandbox/router.ts';
import { linkState, type StoredVerification } from '#sandbox/store.ts';
import { v2Records } from '#sandbox/wire/v2-record.ts';
import type { World } from '#sandbox/world.ts';

/** The three reads. */
export function v2RecordRoutes(world: World): Route[] {
  const route = (name: Route['name'], path: string, read: (query: URLSearchParams) => Reply): Route => ({
    name,
    method: 'GET',
    path: `/kycverify/api/kycverify/${path}`,
    manners: 'v2',
    needsToken: true,
    answer: ({ query }) => {
      const next = world.nextOutcomes.take(name);
      return typeof next?.v2 === 'number' ? v2(next.v2) : read(query);
    },
  });
  return [
    route('records-by-request', 'records', (query) => byRequest(world, query.get('requestId'))),
    route('records-by-reference', 'reference', (query) => byReference(world, query.get('referenceId'))),
    route('records-by-link', 'link', (query) => byLink(world, query.get('linkId'))),
  ];
}

function byRequest(world: World, requestId: string | null): Reply {
  const stored = requestId === null ? null : world.store.verificationById(requestId);
  if (stored?.generation !== 'v2') return answer(world, []);
  // Only this read names the request in its records, if the sample is right.
  return answer(
    world,
    render(world, stored).map((record) => ({ ...record, requestId: stored.requestId })),
  );
}

function byReference(world: World, referenceId: string | null): Reply {
  const found = world.store.find('v2', ({ documents }) =>
    documents.some(({ responseId }) => responseId === referenceId),
  );
  const records = found.flatMap((stored) => render(world, stored));
  return answer(
    world,
    records.filter((record) => record.referenceId === referenceId),
  );
}

function byLink(world: World, linkId: string | null): Reply {
  // Without an id: presumably all that came through links (section 3.7).
  const found = world.store.find(
    'v2',
    (stored) => stored.linkId !== null && stored.linkId === (linkId ?? stored.linkId),
  );
  if (linkId !== null && found.length === 0) {
    const link = world.store.linkById(linkId);
    if (link === null) return v2(8014);
    if (linkState(link, world.clock()) === 'expired') return v2(8015);
  }
  return answer(
    world,
    found.flatMap((stored) => render(world, stored)),
  );
}

function answer(world: World, records: readonly object[]): Reply {
  const { noMatch, v2Records: shape } = world.account.variants;
  if (records.length === 0 && noMatch === '8013') return v2(8013);
  return v2(0, shape === 'object' && records.length === 1 ? records[0] : records);
}

function render(world: World, stored: StoredVerification) {
  return v2Records(stored, { account: world.account, publicUrl: world.publicUrl(), nowMs: world.clock() });
}
