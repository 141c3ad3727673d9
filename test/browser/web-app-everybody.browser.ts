/** The web app for whoever comes: in Arabic, by keyboard, on a phone, in the dark, with a screen reader. */
import { expect, test } from 'vitest';
import { describeWebApp } from './web-app-stage.ts';

const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

describeWebApp('for everybody', (stage) => {
  test('in Arabic the page runs from right to left, and the advice comes in Arabic', async () => {
    const app = await stage.open('/app/', { locale: 'ar-AE' });
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
    const app = await stage.open();
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
      const app = await stage.open('/app/', { ...phone, locale });
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
    const app = await stage.open('/app/', phone);
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
    const app = await stage.open('/app/', { colorScheme });
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
    await app.page.goto(`${stage.gateway.url}/app/#/phone`);
    await app.page.getByRole('button', { name: 'Make a code' }).click();
    await app.page.getByRole('img', { name: 'QR code of the link' }).waitFor();
    expect(await app.faultsOfAccess(), 'link').toEqual([]);
    await app.page.goto(`${stage.gateway.url}/`);
    expect(await app.faultsOfAccess(), 'start page').toEqual([]);
  });
});
