/** What browsers are shown: for trying out, so that a real account has the explorer at most, and production nothing. */
import type { Config } from '#config/config.ts';
import { createExplorer } from '#server/explorer.ts';
import type { ListenerOptions } from '#server/listener.ts';
import { createStartPage } from '#server/start-page.ts';
import { createWebApp } from '#server/web-app.ts';

/** The sandbox's sample people, offered by the explorer and the web app. */
const samplesFolder = new URL('../examples/images/', import.meta.url);
/** `npm run example:web` builds it. */
const webAppFolder = new URL('../examples/web/', import.meta.url);

export type Pages = Pick<ListenerOptions, 'explorer' | 'startPage' | 'webApp'>;

/** The pages that go with these settings, of which GRAPHIQL is on; null for each that is not offered. */
export function createPages({ auth, credentials }: Config): Pages {
  const samples = credentials === null ? samplesFolder : null;
  const explorer = createExplorer({ samplesFolder: samples });
  if (samples === null) return { explorer, startPage: null, webApp: null };
  // It has no login, and with tokens every call of it would be refused.
  const webApp = auth.mode === 'none' ? createWebApp({ folder: webAppFolder, samplesFolder: samples }) : null;
  const startPage = createStartPage({ hasExplorer: explorer !== null, isWebAppBuilt: webApp?.isBuilt ?? null });
  return { explorer, startPage, webApp: webApp?.handler ?? null };
}
