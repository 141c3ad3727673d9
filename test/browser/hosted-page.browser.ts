/** The sandbox's page behind a hosted link, as the person who opens it sees it: it says what the vendor's API has said, and no more. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sandboxWorkflowId } from '#sandbox/sandbox.ts';
import { findChromium, launchChromium } from '#test/support/chromium.ts';
import { textAt } from '#test/support/json-path.ts';
import { openSandbox, photo, type SandboxCaller } from '#test/support/sandbox-caller.ts';
import { paths } from '#test/support/sandbox-paths.ts';

const chromiumPath = findChromium();

describe.skipIf(chromiumPath === null).each([
  ['v2', {}],
  ['v3', { workflowId: sandboxWorkflowId }],
])('a hosted link of %s', (_generation, wish) => {
  let browser: Browser;
  let page: Page;
  let caller: SandboxCaller;
  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    caller = await openSandbox();
    page = await browser.newPage();
    await page.goto(textAt((await caller.postJson(paths.createLink, wish)).body, 'url'));
  });
  afterEach(async () => {
    await page.close();
    await caller[Symbol.asyncDispose]();
  });

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const heading = (name: string) => page.getByRole('heading', { name }).waitFor();
  const decisions = () => caller.sandbox.control.verifications().map(({ decision }) => decision);

  test.each([
    ['Use sample person', 'You are verified', 'ACCEPTED'],
    ['Decline', 'Not verified', 'DECLINED'],
    ['Review', 'Being looked at', 'REVIEW'],
  ] as const)('ends as its button says: %s', async (button, title, decision) => {
    await press(button);
    await heading(title);
    expect(decisions()).toEqual([decision]);
  });

  test('shows no yes that the sandbox did not say', async () => {
    const kyc = ['kyc-by-link', 'v3-kyc-by-link'] as const;
    for (const endpoint of kyc) caller.sandbox.control.setNextOutcome(endpoint, 'DECLINED');
    await press('Use sample person');
    await heading('Not verified');
    expect(decisions()).toEqual(['DECLINED']);
  });

  test('asks for another photo where the first will not do, and takes it', async () => {
    const choose = async (label: string, file: string) =>
      page.getByLabel(label, { exact: true }).setInputFiles({
        name: file,
        mimeType: 'image/jpeg',
        buffer: Buffer.from(photo(file)),
      });
    await choose('Identity card, front', 'alex-id-card-front.jpg');
    await choose('Identity card, back', 'alex-id-card-back.jpg');
    await press('Verify');
    await page.getByText('Please add a photo: your face.').waitFor();
    await choose('Your face', 'selfie-blurred.jpg');
    await press('Verify');
    await page.getByText('The photo is blurred. Please try again. (8019)').waitFor();
    await choose('Your face', 'alex-selfie.jpg');
    await press('Verify');
    await heading('You are verified');
    expect(decisions()).toEqual(['ACCEPTED']);
  });
});
