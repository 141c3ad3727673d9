/** What each test of the web app stands on: a gateway and a browser of its own, and what has to be true whatever it tests. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import type { SandboxControl } from '#sandbox/sandbox.ts';
import { isWebExampleBuilt } from '#scripts/web-example.ts';
import { findChromium, launchChromium } from '#test/support/chromium.ts';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { openWebApp, type WebAppPage } from './web-app-page.ts';

export interface WebAppStage {
  readonly gateway: TestGateway;
  /** All that the pages have asked for, in order. */
  readonly requested: readonly { readonly url: URL; readonly operation: string; readonly hasFiles: boolean }[];
  /** Opens one of its pages in a browser of its own. */
  open(path?: string, options?: BrowserContextOptions): Promise<WebAppPage>;
  /** The attempts that the ledger knows, the oldest first. */
  attempts(): Promise<readonly { readonly state: string; readonly idempotencyKey: string | null }[]>;
  sandbox(): SandboxControl;
  /** Another gateway in place of the first, with these settings. */
  restart(env: Record<string, string>): Promise<void>;
  /** The sandbox's own pages may be asked for, too. */
  allowSandboxPages(): void;
  /** The faults that the test has provoked, so that they are no fault. */
  takeFaults(): readonly string[];
}

const chromiumPath = findChromium();

/** Describes what the app does; left out where there is no browser, or no app. */
export function describeWebApp(what: string, define: (stage: WebAppStage) => void): void {
  describe.skipIf(chromiumPath === null || !isWebExampleBuilt())(`the web app, ${what}`, () => {
    let browser: Browser;
    let gateway: TestGateway;
    let contexts: BrowserContext[];
    let apps: WebAppPage[];
    let requested: WebAppStage['requested'][number][];
    let alsoAllowed: string | null;

    beforeAll(async () => {
      browser = await launchChromium(chromiumPath ?? '');
    });
    afterAll(() => browser?.close());

    beforeEach(async () => {
      gateway = await startGateway();
      contexts = [];
      apps = [];
      requested = [];
      alsoAllowed = null;
    });

    afterEach(async () => {
      for (const context of contexts) await context.close();
      await gateway.close();
      // True of every test: nothing leaves our origin, and the page breaks no rule of its own policy.
      expect(requested.map(({ url }) => url).filter(isForeign)).toEqual([]);
      expect(apps.flatMap(({ faults }) => faults)).toEqual([]);
    });

    function isForeign({ origin, protocol }: URL): boolean {
      return origin !== gateway.url && origin !== alsoAllowed && protocol.startsWith('http');
    }

    define({
      get gateway() {
        return gateway;
      },
      get requested() {
        return requested;
      },
      async open(path = '/app/', options = {}) {
        const viewport = { width: 1280, height: 860 };
        const context = await browser.newContext({ viewport, locale: 'en-GB', ...options });
        contexts.push(context);
        context.on('request', (request) => {
          const operation = /(?:mutation|subscription|query) (\w+)/.exec(request.postData() ?? '')?.[1] ?? '';
          const hasFiles = request.headers()['content-type']?.startsWith('multipart/') === true;
          requested.push({ url: new URL(request.url()), operation, hasFiles });
        });
        await context.route(isForeign, (route) => route.abort());
        const app = await openWebApp(context, gateway.url, path);
        apps.push(app);
        return app;
      },
      async attempts() {
        const { data } = await gateway.query('{ verifications { edges { node { state idempotencyKey } } } }');
        return data.verifications.edges.map(({ node }: { node: unknown }) => node).reverse();
      },
      sandbox: () => sandboxOf(gateway).control,
      async restart(env) {
        await gateway.close();
        gateway = await startGateway(env);
      },
      allowSandboxPages() {
        alsoAllowed = new URL(sandboxOf(gateway).url).origin;
      },
      takeFaults() {
        const faults = apps.flatMap((app) => app.faults);
        apps = [];
        return faults;
      },
    });
  });
}

function sandboxOf({ app }: TestGateway) {
  if (app.sandbox === null) throw new Error('There is no sandbox.');
  return app.sandbox;
}
