/** The code that docs/clients.md prints for showing how much of the photographs is through, in a real browser. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '#test/support/chromium.ts';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { jwtSettings, tokenOf } from '#test/support/tokens.ts';

const chromiumPath = findChromium();
const example = stripTypeScriptTypes(readFileSync('examples/clients/upload-progress.ts', 'utf8')).replace(
  'export ',
  '',
);
const operation = `mutation ($selfie: Upload!, $front: Upload!) {
  verifyKyc(input: { selfie: $selfie, documents: [{ front: $front }] }) { __typename ... on VerificationError { code } }
}`;

describe.skipIf(chromiumPath === null)('uploading from a page', () => {
  let browser: Browser;
  let gateway: TestGateway;
  beforeAll(async () => {
    browser = await launchChromium(chromiumPath ?? '');
    gateway = await startGateway(jwtSettings);
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
  });

  /** Runs the example in a page of the gateway's origin, with two pictures that are large by what follows their end. */
  async function upload(token: string) {
    const page = await browser.newPage();
    await page.route('**/app', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<p>An app of the same origin.' }),
    );
    await page.goto(`${gateway.url}/app`);
    const sample = (name: string) => JSON.stringify(readFileSync(`examples/images/${name}.jpg`).toString('base64'));
    return page.evaluate(`(async () => {
      ${example}
      const photo = (base64) => new Blob([Uint8Array.fromBase64(base64), new Uint8Array(3_000_000)]);
      const form = new FormData();
      form.set('operations', ${JSON.stringify(JSON.stringify({ query: operation, variables: { selfie: null, front: null } }))});
      form.set('map', '{ "0": ["variables.selfie"], "1": ["variables.front"] }');
      form.set('0', photo(${sample('alex-selfie')}));
      form.set('1', photo(${sample('alex-passport')}));
      const steps = [];
      const answer = await uploadWithProgress('/graphql', form, ${JSON.stringify(token)}, (...step) => steps.push(step));
      return { answer, steps };
    })()`);
  }

  test('tells the bytes that are through, up to the last, and then the answer', async () => {
    const { answer, steps } = (await upload(await tokenOf('amira', 'kyc:verify'))) as {
      answer: unknown;
      steps: [number, number][];
    };
    expect(answer).toEqual({ data: { verifyKyc: { __typename: 'VerifyKycCompleted' } } });
    const [, totalBytes = 0] = steps.at(-1) ?? [];
    expect(totalBytes).toBeGreaterThan(6_000_000);
    expect(steps.at(-1)).toEqual([totalBytes, totalBytes]);
    expect(steps.map(([sentBytes]) => sentBytes)).toEqual(
      steps.map(([sentBytes]) => sentBytes).toSorted((a, b) => a - b),
    );
  });

  test('hands over a refusal like any other answer', async () => {
    expect(await upload('not.a.token')).toMatchObject({ answer: { errors: [{ message: expect.any(String) }] } });
  });
});
