/** The addresses that records name for their images. Open, as the vendor's storage hosts are. */
import { notFound } from '#sandbox/envelopes.ts';
import type { Route } from '#sandbox/router.ts';
import { standInPicture } from '#sandbox/stand-in-picture.ts';
import { storedImagePath } from '#sandbox/wire/image-url.ts';
import type { World } from '#sandbox/world.ts';

/** GET of one picture of a known request or account. */
export function storedImageRoutes(world: World): Route[] {
  return [
    {
      name: 'stored-image',
      method: 'GET',
      path: storedImagePath,
      manners: 'v2',
      needsToken: false,
      answer: ({ params }) => {
        const { requestId = '', picture = '' } = params;
        const isKnown = world.store.verificationById(requestId) !== null || world.store.accountById(requestId) !== null;
        if (!isKnown || !picture.endsWith('.png')) return notFound(storedImagePath);
        return { status: 200, contentType: 'image/png', body: standInPicture(picture) };
      },
    },
  ];
}
