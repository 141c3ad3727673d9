/** The web app of examples/web in a real browser, over the whole gateway and its sandbox. */
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isWebExampleBuilt } from '#scripts/web-example.ts';
import { findChromium, launchChromium } from '#test/support/chromium.ts';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { sampleFile } from './explorer-page.ts';
import { openWebApp, type WebAppPage } from './web-app-page.ts';

const chromiumPath = findChromium();
const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

describe.skipIf(chromiumPath === null || !isWebExampleBuilt())('the web app', () => {
  let browser: Browser;
  let gateway: TestGateway;
  let contexts: BrowserContext[];
  let apps: WebAppPage[];
  let requested: { readonly url: URL; readonly operation: string; readonly hasFiles: boolean }[];
  /** What else may be asked: the sandbox's own page of a link. */
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

  async function open(path = '/app/', options: BrowserContextOptions = {}): Promise<WebAppPage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'en-GB', ...options });
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
  }

  /** The attempts that the ledger knows, the oldest first. */
  async function attempts(): Promise<readonly { readonly state: string; readonly idempotencyKey: string | null }[]> {
    const { data } = await gateway.query('{ verifications { edges { node { state idempotencyKey } } } }');
    return data.verifications.edges.map(({ node }: { node: unknown }) => node).reverse();
  }

  const sandbox = () => {
    if (gateway.app.sandbox === null) throw new Error('There is no sandbox.');
    return gateway.app.sandbox.control;
  };

  describe('verifying a person', () => {
    test('the start page leads to it, and it verifies who gives a selfie and a card', async () => {
      const app = await open('/');
      await app.page.getByRole('link', { name: 'Web app' }).click();
      await app.heading('Verify your identity');
      await app.chooseAll('alex-selfie.jpg');
      await app.verify();

      await app.heading('You are verified');
      await app.page.getByText('Alex Sample Tester').waitFor();
      await app.page.getByText('17 May 1990').waitFor();
      const text = await app.page.locator('.facts').innerText();
      expect(text).toContain('ending in 0017');
      expect(text, 'the whole number is not shown').not.toContain('UT0000017');
    });

    test('says which photos are missing, and leads to the first of them', async () => {
      const app = await open();
      await app.choose('Your selfie', 'alex-selfie.jpg');
      await app.slot('Your selfie').getByRole('img').waitFor();
      await app.page.getByRole('button', { name: 'Verify me' }).click();
      await app.page.getByText('Still missing: identity card (front) and identity card (back).').waitFor();
      expect(await app.focused()).toBe('Take photo: Identity card (front)');
      expect(await attempts()).toEqual([]);
    });

    test('sends nothing without consent', async () => {
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      await app.page.getByRole('button', { name: 'Verify me' }).click();
      await app.page.getByText('Please agree first').waitFor();
      expect(await attempts()).toEqual([]);
    });

    test('points at the photo to take again, with the advice, and accepts the better one', async () => {
      const app = await open();
      await app.chooseAll('selfie-blurred.jpg');
      await app.verify();

      const selfie = app.slot('Your selfie');
      await selfie.getByText('The photo is blurred. Please hold still and take it again.').waitFor();
      await app.page.getByText('One photo has to be taken again').waitFor();
      expect(await app.page.locator('[data-marked]').count()).toBe(1);
      expect(await app.focused()).toBe('Take again: Your selfie');
      // The same photo would get the same answer.
      await app.page.getByRole('button', { name: 'Verify me again' }).click();
      await app.page.getByText('Please take the marked photo again first.').waitFor();
      expect(await attempts()).toHaveLength(1);

      await app.choose('Your selfie', 'alex-selfie.jpg');
      await expect.poll(() => app.page.locator('[data-marked]').count()).toBe(0);
      await app.verify();

      await app.heading('You are verified');
      const [first, second] = await attempts();
      expect([first?.state, second?.state]).toEqual(['FAILED', 'COMPLETED']);
      expect(second?.idempotencyKey, 'another photo is another try').not.toBe(first?.idempotencyKey);
    });

    test('points at both sides of a document that was refused, and at nothing else', async () => {
      const app = await open();
      await app.chooseAll('alex-selfie.jpg', 'document-rejected.jpg');
      await app.verify();

      await app.page.getByText('Please photograph the original document again').waitFor();
      const marked = app.page.locator('[data-marked]');
      expect(await marked.count()).toBe(2);
      expect(await marked.locator('h3').allInnerTexts()).toEqual([
        expect.stringContaining('Front'),
        expect.stringContaining('Back'),
      ]);
      expect(await app.focused()).toBe('Take again: Identity card (front)');
    });

    test('asks for the document that the rules want', async () => {
      const app = await open();
      await app.chooseAll('request-passport-missing.jpg');
      await app.verify();
      await app.page.getByText('Please add a photo of your passport.').waitFor();
      expect(await app.focused()).toBe('Take photo: Passport (page with your picture)');

      await app.choose('Passport (page with your picture)', 'alex-passport.jpg');
      await app.choose('Your selfie', 'alex-selfie.jpg');
      await app.verify();
      await app.heading('You are verified');
    });

    test('takes a passport with one photo, and three documents at once', async () => {
      const app = await open();
      await app.chooseAll('mariam-selfie.jpg', 'mariam-id-card-front.jpg', 'mariam-id-card-back.jpg');
      for (const _ of [1, 2]) await app.page.getByRole('button', { name: 'Add another document' }).click();
      expect(await app.page.getByRole('button', { name: 'Add another document' }).count()).toBe(0);
      await app.choose('Passport (page with your picture)', 'mariam-passport.jpg');
      await app.choose('Driving licence (front)', 'mariam-licence-front.jpg');
      await app.choose('Driving licence (back)', 'mariam-licence-back.jpg');
      await app.verify();

      await app.heading('You are verified');
      const facts = async () => (await app.page.locator('.facts dt').allInnerTexts()).sort();
      await expect.poll(facts).toEqual(['Date of birth', 'Driving licence', 'Identity card', 'Name', 'Passport']);
    });

    test('shows how many bytes have left, then what the gateway tells of the attempt, watched from before it was sent', async () => {
      sandbox().setLatency(800);
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      const network = await app.page.context().newCDPSession(app.page);
      await network.send('Network.enable');
      const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 150_000 };
      await network.send('Network.emulateNetworkConditions', slow);
      await app.verify();

      await app.heading('One moment, please');
      await app.page.getByText(/^\d+ kB of 0\.\d MB$/).waitFor();
      const bar = app.page.getByRole('progressbar', { name: 'Sending your photos' });
      expect(Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
      const current = app.page.locator('[aria-current=step]');
      await current.filter({ hasText: 'Deciding' }).waitFor();

      await app.heading('You are verified');
      const operations = requested.map(({ operation }) => operation).filter((name) => name !== '');
      expect(operations[0]).toBe('Progress');
    });

    test('lets the person cancel while the photos are on their way, and keeps them', async () => {
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      const network = await app.page.context().newCDPSession(app.page);
      await network.send('Network.enable');
      const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 20_000 };
      await network.send('Network.emulateNetworkConditions', slow);
      await app.verify();
      await app.page.getByRole('button', { name: 'Cancel' }).click();
      await app.heading('Verify your identity');
      expect(await app.page.getByRole('img', { name: 'your photo' }).count()).toBe(3);
      await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
      await app.verify();
      await app.heading('You are verified');
      expect(await attempts()).toHaveLength(1);
    });

    test('tells the person when it takes longer than usual, and shows the result when it comes', async () => {
      await gateway.close();
      gateway = await startGateway({ VERIFY_ANSWER_WITHIN_MS: '1000' });
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      sandbox().setLatency(2_500);
      await app.verify();
      await app.page.getByText('This takes longer than usual.').waitFor();
      sandbox().setLatency(0);
      await app.heading('You are verified');
      expect(
        requested.filter(({ hasFiles }) => hasFiles),
        'the photos travel once',
      ).toHaveLength(1);
      expect(await attempts()).toHaveLength(1);
    });

    test.each([
      ['DECLINED', 'We could not confirm your identity'],
      ['REVIEW', 'A person will have a look'],
    ])('says what %s means for the person', async (outcome, heading) => {
      sandbox().setNextOutcome('kyc', outcome);
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      await app.verify();
      await app.heading(heading);
    });
  });

  describe('following the advice', () => {
    test('the same again: once more with the same key, nothing to take', async () => {
      sandbox().setNextOutcome('kyc', 'PLEASE_TRY_AGAIN');
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      await app.verify();
      await app.heading('There is no result yet');
      await app.page.getByText('That did not work. Please try once more.').waitFor();
      const [first] = await attempts();
      await app.page.getByRole('button', { name: 'Try again' }).click();

      await app.heading('You are verified');
      const last = (await attempts()).at(-1);
      expect(first?.idempotencyKey).toEqual(expect.any(String));
      expect(last).toEqual({ state: 'COMPLETED', idempotencyKey: first?.idempotencyKey });
    });

    test('later: not before the time is over, then the same key', async () => {
      sandbox().setNextOutcome('kyc', 'INTERNAL_SYSTEM_ERROR');
      const app = await open();
      await app.page.clock.install();
      await app.chooseAll('alex-selfie.jpg');
      await app.verify();
      await app.heading('Please wait a little');
      const again = app.page.getByRole('button', { name: 'Try again' });
      expect(await again.isDisabled()).toBe(true);
      await app.page.getByText(/You can try again in 0:[23]\d/).waitFor();
      await app.page.clock.fastForward(31_000);
      await again.click();
      await app.heading('You are verified');
      expect(new Set((await attempts()).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    });

    test('never: nothing to press that would try again', async () => {
      sandbox().setNextOutcome('kyc', 'NO_RULES_FOR_COMPANY');
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      await app.verify();
      await app.heading('This cannot go on');
      await app.page.getByText('Please contact support.').waitFor();
      expect(await app.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    });

    test('a lost connection: the photos stay, and the same key finds what became of them', async () => {
      const app = await open();
      await app.chooseAll('alex-selfie.jpg');
      let isLost = false;
      await app.page.route('**/graphql', async (route) => {
        if (isLost || !route.request().headers()['content-type']?.startsWith('multipart/')) return route.fallback();
        isLost = true;
        // The request arrives, and its answer gets lost.
        await route.fetch();
        await route.abort('connectionreset');
      });
      await app.verify();
      await app.heading('The connection was lost');
      await app.page.getByRole('button', { name: 'Try again' }).click();
      await app.heading('You are verified');
      expect(await attempts(), 'verified, and paid for, once').toHaveLength(1);
      // The page says so in the console, and nothing else does.
      expect(apps[0]?.faults).toEqual([expect.stringContaining('ERR_CONNECTION_RESET')]);
      apps = [];
    });
  });

  describe('giving photos', () => {
    test('the camera takes one, shows it, and is off afterwards', async () => {
      const app = await open();
      await app.page.evaluate(`{
        const { mediaDevices } = navigator;
        const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
        globalThis.tracks = [];
        mediaDevices.getUserMedia = async (constraints) => {
          const stream = await getUserMedia(constraints);
          tracks.push(...stream.getTracks());
          return stream;
        };
      }`);
      await app.page.getByRole('button', { name: 'Take photo: Your selfie' }).click();
      const dialog = app.page.getByRole('dialog', { name: 'Take a selfie' });
      await dialog.getByRole('button', { name: 'Take photo' }).click();
      await dialog.getByRole('img', { name: 'The photo that you have taken' }).waitFor();
      await dialog.getByRole('button', { name: 'Take again' }).click();
      await dialog.getByRole('button', { name: 'Take photo' }).click();
      await dialog.getByRole('button', { name: 'Use this photo' }).click();

      await app.slot('Your selfie').getByRole('img', { name: 'your photo' }).waitFor();
      await expect.poll(() => app.focused()).toBe('Take again: Your selfie');
      await expect.poll(() => app.page.evaluate('tracks.every(({ readyState }) => readyState === "ended")')).toBe(true);

      await app.choose('Identity card (front)', 'alex-id-card-front.jpg');
      await app.choose('Identity card (back)', 'alex-id-card-back.jpg');
      await app.verify();
      await app.heading('You are verified');
    });

    test('without a camera the dialog says so, and a file will do', async () => {
      const app = await open();
      await app.page.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException('none', 'NotFoundError');
      }`);
      await app.page.getByRole('button', { name: 'Take photo: Your selfie' }).click();
      await app.page.getByText('No camera was found on this device.').waitFor();
      await app.page.keyboard.press('Escape');
      expect(await app.focused()).toBe('Take photo: Your selfie');
    });

    test('a photo that is dropped lands where it was dropped', async () => {
      const app = await open();
      const box = await app.slot('Identity card (back)').locator('.frame').boundingBox();
      const pointer = await app.page.context().newCDPSession(app.page);
      // 1: copy.
      const data = { items: [], files: [sampleFile('alex-id-card-back.jpg')], dragOperationsMask: 1 };
      const where = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20, data };
      for (const type of ['dragEnter', 'dragOver'] as const)
        await pointer.send('Input.dispatchDragEvent', { type, ...where });
      await app.slot('Identity card (back)').getByText('Drop the photo here').waitFor();
      await pointer.send('Input.dispatchDragEvent', { type: 'drop', ...where });
      await app.slot('Identity card (back)').getByRole('img', { name: 'your photo' }).waitFor();
    });

    test('what no browser can read is said at its place, in words', async () => {
      const app = await open();
      const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000mif1heic')]);
      await app.choose('Your selfie', { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: heic });
      await app.slot('Your selfie').getByText('This browser cannot open HEIC photos.').waitFor();
      await app.choose('Your selfie', { name: 'cv.pdf', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.7 …') });
      await app.slot('Your selfie').getByText('This file is no photo.').waitFor();
      await app.choose('Your selfie', 'alex-selfie.jpg');
      await app.slot('Your selfie').getByText('Look straight into the camera').waitFor();
    });
  });

  describe('without photos of documents', () => {
    /** Alex, verified beforehand. */
    async function verifyAlex(): Promise<void> {
      const { readFile } = await import('node:fs/promises');
      const files: Record<string, Uint8Array> = {};
      for (const [name, file] of Object.entries({ selfie: 'selfie', front: 'id-card-front', back: 'id-card-back' })) {
        files[name] = await readFile(sampleFile(`alex-${file}.jpg`));
      }
      const mutation = `mutation ($selfie: Upload!, $front: Upload!, $back: Upload!) {
        verifyKyc(input: { selfie: $selfie, documents: [{ type: ID_CARD, front: $front, back: $back }] }) { __typename }
      }`;
      const { data } = await gateway.upload(mutation, {}, files);
      expect(data.verifyKyc.__typename).toBe('VerifyKycCompleted');
    }

    test('a known face logs in, and the session shows the person’s own status', async () => {
      await verifyAlex();
      const app = await open('/app/#/login');
      await app.choose('Your selfie', 'alex-selfie-2.jpg');
      await app.slot('Your selfie').getByRole('img').waitFor();
      await app.page.getByRole('button', { name: 'Log in', exact: true }).click();

      await app.heading('Welcome back');
      await app.page.locator('.facts dd', { hasText: /^Verified/ }).waitFor();
      await app.page.getByText('Accepted', { exact: true }).waitFor();
      expect(
        await app.page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])'),
      ).toBe('[{},{},""]');
      await app.page.getByRole('button', { name: 'Log out' }).click();
      await app.heading('Log in with your face');
      expect(await app.page.getByRole('img', { name: 'your photo' }).count()).toBe(0);
    });

    test('an unknown face is told so at the photo, and where to go', async () => {
      await verifyAlex();
      const app = await open('/app/#/login');
      await app.choose('Your selfie', 'stranger-selfie.jpg');
      await app.slot('Your selfie').getByRole('img').waitFor();
      await app.page.getByRole('button', { name: 'Log in', exact: true }).click();
      await app.slot('Your selfie').getByText('We did not recognise you.').waitFor();
      await app.page.getByRole('button', { name: 'Verify yourself first' }).click();
      await app.heading('Verify your identity');
    });

    test('a link is shown as a code, and the page hears when the person has finished', async () => {
      await gateway.close();
      gateway = await startGateway({ WEBHOOK_SECRET: 'a-secret-of-the-tests-0123456789' });
      sandbox().setWebhook({
        url: `${gateway.url}/webhooks/faceki/a-secret-of-the-tests-0123456789`,
        alsoForV2: true,
      });
      alsoAllowed = gateway.app.sandbox === null ? null : new URL(gateway.app.sandbox.url).origin;

      const app = await open('/app/#/phone');
      await app.page.getByRole('button', { name: 'Make a code' }).click();
      await app.heading('Scan me with your phone’s camera');
      await app.page.getByRole('img', { name: 'QR code of the link' }).waitFor();
      await app.page.getByText(/^Valid for (30:00|29:5\d)$/).waitFor();
      await app.page.locator('[aria-current=step]', { hasText: 'Waiting for you' }).waitFor();

      const opening = app.page.context().waitForEvent('page');
      await app.page.getByRole('link', { name: 'Open here' }).click();
      const hosted = await opening;
      await hosted.getByRole('button', { name: 'Use sample person' }).click();
      await hosted.locator('#result').waitFor();

      await app.heading('You are verified');
    });
  });

  describe('for everybody', () => {
    test('in Arabic the page runs from right to left, and the advice comes in Arabic', async () => {
      const app = await open('/app/', { locale: 'ar-AE' });
      await app.heading('تحقق من هويتك');
      expect(await app.page.evaluate('[document.documentElement.dir, document.documentElement.lang]')).toEqual([
        'rtl',
        'ar',
      ]);
      await app.choose('صورتك الذاتية', 'selfie-blurred.jpg');
      await app.choose('بطاقة هوية (الوجه الأمامي)', 'alex-id-card-front.jpg');
      await app.choose('بطاقة هوية (الوجه الخلفي)', 'alex-id-card-back.jpg');
      await expect.poll(() => app.page.locator('.slot img.photo').count()).toBe(3);
      const selfie = await app.slot('صورتك الذاتية').boundingBox();
      const front = await app.slot('بطاقة هوية (الوجه الأمامي)').boundingBox();
      expect(selfie?.x, 'the first photo stands on the right').toBeGreaterThan(front?.x ?? Number.NaN);
      await app.page.getByText('أوافق').click();
      await app.page.getByRole('button', { name: 'تحقق من هويتي' }).click();
      await app.slot('صورتك الذاتية').getByText('الصورة غير واضحة. يرجى الثبات والتقاطها مرة أخرى.').waitFor();

      await app.page.getByRole('button', { name: 'English' }).click();
      await app.slot('Your selfie').getByText('The photo is blurred. Please hold still and take it again.').waitFor();
      expect(await app.page.evaluate('document.documentElement.dir')).toBe('ltr');
      await app.page.reload();
      await app.heading('Verify your identity');
    });

    test('the keyboard alone is enough, and one always sees where one is', async () => {
      const app = await open();
      const { keyboard } = app.page;
      /** Tabs until this has the focus. */
      const goTo = async (name: string | RegExp) => {
        for (let presses = 0; presses < 40; presses++) {
          await keyboard.press('Tab');
          const outline = await app.page.evaluate(`(() => {
            const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
            const zone = document.activeElement.closest('[data-focus-visible]');
            return outlineStyle !== 'none' && outlineWidth !== '0px' || zone !== null;
          })()`);
          const name_ = await app.focused();
          expect(outline, `the focus is seen on “${name_}”`).toBe(true);
          if (typeof name === 'string' ? name_ === name : name.test(name_)) return;
        }
        throw new Error(`Nothing called ${name} was reached.`);
      };

      await goTo('Skip to content');
      await keyboard.press('Enter');
      expect(await app.focused()).toBe('Verify your identity');
      await goTo('Sample: Your selfie');
      await keyboard.press('Enter');
      await app.page.getByRole('dialog', { name: 'Sample photos' }).waitFor();
      await goTo('Mariam');
      await keyboard.press('Enter');
      await app.slot('Your selfie').getByRole('img', { name: 'your photo' }).waitFor();
      await expect.poll(() => app.focused()).toBe('Sample: Your selfie');

      await expect
        .poll(async () => {
          await keyboard.press('Tab');
          return app.page.evaluate('document.activeElement.type');
        })
        .toBe('radio');
      await keyboard.press('ArrowRight');
      await app.slot('Passport (page with your picture)').waitFor();
      await goTo('Sample: Passport (page with your picture)');
      await keyboard.press('Enter');
      await goTo('Mariam passport');
      await keyboard.press('Space');
      await app.slot('Passport (page with your picture)').getByRole('img', { name: 'your photo' }).waitFor();

      await expect
        .poll(async () => {
          await keyboard.press('Tab');
          return app.page.evaluate('document.activeElement.type');
        })
        .toBe('checkbox');
      await keyboard.press('Space');
      await goTo('Verify me');
      await keyboard.press('Enter');
      await app.heading('You are verified');
      expect(await app.focused()).toBe('You are verified');
      await goTo('Log in with your face');
      await keyboard.press('Enter');
      await app.heading('Log in with your face');
      await expect.poll(() => app.focused()).toBe('Log in with your face');
    });

    test('on a phone nothing hangs over the edge, and what is pressed is large enough', async () => {
      for (const locale of ['en-GB', 'ar-AE']) {
        const app = await open('/app/', { ...phone, locale });
        for (const page of ['verify', 'login', 'phone']) {
          await app.page.evaluate(`location.hash = '#/${page}'`);
          await app.page.locator(`a[href="#/${page}"][aria-current]`).waitFor();
          expect(await app.page.evaluate('document.documentElement.scrollWidth'), `${locale} ${page}`).toBe(360);
          const small =
            await app.page.evaluate(`[...document.querySelectorAll('main button, main a, header button, header a, .type, .consent')]
            .filter((each) => each.checkVisibility() && !each.closest('.visually-hidden, .frame'))
            .map((each) => [each.textContent, Math.round(each.getBoundingClientRect().height)])
            .filter(([, height]) => height < 40)`);
          expect(small, `${locale} ${page}`).toEqual([]);
        }
      }
    });

    test('on a phone the whole way is walked with a thumb', async () => {
      const app = await open('/app/', phone);
      await app.page.getByRole('button', { name: 'Use Alex' }).tap();
      await expect.poll(() => app.page.locator('.slot img.photo').count()).toBe(3);
      await app.page.getByRole('button', { name: 'Sample: Your selfie' }).tap();
      await app.page.getByRole('button', { name: 'Too close', exact: true }).tap();
      await expect.poll(() => app.page.getByRole('dialog').count()).toBe(0);
      await app.page.getByText('I agree that my photos').tap();
      await app.page.getByRole('button', { name: 'Verify me' }).tap();
      const advice = app.slot('Your selfie').getByText('You are very close. Please move a little further away.');
      await advice.waitFor();
      await expect.poll(() => advice.isVisible()).toBe(true);
      const place = await advice.boundingBox();
      expect(place?.y, 'the advice is on the screen').toBeGreaterThan(60);
      expect(place?.y).toBeLessThan(740);
    });

    test.each(['light', 'dark'] as const)('contrast, names and roles are right, in %s colours', async (colorScheme) => {
      const app = await open('/app/', { colorScheme });
      expect(await app.faultsOfAccess(), 'empty').toEqual([]);
      await app.chooseAll('selfie-blurred.jpg');
      await app.verify();
      await app.slot('Your selfie').getByText('hold still').waitFor();
      expect(await app.faultsOfAccess(), 'failure').toEqual([]);
      await app.page.getByRole('button', { name: 'Sample: Your selfie' }).click();
      await app.page.getByRole('dialog').waitFor();
      expect(await app.faultsOfAccess(), 'samples').toEqual([]);
      await app.page.getByRole('button', { name: 'Alex', exact: true }).click();
      await expect.poll(() => app.page.locator('[data-marked]').count()).toBe(0);
      await app.verify();
      await app.heading('You are verified');
      await app.page.locator('.facts').waitFor();
      expect(await app.faultsOfAccess(), 'result').toEqual([]);
      await app.page.goto(`${gateway.url}/app/#/phone`);
      await app.page.getByRole('button', { name: 'Make a code' }).click();
      await app.page.getByRole('img', { name: 'QR code of the link' }).waitFor();
      expect(await app.faultsOfAccess(), 'link').toEqual([]);
      await app.page.goto(`${gateway.url}/`);
      expect(await app.faultsOfAccess(), 'start page').toEqual([]);
    });
  });
});
