/** The web app as a person meets it: what the tests press, choose and read. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { sampleFile } from './explorer-page.ts';

export interface WebAppPage {
  readonly page: Page;
  /** The place of one photo by its name, e.g. `Your selfie` or `Identity card (front)`. */
  slot(name: string): Locator;
  /** Puts a sample file from disk into a place, as the picker does. */
  choose(name: string, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void>;
  /** Selfie and identity card from disk. */
  chooseAll(selfie: string, front?: string, back?: string): Promise<void>;
  /** Agrees and sends. */
  verify(): Promise<void>;
  /** Waits for a page or a panel with this heading. */
  heading(name: string | RegExp): Promise<void>;
  /** The text of what has the focus, by its accessible name. */
  focused(): Promise<string>;
  /** What axe finds against WCAG 2.2 A and AA, as “rule: element”. */
  faultsOfAccess(): Promise<readonly string[]>;
  /** Everything that went wrong in the page: errors, refused by policy or thrown. */
  readonly faults: readonly string[];
}

const axe = () =>
  readFileSync(
    createRequire(new URL('../../examples/web/package.json', import.meta.url)).resolve('axe-core/axe.min.js'),
    'utf8',
  );
const axeFindings = z.array(z.string());

/** Opens the app at one of its pages and waits until it can be used. */
export async function openWebApp(context: BrowserContext, url: string, path = '/app/'): Promise<WebAppPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(`${url}${path}`);
  await page.locator('h1:visible').waitFor();

  const slot = (name: string) => page.locator('.slot:visible').filter({ has: page.getByLabel(name, { exact: false }) });
  const app: WebAppPage = {
    page,
    faults,
    slot,
    async choose(name, file) {
      const place = slot(name);
      await place.locator('input[type=file]').setInputFiles(typeof file === 'string' ? sampleFile(file) : file);
    },
    async chooseAll(selfie, front = 'alex-id-card-front.jpg', back = 'alex-id-card-back.jpg') {
      const files = { 'Your selfie': selfie, 'Identity card (front)': front, 'Identity card (back)': back };
      for (const [name, file] of Object.entries(files)) {
        await app.choose(name, file);
        await slot(name).getByRole('img', { name: 'your photo' }).waitFor();
      }
    },
    async verify() {
      const consent = page.getByRole('checkbox');
      if (!(await consent.isChecked())) await page.getByText('I agree that my photos').click();
      await page.getByRole('button', { name: /^Verify me/ }).click();
    },
    async heading(name) {
      await page.getByRole('heading', { level: 1, name }).waitFor({ timeout: 20_000 });
    },
    async focused() {
      const text = await page.evaluate(
        `(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()`,
      );
      return z.string().parse(text);
    },
    async faultsOfAccess() {
      await page.evaluate(axe());
      const found = await page.evaluate(`axe
        .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
        .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 120) + ' ' + failureSummary)))`);
      return axeFindings.parse(found);
    },
  };
  return app;
}
