/** All endpoints of the sandbox, one group after the other. */
import { addonRoutes } from './endpoints/addon.ts';
import { faceAccountRoutes } from './endpoints/face-accounts.ts';
import { faceCheckRoutes } from './endpoints/face-check.ts';
import { hostedPageRoutes } from './endpoints/hosted-page.ts';
import { linkRoutes } from './endpoints/links.ts';
import { storedImageRoutes } from './endpoints/stored-images.ts';
import { tokenRoutes } from './endpoints/token.ts';
import { v2AccountRoutes } from './endpoints/v2-account.ts';
import { v2KycRoutes } from './endpoints/v2-kyc.ts';
import { v2RecordRoutes } from './endpoints/v2-records.ts';
import { v3AccountRoutes } from './endpoints/v3-account.ts';
import { v3KycRoutes } from './endpoints/v3-kyc.ts';
import { v3RecordRoutes } from './endpoints/v3-records.ts';
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
    v3AccountRoutes,
    v3KycRoutes,
    v3RecordRoutes,
    faceAccountRoutes,
    addonRoutes,
    hostedPageRoutes,
    storedImageRoutes,
  ].flatMap((routes) => routes(world));
}
