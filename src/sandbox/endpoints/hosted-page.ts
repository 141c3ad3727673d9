/** The page behind a hosted link, where a person completes a verification in a browser; apps.faceki.com's at the vendor's. */
import type { Reply } from '#sandbox/exchange.ts';
import { hostedPage, type PageSetup } from '#sandbox/page/hosted-page.ts';
import type { Route } from '#sandbox/router.ts';
import { linkState, type StoredLink } from '#sandbox/store.ts';
import type { World } from '#sandbox/world.ts';

/** GET of the page of one link. */
export function hostedPageRoutes(world: World): Route[] {
  return [
    {
      name: 'hosted-page',
      method: 'GET',
      path: '/kycverify/:linkId',
      manners: 'v2',
      needsToken: false,
      answer: ({ params }) => {
        const link = world.store.linkById(params.linkId ?? '');
        const state = link === null ? 'unknown' : linkState(link, world.clock());
        return page(
          world,
          state,
          link !== null && state === 'open' ? setupOf(world, link) : null,
          state === 'unknown' ? 404 : 200,
        );
      },
    },
  ];
}

function page(world: World, state: Parameters<typeof hostedPage>[0], setup: PageSetup | null, status: number): Reply {
  const nonce = world.ids.hex(16);
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    body: hostedPage(state, setup, nonce),
    headers: {
      'content-security-policy':
        `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; img-src blob: data:; ` +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      // The address is the capability: it must not travel to wherever the person goes next.
      'referrer-policy': 'no-referrer',
    },
  };
}

function setupOf(world: World, link: StoredLink): PageSetup {
  const rules = link.workflowId === null ? world.account.rules : world.account.workflows.get(link.workflowId);
  return {
    link: link.id,
    generation: link.generation,
    workflowId: link.workflowId ?? '',
    documents: rules?.documents ?? [],
    oneIsEnough: link.documentOptional ?? rules?.oneDocumentIsEnough ?? true,
    redirectUrl: link.redirectUrl,
  };
}
