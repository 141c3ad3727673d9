/** All endpoints of the sandbox, one group after the other. */
import { faceCheckRoutes } from './endpoints/face-check.ts';
import { linkRoutes } from './endpoints/links.ts';
import { storedImageRoutes } from './endpoints/stored-images.ts';
import { tokenRoutes } from './endpoints/token.ts';
import { v2AccountRoutes } from './endpoints/v2-account.ts';
import { v2KycRoutes } from './endpoints/v2-kyc.ts';
import { v2RecordRoutes } from './endpoints/v2-records.ts';
import type { Route } from './router.ts';
import type { World } from './world.ts';

/** The routes of one world. */
export function routesOf(world: World): Route[] {
  return [
    tokenRoutes,
    v2AccountRoutes,
    v2KycRoutes,
    linkRoutes,
    v2RecordRoutes,
    faceCheckRoutes,
    storedImageRoutes,
  ].flatMap((routes) => routes(world));
}
