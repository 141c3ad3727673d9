import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Handler } from '#server/listener.ts';
import { createStartPage } from '#server/start-page.ts';
import { createWebApp, type WebApp } from '#server/web-app.ts';

let folder: string;
let app: WebApp;
const servers: Server[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'web-app-'));
  app = offered({ folder: pathToFileURL(`${folder}/`), samplesFolder: pathToFileURL(`${folder}/images/`) });
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  await rm(folder, { recursive: true });
});

function offered(options: Parameters<typeof createWebApp>[0]): WebApp {
  const offer = createWebApp(options);
  if (offer === null) throw new Error('The web app is not offered.');
  return offer;
}

/** As the build leaves it. */
async function build(): Promise<void> {
  await mkdir(join(folder, 'dist/assets'), { recursive: true });
  await mkdir(join(folder, 'images'));
  await writeFile(
    join(folder, 'dist/index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script src="./assets/index-1.js" nonce="__CSP_NONCE__"></script>',
  );
  await writeFile(join(folder, 'dist/assets/index-1.js'), 'app();');
  await writeFile(join(folder, 'dist/icon.svg'), '<svg/>');
  await writeFile(join(folder, 'images/alex-selfie.jpg'), 'photo');
  await writeFile(join(folder, 'images/README.md'), 'no photo');
}

async function serve(handler: Handler): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
  const server = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    handler(request, response, 'request-1');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return (path, init) => fetch(url + path, { redirect: 'manual', ...init });
}

describe('the web app', () => {
  test('shows its page under a policy that knows one nonce, another one each time', async () => {
    await build();
    const get = await serve(app.handler);
    const seen = new Set<string>();
    for (let time = 0; time < 2; time++) {
      const page = await get('/app/');
      const policy = page.headers.get('content-security-policy') ?? '';
      const nonce = /style-src 'self' 'nonce-([\w-]{22})'/.exec(policy)?.[1] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toContain('unsafe');
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('permissions-policy')).toContain('camera=(self)');
      const html = await page.text();
      expect(html).toContain(`nonce="${nonce}"`);
      expect(html).not.toContain('__CSP_NONCE__');
      seen.add(nonce);
    }
    expect(seen.size).toBe(2);
  });

  test('lets browsers keep what changes its name with its content, and asks them to look again for the rest', async () => {
    await build();
    const get = await serve(app.handler);
    expect((await get('/app/assets/index-1.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/app/icon.svg')).headers.get('cache-control')).toBe('no-cache');
    expect((await get('/app/icon.svg')).headers.get('content-type')).toBe('image/svg+xml');
  });

  test('offers the sample images', async () => {
    await build();
    const get = await serve(app.handler);
    expect(await (await get('/app/samples/index.json')).json()).toEqual({
      samples: [{ name: 'alex-selfie.jpg', bytes: 5 }],
    });
    expect(await (await get('/app/samples/alex-selfie.jpg')).text()).toBe('photo');
  });

  test.each([
    '/app/nothing',
    '/app/index.html',
    '/app/assets/nothing.js',
    '/app/assets/..%2findex.html',
    '/app/samples/README.md',
    '/app/samples/..%2f..%2fdist%2findex.html',
    '/app/.env',
  ])('has no file at %s', async (path) => {
    await build();
    expect((await (await serve(app.handler))(path)).status).toBe(404);
  });

  test('can only be read', async () => {
    await build();
    const get = await serve(app.handler);
    for (const path of ['/app/', '/app/icon.svg', '/app/samples/index.json']) {
      expect((await get(path, { method: 'POST' })).status, path).toBe(405);
    }
  });

  test('is not offered where it is not there at all', () => {
    expect(createWebApp({ folder: pathToFileURL(`${folder}/nowhere/`), samplesFolder: null })).toBeNull();
  });

  test('leads to the start page as long as it is not built, and is there as soon as it is', async () => {
    const get = await serve(app.handler);
    expect(app.isBuilt()).toBe(false);
    expect((await get('/app/')).headers.get('location')).toBe('/');

    await build();

    expect(app.isBuilt()).toBe(true);
    expect((await get('/app/')).status).toBe(200);
    expect((await get('/app')).headers.get('location')).toBe('/app/');
  });
});

describe('the start page', () => {
  const htmlOf = async (options: Parameters<typeof createStartPage>[0]) => {
    const response = await (await serve(createStartPage(options)))('/');
    return { response, html: await response.text() };
  };

  test('leads to the explorer and to the web app', async () => {
    const { html } = await htmlOf({ hasExplorer: true, isWebAppBuilt: () => true });
    expect([...html.matchAll(/href="([^"]+)"/g)].map(([, to]) => to)).toEqual(['/graphql', '/app/']);
    expect(html).not.toContain('npm run');
  });

  test('says how the web app is built where it is not', async () => {
    const { html } = await htmlOf({ hasExplorer: true, isWebAppBuilt: () => false });
    expect(html).toContain('npm run example:web');
    expect(html).not.toContain('href="/app/"');
  });

  test('offers nothing that is not there', async () => {
    const { html } = await htmlOf({ hasExplorer: false, isWebAppBuilt: null });
    expect(html).not.toMatch(/href=|npm run/);
  });

  test('runs no script, loads nothing, and allows exactly the style that it holds', async () => {
    const { html, response } = await htmlOf({ hasExplorer: true, isWebAppBuilt: () => true });
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      `style-src 'sha256-${Buffer.from(digest).toString('base64')}'`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(html).not.toMatch(/<script|src=| style=| on\w+=/);
  });
});
