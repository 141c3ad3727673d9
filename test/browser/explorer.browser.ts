/** The explorer in a real browser, over the whole gateway and its sandbox. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '#test/support/chromium.ts';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { type ExplorerPage, openExplorer, sampleFile } from './explorer-page.ts';

const chromiumPath = findChromium();

describe.skipIf(chromiumPath === null)('the explorer', () => {
  let browser: Browser;
  let gateway: TestGateway;
  let context: BrowserContext;
  let explorer: ExplorerPage;
  let requested: { url: URL; method: string }[];

  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    gateway = await startGateway();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    requested = [];
    context.on('request', (request) => requested.push({ url: new URL(request.url()), method: request.method() }));
    // Whatever is not ours fails as it would without a network, so that nothing can lean on it.
    await context.route(
      (url) => url.origin !== gateway.url && url.protocol.startsWith('http'),
      (route) => route.abort(),
    );
    explorer = await openExplorer(context, gateway.url);
  });

  afterEach(async () => {
    const { faults } = explorer;
    const isForeign = ({ origin, protocol }: URL) => origin !== gateway.url && protocol.startsWith('http');
    const foreign = requested.filter(({ url }) => isForeign(url));
    await context.close();
    await gateway.close();
    // True of every test: nothing leaves our origin, and the page breaks no rule of its own policy.
    expect(foreign).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('opens with a card for each photo that verifying a person takes', async () => {
    expect(await explorer.page.locator('.upload-card h3').allTextContents()).toEqual(['$selfie', '$front', '$back']);
    expect(await explorer.page.locator('.upload-badge').allTextContents()).toEqual([
      'required',
      'required',
      'optional',
    ]);
    const tabs = explorer.page.locator('[id^="graphiql-session-tab-"]');
    expect(await tabs.allTextContents()).toEqual(['VerifyAPerson', 'LogInByFace', 'Records', 'Watch']);
    // What the Variables editor asks for, once it has learnt it: not the files, which never stand there.
    const askedFor = () =>
      explorer.page.evaluate('__MONACO.languages.json.jsonDefaults.diagnosticsOptions.schemas?.[0]?.schema.required');
    await expect.poll(askedFor).toEqual([]);
  });

  test('says which photos are missing, and sends nothing', async () => {
    await explorer.choose('selfie', sampleFile('alex-selfie.jpg'));
    const operations = () => requested.filter(({ method }) => method === 'POST').length;
    const before = operations();

    await explorer.run();

    expect(await explorer.answerWith('Nothing was sent')).toEqual({
      errors: [{ message: 'Nothing was sent. Choose a file for $front in the Files panel first.' }],
    });
    await explorer.card('front').getByText('Choose a file for $front, then run again.').waitFor();
    expect(operations()).toBe(before);
  });

  test('verifies a person who takes the selfie again as advised, and then knows the face', async () => {
    await explorer.choose('selfie', sampleFile('selfie-blurred.jpg'));
    await explorer.choose('front', sampleFile('alex-id-card-front.jpg'));
    await explorer.choose('back', sampleFile('alex-id-card-back.jpg'));
    await explorer.run();
    expect(await explorer.answerWith('verifyKyc')).toMatchObject({
      data: { verifyKyc: { __typename: 'SelfieRejectedError', code: 'FACE_BLURRED', retry: 'NEW_IMAGE' } },
    });
    expect(await explorer.read('response.json')).toContain('take it again');

    await explorer.choose('selfie', sampleFile('alex-selfie.jpg'));
    await explorer.run();
    expect(await explorer.answerWith('VerifyKycCompleted')).toMatchObject({
      data: { verifyKyc: { accepted: true, verification: { decision: 'ACCEPTED' } } },
    });
    await explorer.page.getByText(/Answered after [\d.]+ m?s\. \d+ kB sent in/).waitFor();

    await explorer.openTab('LogInByFace');
    await explorer.choose('selfie', sampleFile('alex-selfie-2.jpg'));
    await explorer.run();
    expect(await explorer.answerWith('faceLogin')).toMatchObject({
      data: { faceLogin: { __typename: 'FaceLoginSuccess', user: { kycStatus: 'VERIFIED' } } },
    });

    // Both in one breath, faster than GraphiQL notices that another operation is on the screen.
    await explorer.page.evaluate(`for (const target of ['#graphiql-session-tab-2', '.graphiql-execute-button']) {
      document.querySelector(target).click();
    }`);
    expect(await explorer.answerWith('"ALEX SAMPLE TESTER"')).toMatchObject({
      data: { verifications: { edges: [{ node: { state: 'COMPLETED' } }, { node: { state: 'FAILED' } }] } },
    });
  });

  test('offers the sandbox’s sample images, one click each', async () => {
    const { page } = explorer;
    await page.getByRole('button', { name: 'Use the sample mariam-selfie.jpg for $selfie' }).click();
    await page.getByRole('button', { name: 'Use the sample alex-passport.jpg for $front' }).click();
    await explorer.card('selfie').getByText('mariam-selfie.jpg', { exact: true }).waitFor();
    await explorer.card('front').getByText('alex-passport.jpg', { exact: true }).waitFor();

    await explorer
      .card('selfie')
      .getByRole('button', { name: /^All \d+ samples$/ })
      .click();
    await page.getByRole('button', { name: 'Use the sample selfie-no-face.jpg for $selfie' }).click();
    await explorer.card('selfie').getByText('selfie-no-face.jpg', { exact: true }).waitFor();
  });

  test('takes a photo with the camera, and gives the camera back', async () => {
    const { page } = explorer;
    await page.evaluate(`{
      const { mediaDevices } = navigator;
      const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
      globalThis.tracks = [];
      mediaDevices.getUserMedia = async (constraints) => {
        const stream = await getUserMedia(constraints);
        tracks.push(...stream.getTracks());
        return stream;
      };
    }`);
    await page.getByRole('button', { name: 'Take a photo for $selfie' }).click();
    await page.getByRole('button', { name: 'Take photo' }).click();

    await explorer.card('selfie').getByText('selfie-photo.jpg').waitFor();
    await explorer
      .card('selfie')
      .getByText(/JPEG · \d{3,4}\s×\s\d{3,4}/)
      .waitFor();
    expect(await page.locator('dialog').count()).toBe(0);

    await page.getByRole('button', { name: 'Take a photo for $front' }).click();
    await page.getByRole('dialog', { name: 'Photograph the document' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Take photo' }).isEnabled()).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
    expect(await explorer.card('front').getByRole('img').count()).toBe(0);
    expect(await page.evaluate('tracks.map(({ readyState }) => readyState)')).toEqual(['ended', 'ended']);
  });

  test('takes images that are dropped on a card, dropped beside one, or pasted', async () => {
    // Real files in a real DataTransfer, sent through the page's own events: the pointer of a file manager cannot be scripted.
    const give = (type: string, target: string, property: string, name: string) =>
      explorer.page.evaluate(`(async () => {
        const blob = await (await fetch('/explorer/samples/alex-selfie.jpg')).blob();
        const transfer = new DataTransfer();
        transfer.items.add(new File([blob], '${name}', { type: 'image/jpeg' }));
        const event = new Event('${type}', { bubbles: true, cancelable: true });
        Object.defineProperty(event, '${property}', { value: transfer });
        document.querySelector('${target}').dispatchEvent(event);
        return event.defaultPrevented;
      })()`);

    expect(await give('drop', '[data-slot="front"]', 'dataTransfer', 'on-a-card.jpg')).toBe(true);
    await explorer.card('front').getByText('on-a-card.jpg').waitFor();
    expect(await give('drop', '.files-summary', 'dataTransfer', 'beside.jpg')).toBe(true);
    await explorer.card('selfie').getByText('beside.jpg').waitFor();
    expect(await give('paste', 'body', 'clipboardData', 'pasted.jpg')).toBe(true);
    await explorer.card('back').getByText('pasted.jpg').waitFor();
    expect(await give('drop', 'body', 'dataTransfer', 'elsewhere.jpg'), 'the page is not left for the file').toBe(true);
  });

  test('finds files inside input objects and lists, also while the operation is half typed', async () => {
    const keys = () => explorer.page.locator('.upload-card h3').allTextContents();
    await explorer.write('operation.graphql', 'mutation Nested($input: VerifyKycInput!, $extra: [Upload');
    await expect
      .poll(keys)
      .toEqual(['$input.selfie', '$input.documents.0.front', '$input.documents.0.back', '$extra.0']);

    await explorer.write(
      'operation.graphql',
      'mutation Nested($input: VerifyKycInput!) { verifyKyc(input: $input) { __typename ... on VerificationError { code } } }',
    );
    await explorer.write(
      'variables.json',
      '{ "input": { "reference": "a case", "documents": [{ "type": "PASSPORT" }] } }',
    );
    await expect.poll(keys).toEqual(['$input.selfie', '$input.documents.0.front', '$input.documents.0.back']);
    await explorer.choose('input.selfie', sampleFile('alex-selfie.jpg'));
    await explorer.choose('input.documents.0.front', sampleFile('alex-passport.jpg'));
    await explorer.run();

    expect(await explorer.answerWith('verifyKyc')).toMatchObject({
      data: { verifyKyc: { __typename: 'VerifyKycCompleted' } },
    });
    const { data } = await gateway.query('{ verifications { edges { node { reference } } } }');
    expect(data).toEqual({ verifications: { edges: [{ node: { reference: 'a case' } }] } });
  });

  test('shows an attempt live in a second window, while the first one verifies', async () => {
    const watcher = await openExplorer(context, gateway.url);
    await watcher.openTab('Watch');
    await watcher.run();
    await watcher.page.getByText('Listening for events').waitFor();

    await explorer.write('variables.json', '{ "key": "first-try" }');
    await explorer.choose('selfie', sampleFile('alex-selfie.jpg'));
    await explorer.choose('front', sampleFile('alex-id-card-front.jpg'));
    await explorer.run();

    expect(await watcher.answerWith('"COMPLETED"')).toMatchObject({
      data: { verificationUpdated: { state: 'COMPLETED', decision: 'ACCEPTED' } },
    });
    await watcher.page.getByText(/\d events?, the last after [\d.]+ m?s\. The server has ended the stream\./).waitFor();
    expect(watcher.faults).toEqual([]);
  });

  test('stops watching when told to', async () => {
    await explorer.openTab('Watch');
    await explorer.run();
    await explorer.page.getByText('Listening for events').waitFor();
    await explorer.page.getByRole('button', { name: 'Stop query (Ctrl-Enter)' }).click();
    await explorer.page.getByText(/^Stopped after/).waitFor();
  });

  test('shows the bytes of a slow upload on their way', async () => {
    const network = await context.newCDPSession(explorer.page);
    await explorer.choose('selfie', sampleFile('alex-selfie.jpg'));
    await explorer.choose('front', sampleFile('alex-id-card-front.jpg'));
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 60_000,
    });

    await explorer.run();

    await explorer.page.getByText(/^Sending [\d.]+ (bytes|kB) of \d+(\.\d)? kB$/).waitFor();
    await explorer.page.getByRole('progressbar', { name: 'Upload' }).waitFor();
    await explorer.answerWith('VerifyKycCompleted');
    await explorer.page.getByText(/Answered after/).waitFor();
    expect(await explorer.page.getByRole('progressbar', { name: 'Upload' }).isVisible()).toBe(false);
  });

  test('sends a token as a header, and leaves no trace of it or of any answer in the browser', async () => {
    const sent = explorer.page.waitForRequest((request) => request.postData()?.includes('query Who') ?? false);
    await explorer.write('request-headers.json', '{ "Authorization": "Bearer not-a-real-token" }');
    await explorer.write('operation.graphql', 'query Who { viewer { id } }');
    await explorer.run();
    expect((await sent).headers().authorization).toBe('Bearer not-a-real-token');
    await explorer.answerWith('{');
    // Longer than GraphiQL waits (500 ms) before it would store its tabs; there is no event to wait for.
    await explorer.page.waitForTimeout(700);

    const kept = await explorer.page.evaluate(`(async () => ({
      localStorage: { ...localStorage },
      sessionStorage: { ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      address: location.pathname + location.search + location.hash,
    }))()`);
    expect(kept).toEqual({
      localStorage: {},
      sessionStorage: {},
      cookies: '',
      databases: [],
      caches: [],
      address: '/graphql',
    });
    expect(requested.filter(({ url }) => url.href.includes('token'))).toEqual([]);

    const again = await openExplorer(context, gateway.url);
    expect(await again.read('request-headers.json')).not.toContain('not-a-real-token');
    expect(await again.read('response.json')).toBe('');
  });

  test('works without a mouse', async () => {
    const { page } = explorer;
    const focused = () => page.evaluate(`document.activeElement?.getAttribute('aria-label')`);
    await page.getByLabel('File for $selfie', { exact: true }).focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Take a photo for $selfie');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Use the sample alex-selfie.jpg for $selfie');
    await page.keyboard.press('Enter');
    await explorer.card('selfie').getByText('alex-selfie.jpg', { exact: true }).waitFor();
    expect(await focused(), 'the focus stays where it was').toBe('Use the sample alex-selfie.jpg for $selfie');

    await page.getByRole('button', { name: 'Remove the file of $selfie' }).focus();
    await page.keyboard.press('Space');
    expect(await focused(), 'the focus does not go with the file').toBe('File for $selfie');
    expect(await explorer.card('selfie').getByRole('img').count()).toBe(0);
  });

  test('opens the panel again when a photo is missing and the panel was closed', async () => {
    await explorer.page.getByRole('button', { name: 'Hide Files' }).click();
    expect(await explorer.page.locator('.files-panel').count()).toBe(0);
    await explorer.run();
    await explorer.card('selfie').getByText('Choose a file for $selfie, then run again.').waitFor();
  });
});
