/** V3's records: fetched by any of four keys, and found by face. faceki-api.md sections 5.5 and 5.6. */
import { v3 } from '#sandbox/envelopes.ts';
import type { Reply } from '#sandbox/exchange.ts';
import { selfieFault } from '#sandbox/judge.ts';
import type { Route } from '#sandbox/router.ts';
import type { StoredVerification } from '#sandbox/store.ts';
import { v3Record } from '#sandbox/wire/v3-record.ts';
import type { World } from '#sandbox/world.ts';

const keys = {
  requestId: (stored: StoredVerification) => stored.requestId,
  face_id: (stored: StoredVerification) => stored.face.id,
  link: (stored: StoredVerification) => stored.linkId,
  record_identifier: (stored: StoredVerification) => stored.recordIdentifier,
} as const;

/** Fetch and search. */
export function v3RecordRoutes(world: World): Route[] {
  return [
    {
      name: 'v3-records',
      method: 'GET',
      path: '/api/v3/kyc_verification',
      manners: 'v3',
      needsToken: true,
      answer: ({ query }) => fetchRecords(world, query),
    },
    {
      name: 'v3-search-by-face',
      method: 'POST',
      path: '/api/v3/kyc_verification/search-by-face',
      manners: 'v3',
      needsToken: true,
      answer: ({ form }) => {
        const next = world.nextOutcomes.take('v3-search-by-face');
        if (typeof next?.v3 === 'number') return v3(next.v3);
        if (form === null) return v3(400);
        const selfie = form.file('selfie');
        if (selfie === null) return v3(5002);
        const fault = selfieFault(selfie);
        if (typeof fault?.v3 === 'number') return v3(fault.v3);
        const faceIds = world.store.faceIdsLike(selfie);
        return answer(
          world,
          found(world, ({ face }) => faceIds.includes(face.id)),
        );
      },
    },
  ];
}

function fetchRecords(world: World, query: URLSearchParams): Reply {
  const next = world.nextOutcomes.take('v3-records');
  if (typeof next?.v3 === 'number') return v3(next.v3);
  const wanted = Object.entries(keys).filter(([name]) => query.has(name));
  // Each is optional by itself; what none of them means is not documented, and nobody should depend on it.
  if (wanted.length === 0) return v3(400);
  return answer(
    world,
    found(world, (stored) => wanted.every(([name, keyOf]) => keyOf(stored) === query.get(name))),
  );
}

function answer(world: World, records: readonly StoredVerification[]): Reply {
  if (records.length === 0 && world.account.variants.noMatch === '8013') return v3(8013);
  return v3(
    200,
    records.map((stored) => v3Record(stored, world.publicUrl())),
  );
}

/** A deleted record has no mark of its own in V3, so it is gone. */
function found(world: World, holds: (stored: StoredVerification) => boolean): readonly StoredVerification[] {
  return world.store.find('v3', (stored) => !stored.isDeleted && holds(stored));
}
