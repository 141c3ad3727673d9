/** The explorer as a person at a browser meets it: what the tests press, fill in and read. */
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

/** Path of one of `examples/images/`. */
export function sampleFile(name: string): string {
  return fileURLToPath(new URL(`../../examples/images/${name}`, import.meta.url));
}

type EditorName = 'operation.graphql' | 'variables.json' | 'request-headers.json';

export interface ExplorerPage {
  readonly page: Page;
  /** The card of one variable, e.g. `selfie`. */
  card(key: string): Locator;
  /** Puts a file from disk into a card, as the picker does. */
  choose(key: string, path: string): Promise<void>;
  openTab(name: string): Promise<void>;
  run(): Promise<void>;
  /** The text of an editor or of the answer pane, whether or not all of it is on the screen. */
  read(pane: EditorName | 'response.json'): Promise<string>;
  /** Waits until the answer holds this text, and returns the answer. */
  answerWith(text: string): Promise<unknown>;
  /** Writes into an editor, all at once. */
  write(editor: EditorName, text: string): Promise<void>;
  /** What is said of the run. */
  readonly status: Locator;
  /** Everything that went wrong in the page: errors, refused by policy or thrown. */
  readonly faults: readonly string[];
}

/** Opens the explorer and waits until it can be used. */
export async function openExplorer(context: BrowserContext, url: string): Promise<ExplorerPage> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  // The first answer is that of introspection: from then on the editors know the schema.
  const introspected = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.goto(`${url}/graphql`);
  await introspected;
  await page.locator('.graphiql-query-editor .view-lines').waitFor();

  const editor = (name: string) => `__MONACO.editor.getModels().find((model) => model.uri.path.endsWith('${name}'))`;
  const read = async (name: string) => z.string().parse(await page.evaluate(`${editor(name)}.getValue()`));
  const card = (key: string) => page.locator(`.upload-card[data-slot="${key}"]`);

  return {
    page,
    card,
    faults,
    status: page.locator('.run-sentence'),
    async choose(key, path) {
      await page.getByLabel(`File for $${key}`, { exact: true }).setInputFiles(path);
      await card(key).getByRole('img').waitFor();
    },
    async openTab(name) {
      await page.getByRole('tab', { name }).click();
      await expect.poll(() => read('operation.graphql')).toContain(name);
    },
    async run() {
      await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    },
    read,
    async answerWith(text) {
      await expect.poll(() => read('response.json')).toContain(text);
      return JSON.parse(await read('response.json'));
    },
    async write(name, text) {
      await page.evaluate(`${editor(name)}.setValue(${JSON.stringify(text)})`);
    },
  };
}
