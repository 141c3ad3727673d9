/** How the web app takes photos in: by camera, from disk, dropped; and what it does with a face alone, or with none. */
import { expect, test } from 'vitest';
import { sampleFile } from './explorer-page.ts';
import { describeWebApp } from './web-app-stage.ts';

describeWebApp('giving photos', (stage) => {
  test('the camera takes one, shows it, and is off afterwards', async () => {
    const app = await stage.open();
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
    const app = await stage.open();
    await app.page.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('none', 'NotFoundError');
    }`);
    await app.page.getByRole('button', { name: 'Take photo: Your selfie' }).click();
    await app.page.getByText('No camera was found on this device.').waitFor();
    await app.page.keyboard.press('Escape');
    expect(await app.focused()).toBe('Take photo: Your selfie');
  });

  test('a photo that is dropped lands where it was dropped', async () => {
    const app = await stage.open();
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
    const app = await stage.open();
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000mif1heic')]);
    await app.choose('Your selfie', { name: 'IMG_0001.HEIC', mimeType: 'image/heic', buffer: heic });
    await app.slot('Your selfie').getByText('This browser cannot open HEIC photos.').waitFor();
    await app.choose('Your selfie', { name: 'cv.pdf', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.7 …') });
    await app.slot('Your selfie').getByText('This file is no photo.').waitFor();
    await app.choose('Your selfie', 'alex-selfie.jpg');
    await app.slot('Your selfie').getByText('Look straight into the camera').waitFor();
  });
});

describeWebApp('without photos of documents', (stage) => {
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
    const { data } = await stage.gateway.upload(mutation, {}, files);
    expect(data.verifyKyc.__typename).toBe('VerifyKycCompleted');
  }

  test('a known face logs in, and the session shows the person’s own status', async () => {
    await verifyAlex();
    const app = await stage.open('/app/#/login');
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
    const app = await stage.open('/app/#/login');
    await app.choose('Your selfie', 'stranger-selfie.jpg');
    await app.slot('Your selfie').getByRole('img').waitFor();
    await app.page.getByRole('button', { name: 'Log in', exact: true }).click();
    await app.slot('Your selfie').getByText('We did not recognise you.').waitFor();
    await app.page.getByRole('button', { name: 'Verify yourself first' }).click();
    await app.heading('Verify your identity');
  });

  test('a link is shown as a code, and the page hears when the person has finished', async () => {
    await stage.restart({ WEBHOOK_SECRET: 'a-secret-of-the-tests-0123456789' });
    stage.sandbox().setWebhook({
      url: `${stage.gateway.url}/webhooks/faceki/a-secret-of-the-tests-0123456789`,
      alsoForV2: true,
    });
    stage.allowSandboxPages();

    const app = await stage.open('/app/#/phone');
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
