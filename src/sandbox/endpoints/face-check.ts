/** V2's search by face: whose face is this, among all that were verified (faceki-api.md section 3.10). */
import { v2 } from '#sandbox/envelopes.ts';
import type { Exchange, Reply } from '#sandbox/exchange.ts';
import { selfieFault } from '#sandbox/judge.ts';
import type { Route } from '#sandbox/router.ts';
import { v2Records } from '#sandbox/wire/v2-record.ts';
import type { World } from '#sandbox/world.ts';

/** POST face-check. */
export function faceCheckRoutes(world: World): Route[] {
  return [
    {
      name: 'face-check',
      method: 'POST',
      path: '/facelink/api/face-check',
      manners: 'v2',
      needsToken: true,
      answer: (exchange) => faceCheck(world, exchange),
    },
  ];
}

function faceCheck(world: World, { form }: Exchange): Reply {
  const next = world.nextOutcomes.take('face-check');
  if (typeof next?.v2 === 'number') return v2(next.v2);
  const selfie = form?.file('selfie_image') ?? null;
  if (selfie === null) return v2(8001);
  const fault = selfieFault(selfie);
  if (typeof fault?.v2 === 'number') return v2(fault.v2);

  const faceIds = world.store.faceIdsLike(selfie);
  const found = world.store.find('v2', ({ face }) => faceIds.includes(face.id));
  if (found.length === 0) {
    if (world.account.variants.noMatch === '8013') return v2(8013);
    return v2(0, { face_verified: false, all_face_ids: [], kyc_records: [] });
  }
  const context = { account: world.account, publicUrl: world.publicUrl(), nowMs: world.clock() };
  return v2(0, {
    face_verified: true,
    all_face_ids: [...new Set(found.map(({ face }) => face.id))],
    kyc_records: found.flatMap((stored) => v2Records(stored, context)),
  });
}
