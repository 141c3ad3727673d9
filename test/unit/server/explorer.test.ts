import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createExplorer, type Explorer } from '#server/explorer.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** The handlers on a real socket, behind a listener that forbids storing, as the gateway's does. */
async function serve(explorer: Explorer | null): Promise<string> {
  if (explorer === null) throw new Error('The explorer is not installed.');
  const server = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    (request.url === '/graphql' ? explorer.page : explorer.assets)(request, response, 'request-1');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('shows browsers a page that is never stored, runs no foreign script and stands in nobody’s frame', async () => {
  const url = await serve(createExplorer({ samplesFolder: null }));
  const page = await fetch(`${url}/graphql`);
  const html = await page.text();

  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('cache-control')).toBe('no-store');
  const policy = page.headers.get('content-security-policy')?.split('; ');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(page.headers.get('permissions-policy')).toContain('camera=(self)');
  expect(html, 'no script but those in files').not.toMatch(/<script(?![^>]+src=)/);
  expect(html, 'nothing from elsewhere').not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('serves everything that its page names, and everything that its modules import', async () => {
  const url = await serve(createExplorer({ samplesFolder: null }));
  const html = await (await fetch(`${url}/graphql`)).text();
  const wanted = [...html.matchAll(/(?:src|href)="(\/explorer\/[^"]+)"/g)].map(([, path = '']) => path);
  const seen = new Set<string>();
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const response = await fetch(url + path);
    expect(response.status, path).toBe(200);
    const text = await response.text();
    if (path.startsWith('/explorer/graphiql/')) continue;
    for (const [, target = ''] of text.matchAll(/^import .* from '([^']+)'/gm)) {
      wanted.push(new URL(target, `http://x${path}`).pathname);
    }
  }
  expect(seen).toContain('/explorer/graphiql/yoga-graphiql.es.js');
  expect(seen).toContain('/explorer/upload-slots.js');
  for (const worker of ['editor.worker', 'json.worker', 'graphql.worker.']) {
    expect((await fetch(`${url}/explorer/graphiql/monacoeditorwork/${worker}.bundle.js`)).status).toBe(200);
  }
});

test('lets browsers keep its files, and confirms them without sending them again', async () => {
  const url = await serve(createExplorer({ samplesFolder: null }));
  const first = await fetch(`${url}/explorer/graphiql/graphiql.css`);
  const etag = first.headers.get('etag') ?? '';
  await first.arrayBuffer();
  const again = await fetch(`${url}/explorer/graphiql/graphiql.css`, { headers: { 'if-none-match': etag } });

  expect(first.headers.get('cache-control')).toBe('no-cache');
  expect(again.status).toBe(304);
  expect(again.headers.get('cache-control'), 'a 304 must not throw the kept file away').toBe('no-cache');
});

test('serves nothing else: no sources of the page, no settings, no file beside or above its folders', async () => {
  const url = await serve(createExplorer({ samplesFolder: null }));
  for (const path of [
    '/explorer/page.html',
    '/explorer/tsconfig.json',
    '/explorer/bundle.d.ts',
    '/explorer/../explorer.ts',
    '/explorer/graphiql/../package.json',
    '/explorer/graphiql/..%2fpackage.json',
    '/explorer/graphiql/%2e%2e/package.json',
    '/explorer/samples/alex-selfie.jpg',
    '/explorer/',
    '/explorer/toString.js',
  ]) {
    const response = await fetch(url + path);
    expect([path, response.status]).toEqual([path, 404]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  }
  expect((await fetch(`${url}/explorer/explorer.js`, { method: 'POST' })).status).toBe(405);
});

test('offers the images of the samples folder in sandbox mode, and no other file of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'samples-'));
  try {
    for (const name of ['selfie.jpg', 'card-front.PNG', 'README.md', '.hidden.jpg']) {
      await writeFile(join(folder, name), 'bytes');
    }
    const url = await serve(createExplorer({ samplesFolder: pathToFileURL(`${folder}/`) }));

    expect(await (await fetch(`${url}/explorer/samples/index.json`)).json()).toEqual({
      samples: [
        { name: 'card-front.PNG', bytes: 5 },
        { name: 'selfie.jpg', bytes: 5 },
      ],
    });
    const selfie = await fetch(`${url}/explorer/samples/selfie.jpg`);
    expect([selfie.headers.get('content-type'), await selfie.text()]).toEqual(['image/jpeg', 'bytes']);
    await writeFile(join(folder, 'selfie.jpg'), 'drawn anew');
    expect(await (await fetch(`${url}/explorer/samples/selfie.jpg`)).text()).toBe('drawn anew');
    for (const name of ['README.md', '.hidden.jpg', '../package.json', 'missing.jpg']) {
      expect((await fetch(`${url}/explorer/samples/${name}`)).status, name).toBe(404);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('offers no samples with a real account', async () => {
  const url = await serve(createExplorer({ samplesFolder: null }));
  expect(await (await fetch(`${url}/explorer/samples/index.json`)).json()).toEqual({ samples: [] });
});

test('is not there when its bundle is not installed', () => {
  const notInstalled = () => {
    throw new Error('Cannot find module');
  };
  expect(createExplorer({ samplesFolder: null, resolvePackage: notInstalled })).toBeNull();
  expect(createExplorer({ samplesFolder: null, resolvePackage: () => '/nowhere/package.json' })).toBeNull();
});
