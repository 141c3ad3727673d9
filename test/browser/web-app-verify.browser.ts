/** Verifying a person in the web app, from the first photo to the decision, and what the app does with each advice. */
import { expect, test } from 'vitest';
import { describeWebApp } from './web-app-stage.ts';

describeWebApp('verifying a person', (stage) => {
  test('the start page leads to it, and it verifies who gives a selfie and a card', async () => {
    const app = await stage.open('/');
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
    const app = await stage.open();
    await app.choose('Your selfie', 'alex-selfie.jpg');
    await app.slot('Your selfie').getByRole('img').waitFor();
    await app.page.getByRole('button', { name: 'Verify me' }).click();
    await app.page.getByText('Still missing: identity card (front) and identity card (back).').waitFor();
    expect(await app.focused()).toBe('Take photo: Identity card (front)');
    expect(await stage.attempts()).toEqual([]);
  });

  test('sends nothing without consent', async () => {
    const app = await stage.open();
    await app.chooseAll('alex-selfie.jpg');
    await app.page.getByRole('button', { name: 'Verify me' }).click();
    await app.page.getByText('Please agree first').waitFor();
    expect(await stage.attempts()).toEqual([]);
  });

  test('points at the photo to take again, with the advice, and accepts the better one', async () => {
    const app = await stage.open();
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
    expect(await stage.attempts()).toHaveLength(1);

    await app.choose('Your selfie', 'alex-selfie.jpg');
    await expect.poll(() => app.page.locator('[data-marked]').count()).toBe(0);
    await app.verify();

    await app.heading('You are verified');
    const [first, second] = await stage.attempts();
    expect([first?.state, second?.state]).toEqual(['FAILED', 'COMPLETED']);
    expect(second?.idempotencyKey, 'another photo is another try').not.toBe(first?.idempotencyKey);
  });

  test('points at both sides of a document that was refused, and at nothing else', async () => {
    const app = await stage.open();
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
    const app = await stage.open();
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
    const app = await stage.open();
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
    stage.sandbox().setLatency(2_500);
    const app = await stage.open();
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
    const operations = stage.requested.map(({ operation }) => operation).filter((name) => name !== '');
    expect(operations[0]).toBe('Progress');
  });

  test('lets the person cancel while the photos are on their way, and keeps them', async () => {
    const app = await stage.open();
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
    expect(await stage.attempts()).toHaveLength(1);
  });

  test('tells the person when it takes longer than usual, and shows the result when it comes', async () => {
    await stage.restart({ VERIFY_ANSWER_WITHIN_MS: '1000' });
    const app = await stage.open();
    await app.chooseAll('alex-selfie.jpg');
    stage.sandbox().setLatency(2_500);
    await app.verify();
    await app.page.getByText('This takes longer than usual.').waitFor();
    stage.sandbox().setLatency(0);
    await app.heading('You are verified');
    expect(
      stage.requested.filter(({ hasFiles }) => hasFiles),
      'the photos travel once',
    ).toHaveLength(1);
    expect(await stage.attempts()).toHaveLength(1);
  });

  test.each([
    ['DECLINED', 'We could not confirm your identity'],
    ['REVIEW', 'A person will have a look'],
  ])('says what %s means for the person', async (outcome, heading) => {
    stage.sandbox().setNextOutcome('kyc', outcome);
    const app = await stage.open();
    await app.chooseAll('alex-selfie.jpg');
    await app.verify();
    await app.heading(heading);
  });
});

describeWebApp('following the advice', (stage) => {
  test('the same again: once more with the same key, nothing to take', async () => {
    stage.sandbox().setNextOutcome('kyc', 'PLEASE_TRY_AGAIN');
    const app = await stage.open();
    await app.chooseAll('alex-selfie.jpg');
    await app.verify();
    await app.heading('There is no result yet');
    await app.page.getByText('That did not work. Please try once more.').waitFor();
    const [first] = await stage.attempts();
    await app.page.getByRole('button', { name: 'Try again' }).click();

    await app.heading('You are verified');
    const last = (await stage.attempts()).at(-1);
    expect(first?.idempotencyKey).toEqual(expect.any(String));
    expect(last).toEqual({ state: 'COMPLETED', idempotencyKey: first?.idempotencyKey });
  });

  test('later: not before the time is over, then the same key', async () => {
    stage.sandbox().setNextOutcome('kyc', 'INTERNAL_SYSTEM_ERROR');
    const app = await stage.open();
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
    expect(new Set((await stage.attempts()).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  test('never: nothing to press that would try again', async () => {
    stage.sandbox().setNextOutcome('kyc', 'NO_RULES_FOR_COMPANY');
    const app = await stage.open();
    await app.chooseAll('alex-selfie.jpg');
    await app.verify();
    await app.heading('This cannot go on');
    await app.page.getByText('Please contact support.').waitFor();
    expect(await app.page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  });

  test('a lost connection: the photos stay, and the same key finds what became of them', async () => {
    const app = await stage.open();
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
    expect(await stage.attempts(), 'verified, and paid for, once').toHaveLength(1);
    // The page says so in the console, and nothing else does.
    expect(stage.takeFaults()).toEqual([expect.stringContaining('ERR_CONNECTION_RESET')]);
  });
});
