/** What is said about a production install: which packages it has (`npm run sbom`), and whether weaknesses of them are known (`npm run audit`). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { said } from '#test/support/documents.ts';
import { runPrinted } from '#test/support/shell.ts';

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ version: z.string(), dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
    ),
  })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** name@version of everything that a production install has. */
const production = new Set(
  Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
);

describe('npm run sbom', () => {
  let text = '';
  beforeAll(async () => {
    await runPrinted(said('npm run sbom'));
    text = readFileSync('sbom.cdx.json', 'utf8');
  });

  test('writes a bill of materials that CycloneDX takes for one', async () => {
    const { specVersion } = JSON.parse(text);
    const version = Object.values(Spec.Version).find((known) => known === specVersion);
    expect(version).toBeDefined();
    if (version !== undefined) expect(await new Validation.JsonStrictValidator(version).validate(text)).toBeNull();
  });

  test('lists every package of a production install, with its hash, and no other', () => {
    const { components } = z
      .object({
        components: z.array(
          z.object({ name: z.string(), version: z.string(), purl: z.string(), hashes: z.array(z.unknown()).min(1) }),
        ),
      })
      .parse(JSON.parse(text));
    expect(components.map(({ name, version }) => `${name}@${version}`).toSorted()).toEqual([...production].toSorted());
  });
});

describe('npm run audit', () => {
  /** A registry that knows one weakness of undici, or has no such endpoint, or is not well. */
  let answer: { readonly status: number; readonly severity?: string };
  const registry = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('Content-Type', 'application/json');
      if (request.method !== 'POST') {
        const versions = { '1.0.0': { name: 'undici', version: '1.0.0', dist: {} } };
        return response.end(JSON.stringify({ name: 'undici', 'dist-tags': { latest: '1.0.0' }, versions }));
      }
      response.statusCode = answer.status;
      const { severity } = answer;
      const advisory = { id: 1, url: 'https://example.com/1', title: 'invented', severity, vulnerable_versions: '*' };
      response.end(JSON.stringify(severity === undefined ? {} : { undici: [advisory] }));
    });
  });
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-audit-'));
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    registry.close();
    rmSync(folder, { recursive: true });
  });

  let runs = 0;
  async function audit(): Promise<{ readonly code: number; readonly said: string }> {
    runs += 1;
    const { port } = registry.address() as AddressInfo;
    const command = said('npm run audit --registry=<address>').replace('<address>', `http://127.0.0.1:${port}/`);
    const env = {
      npm_config_fetch_retries: '0',
      // npm remembers advisories.
      npm_config_cache: join(folder, `cache-${runs}`),
    };
    return runPrinted(`${command} 2>&1`, { env }).then(
      (said) => ({ code: 0, said }),
      ({ code, stdout }) => ({ code, said: stdout }),
    );
  }

  test('passes when nothing is known against any package', async () => {
    answer = { status: 200 };
    expect(await audit()).toEqual({ code: 0, said: expect.stringContaining('found 0 vulnerabilities') });
  });

  test('fails, and says what it is, when a weakness is high', async () => {
    answer = { status: 200, severity: 'high' };
    expect(await audit()).toEqual({
      code: 1,
      said: expect.stringMatching(/undici[\s\S]*Severity: high[\s\S]*invented/),
    });
  });

  test('passes when it is moderate', async () => {
    answer = { status: 200, severity: 'moderate' };
    expect(await audit()).toMatchObject({ code: 0 });
  });

  test('says loudly that nothing was audited when the registry cannot be asked', async () => {
    answer = { status: 405 };
    expect(await audit()).toEqual({ code: 0, said: expect.stringContaining('NOT AUDITED') });
  });

  test('fails when the registry could be asked and is not well', async () => {
    answer = { status: 503 };
    expect(await audit()).toMatchObject({ code: 1 });
  });
});
